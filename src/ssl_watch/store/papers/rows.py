"""How a judged paper lies in its tables, in both directions."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, Select, bindparam, select

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.domains import Filing
from ssl_watch.papers import Author, Paper
from ssl_watch.queries.tokens import dated_at
from ssl_watch.relevance import Level, Relevance
from ssl_watch.store.tables import filings, papers
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper, Verdict, judge_of

AT_ONCE = 500  # ids in one statement; both engines limit a statement's parameters
_Row: TypeAlias = Mapping[str, Any] | RowMapping  # by the names of its columns
_READ = [column for column in papers.c if column.name != "dated_at"]

_FILINGS = (
    select(filings)
    .where(filings.c.arxiv_id.in_(bindparam("ids", expanding=True)))
    .order_by(filings.c.arxiv_id, filings.c.position)
)


def row_of(judged: JudgedPaper) -> dict[str, Any]:
    """The columns of `papers` that the paper and its verdict decide."""
    return {**_row_of_paper(judged.paper), **_row_of_verdict(judged.verdict)}


def _row_of_paper(paper: Paper) -> dict[str, Any]:
    return {
        "arxiv_id": paper.arxiv_id,
        "version": paper.version,
        "title": paper.title,
        "abstract": paper.abstract,
        "updated_at": paper.updated_at,
        "submitted_at": paper.submitted_at,
        "dated_at": dated_at(paper),
        "authors": [[author.name, list(author.affiliations)] for author in paper.authors],
        "categories": list(paper.categories),
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "dois": list(paper.dois),
        "withdrawn": paper.withdrawn,
        "link": paper.link,
    }


def _row_of_verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "level": verdict.relevance.level.value,
        "score": verdict.relevance.score,
        "evidence": list(verdict.relevance.evidence),
        "code_state": verdict.code.state.value,
        "code_url": verdict.code.url,
        "code_evidence": verdict.code.evidence,
        "venue": _venue_row(verdict.venue),
        "summary": verdict.summary,
        "summary_by": verdict.summary_by,
        "judge": judge_of(verdict),
    }


def _venue_row(venue: Venue | None) -> dict[str, Any] | None:
    if venue is None:
        return None
    return {
        "name": venue.name,
        "state": venue.state.value,
        "evidence": venue.evidence,
        "year": venue.year,
        "track": venue.track,
    }


def rows_of_filings(judged: JudgedPaper) -> list[dict[str, Any]]:
    """The rows of `filings`, surest first."""
    return [
        {
            "arxiv_id": judged.paper.arxiv_id,
            "position": position,
            "domain": filing.name,
            "score": filing.score,
            "evidence": list(filing.evidence),
        }
        for position, filing in enumerate(judged.verdict.filings)
    ]


def selecting() -> Select[Any]:
    """A SELECT of what `read` needs."""
    return select(*_READ)


def read(
    transaction: Connection, statement: Select[Any], parameters: dict[str, Any] | None = None
) -> tuple[JudgedPaper, ...]:
    """Run a statement made from `selecting`; papers in its order."""
    result = transaction.execute(statement, parameters)
    names = result.keys()
    rows = [dict(zip(names, row, strict=True)) for row in result]
    filed = _filings(transaction, [row["arxiv_id"] for row in rows])
    return tuple(judged_of(row, filed.get(row["arxiv_id"], ())) for row in rows)


def _filings(transaction: Connection, ids: Sequence[str]) -> dict[str, list[Filing]]:
    found: dict[str, list[Filing]] = {}
    for start in range(0, len(ids), AT_ONCE):
        for row in transaction.execute(_FILINGS, {"ids": list(ids[start : start + AT_ONCE])}).mappings():
            found.setdefault(row["arxiv_id"], []).append(filing_of(row))
    return found


def filing_of(row: _Row) -> Filing:
    """A row of `filings`."""
    return Filing(name=row["domain"], score=row["score"], evidence=tuple(row["evidence"]))


def judged_of(row: _Row, filed: Sequence[Filing]) -> JudgedPaper:
    """A row that a statement made from `selecting` gave, and the filings that belong to it."""
    verdict = Verdict(
        relevance=Relevance(level=Level(row["level"]), score=row["score"], evidence=tuple(row["evidence"])),
        filings=tuple(filed),
        code=CodeLink(state=CodeState(row["code_state"]), url=row["code_url"], evidence=row["code_evidence"]),
        venue=_venue(row["venue"]),
        summary=row["summary"],
        summary_by=row["summary_by"],
    )
    return JudgedPaper(
        paper=_paper(row),
        verdict=verdict,
        first_seen=row["first_seen"],
        first_seen_at=row["first_seen_at"],
        news=row["news"],
        rejudged_at=row["rejudged_at"],
    )


def _paper(row: _Row) -> Paper:
    return Paper(
        arxiv_id=row["arxiv_id"],
        version=row["version"],
        title=row["title"],
        abstract=row["abstract"],
        updated_at=row["updated_at"],
        submitted_at=row["submitted_at"],
        authors=tuple(Author(name=name, affiliations=tuple(places)) for name, places in row["authors"]),
        categories=tuple(row["categories"]),
        comment=row["comment"],
        journal_ref=row["journal_ref"],
        dois=tuple(row["dois"]),
        withdrawn=row["withdrawn"],
        link=row["link"],
    )


def _venue(stored: dict[str, Any] | None) -> Venue | None:
    if stored is None:
        return None
    return Venue(**{**stored, "state": VenueState(stored["state"])})

"""One JSON object per paper: our own export, and what other lists of arXiv papers keep in its stead.

Reading is tolerant of names (`comment`, `comments`), of shapes (authors as a list or in one string) and of gaps; only
an arXiv id and a title must be there. A verdict is written for people and never read: papers are judged anew.
"""

from collections.abc import Mapping
from datetime import datetime

from ssl_watch.errors import BadInput, NotAnArxivId
from ssl_watch.listings import Listing, clean, is_address, month_of, read_date, repository_of, with_link
from ssl_watch.papers import Author, Paper, parse_arxiv_id
from ssl_watch.verdicts import JudgedPaper, heading_of

# All that judging reads: whatever else a line holds can't spoil it.
_JUDGED = frozenset(
    {"title", "abstract", "comment", "comments", "categories", "journal_ref", "journal-ref", "arxiv_id"}
)
_MOST_AUTHORS = 6000  # the longest author lists on arXiv have about 5,200
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


def read(record: object, *, id_needed: bool = True) -> Listing:
    """Read one object. Without `id_needed`, for judging only, a paper may lack its title or have an id of any kind.

    Then its id is `arxiv_id`, else what text `id`, `link` or `url` hold, and only what judging reads is looked at.

    Raises:
        BadInput: what is missing or wrong.
    """
    if not isinstance(record, Mapping):
        raise BadInput("the line is no JSON object")
    if not id_needed:
        record = {name: value for name, value in record.items() if name in _JUDGED} | _named(record)
    arxiv_id, version = _identity(record, needed=id_needed)
    paper = _paper(record, arxiv_id, version)
    if not paper.title and (id_needed or not paper.abstract):
        raise BadInput("the title is missing")
    return Listing(
        paper=with_link(paper, _text(record, "link", "url")),
        code_url=_code(record),
        heading=_text(record, "listed_under"),
        version_given=version is not None,
    )


def _named(record: Mapping[object, object]) -> dict[object, object]:
    """The names other than `arxiv_id` by which a line may know its paper, as far as they are text."""
    return {name: record[name] for name in ("id", "link", "url") if isinstance(record.get(name), str)}


def _paper(record: Mapping[object, object], arxiv_id: str, version: int | None) -> Paper:
    submitted_at, updated_at = _moments(record, arxiv_id, version)
    return Paper(
        arxiv_id=arxiv_id,
        version=version or 1,
        title=_text(record, "title") or "",
        abstract=_text(record, "abstract") or "",
        updated_at=updated_at,
        submitted_at=submitted_at,
        authors=_authors(record.get("authors")),
        categories=_words(record, "categories"),
        comment=_text(record, "comment", "comments"),
        journal_ref=_text(record, "journal_ref", "journal-ref"),
        dois=_words(record, "dois", "doi"),
        withdrawn=record.get("withdrawn") is True,
    )


def _moments(record: Mapping[object, object], arxiv_id: str, version: int | None) -> tuple[datetime | None, datetime]:
    """Submission, if it is told or is the first version's date, and last update, by the id's month if need be."""
    updated_at = _moment(record, "updated_at", "updated", "date", "update_date")
    submitted_at = _moment(record, "submitted_at", "published")
    if submitted_at is None and version == 1 and "submitted_at" not in record:
        submitted_at = updated_at
    return submitted_at, updated_at or submitted_at or month_of(arxiv_id)


def _identity(record: Mapping[object, object], *, needed: bool) -> tuple[str, int | None]:
    given = _text(record, "arxiv_id", "id", "link", "url")
    if given is None:
        if needed:
            raise BadInput("the arXiv id is missing")
        return "", None
    try:
        arxiv_id, version = parse_arxiv_id(given)
    except NotAnArxivId:
        if needed:
            raise
        return given, None
    link = _text(record, "link", "url")
    if version is None and link is not None and arxiv_id in link:
        version = parse_arxiv_id(link)[1]
    return arxiv_id, _version(record.get("version")) or version


def _version(value: object) -> int | None:
    if value is None or value == "":
        return None
    digits = str(value).strip().removeprefix("v")
    if isinstance(value, bool) or not (digits.isascii() and digits.isdigit() and len(digits) <= len("9999")):
        raise BadInput(f"the version {str(value)[:20]!r} is no version such as 2 or v2")
    return int(digits) or None


def _text(record: Mapping[object, object], *names: str) -> str | None:
    for name in names:
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise BadInput(f"{name} is no text")
        if value and (cleaned := clean(value)):
            return cleaned
    return None


def _moment(record: Mapping[object, object], *names: str) -> datetime | None:
    text = _text(record, *names)
    return read_date(text) if text else None


def _authors(value: object) -> tuple[Author, ...]:
    if value is None:
        return ()
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list):
        raise BadInput("authors are neither a list nor a text")
    if len(given) == 1 and isinstance(given[0], str):
        given = _split_names(given[0])
    return tuple(author for each in given[:_MOST_AUTHORS] if (author := _author(each)).name)


def _split_names(joined: str) -> list[str]:
    """“A. Lee, B. Roy and C. Ito” as three names; “Lee, Ann” and “Lee, Jr.” stay whole."""
    names: list[str] = []
    for part in map(str.strip, joined.replace(" and ", ", ").split(",")):
        if names and part.rstrip(".") in _SUFFIXES:
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    surname_first = len(names) == 2 and " " not in names[0]
    return [joined] if surname_first and " and " not in joined else names


def _author(value: object) -> Author:
    if isinstance(value, str):
        return Author(name=clean(value))
    if not isinstance(value, Mapping):
        raise BadInput("an author is neither a name nor an object with a name")
    affiliations = value.get("affiliations") or []
    if not isinstance(affiliations, list) or not all(isinstance(each, str) for each in affiliations):
        raise BadInput("an author's affiliations are no list of texts")
    return Author(name=_text(value, "name") or "", affiliations=tuple(map(clean, affiliations)))


def _words(record: Mapping[object, object], *names: str) -> tuple[str, ...]:
    value = next((record[name] for name in names if record.get(name)), [])
    given = value.split() if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise BadInput(f"{names[0]} are neither a list of texts nor a text")
    return tuple(dict.fromkeys(word for each in given if (word := clean(each).strip(",;"))))


def _code(record: Mapping[object, object]) -> str | None:
    """The repository that a list gives: an address, or the table's `[Code Link](address)`."""
    value = record.get("listed_code") or record.get("code")
    if not isinstance(value, str):
        return None  # the verdict of a `judge` line, or nothing
    address = clean(value).rpartition("](")[2].removesuffix(")")
    return address if is_address(address) else None


def write(judged: JudgedPaper) -> dict[str, object]:
    """Everything held on a paper. `listed_under` and `listed_code` are what a list, not the paper, says."""
    paper = judged.paper
    return {
        "arxiv_id": paper.arxiv_id,
        "version": paper.version,
        "title": paper.title,
        "abstract": paper.abstract,
        "authors": [{"name": each.name, "affiliations": list(each.affiliations)} for each in paper.authors],
        "categories": list(paper.categories),
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "dois": list(paper.dois),
        "submitted_at": _iso(paper.submitted_at),
        "updated_at": _iso(paper.updated_at),
        "withdrawn": paper.withdrawn,
        "link": paper.link,
        "listed_under": heading_of(judged),
        "listed_code": repository_of(judged),
        "first_seen_at": _iso(judged.first_seen_at),
        "news": judged.news,
        "verdict": {name: part for name, part in write_verdict(judged).items() if name != "arxiv_id"},
    }


def write_verdict(judged: JudgedPaper) -> dict[str, object]:
    """The five verdicts with their evidence, as `ssl-watch judge` prints them."""
    verdict = judged.verdict
    relevance, code, venue = verdict.relevance, verdict.code, verdict.venue
    return {
        "arxiv_id": judged.paper.arxiv_id or None,
        "relevance": {"level": relevance.level, "score": relevance.score, "evidence": list(relevance.evidence)},
        "domains": [
            {"name": each.name, "score": each.score, "evidence": list(each.evidence)} for each in verdict.filings
        ],
        "code": {"state": code.state, "url": code.url, "evidence": code.evidence},
        "venue": venue
        and {
            "name": venue.name,
            "state": venue.state,
            "year": venue.year,
            "track": venue.track,
            "evidence": venue.evidence,
        },
        "summary": verdict.summary,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

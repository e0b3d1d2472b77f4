"""Lists of papers that have to do with SSL: the newest, and all of them; `finding` searches among them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    UnaryExpression,
    and_,
    desc,
    exists,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from ssl_watch.queries import Results, Term
from ssl_watch.store.papers.finding import found_by
from ssl_watch.store.papers.reading import get_many
from ssl_watch.store.papers.rows import read, selecting
from ssl_watch.store.tables import LISTED, NEWS, filings, papers
from ssl_watch.verdicts import JudgedPaper
from ssl_watch.weeks import Week

_BATCH = 100  # papers in memory at once while everything streams by
_LAST_UPDATED_FIRST = (papers.c.updated_at.desc(), papers.c.arxiv_id.desc())


def latest(
    transaction: Connection,
    *,
    domain: str | None,
    limit: int,
    offset: int,
    week: Week | None = None,
    without: Collection[str] = (),
    also: Collection[str] = (),
) -> Results:
    """The newest papers, of one domain or of all, perhaps of one week (`weeks`).

    Some are left out, and some of other domains are `also` among them.
    """
    conditions = [LISTED]
    if domain is not None:
        conditions.append(
            or_(_filed_under(domain), papers.c.arxiv_id.in_(sorted(also))) if also else _filed_under(domain)
        )
    if without:
        conditions.append(papers.c.arxiv_id.not_in(sorted(without)))
    if week is not None:
        return _of_week(transaction, week, and_(*conditions), limit=limit, offset=offset)
    return _page(transaction, and_(*conditions), _newest_first(), limit=limit, offset=offset)


def reasons(
    transaction: Connection, domain: str | None, *, highest: float
) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Id, score and evidence of each paper's relevance, or of its filing under the domain, up to a score."""
    table = papers if domain is None else filings
    statement = select(table.c.arxiv_id, table.c.score, table.c.evidence).where(table.c.score <= highest)
    statement = statement.where(LISTED if domain is None else filings.c.domain == domain)
    return ((row.arxiv_id, row.score, tuple(row.evidence)) for row in transaction.execute(statement))


def every(transaction: Connection, term: Term | None) -> Iterator[JudgedPaper]:
    """All papers, or all that match, by their last update, newest first; a few at a time are in memory.

    To be used up before the transaction ends.
    """
    if term is not None:
        yield from _matching(transaction, term)
        return
    order = tuple_(papers.c.updated_at, papers.c.arxiv_id)
    statement = selecting().where(LISTED).order_by(*_LAST_UPDATED_FIRST).limit(_BATCH)
    batch = read(transaction, statement)
    while batch:
        yield from batch
        last = batch[-1].paper
        batch = read(transaction, statement.where(order < (last.updated_at, last.arxiv_id)))


def _matching(transaction: Connection, term: Term) -> Iterator[JudgedPaper]:
    """One search for all of them: only ids are held by the database meanwhile."""
    statement = select(papers.c.arxiv_id).where(papers.c.arxiv_id.in_(found_by(transaction, term)))
    ordered = statement.order_by(*_LAST_UPDATED_FIRST)
    for ids in transaction.execute(ordered, execution_options={"yield_per": _BATCH}).scalars().partitions():
        yield from get_many(transaction, ids)


def _page(
    transaction: Connection,
    condition: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    *,
    limit: int,
    offset: int,
) -> Results:
    total = transaction.execute(select(func.count()).select_from(papers).where(condition)).scalar_one()
    found = read(transaction, selecting().where(condition).order_by(*order).limit(limit).offset(offset))
    return Results(papers=found, total=total, offset=offset)


def _newest_first() -> list[UnaryExpression[Any]]:
    return [papers.c.dated_at.desc(), papers.c.arxiv_id.desc()]


def _of_week(
    transaction: Connection, week: Week, condition: ColumnElement[bool], *, limit: int, offset: int
) -> Results:
    """By first sight what was news, by its date what was not, each by its index; the ids of a week are few."""
    known_at = ((NEWS, papers.c.first_seen_at), (~NEWS, papers.c.dated_at))
    found = union_all(*(
        select(papers.c.arxiv_id, papers.c.dated_at).where(condition, of_kind, at >= week.begins_at, at < week.ends_at)
        for of_kind, at in known_at
    ))  # fmt: skip
    ids = [row.arxiv_id for row in transaction.execute(found.order_by(desc("dated_at"), desc("arxiv_id")))]
    return Results(papers=get_many(transaction, ids[offset : offset + limit]), total=len(ids), offset=offset)


def _filed_under(domain: str) -> ColumnElement[bool]:
    return exists().where(filings.c.arxiv_id == papers.c.arxiv_id, filings.c.domain == domain)

"""How many papers there are of each month, domain and level, kept in step with `papers`: nobody counts a million rows.

`recount` counts what is there, for those that a search finds; a test holds the one against the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from ssl_watch.census import Count, Tally
from ssl_watch.queries import Term
from ssl_watch.queries.tokens import WITH_CODE, dated_at
from ssl_watch.relevance import Level
from ssl_watch.store.columns import storable
from ssl_watch.store.inserting import add_up
from ssl_watch.store.papers.finding import found_by
from ssl_watch.store.papers.patience import TooLong, bounded
from ssl_watch.store.tables import LISTED, filings, papers, tallies
from ssl_watch.venues import VenueState
from ssl_watch.verdicts import JudgedPaper

_ALL = ""  # in the place of a domain: every listed paper once
_WITH_CODE = sorted(state.value for state in WITH_CODE)
_ACCEPTED = case((papers.c.venue["state"].as_string() == VenueState.ACCEPTED.value, 1), else_=0)
_CODE = case((papers.c.code_state.in_(_WITH_CODE), 1), else_=0)
_Key: TypeAlias = tuple[str, str, str, bool, bool]

_OF_DOMAIN = select(tallies).where(tallies.c.papers > 0)
_BY_DOMAIN = (
    select(
        tallies.c.domain,
        func.sum(tallies.c.papers),
        func.sum(case((tallies.c.with_code, tallies.c.papers), else_=0)),
    )
    .where(tallies.c.papers > 0, tallies.c.domain != _ALL)
    .group_by(tallies.c.domain)
)


def add(transaction: Connection, many: Sequence[JudgedPaper]) -> None:
    """Count papers as they are recorded; those that have nothing to do with SSL are passed over."""
    _count(transaction, many, 1)


def take(transaction: Connection, known: JudgedPaper) -> None:
    """Count a paper no longer; `known` is as it is recorded."""
    _count(transaction, [known], -1)


def _count(transaction: Connection, many: Sequence[JudgedPaper], weight: int) -> None:
    counted = Counter(key for judged in many for key in _keys(judged))
    names = ("domain", "month", "level", "with_code", "accepted")
    rows = [{**dict(zip(names, key, strict=True)), "papers": weight * counted[key]} for key in sorted(counted)]
    add_up(transaction, tallies, rows, column="papers")


def _keys(judged: JudgedPaper) -> Iterator[_Key]:
    verdict = judged.verdict
    if verdict.relevance.level is Level.NONE:
        return
    dated = dated_at(judged.paper).astimezone(UTC)
    month, level = f"{dated.year:04}-{dated.month:02}", verdict.relevance.level.value
    with_code = verdict.code.state in WITH_CODE
    accepted = verdict.venue is not None and verdict.venue.state is VenueState.ACCEPTED
    for domain in {_ALL, *map(storable, judged.domain_names)}:
        yield domain, month, level, with_code, accepted


def of_domain(transaction: Connection, domain: str | None) -> tuple[Tally, ...]:
    """The tallies of one domain, by its name, or of all papers."""
    return _tallies(transaction, _OF_DOMAIN.where(tallies.c.domain == (domain or _ALL)))


def by_domain(transaction: Connection) -> dict[str, Count]:
    """How many papers each domain has."""
    return _counts(transaction, _BY_DOMAIN)


def found(transaction: Connection, term: Term, *, within: float) -> tuple[tuple[Tally, ...], dict[str, Count]] | None:
    """The tallies of all papers that match, counted one by one, and how many of them each domain has.

    None where that takes more than `within` seconds.
    """
    matching = papers.c.arxiv_id.in_(found_by(transaction, term))
    try:
        with bounded(transaction, within) as still_time:
            counted = recount(transaction, matching)
            still_time()
            return counted, recount_by_domain(transaction, matching)
    except TooLong:
        return None


def recount(transaction: Connection, *conditions: ColumnElement[bool], domain: str | None = None) -> tuple[Tally, ...]:
    """What `of_domain` should answer: what is recorded, counted; perhaps under further conditions."""
    if domain is not None:
        filed = select(filings.c.arxiv_id).where(filings.c.domain == domain)
        conditions = (*conditions, papers.c.arxiv_id.in_(filed))
    keys = (_month(transaction).label("month"), papers.c.level, _CODE.label("with_code"), _ACCEPTED.label("accepted"))
    counted = select(*keys, func.count().label("papers")).where(LISTED, *conditions).group_by(*keys)
    return _tallies(transaction, counted)


def recount_by_domain(transaction: Connection, *conditions: ColumnElement[bool]) -> dict[str, Count]:
    """What `by_domain` should answer."""
    filed = select(filings.c.domain, filings.c.arxiv_id).where(filings.c.domain != _ALL).distinct().subquery()
    counted = (
        select(filed.c.domain, func.count(), func.sum(_CODE))
        .join(papers, papers.c.arxiv_id == filed.c.arxiv_id)
        .where(LISTED, *conditions)
        .group_by(filed.c.domain)
    )
    return _counts(transaction, counted)


def _month(transaction: Connection) -> ColumnElement[str]:
    if transaction.dialect.name == "sqlite":
        return func.substr(papers.c.dated_at, 1, 7)
    return func.to_char(func.timezone("UTC", papers.c.dated_at), "YYYY-MM")


def _tallies(transaction: Connection, statement: Select[Any]) -> tuple[Tally, ...]:
    return tuple(map(_tally, transaction.execute(statement)))


def _tally(row: Row[Any]) -> Tally:
    return Tally(
        month=date.fromisoformat(f"{row.month}-01"),
        level=Level(row.level),
        with_code=bool(row.with_code),
        accepted=bool(row.accepted),
        papers=row.papers,
    )


def _counts(transaction: Connection, statement: Select[Any]) -> dict[str, Count]:
    rows: Iterable[Any] = transaction.execute(statement)
    return {name: Count(papers=int(count), with_code=int(with_code)) for name, count, with_code in rows}

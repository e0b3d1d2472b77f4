"""Polls in the database: one row for each reading of a source, failed ones too."""

from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, select

from ssl_watch.polls import SourceReport
from ssl_watch.store.tables import poll_runs

# Months of history that were read; `polling.backfilling` looks them up by name to go on where it stopped.
BACKFILL = "backfill "
_COLUMNS = [poll_runs.c[field.name] for field in fields(SourceReport)]
_OF_A_POLL = ~poll_runs.c.source.startswith(BACKFILL)
_OF_ONE = poll_runs.c.source == bindparam("of")
_GOOD = poll_runs.c.error.is_(None)


def add(transaction: Connection, report: SourceReport) -> None:
    """Write down that a source was read and how it ended."""
    transaction.execute(insert(poll_runs).values(asdict(report)))


def last(transaction: Connection, *, source: str | None = None) -> SourceReport | None:
    """The last reading, of one source or of any; a backfill is none, unless it is asked for by name."""
    return _first(transaction, *((_LAST,) if source is None else (_LAST_OF_ONE, source)))


def last_good(transaction: Connection, *, source: str | None = None) -> SourceReport | None:
    """The last reading that was whole."""
    return _first(transaction, *((_LAST_GOOD,) if source is None else (_LAST_GOOD_OF_ONE, source)))


def last_error(transaction: Connection, *, beginning: str) -> SourceReport | None:
    """The last reading or month of history that ended with an error of this beginning."""
    found = poll_runs.c.error.startswith(beginning, autoescape=True)
    return _first(transaction, _latest(found))


def last_poll(transaction: Connection) -> tuple[SourceReport, ...]:
    """All readings of the last poll, in their order."""
    latest = last(transaction)
    if latest is None:
        return ()
    of_it = (poll_runs.c.started_at == latest.started_at) & _OF_A_POLL
    rows = transaction.execute(select(*_COLUMNS).where(of_it).order_by(poll_runs.c.run_id))
    return tuple(SourceReport(**row._asdict()) for row in rows)


def good_since(transaction: Connection, since: datetime | None) -> dict[str, datetime]:
    """When each source was last read whole, as far as that was after a moment."""
    whole = _OF_A_POLL & poll_runs.c.error.is_(None)
    if since is not None:
        whole &= poll_runs.c.ended_at > since
    statement = select(poll_runs.c.source, func.max(poll_runs.c.ended_at)).where(whole).group_by(poll_runs.c.source)
    return dict(transaction.execute(statement).all())


def failed_since(
    transaction: Connection,
    since: datetime | None,
    *,
    sources: Collection[str] | None = None,
    until: datetime | None = None,
) -> int:
    """How many readings failed after a moment, or ever, up to another, if any, of some sources or of all.

    Months of history are no polls.
    """
    failed = poll_runs.c.error.is_not(None) & _OF_A_POLL
    if sources is not None:
        failed &= poll_runs.c.source.in_(sources)
    if since is not None:
        failed &= poll_runs.c.ended_at > since
    if until is not None:
        failed &= poll_runs.c.ended_at <= until
    return transaction.execute(select(func.count()).select_from(poll_runs).where(failed)).scalar_one()


def failures(transaction: Connection, source: str) -> int:
    """How many readings of a source failed after its last good one; in their own order, whatever the clock said."""
    whole = select(func.max(poll_runs.c.run_id)).where(poll_runs.c.source == source, _GOOD).scalar_subquery()
    failed = (poll_runs.c.source == source) & ~_GOOD & (poll_runs.c.run_id > func.coalesce(whole, 0))
    return transaction.execute(select(func.count()).select_from(poll_runs).where(failed)).scalar_one()


def _latest(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*_COLUMNS).where(*conditions).order_by(poll_runs.c.run_id.desc()).limit(1)


def _first(transaction: Connection, statement: Select[Any], source: str | None = None) -> SourceReport | None:
    row = transaction.execute(statement, {} if source is None else {"of": source}).first()
    return None if row is None else SourceReport(**row._asdict())


_LAST, _LAST_OF_ONE = _latest(_OF_A_POLL), _latest(_OF_ONE)
_LAST_GOOD, _LAST_GOOD_OF_ONE = _latest(_OF_A_POLL, _GOOD), _latest(_OF_ONE, _GOOD)

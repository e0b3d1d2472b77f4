"""Polls in the database: one row for each, failed ones too."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select

from ssl_watch.polls import PollReport
from ssl_watch.store.tables import poll_runs

# Months of history that were read; `polling.backfilling` looks them up by name to go on where it stopped.
BACKFILL = "backfill "
_COLUMNS = [poll_runs.c[field.name] for field in fields(PollReport)]


def add(transaction: Connection, report: PollReport) -> None:
    """Write down that a poll happened and how it ended."""
    transaction.execute(insert(poll_runs).values(asdict(report)))


def last(transaction: Connection, *, source: str | None = None) -> PollReport | None:
    """The last poll, of one source or of any; a backfill is none, unless it is asked for by name."""
    return _last(transaction, source)


def last_good(transaction: Connection, *, source: str | None = None) -> PollReport | None:
    """The last poll that read arXiv whole."""
    return _last(transaction, source, poll_runs.c.error.is_(None))


def last_error(transaction: Connection, *, beginning: str) -> PollReport | None:
    """The last poll or month of history that ended with an error of this beginning."""
    found = poll_runs.c.error.startswith(beginning, autoescape=True)
    return _latest(transaction, found)


def failed_since(transaction: Connection, since: datetime | None) -> int:
    """How many polls failed after a moment, or ever; months of history are no polls."""
    failed = poll_runs.c.error.is_not(None) & ~poll_runs.c.source.startswith(BACKFILL)
    statement = select(func.count()).select_from(poll_runs).where(failed)
    if since is not None:
        statement = statement.where(poll_runs.c.ended_at > since)
    return transaction.execute(statement).scalar_one()


def _last(transaction: Connection, source: str | None, *conditions: ColumnElement[bool]) -> PollReport | None:
    wanted = ~poll_runs.c.source.startswith(BACKFILL) if source is None else poll_runs.c.source == source
    return _latest(transaction, wanted, *conditions)


def _latest(transaction: Connection, *conditions: ColumnElement[bool]) -> PollReport | None:
    statement = select(*_COLUMNS).where(*conditions).order_by(poll_runs.c.run_id.desc()).limit(1)
    row = transaction.execute(statement).first()
    return None if row is None else PollReport(**row._asdict())

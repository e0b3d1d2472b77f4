"""How long a search may work: SQLite is asked to stop by its progress handler, PostgreSQL by its statement timeout.

PostgreSQL's planner is told besides to go by the full-text index, alone and at once: what it expects of words is often
far from the truth, and helpers and compiled plans take longer to get ready than a search may.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias

import psycopg
from psycopg.errors import QueryCanceled
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from ssl_watch.store.quick import driver

_STEPS = 1000  # of SQLite's virtual machine between two looks at the clock
_WAITING = 10  # times as long may pass while others have the processor or the disk is read
_TIMEOUT = text(
    "SELECT set_config('statement_timeout', :limit, true), set_config('plan_cache_mode', 'force_custom_plan', true),"
    " set_config('enable_seqscan', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)"
)
_LIMIT = text("SELECT set_config('statement_timeout', :limit, true)")
_BACK = "ROLLBACK TO SAVEPOINT search; SELECT 1"


StillTime: TypeAlias = Callable[[], None]


class TooLong(Exception):
    """What was asked for took longer than allowed; the transaction can be used on."""


@contextmanager
def bounded(transaction: Connection, seconds: float) -> Iterator[StillTime]:
    """Let what is read within take only so long; what is given is to be called before each statement, and raises, too.

    Raises:
        TooLong: the time is over.
    """
    raw = driver(transaction)  # and it has begun: a BEGIN that is ended may have been done nevertheless
    if isinstance(raw, sqlite3.Connection):
        with _sqlite(raw, seconds):
            yield lambda: None  # it looks at the clock by itself
    else:
        with _postgresql(transaction, raw, seconds):
            yield partial(_limit_to, transaction, time.monotonic() + seconds)


def _limit_to(transaction: Connection, end: float) -> None:
    """PostgreSQL's limit is one statement's: what is left is the next one's."""
    left = end - time.monotonic()
    if left <= 0:
        raise TooLong
    transaction.execute(_LIMIT, {"limit": _milliseconds(left)})


def _milliseconds(seconds: float) -> str:
    return f"{max(1, round(seconds * 1000))}ms"


@contextmanager
def _sqlite(raw: sqlite3.Connection, seconds: float) -> Iterator[None]:
    work_until, wait_until = time.thread_time() + seconds, time.monotonic() + seconds * _WAITING

    def is_over() -> bool:
        return time.thread_time() > work_until or time.monotonic() > wait_until

    raw.set_progress_handler(is_over, _STEPS)
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        own = error.orig if isinstance(error, OperationalError) else error
        if getattr(own, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
            raise
        raise TooLong from error
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _postgresql(transaction: Connection, raw: psycopg.Connection, seconds: float) -> Iterator[None]:
    raw.execute("SAVEPOINT search")  # going back there takes the setting back, and what was ended harms nothing
    try:
        transaction.execute(_TIMEOUT, {"limit": _milliseconds(seconds)})
        yield
    except OperationalError as error:
        if not isinstance(error.orig, QueryCanceled):
            raise
        raise TooLong from error
    finally:
        _go_back(raw)


def _go_back(raw: psycopg.Connection) -> None:
    """The limit may still be met on the way, or be told of by the statement after it; then it is met no more."""
    try:
        raw.execute(_BACK, prepare=False)
    except QueryCanceled:
        raw.execute(_BACK, prepare=False)

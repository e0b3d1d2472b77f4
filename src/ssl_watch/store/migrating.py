"""The database's schema: whether it is the newest, and how it becomes that.

Looking needs no Alembic, whose import costs more than the rest of a start; only a schema that is behind loads it.
"""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from ssl_watch.errors import StoreError
from ssl_watch.store.database import Store
from ssl_watch.store.papers import filling, indexing, likening

# Every migration, in order; a test holds this against alembic/versions.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
KEPT = (indexing.KEPT, likening.KEPT)
_VERSION = table("alembic_version", column("version_num"))


class SchemaState(StrEnum):
    """How a database's schema stands to this program's."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"  # a newer program migrated it
    FOREIGN = "foreign"  # somebody else's tables


def open_store(url: str) -> Store:
    """Open a database and bring its schema up to date.

    Raises:
        StoreError: it can't be opened, is not ours, or belongs to a newer version.
    """
    store = Store(url)
    try:
        if schema_state(store) is SchemaState.CURRENT:
            fill_index(store)
        else:
            migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def schema_state(store: Store) -> SchemaState:
    """Look at the schema, changing nothing."""
    with store.reading() as transaction:
        return _state(transaction)


def migrate(store: Store | str) -> bool:
    """Bring the schema to the newest; tells whether there was anything to do. Two at once wait for each other.

    Raises:
        StoreError: the database can't be used, is not ours, or belongs to a newer version.
    """
    if isinstance(store, Store):
        return _migrate(store)
    opened = Store(store)
    try:
        return _migrate(opened)
    finally:
        opened.close()


def fill_index(store: Store) -> None:
    """Let searches find what was recorded before there was an index, or by another edition of it; likewise likeness.

    A few papers at a time; who is interrupted goes on from there.
    """
    for kept in KEPT:
        with store.reading() as transaction:
            left = not filling.is_filled(transaction, kept)
        while left:
            with store.writing() as transaction:
                left = filling.fill_some(transaction, kept)


def _migrate(store: Store) -> bool:
    done = _upgrade_if_behind(store)
    fill_index(store)
    return done


def _upgrade_if_behind(store: Store) -> bool:
    with store.migrating() as transaction:
        state = _state(transaction)
        if state is SchemaState.AHEAD:
            raise StoreError(f"The database {store.url_for_people} belongs to a newer SSL-Watch: update this one")
        if state is SchemaState.FOREIGN:
            raise StoreError(f"The database {store.url_for_people} holds somebody else's tables: name an empty one")
        if state is SchemaState.CURRENT:
            return False
        _upgrade(transaction)
    return True


def _state(transaction: Connection) -> SchemaState:
    names = set(inspect(transaction).get_table_names())
    if "alembic_version" not in names:
        return SchemaState.FOREIGN if "papers" in names or "subscribers" in names else SchemaState.EMPTY
    found = transaction.execute(select(_VERSION.c.version_num)).scalars().all()
    if not found:
        return SchemaState.EMPTY
    if any(revision not in REVISIONS for revision in found):
        return SchemaState.AHEAD if {"papers", "deliveries"} <= names else SchemaState.FOREIGN
    return SchemaState.CURRENT if found == [REVISIONS[-1]] else SchemaState.BEHIND


def _upgrade(transaction: Connection) -> None:
    from alembic.config import Config

    from alembic import command

    config = Config(attributes={"connection": transaction})
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    command.upgrade(config, "head")


def migrations_folder() -> Path:
    """Alembic's scripts: inside the installed package, or at the root of a checkout."""
    packaged = Path(__file__).parent / "alembic"
    return packaged if (packaged / "env.py").is_file() else Path(__file__).parents[3] / "alembic"

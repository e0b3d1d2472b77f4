"""Alembic's entry: migrates within the transaction that `ssl_watch.store` began, or on its own from alembic.ini."""

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from alembic import context
from ssl_watch.settings import read_settings
from ssl_watch.store.columns import Json, Key, PlainText, UtcTime
from ssl_watch.store.database import Store
from ssl_watch.store.tables import metadata

# A migration stays what it was when the store's own types change: it names plain SQLAlchemy ones.
_PLAIN = {
    UtcTime: "sa.DateTime(timezone=True)",
    Key: 'sa.Text().with_variant(sa.Text(collation="C"), "postgresql")',
    PlainText: "sa.Text()",
    Json: "sa.JSON(none_as_null=True)",
}


def _render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    return _PLAIN.get(type(item), False) if kind == "type" else False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=_render,
        render_as_batch=True,  # SQLite changes a table by rebuilding it
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_offline() -> None:
    store = Store(read_settings().database)
    context.configure(dialect_name=store.engine.dialect.name, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
    store.close()


def _run_from_settings() -> None:
    store = Store(read_settings().database)
    with store.migrating() as connection:
        _run(connection)
    store.close()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
elif context.is_offline_mode():
    _run_offline()
else:
    _run_from_settings()

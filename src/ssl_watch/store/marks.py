"""Few, small facts that outlive the process, by name."""

from sqlalchemy import Connection, bindparam, select

from ssl_watch.store.inserting import upsert
from ssl_watch.store.tables import marks

_ONE = select(marks.c.value).where(marks.c.name == bindparam("key"))


def get(transaction: Connection, name: str) -> str | None:
    """What was put under the name."""
    return transaction.execute(_ONE, {"key": name}).scalar_one_or_none()


def put(transaction: Connection, name: str, value: str) -> None:
    """Keep a value under the name, in place of what was there."""
    upsert(transaction, marks, {"name": name, "value": value})

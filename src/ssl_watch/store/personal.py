"""Everything that is held on one chat, for its owner to read."""

from datetime import datetime, time

from sqlalchemy import Connection, select

from ssl_watch.store.chats import of
from ssl_watch.store.tables import OF_A_CHAT
from ssl_watch.subscriptions import Chat


def held_on(transaction: Connection, chat: Chat) -> dict[str, object]:
    """Every row of every table that belongs to the chat, by table, ready for JSON."""
    held: dict[str, object] = {"chat_id": chat.chat_id, "thread_id": chat.thread_id}
    for table in reversed(OF_A_CHAT):
        rows = transaction.execute(select(table).where(of(table, chat)).order_by(*table.primary_key.columns))
        held[table.name] = [{name: _told(value) for name, value in row._mapping.items()} for row in rows]
    return held


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | time) else value

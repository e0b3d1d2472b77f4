"""How a chat lies in the tables: thread 0 stands for a chat without a topic."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_

from ssl_watch.subscriptions import Chat


def columns_of(chat: Chat) -> dict[str, int]:
    """The two columns of a chat."""
    return {"chat_id": chat.chat_id, "thread_id": chat.thread_id or 0}


def of(table: Table, chat: Chat) -> ColumnElement[bool]:
    """The condition that a row belongs to the chat."""
    return and_(table.c.chat_id == chat.chat_id, table.c.thread_id == (chat.thread_id or 0))


def chat_of(row: Any) -> Chat:
    """The chat of a row."""
    return Chat(chat_id=row.chat_id, thread_id=row.thread_id or None)

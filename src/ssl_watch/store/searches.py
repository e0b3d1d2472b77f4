"""Searches that chats follow."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select

from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import insert_new
from ssl_watch.store.tables import followed_searches
from ssl_watch.subscriptions import Chat, FollowedSearch


def add(transaction: Connection, chat: Chat, search: FollowedSearch) -> None:
    """Follow a search; following the same text twice keeps the first time."""
    row = {
        **columns_of(chat),
        "query": search.text,
        "cursor": search.cursor,
        "followed_at": search.followed_at,
    }
    insert_new(transaction, followed_searches, row, key=("chat_id", "thread_id", "query"))


def remove(transaction: Connection, chat: Chat, search_id: int) -> bool:
    """Follow a search of the chat no more; whether there was one of that number."""
    mine = (of(followed_searches, chat), followed_searches.c.search_id == search_id)
    return transaction.execute(delete(followed_searches).where(*mine)).rowcount > 0


def of_chat(transaction: Connection, chat: Chat) -> tuple[FollowedSearch, ...]:
    """What the chat follows, the first followed first."""
    statement = select(followed_searches).where(of(followed_searches, chat)).order_by(followed_searches.c.search_id)
    return tuple(_search(row) for row in transaction.execute(statement))


def _search(row: Row[Any]) -> FollowedSearch:
    return FollowedSearch(text=row.query, cursor=row.cursor, followed_at=row.followed_at, search_id=row.search_id)

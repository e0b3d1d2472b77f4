"""Papers that a chat saved."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from ssl_watch.queries import Results
from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import insert_new
from ssl_watch.store.papers import get_many, known
from ssl_watch.store.tables import bookmarks
from ssl_watch.subscriptions import Chat


def add(transaction: Connection, chat: Chat, arxiv_id: str, *, now: datetime) -> bool:
    """Save a paper; saving it twice keeps the first time. False if the paper isn't known."""
    if not known(transaction, [arxiv_id]):
        return False
    row = {**columns_of(chat), "arxiv_id": arxiv_id, "saved_at": now}
    insert_new(transaction, bookmarks, row, key=("chat_id", "thread_id", "arxiv_id"))
    return True


def remove(transaction: Connection, chat: Chat, arxiv_id: str) -> None:
    """Let go of a paper, if it is saved."""
    transaction.execute(delete(bookmarks).where(of(bookmarks, chat), bookmarks.c.arxiv_id == arxiv_id))


def saved(transaction: Connection, chat: Chat, *, limit: int, offset: int) -> Results:
    """The saved papers, the last saved first."""
    mine = of(bookmarks, chat)
    total = transaction.execute(select(func.count()).select_from(bookmarks).where(mine)).scalar_one()
    newest = (bookmarks.c.saved_at.desc(), bookmarks.c.arxiv_id.desc())
    ids = select(bookmarks.c.arxiv_id).where(mine).order_by(*newest).limit(limit).offset(offset)
    papers = get_many(transaction, transaction.execute(ids).scalars().all())
    return Results(papers=papers, total=total, offset=offset)


def among(transaction: Connection, chat: Chat, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that the chat saved."""
    some = bookmarks.c.arxiv_id.in_(list(ids))
    return frozenset(transaction.execute(select(bookmarks.c.arxiv_id).where(of(bookmarks, chat), some)).scalars())

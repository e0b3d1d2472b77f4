"""Which papers a chat was sent, longer than its digests are kept: later news of them is for this chat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import insert_new
from ssl_watch.store.tables import sent_papers
from ssl_watch.subscriptions import Chat


def note(transaction: Connection, chat: Chat, ids: Collection[str], *, now: datetime) -> None:
    """Note papers that are on their way to the chat; the first time counts."""
    for arxiv_id in sorted(ids):
        row = {**columns_of(chat), "arxiv_id": arxiv_id, "sent_at": now}
        insert_new(transaction, sent_papers, row, key=("chat_id", "thread_id", "arxiv_id"))


def among(transaction: Connection, chat: Chat, ids: Collection[str]) -> frozenset[str]:
    """Those of the papers that the chat was sent."""
    statement = select(sent_papers.c.arxiv_id).where(of(sent_papers, chat), sent_papers.c.arxiv_id.in_(sorted(ids)))
    return frozenset(transaction.execute(statement).scalars())

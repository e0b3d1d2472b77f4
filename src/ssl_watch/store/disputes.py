"""Verdicts that a chat disputed: “not SSL”, “wrong domain”."""

from datetime import datetime

from sqlalchemy import Connection, select

from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import upsert
from ssl_watch.store.papers import known
from ssl_watch.store.tables import disputes
from ssl_watch.subscriptions import Chat


def add(transaction: Connection, chat: Chat, arxiv_id: str, claim: str, *, now: datetime) -> bool:
    """Note a claim about a paper, once per chat, paper and claim. False if the paper isn't known."""
    if not known(transaction, [arxiv_id]):
        return False
    upsert(
        transaction,
        disputes,
        {**columns_of(chat), "arxiv_id": arxiv_id, "claim": claim, "disputed_at": now, "applied": False},
    )
    return True


def of_chat(transaction: Connection, chat: Chat) -> tuple[tuple[str, str, datetime], ...]:
    """What the chat disputed: paper, claim, when; oldest first."""
    statement = select(disputes).where(of(disputes, chat)).order_by(disputes.c.disputed_at, disputes.c.arxiv_id)
    return tuple((row.arxiv_id, row.claim, row.disputed_at) for row in transaction.execute(statement))

"""DISPUTE: a reader says that a verdict is wrong; the notes are what the judging nouns are improved with."""

from datetime import datetime

from ssl_watch.store import Store, disputes
from ssl_watch.subscriptions import Chat


def dispute(store: Store, chat: Chat, arxiv_id: str, claim: str, *, now: datetime) -> bool:
    """Note that the chat disputes a verdict: `not_ssl` or `domain`. False where the paper is not in the archive."""
    with store.writing() as transaction:
        return disputes.add(transaction, chat, arxiv_id, claim, now=now)

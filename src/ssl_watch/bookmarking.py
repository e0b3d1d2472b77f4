"""BOOKMARK: what a chat keeps at hand: the papers it saved, and the digests it got, to turn their pages again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ssl_watch.digests import Digest
from ssl_watch.queries import Results
from ssl_watch.store import Store, bookmarks, digests, subscribers
from ssl_watch.subscriptions import Chat, Subscription

MOST_SAVED = 1000


class Saving(StrEnum):
    """What became of the wish to save a paper."""

    SAVED = "saved"
    UNKNOWN = "unknown"  # no such paper in the archive
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A digest opened again: what of it is saved, and the zone in which its days are told."""

    digest: Digest
    saved: frozenset[str]
    zone: str


def save(store: Store, chat: Chat, arxiv_id: str, *, now: datetime, most: int = MOST_SAVED) -> Saving:
    """Save a paper for the chat, which may have so many; saving it twice changes nothing."""
    with store.writing() as transaction:
        full = bookmarks.saved(transaction, chat, limit=0, offset=0).total >= most
        if full and not bookmarks.among(transaction, chat, [arxiv_id]):
            return Saving.FULL
        return Saving.SAVED if bookmarks.add(transaction, chat, arxiv_id, now=now) else Saving.UNKNOWN


def unsave(store: Store, chat: Chat, arxiv_id: str) -> None:
    """Let go of a paper, if it is saved."""
    with store.writing() as transaction:
        bookmarks.remove(transaction, chat, arxiv_id)


def saved(store: Store, chat: Chat, *, limit: int, offset: int) -> Results:
    """The saved papers, the last saved first."""
    with store.reading() as transaction:
        return bookmarks.saved(transaction, chat, limit=limit, offset=offset)


def among(store: Store, chat: Chat, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that the chat saved."""
    with store.reading() as transaction:
        return bookmarks.among(transaction, chat, ids)


def reopen(store: Store, chat: Chat, digest_id: int) -> Reopened | None:
    """One of the chat's own digests, to turn its pages; None where it is another's or was erased."""
    with store.reading() as transaction:
        digest = digests.get(transaction, digest_id, chat_id=chat.chat_id)
        if digest is None:
            return None
        ids = [entry.judged.paper.arxiv_id for entry in digest.entries]
        subscriber = subscribers.get(transaction, digest.chat)
        return Reopened(
            digest=digest,
            saved=bookmarks.among(transaction, chat, ids),
            zone=(subscriber.subscription if subscriber else Subscription()).zone,
        )

"""What operators are told: once when arXiv can't be read any more, once when it can again, once of odd records.

The key of a notice is made of the last good poll, so that owing it twice changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ssl_watch.announcements import Feed, first_due_after, last_due
from ssl_watch.deliveries import Delivery, Kind
from ssl_watch.errors import ArxivError, ArxivRefused
from ssl_watch.polls import SourceReport
from ssl_watch.store import Transaction, deliveries
from ssl_watch.subscriptions import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence or two, and what it is told only once for."""

    key: str
    text: str


def failed(source: str, error: ArxivError, last_good: SourceReport | None) -> Notice:
    """arXiv could not be read, or refuses to be."""
    kind = "refused" if isinstance(error, ArxivRefused) else "failed"
    since = f"since {last_good.started_at:%Y-%m-%d %H:%M} UTC" if last_good else "yet"
    return Notice(
        key=f"poll-{kind}:{source}:{_stamp(last_good)}",
        text=f"arXiv ({source}) was not read: {error} It has not been read whole {since}; the next poll tries again.",
    )


def recovered(source: str, failures: int, last_good: SourceReport | None) -> Notice:
    """arXiv is read again after failures."""
    polls = "1 poll" if failures == 1 else f"{failures} polls"
    return Notice(
        key=f"poll-recovered:{source}:{_stamp(last_good)}",
        text=(
            f"arXiv ({source}) is read again after {polls} that failed. Nothing is missing: everything since the last "
            "good reading was read again."
        ),
    )


def unreadable(source: str, ids: tuple[str, ...]) -> Notice:
    """Some records can't be read, and are left out until they can."""
    named = ", ".join(ids[:10]) + (", …" if len(ids) > 10 else "")
    return Notice(
        key=f"unreadable:{source}:{sha256(' '.join(ids).encode()).hexdigest()[:16]}",
        text=f"arXiv ({source}) has records that can't be read: {named}. They are left out until they can.",
    )


def stalled(feed: Feed, now: datetime) -> Notice:
    """An announcement has been due for long, and arXiv shows none of its papers."""
    due = first_due_after(feed.seen_at) if feed.seen_at else last_due(now)
    return Notice(
        key=f"feed-stalled:{due:%Y%m%dT%H%M}",
        text=(
            f"arXiv’s feed has stalled: the announcement due at {due:%Y-%m-%d %H:%M} UTC does not show in any source. "
            "No paper is lost: what comes late is news when it comes."
        ),
    )


def moving(feed: Feed, now: datetime) -> Notice:
    """The feed that had stalled moves again."""
    return Notice(
        key=f"feed-moving:{feed.seen_at:%Y%m%dT%H%M}" if feed.seen_at else f"feed-moving:{now:%Y%m%dT%H%M}",
        text=f"arXiv’s feed moves again: new papers up to {feed.newest or 'none'} were read.",
    )


def tell(transaction: Transaction, admins: Iterable[int], notice: Notice, *, now: datetime) -> None:
    """Owe a notice to each operator, unless it was told before."""
    for chat_id in sorted(admins):
        owed = Delivery(chat=Chat(chat_id=chat_id), kind=Kind.NOTICE, key=notice.key, text=notice.text)
        deliveries.owe(transaction, owed, now=now)


def _stamp(last_good: SourceReport | None) -> str:
    return f"{last_good.started_at:%Y%m%dT%H%M%S}" if last_good else "never"

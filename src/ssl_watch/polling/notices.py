"""What operators are told: once when arXiv can't be read any more, once when it can again, once of odd records.

The key of a notice is made of the last good poll, so that owing it twice changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ssl_watch.deliveries import Delivery, Kind
from ssl_watch.errors import ArxivError, ArxivRefused
from ssl_watch.polls import PollReport
from ssl_watch.store import Transaction, deliveries
from ssl_watch.subscriptions import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One sentence or two, and what it is told only once for."""

    key: str
    text: str


def failed(source: str, error: ArxivError, last_good: PollReport | None) -> Notice:
    """arXiv could not be read, or refuses to be."""
    kind = "refused" if isinstance(error, ArxivRefused) else "failed"
    since = f"since {last_good.started_at:%Y-%m-%d %H:%M} UTC" if last_good else "yet"
    return Notice(
        key=f"poll-{kind}:{source}:{_stamp(last_good)}",
        text=f"arXiv ({source}) was not read: {error} It has not been read whole {since}; the next poll tries again.",
    )


def recovered(source: str, failures: int, last_good: PollReport | None) -> Notice:
    """arXiv is read again after failures."""
    polls = "1 poll" if failures == 1 else f"{failures} polls"
    return Notice(
        key=f"poll-recovered:{source}:{_stamp(last_good)}",
        text=f"arXiv ({source}) is read again after {polls} that failed. Nothing is missing: the window is read whole.",
    )


def unreadable(source: str, ids: tuple[str, ...]) -> Notice:
    """Some records can't be read, and are left out until they can."""
    named = ", ".join(ids[:10]) + (", …" if len(ids) > 10 else "")
    return Notice(
        key=f"unreadable:{source}:{sha256(' '.join(ids).encode()).hexdigest()[:16]}",
        text=f"arXiv ({source}) has records that can't be read: {named}. They are left out until they can.",
    )


def tell(transaction: Transaction, admins: Iterable[int], notice: Notice, *, now: datetime) -> None:
    """Owe a notice to each operator, unless it was told before."""
    for chat_id in sorted(admins):
        owed = Delivery(chat=Chat(chat_id=chat_id), kind=Kind.NOTICE, key=notice.key, text=notice.text)
        deliveries.owe(transaction, owed, now=now)


def _stamp(last_good: PollReport | None) -> str:
    return f"{last_good.started_at:%Y%m%dT%H%M%S}" if last_good else "never"

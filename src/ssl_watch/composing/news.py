"""The news that subscribers may be owed, read once for many of them; and what of it one chat is owed."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ssl_watch.digests import CATCH_UP_AFTER, KEPT_FOR, Coverage, left_out, owed
from ssl_watch.disputes import all_seen_by
from ssl_watch.store import Transaction, changes, digests, disputes, papers
from ssl_watch.subscriptions import Subscriber, Subscription
from ssl_watch.verdicts import JudgedPaper

Wanted = tuple[tuple[JudgedPaper, ...], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was first seen after one place in the order of first sight, up to and with another.

    `changed_until` is the last change that was seen by then of papers known before; `about` are those that any of the
    subscribers so far is told of: many were sent the same.
    """

    after: int
    until: int
    changed_until: int
    papers: tuple[JudgedPaper, ...]
    covered: dict[datetime | None, Coverage] = field(default_factory=dict)  # by when the last digest was; few differ
    about: dict[str, JudgedPaper] = field(default_factory=dict)

    def since(self, cursor: int) -> tuple[JudgedPaper, ...]:
        """What of it comes after a place."""
        return tuple(judged for judged in self.papers if (judged.first_seen or 0) > cursor)


def read_news(tx: Transaction, *, after: int, known: News | None = None) -> News:
    """Read the news after a place, unless what is known holds just that."""
    until, changed_until = papers.last_seen(tx), changes.last(tx)
    if known is not None and known.after <= after and known.until == until:
        return known if known.changed_until == changed_until else replace(known, changed_until=changed_until, about={})
    found = papers.news_between(tx, after=after, until=until)
    return News(after=after, until=until, changed_until=changed_until, papers=found)


def owed_of(
    tx: Transaction, subscriber: Subscriber, subscription: Subscription, news: News, *, now: datetime
) -> Wanted:
    """What the chat is owed of the news, and how many papers its disputes left out since its last digest."""
    found, disputed = news.since(subscriber.cursor), disputes.of_chat(tx, subscriber.chat)
    wanted = owed(subscription, all_seen_by(disputed, found))
    if not disputed:
        return wanted, 0
    since = max(last_digest(tx, subscriber, now=now) or now, now - CATCH_UP_AFTER)
    before = papers.last_seen_by(tx, since, until=subscriber.cursor)
    passed = papers.news_between(tx, after=before, until=subscriber.cursor)
    return wanted, left_out(subscription, disputed, (*passed, *found))


def last_digest(tx: Transaction, subscriber: Subscriber, *, now: datetime) -> datetime | None:
    """When the chat had its last digest, or else began; what is older is not kept."""
    last = digests.last_composed_at(tx, subscriber.chat, until=now) or subscriber.subscribed_at
    return max(last, now - KEPT_FOR) if last else None

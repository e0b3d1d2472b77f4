"""COMPOSE: papers owed to a subscriber become a digest and a delivery, in one transaction with the cursor.

`digests` decides what is owed in which order, `subscriptions` when the next is due; `news` reads what may be owed, once
for many subscribers, and what the searches that they follow find of it. `delivering` takes the outbox on.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ssl_watch.changes import TOLD_FOR, Changed, to_tell
from ssl_watch.composing.news import News, last_digest, owed_of, read_news
from ssl_watch.deliveries import Delivery, Kind
from ssl_watch.digests import (
    CATCH_UP_CAP,
    KEPT_FOR,
    Digest,
    Entry,
    is_late,
    is_to_be_sent,
    lay_out,
    most_relevant_first,
)
from ssl_watch.disputes import all_seen_by
from ssl_watch.domains import DOMAINS
from ssl_watch.store import (
    Store,
    Transaction,
    bouncing,
    changes,
    deliveries,
    digests,
    disputes,
    papers,
    receipts,
    searches,
    sent,
    subscribers,
)
from ssl_watch.subscriptions import Chat, Subscriber, Subscription, next_digest_at

BATCH = 6  # subscribers in one transaction: who sends meanwhile writes twice for each message, and waits for this

_logger = logging.getLogger(__name__)
_DOMAIN_NAMES = frozenset(domain.name for domain in DOMAINS)


def compose_due(store: Store, *, now: datetime, batch: int = BATCH) -> int:
    """Compose for every subscriber whose digest is due, a transaction for each batch; how many digests there were.

    Where nothing is owed nothing is sent, unless a chat's disputes have silenced it for a week; the cursor and the next
    digest's time move on all the same. Whatever was kept for long enough goes afterwards, a batch each time.
    """
    composed, news = 0, None
    while True:
        with store.reading() as tx:
            waiting = subscribers.due(tx, now=now, limit=batch)
            if not waiting:
                break
            news = read_news(tx, after=min(subscriber.cursor for subscriber in waiting), known=news)
            for each in waiting:  # the answers are kept: looking through papers must not make writers wait
                news.found_by(searches.of_chat(tx, each.chat), news.since(each.cursor))
        composed += _compose_batch(store, news, now=now, batch=batch)
    let_go_of_old(store, now=now)
    return composed


def let_go_of_old(store: Store, *, now: datetime, batch: int = 200) -> int:
    """Erase the oldest digests that were kept for long enough, with what became of them; how many there were.

    What is remembered of papers that were sent goes in its own time, also where no digest was composed since.
    """
    before, forgotten = now - KEPT_FOR, now - TOLD_FOR
    with store.reading() as tx:
        if not (digests.composed_before(tx, before, limit=batch) or sent.any_before(tx, forgotten)):
            return 0
    with store.writing() as tx:
        old = digests.composed_before(tx, before, limit=batch)
        digests.drop(tx, old)
        deliveries.drop_ended(tx, before=before)
        sent.drop(tx, before=forgotten)
        return len(old)


def compose_now(store: Store, chat: Chat, *, now: datetime) -> Digest:
    """Compose what is owed to the chat at this moment, to be sent at once; without entries where nothing is owed."""
    with store.writing() as tx:
        subscriber = subscribers.get(tx, chat)
        if subscriber is None:
            subscriber = Subscriber(chat=chat, cursor=papers.last_seen(tx), changes_cursor=changes.last(tx))
            return _digest(tx, subscriber, read_news(tx, after=subscriber.cursor), (), now=now)
        news, subscription = read_news(tx, after=subscriber.cursor), _readable(subscriber)
        wanted = owed_of(tx, subscriber, subscription, news, now=now)
        entries, cap = lay_out(subscription, wanted.papers, wanted.found, now=now)
        digest = _completed(_digest(tx, subscriber, news, entries, now=now), cap=cap, left_out=wanted.left_out)
        return _hand_over(tx, subscriber, digest, news, urgent=True)


def compose_missed(store: Store, chat: Chat, *, now: datetime) -> Digest | None:
    """Compose one digest of all that a pause held back, the most relevant first and capped; None if nothing was.

    Where there are no papers, what changed about earlier ones waits for the next digest.
    """
    with store.writing() as tx:
        subscriber = subscribers.get(tx, chat)
        if subscriber is None:
            return None
        news, subscription = read_news(tx, after=subscriber.cursor), _readable(subscriber)
        wanted = owed_of(tx, subscriber, subscription, news, now=now)
        if not wanted.papers:
            subscribers.save(tx, replace(subscriber, cursor=news.until))
            return None
        entries = most_relevant_first(subscription, wanted.papers, wanted.found)
        digest = _digest(tx, subscriber, news, entries, now=now)
        digest = _completed(digest, cap=CATCH_UP_CAP, left_out=wanted.left_out)
        return _hand_over(tx, subscriber, digest, news, urgent=True)


def _compose_batch(store: Store, news: News, *, now: datetime, batch: int) -> int:
    with store.writing() as tx:
        waiting = subscribers.due(tx, now=now, limit=batch)
        # One whose cursor was put back meanwhile waits for the next reading of the news.
        return sum(_compose(tx, each, news, now=now) for each in waiting if each.cursor >= news.after)


def _compose(tx: Transaction, subscriber: Subscriber, news: News, *, now: datetime) -> bool:
    """Compose for one; whether there was anything. One that can't be read must not stop the others."""
    try:
        subscription = _readable(subscriber)
        wanted = owed_of(tx, subscriber, subscription, news, now=now)
        entries, cap = lay_out(subscription, wanted.papers, wanted.found, now=now)
        next_at = next_digest_at(subscription, after=now)
    except Exception:
        _logger.exception("No digest for chat %s: its subscription can't be read", subscriber.chat.chat_id)
        subscribers.save(tx, replace(subscriber, next_digest_at=now + timedelta(days=1)))
        return False
    subscriber = replace(subscriber, next_digest_at=next_at)
    digest = _completed(_digest(tx, subscriber, news, entries, now=now), cap=cap, left_out=wanted.left_out)
    return _hand_over(tx, subscriber, digest, news).digest_id is not None


def _readable(subscriber: Subscriber) -> Subscription:
    """The subscription without what this version does not know: a zone counts as UTC, a domain as not chosen."""
    subscription, chat_id = subscriber.subscription, subscriber.chat.chat_id
    if unknown := subscription.domains - _DOMAIN_NAMES:
        _logger.warning("Chat %s chose domains that do not exist: %s", chat_id, ", ".join(sorted(unknown)))
        subscription = replace(subscription, domains=subscription.domains & _DOMAIN_NAMES)
    try:
        ZoneInfo(subscription.zone)
    except (KeyError, ValueError, OSError):
        _logger.warning("Chat %s has an unknown time zone, %r: its digests come in UTC", chat_id, subscription.zone)
        subscription = replace(subscription, zone="UTC")
    return subscription


def _completed(digest: Digest, *, cap: int | None, left_out: int) -> Digest:
    return replace(digest, cap=cap, coverage=replace(digest.coverage, left_out=left_out))


def _digest(
    tx: Transaction, subscriber: Subscriber, news: News, entries: tuple[Entry, ...], *, now: datetime
) -> Digest:
    since = last_digest(tx, subscriber, now=now)
    if since not in news.covered:
        news.covered[since] = receipts.coverage(tx, since=since, now=now)
    late = sum(is_late(entry.judged) for entry in entries)
    coverage = replace(news.covered[since], matched=len(entries), late=late)
    return Digest(chat=subscriber.chat, composed_at=now, entries=entries, coverage=coverage)


def _hand_over(tx: Transaction, subscriber: Subscriber, digest: Digest, news: News, *, urgent: bool = False) -> Digest:
    """Add what changed of papers known before, move the cursors on and, if there is anything to send, owe it."""
    digest = replace(digest, changed=_changed(tx, subscriber, digest, news))
    changes_cursor = max(news.changed_until, subscriber.changes_cursor)
    subscribers.save(tx, replace(subscriber, cursor=news.until, changes_cursor=changes_cursor))
    is_silent = digest.is_empty and digest.coverage.left_out > 0 and not urgent  # who asks is answered anyway
    since = last_digest(tx, subscriber, now=digest.composed_at) if is_silent else None
    if not is_to_be_sent(digest, since=since):
        return digest
    sent.note(tx, digest.chat, [entry.judged.paper.arxiv_id for entry in digest.entries], now=digest.composed_at)
    digest_id = digests.add(tx, digest)
    delivery = Delivery(
        chat=digest.chat,
        kind=Kind.DIGEST,
        key=_key(subscriber, digest, news),
        digest_id=digest_id,
        urgent=urgent,
        may_repeat=bouncing.take_doubts(tx, digest.chat),
    )
    if deliveries.owe(tx, delivery, now=digest.composed_at) is None:  # to a chat out of reach; cursors were put back
        again = replace(delivery, key=f"{delivery.key}@{digest.composed_at:%Y%m%dT%H%M%S}")
        deliveries.owe(tx, again, now=digest.composed_at)
    return replace(digest, digest_id=digest_id)


def _key(subscriber: Subscriber, digest: Digest, news: News) -> str:
    if digest.entries:
        return f"digest:{subscriber.cursor}-{news.until}"
    if digest.is_empty:
        return f"left out:{subscriber.cursor}-{news.until}"
    return f"changes:{subscriber.changes_cursor}-{news.changed_until}"


def _changed(tx: Transaction, subscriber: Subscriber, digest: Digest, news: News) -> tuple[Changed, ...]:
    """What is told of papers that the chat was sent or saved, but for those that this digest brings anyway."""
    chat, after, until = subscriber.chat, subscriber.changes_cursor, news.changed_until
    if not subscriber.subscription.changes or after >= until:
        return ()
    brought = {entry.judged.paper.arxiv_id for entry in digest.entries}
    known = changes.known_to(tx, chat, after=after, until=until)
    found = [change for change in known if change.arxiv_id not in brought]
    if not found:
        return ()
    ids = dict.fromkeys(change.arxiv_id for change in found)
    if unread := [arxiv_id for arxiv_id in ids if arxiv_id not in news.about]:
        news.about.update((judged.paper.arxiv_id, judged) for judged in papers.get_many(tx, unread))
    return to_tell(all_seen_by(disputes.of_chat(tx, chat), (news.about[each] for each in ids)), found)

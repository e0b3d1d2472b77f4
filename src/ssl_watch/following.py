"""FOLLOW: searches whose new matches come in a chat's digest; what it followed before stays as it was.

Owns the transactions. What of a query can be followed is decided in `queries.rewriting`, what a chat is owed by it in
`digests`; `composing` holds new papers against it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from ssl_watch import queries
from ssl_watch.queries import Order, Query, rewriting
from ssl_watch.store import Store, Transaction, papers, searches, subscribers
from ssl_watch.subscriptions import (
    MOST_SEARCHES,
    Chat,
    FollowedSearch,
    Subscriber,
    Subscription,
    follow_only,
    follow_only_searches,
)


class Following(StrEnum):
    """What became of the wish to follow a search."""

    FOLLOWED = "followed"
    NOTHING = "nothing"  # nothing is left of the query but what is meaningless for papers to come
    LONG = "long"  # what is left of it is longer than what is read
    OVER = "over"  # its dates have passed: no new paper could match
    STRANGER = "stranger"  # the chat is not subscribed
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of the wish, and the query as it is followed: without “new”, if that stood in it (`amended`).

    From the day `ends_on` on nothing new can match. `subscriber` is known where there is one.
    """

    outcome: Following
    query: Query
    amended: bool = False
    ends_on: date | None = None
    subscriber: Subscriber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The searches that a subscriber follows, the first followed first.

    `all_again` where the last of them was left, without which nothing would have come any more.
    """

    subscriber: Subscriber
    searches: tuple[FollowedSearch, ...]
    all_again: bool = False


def follow(store: Store, chat: Chat, query: Query, *, now: datetime) -> Followed:
    """Let new papers that match come in the chat's digest, from those first seen from now on.

    A search that reads the same as one that is followed is followed already.
    """
    asked = _asked(query, today=now.astimezone(UTC).date())
    if asked.outcome is not Following.FOLLOWED:
        return asked
    with store.writing() as transaction:
        subscriber = subscribers.get(transaction, chat)
        held = searches.of_chat(transaction, chat)
        if subscriber is None:
            return replace(asked, outcome=Following.STRANGER)
        if not _same(held, asked.query):
            if len(held) >= MOST_SEARCHES:
                return replace(asked, outcome=Following.FULL, subscriber=subscriber)
            cursor = papers.last_seen(transaction)
            searches.add(transaction, chat, FollowedSearch(text=asked.query.text, cursor=cursor, followed_at=now))
        return replace(asked, subscriber=subscriber)


def _asked(query: Query, *, today: date) -> Followed:
    """The query as it can be followed, or why it can't; in which order it was answered does not matter."""
    plain = query if query.order is Order.FIT else rewriting.with_order(query, Order.FIT)
    kept = rewriting.without_recent(plain)
    amended, ends_on = kept is not plain, rewriting.ends_on(kept)
    outcome = Following.FOLLOWED
    if kept.term is None:
        outcome = Following.NOTHING
    elif amended and kept.read_as:
        outcome = Following.LONG
    elif ends_on is not None and ends_on <= today:
        outcome = Following.OVER
    return Followed(outcome=outcome, query=kept, amended=amended, ends_on=ends_on)


def follows(store: Store, chat: Chat, query: Query) -> bool:
    """Whether the chat follows a search that reads the same, but for “new”."""
    with store.reading() as transaction:
        return bool(_same(searches.of_chat(transaction, chat), rewriting.without_recent(query)))


def of_chat(store: Store, chat: Chat) -> Kept | None:
    """What the chat follows; None where it is not subscribed."""
    with store.reading() as transaction:
        subscriber = subscribers.get(transaction, chat)
        if subscriber is None:
            return None
        return Kept(subscriber=subscriber, searches=searches.of_chat(transaction, chat))


def leave(store: Store, chat: Chat, query: Query) -> Kept | None:
    """Follow no more what reads the same; what is left, None where the chat is not subscribed."""
    with store.writing() as transaction:
        same = _same(searches.of_chat(transaction, chat), rewriting.without_recent(query))
        return _dropped(transaction, chat, same)


def drop(store: Store, chat: Chat, search_id: int) -> Kept | None:
    """Follow the search of that number no more; what is left, None where the chat is not subscribed."""
    with store.writing() as transaction:
        held = searches.of_chat(transaction, chat)
        return _dropped(transaction, chat, tuple(each for each in held if each.search_id == search_id))


def follow_nothing_else(store: Store, chat: Chat, *, wanted: bool) -> Kept | None:
    """Leave every domain, so that only the searches bring papers, if there are any; or have all of SSL again."""
    with store.writing() as transaction:
        subscriber = subscribers.get(transaction, chat)
        if subscriber is None:
            return None
        held = searches.of_chat(transaction, chat)
        if wanted and held:
            subscriber = _saved(transaction, subscriber, follow_only_searches(subscriber.subscription))
        elif not wanted:
            subscriber = _with_domains(transaction, subscriber)
        return Kept(subscriber=subscriber, searches=held)


def _same(held: tuple[FollowedSearch, ...], query: Query) -> tuple[FollowedSearch, ...]:
    return tuple(each for each in held if queries.read(each.text).term == query.term)


def _dropped(transaction: Transaction, chat: Chat, dropped: tuple[FollowedSearch, ...]) -> Kept | None:
    """Who leaves the last search, and follows no domain, gets all of SSL again: silence would be taken for no news."""
    subscriber = subscribers.get(transaction, chat)
    for search in dropped:
        searches.remove(transaction, chat, search.search_id or 0)
    if subscriber is None:
        return None
    left = searches.of_chat(transaction, chat)
    if left or not subscriber.subscription.only_searches:
        return Kept(subscriber=subscriber, searches=left)
    return Kept(subscriber=_with_domains(transaction, subscriber), searches=(), all_again=True)


def _with_domains(transaction: Transaction, subscriber: Subscriber) -> Subscriber:
    asked = subscriber.subscription
    return _saved(transaction, subscriber, follow_only(asked)) if asked.only_searches else subscriber


def _saved(transaction: Transaction, subscriber: Subscriber, asked: Subscription) -> Subscriber:
    changed = replace(subscriber, subscription=asked)
    subscribers.save(transaction, changed)
    return changed

"""SUBSCRIBE: what a chat asks for, from its first /start to its last /forget.

Owns the transactions; what a subscription means is decided in `subscriptions`, who may change it in `bot`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ssl_watch.store import Store, Transaction, changes, papers, personal, subscribers
from ssl_watch.subscriptions import Chat, State, Subscriber, Subscription, next_digest_at


def start(store: Store, chat: Chat, *, kind: str, now: datetime) -> Subscriber:
    """Subscribe a chat, to all of SSL at first, or welcome it back with its settings as they were.

    A paused or unreachable one is owed what it missed; one that had stopped starts with today's news.
    """
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        if known is None:
            known = _at_the_end(transaction, Subscriber(chat=chat, subscribed_at=now))
            return _saved(transaction, _awake(transaction, replace(known, kind=kind), now=now))
        return _saved(transaction, _awake(transaction, replace(known, kind=kind, expects=None), now=now))


def find(store: Store, chat: Chat) -> Subscriber | None:
    """The subscriber, or None where the chat never subscribed or was forgotten."""
    with store.reading() as transaction:
        return subscribers.get(transaction, chat)


def change(
    store: Store, chat: Chat, *, now: datetime, change: Callable[[Subscription], Subscription]
) -> Subscriber | None:
    """Change a subscription; None where there is no subscriber. The next digest moves only if its schedule did."""
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        if known is None:
            return None
        changed = replace(known, subscription=change(known.subscription), expects=None)
        if known.state is State.ACTIVE and _schedule(changed.subscription) != _schedule(known.subscription):
            changed = replace(changed, next_digest_at=next_digest_at(changed.subscription, after=now))
        return _saved(transaction, changed)


def expect(store: Store, chat: Chat, what: str | None) -> Subscriber | None:
    """Remember which setting the bot asked the chat to type, or None for nothing; mostly there is nothing to write."""
    known = find(store, chat)
    if known is None or known.expects == what:
        return known
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        return None if known is None else _saved(transaction, replace(known, expects=what))


def pause(store: Store, chat: Chat) -> Subscriber | None:
    """No digests until /resume, which then brings what was missed."""
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        if known is None or known.state in {State.PAUSED, State.STOPPED}:
            return known
        return _saved(transaction, replace(known, state=State.PAUSED, next_digest_at=None, expects=None))


def resume(store: Store, chat: Chat, *, now: datetime) -> Subscriber | None:
    """Digests again. The cursor stays where a pause left it; after /stop it starts with today's news."""
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        return None if known is None else _saved(transaction, _awake(transaction, known, now=now))


def stop(store: Store, chat: Chat) -> Subscriber | None:
    """End the subscription: everything goes but the settings, searches among them, which /resume needs."""
    with store.writing() as transaction:
        known = subscribers.get(transaction, chat)
        if known is None:
            return None
        subscribers.forget(transaction, chat, settings=False)
        left = Subscriber(chat=chat, kind=known.kind, state=State.STOPPED, subscription=known.subscription)
        return _saved(transaction, left)


def forget(store: Store, chat: Chat) -> None:
    """Erase everything held on the chat."""
    with store.writing() as transaction:
        subscribers.forget(transaction, chat)


def held_on(store: Store, chat: Chat) -> dict[str, object]:
    """Everything held on the chat, ready to be written as JSON."""
    with store.reading() as transaction:
        return personal.held_on(transaction, chat)


def mark_gone(store: Store, chat_id: int) -> None:
    """The chat can't be reached any more: no digests, settings kept."""
    with store.writing() as transaction:
        for known in subscribers.of_chat(transaction, chat_id):
            if known.state is State.ACTIVE:
                subscribers.save(transaction, replace(known, state=State.GONE, next_digest_at=None, expects=None))


def mark_back(store: Store, chat_id: int, *, now: datetime) -> None:
    """The chat can be reached again: what was gone is active; what had paused or stopped stays so."""
    with store.writing() as transaction:
        for known in subscribers.of_chat(transaction, chat_id):
            if known.state is State.GONE:
                subscribers.save(transaction, _awake(transaction, known, now=now))


def move(store: Store, *, old: int, new: int) -> None:
    """Follow a group that became a supergroup."""
    with store.writing() as transaction:
        subscribers.move(transaction, old=old, new=new)


def _awake(transaction: Transaction, known: Subscriber, *, now: datetime) -> Subscriber:
    if known.state is State.ACTIVE and known.next_digest_at is not None:
        return known
    if known.state is State.STOPPED:
        known = _at_the_end(transaction, known)
    return replace(
        known,
        state=State.ACTIVE,
        next_digest_at=next_digest_at(known.subscription, after=now),
        subscribed_at=known.subscribed_at or now,
        failures=0,
        expects=None,
    )


def _at_the_end(transaction: Transaction, known: Subscriber) -> Subscriber:
    """Whoever begins is owed what is seen from now on."""
    return replace(known, cursor=papers.last_seen(transaction), changes_cursor=changes.last(transaction))


def _schedule(subscription: Subscription) -> tuple[object, ...]:
    return subscription.digest_at, subscription.zone, subscription.days


def _saved(transaction: Transaction, subscriber: Subscriber) -> Subscriber:
    subscribers.save(transaction, subscriber)
    return subscriber

"""DELIVER: the outbox's way from owed to sent, one short transaction for each step.

A courier (in `bot`) carries what is begun here and tells the outcome, which is settled here. What an outcome means is
drawn in `deliveries`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ssl_watch.deliveries import (
    GONE_AFTER,
    Delivery,
    DeliveryState,
    Gone,
    Kind,
    Moved,
    Outcome,
    Postponed,
    Refused,
    Sent,
    Unclear,
    back_off,
)
from ssl_watch.digests import Digest
from ssl_watch.store import Store, Transaction, bookmarks, bouncing, deliveries, digests, subscribers
from ssl_watch.subscriptions import Chat, State

# “Chat not found” five times within minutes would end a subscription over one bad hour of Telegram's.
_BETWEEN_FAILURES = timedelta(minutes=20)
# Without a network nothing is lost by trying again, and once it is back nobody should wait for long.
_LONGEST_UNASKED = timedelta(minutes=1)
# Each attempt in doubt may be one more copy: the second comes after 2 s, the third after 16 s, the next after minutes.
_STEEPER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a delivery's message is made of. A digest that was erased meanwhile is None."""

    digest: Digest | None
    zone: str = "UTC"
    saved: frozenset[str] = frozenset()


def recover(store: Store, *, now: datetime) -> int:
    """At start: whatever was being sent when the process died may have arrived. How many there were."""
    with store.writing() as tx:
        return deliveries.recover(tx, now=now)


def ready(store: Store, *, now: datetime, limit: int, leave_out: frozenset[int] = frozenset()) -> tuple[Delivery, ...]:
    """What may be sent now, urgent ones first, without those that the caller has in hand."""
    with store.reading() as tx:
        return deliveries.ready(tx, now=now, limit=limit, leave_out=leave_out)


def next_at(store: Store) -> datetime | None:
    """When the next delivery may be sent; a past moment means now, None that there is none."""
    with store.reading() as tx:
        return deliveries.next_at(tx)


def content(store: Store, delivery: Delivery) -> Content:
    """Read what the delivery's message is made of."""
    if delivery.digest_id is None:
        return Content(digest=None)
    with store.reading() as tx:
        digest = digests.get(tx, delivery.digest_id, chat_id=delivery.chat.chat_id)
        subscriber = subscribers.get(tx, delivery.chat)
        ids = [entry.judged.paper.arxiv_id for entry in digest.entries] if digest else []
        zone = subscriber.subscription.zone if subscriber else "UTC"
        return Content(digest=digest, zone=zone, saved=bookmarks.among(tx, delivery.chat, ids))


def begin(store: Store, delivery_id: int, *, now: datetime) -> Delivery | None:
    """Claim a delivery before Telegram is called; None if it may not be sent (any more)."""
    with store.writing() as tx:
        return deliveries.begin(tx, delivery_id, now=now)


def hold(store: Store, held: tuple[Delivery, ...], *, until: datetime, now: datetime) -> None:
    """Put deliveries off whose chat may not get a message before `until`; they were not begun."""
    with store.writing() as tx:
        for delivery in held:
            _mark(tx, delivery, delivery.state, now=now, reason=delivery.reason, not_before=until)


def settle(
    store: Store, delivery: Delivery, outcome: Outcome, *, now: datetime, admins: frozenset[int] = frozenset()
) -> None:
    """Write down what became of a delivery that was begun; admins are told of a digest that was set aside."""
    with store.writing() as tx:
        match outcome:
            case Sent():
                _sent(tx, delivery, outcome, now=now)
            case Postponed():
                wait = min(back_off(delivery.attempts), _LONGEST_UNASKED) if outcome.wait is None else outcome.wait
                _mark(tx, delivery, DeliveryState.PENDING, now=now, reason=outcome.reason, not_before=now + wait)
            case Unclear():
                not_before = now + back_off(_STEEPER * delivery.attempts - _STEEPER + 1)
                _mark(tx, delivery, DeliveryState.UNKNOWN, now=now, reason=outcome.reason, not_before=not_before)
            case Refused():
                _refused(tx, delivery, outcome, now=now, admins=admins)
            case Gone():
                _gone(tx, delivery, outcome, now=now)
            case Moved():
                subscribers.move(tx, old=delivery.chat.chat_id, new=outcome.chat_id)
                _mark(tx, delivery, DeliveryState.PENDING, now=now, reason=f"moved to {outcome.chat_id}")


def _sent(tx: Transaction, delivery: Delivery, outcome: Sent, *, now: datetime) -> None:
    _mark(tx, delivery, DeliveryState.SENT, now=now, message_id=outcome.message_id)
    subscriber = subscribers.get(tx, delivery.chat)
    if subscriber is not None and subscriber.failures:
        subscribers.save(tx, replace(subscriber, failures=0))


def _refused(tx: Transaction, delivery: Delivery, outcome: Refused, *, now: datetime, admins: frozenset[int]) -> None:
    if outcome.markup and not delivery.plain:
        _mark(tx, delivery, DeliveryState.PENDING, now=now, reason=outcome.reason, plain=True)
        return
    _mark(tx, delivery, DeliveryState.REFUSED, now=now, reason=outcome.reason)
    if delivery.kind is not Kind.DIGEST:
        return
    text = f"Telegram took a digest for chat {delivery.chat.chat_id} in no form: {outcome.reason}. It was set aside."
    for chat_id in admins:
        notice = Delivery(
            chat=Chat(chat_id=chat_id), kind=Kind.NOTICE, key=f"refused:{delivery.delivery_id}", text=text
        )
        deliveries.owe(tx, notice, now=now)


def _gone(tx: Transaction, delivery: Delivery, outcome: Gone, *, now: datetime) -> None:
    subscriber = subscribers.get(tx, delivery.chat)
    failures = subscriber.failures + 1 if subscriber else delivery.attempts
    if outcome.certain or failures >= GONE_AFTER:
        _end(tx, delivery.chat.chat_id, now=now, reason=outcome.reason)
        return
    not_before = now + _BETWEEN_FAILURES
    _mark(tx, delivery, DeliveryState.PENDING, now=now, reason=outcome.reason, not_before=not_before)
    if subscriber:
        subscribers.save(tx, replace(subscriber, failures=failures))


def _end(tx: Transaction, chat_id: int, *, now: datetime, reason: str) -> None:
    """The chat can't be reached. What it did not get is owed again, should it come back: the cursors are put back."""
    for digest_id in bouncing.bounce(tx, chat_id, now=now, reason=reason):
        digest = digests.get(tx, digest_id, chat_id=chat_id)
        subscriber = subscribers.get(tx, digest.chat) if digest else None
        if digest and subscriber:
            first = min((entry.judged.first_seen or 0 for entry in digest.entries), default=subscriber.cursor + 1)
            told = [change.change_id or 0 for changed in digest.changed for change in changed.changes]
            cursor = min(subscriber.cursor, max(first - 1, 0))
            changes_cursor = min([subscriber.changes_cursor, *(change_id - 1 for change_id in told)])
            subscribers.save(tx, replace(subscriber, cursor=cursor, changes_cursor=changes_cursor))
    for subscriber in subscribers.of_chat(tx, chat_id):
        if subscriber.state is State.ACTIVE:
            subscribers.save(tx, replace(subscriber, state=State.GONE, next_digest_at=None, expects=None))


def _mark(
    tx: Transaction,
    delivery: Delivery,
    state: DeliveryState,
    *,
    now: datetime,
    reason: str | None = None,
    not_before: datetime | None = None,
    plain: bool | None = None,
    message_id: int | None = None,
) -> None:
    if delivery.delivery_id is None:
        raise ValueError("a delivery that was never owed can't be marked")
    deliveries.mark(
        tx,
        delivery.delivery_id,
        state=state,
        now=now,
        reason=reason,
        not_before=not_before,
        may_repeat=True if state is DeliveryState.UNKNOWN else None,
        plain=plain,
        message_id=message_id,
    )

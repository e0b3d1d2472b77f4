"""The outbox: deliveries owed, claimed and marked. Every step is one conditional statement, so two can't both do it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, delete, func, null, or_, select, true, update

from ssl_watch.deliveries import ENDED, Delivery, DeliveryState, Kind
from ssl_watch.store.chats import chat_of, columns_of
from ssl_watch.store.inserting import insert_new
from ssl_watch.store.tables import deliveries

_KEY = ("chat_id", "thread_id", "kind", "key")


def owe(transaction: Connection, delivery: Delivery, *, now: datetime) -> int | None:
    """Write down a delivery; its id, or None where (chat, kind, key) is owed already or was delivered."""
    row = {**_row(delivery), "owed_at": now, "changed_at": now}
    return insert_new(transaction, deliveries, row, key=_KEY)


def get(transaction: Connection, delivery_id: int) -> Delivery | None:
    """The delivery, in any state."""
    row = transaction.execute(select(deliveries).where(deliveries.c.delivery_id == delivery_id)).first()
    return None if row is None else _delivery(row)


def ready(
    transaction: Connection, *, now: datetime, limit: int, leave_out: Collection[int] = frozenset()
) -> tuple[Delivery, ...]:
    """Deliveries that may be claimed now: urgent ones first, then in the order in which they were owed."""
    statement = (
        select(deliveries)
        .where(_claimable(now), deliveries.c.delivery_id.not_in(sorted(leave_out)))
        .order_by(deliveries.c.urgent.desc(), deliveries.c.delivery_id)
        .limit(limit)
    )
    return tuple(_delivery(row) for row in transaction.execute(statement))


def begin(transaction: Connection, delivery_id: int, *, now: datetime) -> Delivery | None:
    """Claim a delivery: to be committed before Telegram is called. None if it may not be claimed (any more).

    One whose last outcome is unknown may have arrived; it stays marked as a possible repeat.
    """
    statement = (
        update(deliveries)
        .where(deliveries.c.delivery_id == delivery_id, _claimable(now))
        .values(
            state=DeliveryState.SENDING.value,
            attempts=deliveries.c.attempts + 1,
            may_repeat=case((deliveries.c.state == DeliveryState.UNKNOWN.value, true()), else_=deliveries.c.may_repeat),
            changed_at=now,
        )
        .returning(*deliveries.c)
    )
    row = transaction.execute(statement).first()
    return None if row is None else _delivery(row)


def mark(
    transaction: Connection,
    delivery_id: int,
    *,
    state: DeliveryState,
    now: datetime,
    reason: str | None = None,
    not_before: datetime | None = None,
    may_repeat: bool | None = None,
    plain: bool | None = None,
    message_id: int | None = None,
) -> None:
    """Write down what became of a delivery. What is None keeps its value, but for `reason` and `not_before`."""
    kept = {"may_repeat": may_repeat, "plain": plain, "message_id": message_id}
    told = {name: value for name, value in kept.items() if value is not None}
    values = {"state": state.value, "changed_at": now, "reason": reason, "not_before": not_before, **told}
    transaction.execute(update(deliveries).where(deliveries.c.delivery_id == delivery_id).values(values))


def recover(transaction: Connection, *, now: datetime) -> int:
    """After a crash: whatever was being sent may have arrived. How many there were."""
    statement = (
        update(deliveries)
        .where(deliveries.c.state == DeliveryState.SENDING.value)
        .values(state=DeliveryState.UNKNOWN.value, may_repeat=True, not_before=null(), changed_at=now)
    )
    return transaction.execute(statement).rowcount


def next_at(transaction: Connection) -> datetime | None:
    """When the next delivery may be claimed: a past moment means now, None that there is none."""
    moment = func.min(func.coalesce(deliveries.c.not_before, deliveries.c.owed_at))
    found: datetime | None = transaction.execute(select(moment).where(_open())).scalar_one()
    return found


def set_aside(transaction: Connection, limit: int) -> tuple[Delivery, ...]:
    """What Telegram refused, with its reasons, the latest first."""
    statement = (
        select(deliveries)
        .where(deliveries.c.state == DeliveryState.REFUSED.value)
        .order_by(deliveries.c.changed_at.desc(), deliveries.c.delivery_id.desc())
        .limit(limit)
    )
    return tuple(_delivery(row) for row in transaction.execute(statement))


def drop_ended(transaction: Connection, *, before: datetime) -> None:
    """Let go of what ended before the moment and carried no digest; with a digest it goes as that does."""
    ended = and_(deliveries.c.state.in_(ENDED), deliveries.c.changed_at < before)
    transaction.execute(delete(deliveries).where(ended, deliveries.c.digest_id.is_(None)))


def _open() -> ColumnElement[bool]:
    return deliveries.c.state.in_([DeliveryState.PENDING.value, DeliveryState.UNKNOWN.value])


def _claimable(now: datetime) -> ColumnElement[bool]:
    return and_(_open(), or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= now))


def _row(delivery: Delivery) -> dict[str, Any]:
    names = ("key", "digest_id", "text", "attempts", "not_before", "may_repeat", "plain", "urgent", "reason")
    told = {name: getattr(delivery, name) for name in names}
    return {**columns_of(delivery.chat), "kind": delivery.kind.value, "state": delivery.state.value, **told}


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        chat=chat_of(row),
        kind=Kind(row.kind),
        key=row.key,
        delivery_id=row.delivery_id,
        digest_id=row.digest_id,
        text=row.text,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        may_repeat=row.may_repeat,
        plain=row.plain,
        urgent=row.urgent,
        reason=row.reason,
    )

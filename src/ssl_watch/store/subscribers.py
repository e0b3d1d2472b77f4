"""Subscribers in the database, and what it takes to forget one or to follow one to a new chat id."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, UniqueConstraint, and_, delete, exists, or_, select, update

from ssl_watch.store.chats import chat_of, columns_of, of
from ssl_watch.store.inserting import upsert
from ssl_watch.store.tables import OF_A_CHAT, SETTINGS, subscribers
from ssl_watch.subscriptions import LONGEST_WAIT, Chat, Days, Depth, State, Subscriber, Subscription


def get(transaction: Connection, chat: Chat) -> Subscriber | None:
    """The chat's subscriber, in any state."""
    row = transaction.execute(select(subscribers).where(of(subscribers, chat))).first()
    return None if row is None else _subscriber(row)


def of_chat(transaction: Connection, chat_id: int) -> tuple[Subscriber, ...]:
    """All subscribers of a chat, one for each topic that subscribed."""
    statement = select(subscribers).where(subscribers.c.chat_id == chat_id).order_by(subscribers.c.thread_id)
    return tuple(_subscriber(row) for row in transaction.execute(statement))


def due(transaction: Connection, *, now: datetime, limit: int) -> tuple[Subscriber, ...]:
    """Active subscribers whose next digest is due, the longest waiting first; one due beyond any wait is due now."""
    next_at = subscribers.c.next_digest_at
    statement = (
        select(subscribers)
        .where(subscribers.c.state == State.ACTIVE.value, or_(next_at <= now, next_at > now + LONGEST_WAIT))
        .order_by(subscribers.c.next_digest_at, subscribers.c.chat_id, subscribers.c.thread_id)
        .limit(limit)
    )
    return tuple(_subscriber(row) for row in transaction.execute(statement))


def save(transaction: Connection, subscriber: Subscriber) -> None:
    """Keep the subscriber as it is now."""
    upsert(transaction, subscribers, _row(subscriber))


def forget(transaction: Connection, chat: Chat, *, settings: bool = True) -> None:
    """Erase everything held on the chat: no table keeps a row of it; without `settings`, all but what it asked for."""
    for table in OF_A_CHAT:
        if settings or table not in SETTINGS:
            transaction.execute(delete(table).where(of(table, chat)))


def move(transaction: Connection, *, old: int, new: int) -> None:
    """Follow a group that became a supergroup. Where the new id has a row of the same key already, that one stays."""
    if old == new:
        return
    for table in OF_A_CHAT:
        _drop_what_exists(transaction, table, old=old, new=new)
        transaction.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))


def _drop_what_exists(transaction: Connection, table: Table, *, old: int, new: int) -> None:
    for key in _keys_with_chat(table):
        there = table.alias()
        same = and_(*(there.c[name] == table.c[name] for name in key if name != "chat_id"))
        taken = exists().where(there.c.chat_id == new, same)
        transaction.execute(delete(table).where(table.c.chat_id == old, taken))


def _keys_with_chat(table: Table) -> list[list[str]]:
    unique = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    keys = [[column.name for column in constraint.columns] for constraint in (table.primary_key, *unique)]
    return [key for key in keys if "chat_id" in key]


def _row(subscriber: Subscriber) -> dict[str, Any]:
    subscription = subscriber.subscription
    return {
        **columns_of(subscriber.chat),
        "kind": subscriber.kind,
        "state": subscriber.state.value,
        "domains": sorted(subscription.domains),
        "depth": subscription.depth.value,
        "code_only": subscription.code_only,
        "muted": sorted(subscription.muted),
        "digest_at": subscription.digest_at,
        "zone": subscription.zone,
        "days": subscription.days.value,
        "cursor": subscriber.cursor,
        "next_digest_at": subscriber.next_digest_at,
        "subscribed_at": subscriber.subscribed_at,
        "expects": subscriber.expects,
        "failures": subscriber.failures,
        "changes": subscription.changes,
        "changes_cursor": subscriber.changes_cursor,
        "only_searches": subscription.only_searches,
    }


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        chat=chat_of(row),
        kind=row.kind,
        state=State(row.state),
        subscription=_subscription(row),
        cursor=row.cursor,
        next_digest_at=row.next_digest_at,
        subscribed_at=row.subscribed_at,
        expects=row.expects,
        failures=row.failures,
        changes_cursor=row.changes_cursor,
    )


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        domains=frozenset(row.domains),
        depth=Depth(row.depth),
        code_only=row.code_only,
        muted=frozenset(row.muted),
        digest_at=row.digest_at,
        zone=row.zone,
        days=Days(row.days),
        changes=row.changes,
        only_searches=row.only_searches,
    )

"""What becomes of a chat's outbox when the chat can't be reached any more."""

from datetime import datetime

from sqlalchemy import Connection, update

from ssl_watch.deliveries import DeliveryState
from ssl_watch.store.chats import of
from ssl_watch.store.tables import deliveries
from ssl_watch.subscriptions import Chat


def bounce(transaction: Connection, chat_id: int, *, now: datetime, reason: str) -> tuple[int, ...]:
    """End every open delivery of the chat, in all of its topics; the ids of the digests that it will not get."""
    open_states = [DeliveryState.PENDING.value, DeliveryState.UNKNOWN.value, DeliveryState.SENDING.value]
    statement = (
        update(deliveries)
        .where(deliveries.c.chat_id == chat_id, deliveries.c.state.in_(open_states))
        .values(state=DeliveryState.GONE.value, reason=reason, not_before=None, changed_at=now)
        .returning(deliveries.c.digest_id)
    )
    found = transaction.execute(statement).scalars().all()
    return tuple(digest_id for digest_id in found if digest_id is not None)


def take_doubts(transaction: Connection, chat: Chat) -> bool:
    """Whether one of the bounced deliveries may have arrived after all; told once, to who owes its papers anew."""
    statement = (
        update(deliveries)
        .where(of(deliveries, chat), deliveries.c.state == DeliveryState.GONE.value, deliveries.c.may_repeat)
        .values(may_repeat=False)
    )
    return transaction.execute(statement).rowcount > 0

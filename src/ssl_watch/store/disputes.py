"""Verdicts that a chat disputed: “not SSL”, “wrong domain”; in the database a claim is `not_ssl` or `domain:name`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from ssl_watch.disputes import Claim, Dispute, Label
from ssl_watch.relevance import Level
from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import upsert
from ssl_watch.store.papers import get_many, known
from ssl_watch.store.tables import disputes
from ssl_watch.subscriptions import Chat

_AT_ONCE = 200  # labels whose papers are in memory at once


def add(transaction: Connection, chat: Chat, dispute: Dispute) -> bool:
    """Keep a dispute, once per chat, paper and claim. False if the paper isn't known."""
    if not known(transaction, [dispute.arxiv_id]):
        return False
    upsert(transaction, disputes, {**columns_of(chat), **_row(dispute)})
    return True


def remove(transaction: Connection, chat: Chat, arxiv_id: str, domain: str | None) -> bool:
    """Take a dispute back; whether there was one."""
    same = (disputes.c.arxiv_id == arxiv_id, disputes.c.claim == _claim(domain))
    return transaction.execute(delete(disputes).where(of(disputes, chat), *same)).rowcount > 0


def of_chat(transaction: Connection, chat: Chat) -> tuple[Dispute, ...]:
    """What the chat disputed, oldest first."""
    statement = select(disputes).where(of(disputes, chat))
    order = (disputes.c.disputed_at, disputes.c.arxiv_id, disputes.c.claim)
    return tuple(_dispute(row) for row in transaction.execute(statement.order_by(*order)))


def labels(transaction: Connection) -> Iterator[Label]:
    """What all chats together say of each verdict, by paper. To be used up before the transaction ends."""
    batch: list[tuple[Dispute, int, datetime, datetime]] = []
    for group in _groups(transaction):
        batch.append(group)
        if len(batch) == _AT_ONCE:
            yield from _labels(transaction, batch)
            batch = []
    yield from _labels(transaction, batch)


def _groups(transaction: Connection) -> Iterator[tuple[Dispute, int, datetime, datetime]]:
    """Each paper and claim: the last dispute, in how many chats, the first and the last time."""
    key = (disputes.c.arxiv_id, disputes.c.claim)
    at = disputes.c.disputed_at
    first, last = func.min(at).over(partition_by=key), func.max(at).over(partition_by=key)
    place = func.row_number().over(partition_by=key, order_by=(at.desc(), disputes.c.chat_id, disputes.c.thread_id))
    count = func.count().over(partition_by=key)
    inner = select(
        disputes, first.label("first_at"), last.label("last_at"), place.label("place"), count.label("chats")
    ).subquery()
    rows = transaction.execute(select(inner).where(inner.c.place == 1).order_by(inner.c.arxiv_id, inner.c.claim)).all()
    return ((_dispute(row), row.chats, row.first_at, row.last_at) for row in rows)


def _labels(transaction: Connection, batch: list[tuple[Dispute, int, datetime, datetime]]) -> Iterator[Label]:
    papers = get_many(transaction, list(dict.fromkeys(dispute.arxiv_id for dispute, *_ in batch)))
    found = {judged.paper.arxiv_id: judged for judged in papers}
    for dispute, chats, first_at, last_at in batch:
        judged = found[dispute.arxiv_id]
        yield Label(judged=judged, dispute=dispute, chats=chats, first_at=first_at, last_at=last_at)


def _claim(domain: str | None) -> str:
    if domain is None:
        return Claim.NOT_SSL.value
    return f"{Claim.DOMAIN.value}:{domain}" if domain else Claim.DOMAIN.value


def _row(dispute: Dispute) -> dict[str, Any]:
    return {
        "arxiv_id": dispute.arxiv_id,
        "claim": _claim(dispute.domain),
        "disputed_at": dispute.disputed_at,
        "applied": dispute.applied,
        "level": None if dispute.level is None else dispute.level.value,
        "score": dispute.score,
        "evidence": list(dispute.evidence),
    }


def _dispute(row: Row[Any]) -> Dispute:
    claim, _, domain = row.claim.partition(":")
    return Dispute(
        arxiv_id=row.arxiv_id,
        domain=None if claim == Claim.NOT_SSL else domain,  # the first schema did not say which domain: none
        level=None if row.level is None else Level(row.level),
        score=row.score,
        evidence=tuple(row.evidence or ()),
        applied=row.applied,
        disputed_at=row.disputed_at,
    )

"""Which papers a chat was sent, longer than its digests are kept: later changes of them are news for this chat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from ssl_watch.store.chats import columns_of, of
from ssl_watch.store.inserting import insert_missing
from ssl_watch.store.tables import sent_papers
from ssl_watch.subscriptions import Chat


def note(transaction: Connection, chat: Chat, ids: Collection[str], *, now: datetime) -> None:
    """Note papers that are on their way to the chat; the first time counts."""
    rows = [{**columns_of(chat), "arxiv_id": arxiv_id, "sent_at": now} for arxiv_id in sorted(ids)]
    insert_missing(transaction, sent_papers, rows)


def among(transaction: Connection, chat: Chat, ids: Collection[str]) -> frozenset[str]:
    """Those of the papers that the chat was sent."""
    statement = select(sent_papers.c.arxiv_id).where(of(sent_papers, chat), sent_papers.c.arxiv_id.in_(sorted(ids)))
    return frozenset(transaction.execute(statement).scalars())


def since(transaction: Connection, chat: Chat, moment: datetime) -> tuple[str, ...]:
    """The papers that the chat was sent after the moment, in the order of their ids."""
    statement = (
        select(sent_papers.c.arxiv_id)
        .where(of(sent_papers, chat), sent_papers.c.sent_at > moment)
        .order_by(sent_papers.c.arxiv_id)
    )
    return tuple(transaction.execute(statement).scalars())


def any_before(transaction: Connection, moment: datetime) -> bool:
    """Whether there is anything that was sent before the moment."""
    earliest: datetime | None = transaction.execute(select(func.min(sent_papers.c.sent_at))).scalar_one()
    return earliest is not None and earliest < moment


def drop(transaction: Connection, *, before: datetime) -> None:
    """Let go of what was sent before the moment."""
    transaction.execute(delete(sent_papers).where(sent_papers.c.sent_at < before))

"""Changes of papers in the database, in the order in which they were seen."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, func, insert, or_, select

from ssl_watch.changes import Change, ChangeKind
from ssl_watch.store.chats import of
from ssl_watch.store.tables import bookmarks, changes, sent_papers
from ssl_watch.subscriptions import Chat


def add(transaction: Connection, found: Iterable[Change]) -> None:
    """Write down what changed about papers that are recorded."""
    rows = [
        {
            "arxiv_id": change.arxiv_id,
            "kind": change.kind.value,
            "version": change.version,
            "told": change.told,
            "seen_at": change.seen_at,
        }
        for change in found
    ]
    if rows:
        transaction.execute(insert(changes), rows)


def last(transaction: Connection) -> int:
    """The newest change's id: the cursor of a chat that is to be told of later ones only; 0 where there is none."""
    return transaction.execute(select(func.max(changes.c.change_id))).scalar_one() or 0


def known_to(transaction: Connection, chat: Chat, *, after: int, until: int) -> tuple[Change, ...]:
    """What changed between two cursors about papers that the chat was sent or saved, in the order it was seen."""
    to_the_chat = [
        exists().where(of(table, chat), table.c.arxiv_id == changes.c.arxiv_id) for table in (sent_papers, bookmarks)
    ]
    statement = (
        select(changes)
        .where(changes.c.change_id > after, changes.c.change_id <= until, or_(*to_the_chat))
        .order_by(changes.c.change_id)
    )
    return tuple(_change(row) for row in transaction.execute(statement))


def get_many(transaction: Connection, ids: Sequence[int]) -> tuple[Change, ...]:
    """The changes with these ids, in the order they were seen."""
    statement = select(changes).where(changes.c.change_id.in_(ids)).order_by(changes.c.change_id)
    return tuple(_change(row) for row in transaction.execute(statement)) if ids else ()


def _change(row: Row[Any]) -> Change:
    return Change(
        arxiv_id=row.arxiv_id,
        kind=ChangeKind(row.kind),
        version=row.version,
        told=row.told,
        seen_at=row.seen_at,
        change_id=row.change_id,
    )

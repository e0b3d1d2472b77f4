"""Digests in the database: which papers each held and what it covered, so that its pages can be turned later."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, select

from ssl_watch.announcements import FeedState
from ssl_watch.changes import Change, Changed
from ssl_watch.deliveries import ENDED
from ssl_watch.digests import Coverage, Digest, Entry
from ssl_watch.store import changes
from ssl_watch.store.chats import chat_of, columns_of, of
from ssl_watch.store.columns import in_utc
from ssl_watch.store.papers import get_many
from ssl_watch.store.tables import deliveries, digests
from ssl_watch.subscriptions import Chat


def add(transaction: Connection, digest: Digest) -> int:
    """Keep a digest; its id. Its papers must have been recorded."""
    row = {
        **columns_of(digest.chat),
        "composed_at": digest.composed_at,
        "entries": [[entry.judged.paper.arxiv_id, entry.domain, list(entry.also)] for entry in digest.entries],
        "coverage": _coverage_row(digest.coverage),
        "cap": digest.cap,
        "changes": _ids_of_changes(digest) or None,
        "searches": {each.judged.paper.arxiv_id: list(each.searches) for each in digest.entries if each.searches}
        or None,
    }
    statement = insert(digests).values(row).returning(digests.c.digest_id)
    digest_id: int = transaction.execute(statement).scalar_one()
    return digest_id


def get(transaction: Connection, digest_id: int, *, chat_id: int) -> Digest | None:
    """The digest, if it is that chat's: filed as it was composed, each paper at its latest version."""
    statement = select(digests).where(digests.c.digest_id == digest_id, digests.c.chat_id == chat_id)
    row = transaction.execute(statement).first()
    if row is None:
        return None
    return Digest(
        chat=chat_of(row),
        composed_at=row.composed_at,
        entries=_entries(transaction, row.entries, row.searches or {}),
        coverage=_coverage(row.coverage),
        cap=row.cap,
        digest_id=row.digest_id,
        changed=_changed_papers(transaction, row.changes or []),
    )


def composed_before(transaction: Connection, moment: datetime, *, limit: int) -> tuple[int, ...]:
    """Digests composed before the moment, among the `limit` oldest whose deliveries have ended."""
    under_way = exists().where(deliveries.c.digest_id == digests.c.digest_id, deliveries.c.state.not_in(ENDED))
    oldest = (
        select(digests.c.digest_id, digests.c.composed_at)
        .where(~under_way)
        .order_by(digests.c.digest_id)  # the order of composing too, and never more than `limit` rows are read
        .limit(limit)
    )
    return tuple(row.digest_id for row in transaction.execute(oldest) if row.composed_at < moment)


def drop(transaction: Connection, ids: Sequence[int]) -> None:
    """Let go of digests, and of what became of them."""
    transaction.execute(delete(deliveries).where(deliveries.c.digest_id.in_(ids)))
    transaction.execute(delete(digests).where(digests.c.digest_id.in_(ids)))


def last_composed_at(transaction: Connection, chat: Chat, *, until: datetime) -> datetime | None:
    """When the chat's newest digest up to a moment was composed; a later one is of a clock that had run ahead."""
    statement = select(func.max(digests.c.composed_at)).where(of(digests, chat), digests.c.composed_at <= until)
    found: datetime | None = transaction.execute(statement).scalar_one()
    return found


def _ids_of_changes(digest: Digest) -> list[int]:
    told = (change.change_id for changed in digest.changed for change in changed.changes)
    return [change_id for change_id in told if change_id is not None]


def _changed_papers(transaction: Connection, ids: Sequence[int]) -> tuple[Changed, ...]:
    found: dict[str, tuple[Change, ...]] = {}
    for change in changes.get_many(transaction, ids):
        found[change.arxiv_id] = (*found.get(change.arxiv_id, ()), change)
    papers = get_many(transaction, list(found))
    return tuple(Changed(judged=judged, changes=found[judged.paper.arxiv_id]) for judged in papers)


def _entries(transaction: Connection, stored: list[Any], searches: dict[str, list[str]]) -> tuple[Entry, ...]:
    papers = get_many(transaction, [arxiv_id for arxiv_id, _, _ in stored])
    found = {judged.paper.arxiv_id: judged for judged in papers}
    return tuple(
        Entry(judged=found[arxiv_id], domain=domain, also=tuple(also), searches=tuple(searches.get(arxiv_id, ())))
        for arxiv_id, domain, also in stored
        if arxiv_id in found
    )


def _coverage_row(coverage: Coverage) -> dict[str, Any]:
    return {
        "announced": coverage.announced,
        "relevant": coverage.relevant,
        "matched": coverage.matched,
        "late": coverage.late,
        "failed": coverage.failed,
        "sources": list(coverage.sources),
        "read_at": None if coverage.read_at is None else in_utc(coverage.read_at).isoformat(),
        "open_holes": coverage.open_holes,
        "gaps": coverage.gaps,
        "unmatched": coverage.unmatched,
        "state": coverage.state,
        "left_out": coverage.left_out,
    }


def _coverage(stored: dict[str, Any]) -> Coverage:
    read_at = None if stored["read_at"] is None else datetime.fromisoformat(stored["read_at"])
    state = FeedState(stored["state"]) if stored.get("state") else None
    return Coverage(**{**stored, "sources": tuple(stored["sources"]), "read_at": read_at, "state": state})

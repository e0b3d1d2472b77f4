"""Holes in arXiv's sequence in the database, until they are filled or known as gaps."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from ssl_watch.holes import Hole, HoleKind, HoleState
from ssl_watch.store.inserting import insert_new
from ssl_watch.store.papers.rows import AT_ONCE
from ssl_watch.store.tables import holes

_MISSING = select(holes.c.arxiv_id).where(
    holes.c.arxiv_id.in_(bindparam("ids", expanding=True)), holes.c.state != HoleState.FILLED.value
)


def add(transaction: Connection, ids: Iterable[str], kind: HoleKind, *, now: datetime) -> int:
    """Note missing identifiers; one that was noted before, in any state, stays as it is. How many are new."""
    added = 0
    for arxiv_id in sorted(set(ids)):
        row = {"arxiv_id": arxiv_id, "kind": kind.value, "found_at": now, "asked": 0, "state": HoleState.OPEN.value}
        added += insert_new(transaction, holes, row, key=["arxiv_id"]) is not None
    return added


def open_holes(transaction: Connection) -> tuple[Hole, ...]:
    """Those still asked for, oldest first."""
    statement = select(holes).where(holes.c.state == HoleState.OPEN.value).order_by(holes.c.found_at, holes.c.arxiv_id)
    return tuple(
        Hole(**{**row._mapping, "kind": HoleKind(row.kind), "state": HoleState(row.state)})
        for row in transaction.execute(statement)
    )


def asked(transaction: Connection, ids: Collection[str], *, now: datetime) -> None:
    """Note that arXiv was asked for them once more."""
    _set(transaction, ids, asked=holes.c.asked + 1, asked_at=now)


def settle(transaction: Connection, ids: Collection[str], state: HoleState, *, now: datetime) -> None:
    """Close holes: filled, or known gaps. A gap that fills later is filled."""
    _set(transaction, ids, state=state.value, settled_at=now)


def among(transaction: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that are open holes or known gaps."""
    found: set[str] = set()
    for some in _batches(ids):
        found.update(transaction.execute(_MISSING, {"ids": some}).scalars())
    return frozenset(found)


def counts(transaction: Connection, *, since: datetime | None = None) -> dict[HoleState, int]:
    """How many there are in each state; of the settled ones only those settled since, if that is given."""
    statement = select(holes.c.state, func.count()).group_by(holes.c.state)
    if since is not None:
        statement = statement.where((holes.c.state == HoleState.OPEN.value) | (holes.c.settled_at > since))
    found: dict[str, int] = dict(transaction.execute(statement).all())
    return {state: found.get(state.value, 0) for state in HoleState}


def _set(transaction: Connection, ids: Collection[str], **values: object) -> None:
    for some in _batches(ids):
        transaction.execute(update(holes).where(holes.c.arxiv_id.in_(some)).values(**values))


def _batches(ids: Collection[str]) -> list[list[str]]:
    ordered = sorted(ids)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]

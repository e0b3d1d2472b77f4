"""Sightings in the database: one small row for every identifier that was ever judged."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, exists, func, insert, select, update

from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting, seen_again
from ssl_watch.store.packing import pack, unpack
from ssl_watch.store.papers.rows import AT_ONCE
from ssl_watch.store.tables import papers, sightings

_ADD = insert(sightings)
_OVERWRITE = update(sightings).where(sightings.c.arxiv_id == bindparam("key", type_=sightings.c.arxiv_id.type))
# All but the papers that are kept of some.
_COLUMNS = [column for column in sightings.c if column.name != "paper"]
_AMONG = sightings.c.arxiv_id.in_(bindparam("ids", expanding=True))
_OF_IDS = select(*_COLUMNS).where(_AMONG)
_KNOWN = select(sightings.c.arxiv_id).where(_AMONG)
_DAYS = select(sightings.c.arxiv_id, sightings.c.modified_on).where(_AMONG)
_BATCH = 200  # unpacked papers in memory at once


def get_many(transaction: Connection, ids: Collection[str]) -> dict[str, Sighting]:
    """What is remembered of the ids, by id; without the papers that are kept of some (`passed_over` has them)."""
    found: dict[str, Sighting] = {}
    for some in _batches(ids):
        for row in transaction.execute(_OF_IDS, {"ids": some}):
            found[row.arxiv_id] = _sighting(row)
    return found


def unknown(transaction: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that were never judged."""
    found: set[str] = set()
    for some in _batches(ids):
        found.update(transaction.execute(_KNOWN, {"ids": some}).scalars())
    return frozenset(ids) - found


def note(transaction: Connection, seen: Iterable[Sighting]) -> None:
    """Remember what was judged; how that adds to what is remembered is decided by `seen_again`."""
    latest = {sighting.arxiv_id: sighting for sighting in seen}
    known = get_many(transaction, latest.keys())
    new = [_row(sighting) for arxiv_id, sighting in latest.items() if arxiv_id not in known]
    again = [seen_again(known[arxiv_id], sighting) for arxiv_id, sighting in latest.items() if arxiv_id in known]
    if new:
        transaction.execute(_ADD, new)
    rows = [{**_row(sighting), "key": sighting.arxiv_id} for sighting in again]
    judged = [row["judged_at"] != known[row["key"]].judged_at for row in rows]
    if anew := [row for row, is_anew in zip(rows, judged, strict=True) if is_anew]:
        transaction.execute(_OVERWRITE, anew)
    if noted := [_without_paper(row) for row, is_anew in zip(rows, judged, strict=True) if not is_anew]:
        transaction.execute(_OVERWRITE, noted)  # nothing was judged: what is kept stays


def count_new(transaction: Connection, *, after: datetime | None, until: datetime) -> dict[Level, int]:
    """How many identifiers of each level, announced while this instance watched, were first seen between moments.

    `after` is not included, `until` is.
    """
    first = sightings.c.first_seen_at
    statement = select(sightings.c.level, func.count()).where(sightings.c.news, first <= until)
    if after is not None:
        statement = statement.where(first > after)
    rows = transaction.execute(statement.group_by(sightings.c.level))
    found: dict[str, int] = dict(rows.all())
    return {level: found.get(level.value, 0) for level in Level}


def modified_on(transaction: Connection, ids: Collection[str]) -> dict[str, date | None]:
    """The datestamps that are known, by id; an id that was never judged is left out."""
    found: dict[str, date | None] = {}
    for some in _batches(ids):
        found.update({row.arxiv_id: row.modified_on for row in transaction.execute(_DAYS, {"ids": some})})
    return found


def passed_over(transaction: Connection, *, judge: str, after: str = "") -> tuple[Sighting, ...]:
    """The next papers, by id, that another judge passed over and whose text was kept; a few at a time."""
    statement = (
        select(sightings)
        .where(sightings.c.judge != judge, sightings.c.paper.is_not(None), sightings.c.arxiv_id > after)
        .order_by(sightings.c.arxiv_id)
        .limit(_BATCH)
    )
    return tuple(_sighting(row, whole=True) for row in transaction.execute(statement))


def count_beyond(transaction: Connection, *, judge: str) -> int:
    """How many papers another judge passed over of which nothing is kept to judge them again."""
    recorded = exists().where(papers.c.arxiv_id == sightings.c.arxiv_id)
    others = and_(sightings.c.judge != judge, sightings.c.paper.is_(None), ~recorded)
    return transaction.execute(select(func.count()).select_from(sightings).where(others)).scalar_one()


def counts(transaction: Connection) -> dict[Level, int]:
    """How many identifiers were judged to be of each level."""
    rows = transaction.execute(select(sightings.c.level, func.count()).group_by(sightings.c.level))
    found: dict[str, int] = dict(rows.all())
    return {level: found.get(level.value, 0) for level in Level}


def _row(sighting: Sighting) -> dict[str, Any]:
    return {
        "arxiv_id": sighting.arxiv_id,
        "version": sighting.version,
        "modified_on": sighting.modified_on,
        "first_seen_at": sighting.first_seen_at,
        "news": sighting.news,
        "sources": sorted(sighting.sources),
        "level": sighting.level.value,
        "score": sighting.score,
        "judge": sighting.judge,
        "judged_at": sighting.judged_at,
        "paper": None if sighting.paper is None else pack(sighting.paper),
    }


def _without_paper(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "paper"}


def _sighting(row: Row[Any], *, whole: bool = False) -> Sighting:
    return Sighting(
        arxiv_id=row.arxiv_id,
        version=row.version,
        modified_on=row.modified_on,
        first_seen_at=row.first_seen_at,
        news=row.news,
        sources=frozenset(row.sources),
        level=Level(row.level),
        score=row.score,
        judge=row.judge,
        judged_at=row.judged_at,
        paper=unpack(row.paper) if whole else None,
    )


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))

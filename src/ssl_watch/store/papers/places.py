"""Where in the order of dates the papers stand that hold what is sought, as either full-text index says it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Select, select, text

from ssl_watch.queries.matching import Both, Phrase, Search, Sought
from ssl_watch.store.papers.asking import fts5, tsquery
from ssl_watch.store.tables import search_places

_LAST = (1 << 63) - 1
_FTS5 = (
    "SELECT rowid AS place FROM search_tokens WHERE search_tokens MATCH :sought"
    " AND rowid >= :first AND rowid < :end ORDER BY rowid {} LIMIT :most"
)
_EVERY = text(
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery) AND place >= :first AND place < :end"
)
# PostgreSQL would walk along the places, looking at each paper, or sort all that match; either can take seconds. Up to
# so many it sorts what the index gives; where there are more, those wanted are near the top and it walks.
_MOST_SORTED = 20_000
_SORTED = (
    "WITH found AS MATERIALIZED (SELECT place FROM search_places"
    " WHERE tokens @@ CAST(:sought AS tsquery) AND place >= :first AND place < :end LIMIT :sorted)"
    " SELECT place, (SELECT count(*) FROM found) FROM found ORDER BY place {} LIMIT :most"
)
_WALKED = (
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery)"
    " AND place >= :first AND place < :end ORDER BY place {} LIMIT :needed"
)
_WALKING = text("SELECT set_config('enable_indexscan', :on, true)")
_DOWN, _UP = "DESC", "ASC"
_STATEMENTS = {way: (text(_SORTED.format(way)), text(_WALKED.format(way))) for way in (_DOWN, _UP)}
# What is compressed is unpacked once for each paper, not once for each sign.
_HOLDING = text(
    "SELECT sign.number, candidate.place"
    " FROM (SELECT place, tokens || '' AS held FROM search_places WHERE place = ANY(:places) OFFSET 0) AS candidate"
    " JOIN unnest(CAST(:signs AS tsquery[])) WITH ORDINALITY AS sign(sought, number) ON candidate.held @@ sign.sought"
)


def matching(
    transaction: Connection, search: Search, sought: Sought, *, needed: int, most: int
) -> tuple[Sequence[int], int]:
    """The first places in the search's order, `most` or at least as many as `needed`, and how many, if up to `most`."""
    raw = transaction.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):
        found = _ask_sqlite(transaction, raw, search, sought, most)
        return found, len(found)
    given = {**_parameters(search, tsquery(sought)), "most": most, "needed": needed}
    by_sorting, by_walking = _STATEMENTS[_UP if search.oldest_first else _DOWN]
    rows = transaction.execute(by_sorting, {**given, "sorted": _MOST_SORTED + 1}).all()
    total = rows[0][1] if rows else 0
    if total <= _MOST_SORTED:
        return [place for place, _ in rows], total
    transaction.execute(_WALKING, {"on": "on"})
    walked = transaction.execute(by_walking, given).scalars().all()
    transaction.execute(_WALKING, {"on": "off"})
    return walked, total


def holding(
    transaction: Connection, search: Search, runs: Sequence[tuple[Sought, Sequence[int]]], signs: Sequence[Phrase]
) -> list[set[int]]:
    """For each sign, those places that hold it; a run has a tier's places, with none left out between."""
    held: list[set[int]] = [set() for _ in signs]
    raw = transaction.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        given = {"places": sorted({place for _, run in runs for place in run}), "signs": list(map(tsquery, signs))}
        for number, place in transaction.execute(_HOLDING, given):
            held[number - 1].add(place)
        return held
    for tier, run in runs:
        within = replace(search, first=min(run), end=max(run) + 1)
        for sign, places in zip(signs, held, strict=True):
            both = tier if sign == tier else Both((tier, sign))
            places.update(_ask_sqlite(transaction, raw, within, both, -1))
    return held


def every(transaction: Connection, search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match, without bounds and in no order."""
    if transaction.dialect.name == "sqlite":
        statement = text(_FTS5.format(_DOWN)).bindparams(**_parameters(search, fts5(search.whole)), most=-1)
    else:
        statement = _EVERY.bindparams(**_parameters(search, tsquery(search.whole)))
    return select(statement.columns(search_places.c.place).subquery().c.place)


def _ask_sqlite(
    transaction: Connection, raw: sqlite3.Connection, search: Search, sought: Sought, most: int
) -> list[int]:
    """Past SQLAlchemy, which takes longer for a thousand places than SQLite."""
    if not transaction.in_transaction():
        transaction.begin()
    statement = _FTS5.format(_UP if search.oldest_first else _DOWN)
    found = raw.execute(statement, {**_parameters(search, fts5(sought)), "most": most})
    return [place for (place,) in found.fetchall()]


def _parameters(search: Search, written: str) -> dict[str, object]:
    return {"sought": written, "first": search.first, "end": _LAST if search.end is None else search.end}

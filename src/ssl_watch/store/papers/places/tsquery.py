"""PostgreSQL's index: tokens of each paper as a tsvector, under a GIN index, asked by tsqueries."""

from collections.abc import Sequence

from sqlalchemy import Connection, Select, select, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Search, Sought, Without
from ssl_watch.store.papers.places.found import Found, Run, bounds
from ssl_watch.store.tables import search_places

_MATCHING = (
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery) AND place >= :first AND place < :end"
)
# PostgreSQL would walk along the places, looking at each paper, or sort all that match; either can take seconds. Up to
# so many it sorts what the index gives; where there are more, those wanted are near the top and it walks.
_MOST_SORTED = 20_000
_SORTED = (
    "WITH found AS MATERIALIZED ({} LIMIT :sorted) SELECT place, (SELECT count(*) FROM found),"
    " (SELECT {}(place) FROM found) FROM found ORDER BY place {} LIMIT :needed"
)
_WALKED = "{} ORDER BY place {} LIMIT :needed"
_NEWEST = text(_SORTED.format(_MATCHING, "max", "ASC")), text(_WALKED.format(_MATCHING, "ASC"))
_OLDEST = text(_SORTED.format(_MATCHING, "min", "DESC")), text(_WALKED.format(_MATCHING, "DESC"))
_WALKING = text("SELECT set_config('enable_indexscan', :on, true)")
# What is compressed is unpacked once for each paper, not once for each sign.
_HOLDING = text(
    "SELECT sign.number, candidate.place"
    " FROM (SELECT place, tokens || '' AS held FROM search_places WHERE place = ANY(:places) OFFSET 0) AS candidate"
    " JOIN unnest(CAST(:signs AS tsquery[])) WITH ORDINALITY AS sign(sought, number) ON candidate.held @@ sign.sought"
)


def matching(transaction: Connection, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Found:
    """The first places, and how many there are, counted up to `most` at least."""
    given = {**bounds(search), "sought": written(sought), "needed": needed}
    by_sorting, by_walking = _OLDEST if search.oldest_first else _NEWEST
    most_sorted = max(most, _MOST_SORTED)
    rows = transaction.execute(by_sorting, {**given, "sorted": most_sorted + 1}).all()
    _, total, last = rows[0] if rows else (None, 0, None)
    if total <= most_sorted:
        return Found(places=[row[0] for row in rows], total=total, last=last)
    transaction.execute(_WALKING, {"on": "on"})
    walked = transaction.execute(by_walking, given).scalars().all()
    transaction.execute(_WALKING, {"on": "off"})
    return Found(places=walked, total=total, last=None)


def holding(transaction: Connection, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
    """For each sign, those places of the runs that hold it."""
    held: list[set[int]] = [set() for _ in signs]
    given = {"places": sorted({place for _, run in runs for place in run}), "signs": list(map(written, signs))}
    for number, place in transaction.execute(_HOLDING, given):
        held[number - 1].add(place)
    return held


def every(search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match."""
    statement = text(_MATCHING).bindparams(**bounds(search), sought=written(search.whole))
    return select(statement.columns(search_places.c.place).subquery().c.place)


def written(sought: Sought) -> str:
    """A tsquery (https://www.postgresql.org/docs/current/datatype-textsearch.html).

    A token holds letters, digits and dots of its own kind (·), so that nothing in it means anything to PostgreSQL;
    each is quoted nevertheless.
    """
    match sought:
        case Phrase(tokens=found, prefix=prefix):
            *rest, last = (f"'{token}'" for token in found)
            return f"({' <-> '.join((*rest, last + (':*' if prefix else '')))})"
        case Either(of=each):
            return f"({' | '.join(map(written, each))})"
        case Without():
            return written(Both((sought,)))
        case Both(of=each):
            wanted = [written(one) for one in each if not isinstance(one, Without)] or [f"'{tokens.EVERYTHING}'"]
            return f"({' & '.join((*wanted, *(f'!{written(one.of)}' for one in each if isinstance(one, Without))))})"

"""PostgreSQL's index: tokens of each paper as a tsvector, under a GIN index, asked by tsqueries."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Select, TextClause, select, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Search, Sought, Without
from ssl_watch.store.papers.places.found import Found, Run, bounds
from ssl_watch.store.papers.places.stretches import cut
from ssl_watch.store.tables import search_places

_MATCHING = "SELECT place FROM search_places WHERE tokens @@ CAST(:sought{0} AS tsquery)"
# Not “place >=”: PostgreSQL would sooner look at each paper between two places than ask the index of tokens.
_STRETCH = f"({_MATCHING} AND place + 0 >= :first{{0}} AND place + 0 < :end{{0}} ORDER BY place {{1}} LIMIT :most)"
_EVERY = f"{_MATCHING.format(0)} AND place >= :first AND place < :end"
_COUNTED = (
    "SELECT count(*), {}(place), (array_agg(place ORDER BY place {}))[1 : :needed]"
    " FROM (SELECT place FROM ({}) AS stretches LIMIT :most) AS found"
)
# What is compressed is unpacked once for each paper, not once for each sign.
_HOLDING = text(
    "SELECT sign.number, candidate.place"
    " FROM (SELECT place, tokens || '' AS held FROM search_places WHERE place = ANY(:places) OFFSET 0) AS candidate"
    " JOIN unnest(CAST(:signs AS tsquery[])) WITH ORDINALITY AS sign(sought, number) ON candidate.held @@ sign.sought"
)


def matching(transaction: Connection, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Found:
    """The first places, and how many there are, counted up to `most`."""
    stretches = cut(transaction, search, sought)
    given: dict[str, object] = {"needed": needed, "most": max(needed, most)}
    for number, (stretch, within) in enumerate(stretches):
        named = {**bounds(stretch), "sought": written(within)}
        given |= {f"{name}{number}": value for name, value in named.items()}
    total, last, places = transaction.execute(_statement(len(stretches), oldest_first=search.oldest_first), given).one()
    return Found(places=places or (), total=total, last=last)


@cache
def _statement(stretches: int, *, oldest_first: bool) -> TextClause:
    """One stretch after the other is looked through, until there are enough: PostgreSQL appends them in turn."""
    way, last = ("DESC", "min") if oldest_first else ("ASC", "max")
    each = " UNION ALL ".join(_STRETCH.format(number, way) for number in range(stretches))
    return text(_COUNTED.format(last, way, each))


def holding(transaction: Connection, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
    """For each sign, those places of the runs that hold it."""
    held: list[set[int]] = [set() for _ in signs]
    given = {"places": sorted({place for _, run in runs for place in run}), "signs": list(map(written, signs))}
    for number, place in transaction.execute(_HOLDING, given):
        held[number - 1].add(place)
    return held


def every(search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match."""
    statement = text(_EVERY).bindparams(**bounds(search), sought0=written(search.whole))
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

"""PostgreSQL's index: tokens of each paper as a tsvector, under a GIN index, asked by tsqueries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Search, Sought, Without
from ssl_watch.store.papers.patience import StillTime
from ssl_watch.store.papers.places.found import Found, Run, bounds
from ssl_watch.store.papers.places.stretches import cut
from ssl_watch.store.tables import search_places

_MATCHING = "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery)"
_EVERY = f"{_MATCHING} AND place >= :first AND place < :end"
# Not “place”: PostgreSQL would sooner look at each paper between two places, or from one on, than ask for the tokens.
_STRETCH = f"{_MATCHING} AND place + 0 >= :first AND place + 0 < :end ORDER BY place + 0 {{}} LIMIT :most"
_COUNTED = "SELECT count(*), {}(place), (array_agg(place ORDER BY place {}))[1 : :needed] FROM ({}) AS found"
_NEWEST = text(_COUNTED.format("max", "ASC", _STRETCH.format("ASC")))
_OLDEST = text(_COUNTED.format("min", "DESC", _STRETCH.format("DESC")))
# What is compressed is unpacked once for each paper, not once for each sign.
_HOLDING = text(
    "SELECT sign.number, candidate.place"
    " FROM (SELECT place, tokens || '' AS held FROM search_places WHERE place = ANY(:places) OFFSET 0) AS candidate"
    " JOIN unnest(CAST(:signs AS tsquery[])) WITH ORDINALITY AS sign(sought, number) ON candidate.held @@ sign.sought"
)


@dataclass(frozen=True, slots=True)
class Tsquery:
    """The index, within a transaction, asked as long as there is time."""

    transaction: Connection
    still_time: StillTime

    def matching(self, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Iterator[Found]:
        """The first places, and how many there are, counted up to `most`; after each stretch what is known by then."""
        statement, most = _OLDEST if search.oldest_first else _NEWEST, max(needed, most)
        found = Found(places=(), total=0, last=None)
        for stretch, within in cut(self.transaction, search, sought):
            given = {**bounds(stretch), "sought": written(within), "needed": needed, "most": most - found.total}
            self.still_time()
            number, last, places = self.transaction.execute(statement, given).one()
            if number:
                found = Found(places=(*found.places, *places)[:needed], total=found.total + number, last=last)
            yield found
            if found.total >= most:
                break

    def holding(self, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
        """For each sign, those places of the runs that hold it."""
        held: list[set[int]] = [set() for _ in signs]
        given = {"places": sorted({place for _, run in runs for place in run}), "signs": list(map(written, signs))}
        self.still_time()
        for number, place in self.transaction.execute(_HOLDING, given):
            held[number - 1].add(place)
        return held


def every(search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match."""
    statement = text(_EVERY).bindparams(**bounds(search), sought=written(search.whole))
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

"""Searches: the places of what matches, in the order that is asked for; and the papers of one page.

The orders are ours (`queries.matching`, `queries.nearness`), never an engine's rank, so that both databases answer the
same. What is sought takes no longer than it is given: what was found until then is the answer, and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Select, select

from ssl_watch.queries import Order, Query, Results, Term, nearness
from ssl_watch.queries.matching import Search, Sought
from ssl_watch.queries.matching import search as what_to_look_for
from ssl_watch.store.papers import places
from ssl_watch.store.papers.page import at
from ssl_watch.store.papers.patience import TooLong, bounded
from ssl_watch.store.papers.places import Index
from ssl_watch.store.tables import search_places

MOST_COUNTED = 1000
DEEPEST = 10_000  # papers that are passed over for a page
BEST_OF = 500  # of the newest that match, and of those whose titles do: only these are compared for a best match
# Of the time that a search has: for all it asks for, and then for titles alone; what is left reads the page.
_FOR_ALL, _FOR_TITLES = 0.65, 0.2


def search(transaction: Connection, query: Query, *, limit: int, offset: int, within: float) -> Results:
    """Papers that match, in the query's order, whose “new” is counted back already; no term matches nothing.

    Counts to a thousand, and looks for at most `within` seconds.
    """
    answer = _Answer(needed=min(offset, DEEPEST) + limit)
    if query.term is not None:
        _look(transaction, query.term, query.order, answer, within)
    answer.take(answer.every)
    return Results(
        papers=at(transaction, list(answer.places)[offset : offset + limit]),
        total=min(answer.total, MOST_COUNTED),
        offset=offset,
        capped=answer.cut_short or answer.total > MOST_COUNTED,
        cut_short=answer.cut_short,
    )


def found_by(transaction: Connection, term: Term) -> Select[tuple[str]]:
    """A SELECT of the ids of all papers that match, without bounds."""
    found = places.every(transaction, what_to_look_for(term))
    return select(search_places.c.arxiv_id).where(search_places.c.place.in_(found))


def _look(transaction: Connection, term: Term, order: Order, answer: "_Answer", within: float) -> None:
    sought = what_to_look_for(term, order)
    looks = {Order.FIT: answer.look_by_tiers, Order.BEST: _Best(term, answer).look}
    for look, share in ((looks.get(order, answer.look), _FOR_ALL), (answer.look_in_titles, _FOR_TITLES)):
        try:
            with bounded(transaction, within * share) as still_time:
                look(places.index(transaction, still_time), sought)
            break
        except TooLong:
            answer.cut_short = True


@dataclass(slots=True)
class _Answer:
    """The first `needed` places of an answer, in its order, and how many there are, counted to one over a thousand.

    `every` are the first of all that match, by date.
    """

    needed: int
    places: dict[int, None] = field(default_factory=dict)
    every: Sequence[int] = ()
    total: int = 0
    cut_short: bool = False

    def look(self, index: Index, sought: Search) -> None:
        """All that match, by date."""
        self.read(index, sought, needed=self.needed)

    def look_by_tiers(self, index: Index, sought: Search) -> None:
        """All tiers; the last, which holds the others, is read first: it says where they can be, if at all."""
        last = self.read(index, sought, needed=self.needed)
        if last is not None and self.total <= MOST_COUNTED:
            sought = replace(sought, first=self.every[0], end=last + 1)
        if self.total > 1:
            self._read_tiers(index, sought, sought.tiers[:-1])

    def look_in_titles(self, index: Index, sought: Search) -> None:
        """What can be had soon where the rest takes too long."""
        self._read_tiers(index, sought, sought.tiers[:-1][:2])

    def read(self, index: Index, sought: Search, *, needed: int) -> int | None:
        """Read the first of all that match, and count; the last of those that were counted."""
        last, most = None, max(needed, MOST_COUNTED + 1)
        for known in index.matching(sought, sought.whole, needed=needed, most=most):
            self.every, self.total, last = known.places, known.total, known.last
        return last

    def _read_tiers(self, index: Index, sought: Search, tiers: Sequence[Sought]) -> None:
        for tier in tiers:
            if len(self.places) < self.needed:
                for found in index.matching(sought, tier, needed=self.needed):
                    self.take(found.places)

    def take(self, found: Sequence[int]) -> None:
        """Those that are not there yet, as far as there is need of them."""
        for place in found:
            if len(self.places) >= self.needed:
                break
            self.places[place] = None
        self.total = max(self.total, len(self.places))


@dataclass(frozen=True, slots=True)
class _Best:
    """A best match: of the newest that match the nearest to the query come first, then all the others by date."""

    term: Term
    answer: _Answer

    def look(self, index: Index, sought: Search) -> None:
        """Read the newest of all and of those whose title holds every word, and ask what speaks for each."""
        self.answer.read(index, sought, needed=max(self.answer.needed, BEST_OF))
        signs = nearness.signs(self.term)
        if self.answer.total < 2 or not signs:
            return
        *_, titled = index.matching(sought, sought.titled, needed=BEST_OF)
        newest = self.answer.every[:BEST_OF]
        runs = [(tier, run) for tier, run in ((sought.whole, newest), (sought.titled, titled.places)) if run]
        held = index.holding(runs, list(signs))
        found = sorted({place for _, run in runs for place in run})
        self.answer.take(nearness.in_order(found, list(signs.values()), held))

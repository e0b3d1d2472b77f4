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
from ssl_watch.store.papers.patience import StillTime, TooLong, bounded
from ssl_watch.store.tables import search_places

MOST_COUNTED = 1000
DEEPEST = 10_000  # papers that are passed over for a page
BEST_OF = 500  # of the newest that match, and of those whose titles do: only these are compared for a best match


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
    found = places.index(transaction).every(what_to_look_for(term))
    return select(search_places.c.arxiv_id).where(search_places.c.place.in_(found))


def _look(transaction: Connection, term: Term, order: Order, answer: "_Answer", within: float) -> None:
    sought = what_to_look_for(term, order)
    looks = {Order.FIT: answer.look_by_tiers, Order.BEST: _Best(term, answer).look}
    for look, share in ((looks.get(order, answer.look), 0.7), (answer.look_in_titles, 0.25)):
        try:
            with bounded(transaction, within * share) as still_time:
                look(transaction, sought, still_time)
            break
        except TooLong:
            answer.cut_short = True
        if answer.every:
            break


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

    def look(self, transaction: Connection, sought: Search, _: StillTime) -> None:
        """All that match, by date."""
        self.read(transaction, sought, needed=self.needed)

    def look_by_tiers(self, transaction: Connection, sought: Search, still_time: StillTime) -> None:
        """All tiers; the last, which holds the others, is read first: it says where they can be, if at all."""
        last = self.read(transaction, sought, needed=self.needed)
        if last is not None and self.total <= MOST_COUNTED:
            sought = replace(sought, first=self.every[0], end=last + 1)
        if self.total > 1:
            self._read_tiers(transaction, sought, sought.tiers[:-1], still_time)

    def look_in_titles(self, transaction: Connection, sought: Search, still_time: StillTime) -> None:
        """What can be had soon where the rest takes too long."""
        self._read_tiers(transaction, sought, sought.tiers[:-1][:2], still_time)

    def read(self, transaction: Connection, sought: Search, *, needed: int) -> int | None:
        """Read the first of all that match, and count; the last of those that were counted."""
        most = max(needed, MOST_COUNTED + 1)
        found = places.index(transaction).matching(transaction, sought, sought.whole, needed=needed, most=most)
        self.every, self.total = found.places, found.total
        return found.last

    def _read_tiers(
        self, transaction: Connection, sought: Search, tiers: Sequence[Sought], still_time: StillTime
    ) -> None:
        index = places.index(transaction)
        for tier in tiers:
            if len(self.places) < self.needed:
                still_time()
                self.take(index.matching(transaction, sought, tier, needed=self.needed).places)

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

    def look(self, transaction: Connection, sought: Search, still_time: StillTime) -> None:
        """Read the newest of all and of those whose title holds every word, and ask what speaks for each."""
        self.answer.read(transaction, sought, needed=max(self.answer.needed, BEST_OF))
        signs = nearness.signs(self.term)
        if self.answer.total < 2 or not signs:
            return
        still_time()
        index = places.index(transaction)
        titled = index.matching(transaction, sought, sought.titled, needed=BEST_OF).places
        runs = [
            (tier, run) for tier, run in ((sought.whole, self.answer.every[:BEST_OF]), (sought.titled, titled)) if run
        ]
        still_time()
        held = index.holding(transaction, runs, list(signs))
        found = sorted({place for _, run in runs for place in run})
        self.answer.take(nearness.in_order(found, list(signs.values()), held))

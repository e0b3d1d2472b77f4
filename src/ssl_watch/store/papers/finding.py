"""Searches: the places of what matches, tier by tier, newest first; and the papers of one page.

The order is ours (`queries.matching`), never an engine's rank, so that both databases answer the same. What is sought
takes no longer than it is given: what was found until then is the answer, and says so.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Select, TextClause, bindparam, select, text

from ssl_watch.queries import Results, Term
from ssl_watch.queries.matching import Search, Sought
from ssl_watch.queries.matching import search as what_to_look_for
from ssl_watch.store.papers.asking import fts5, tsquery
from ssl_watch.store.papers.patience import TooLong, bounded
from ssl_watch.store.papers.reading import get_many
from ssl_watch.store.tables import search_places
from ssl_watch.verdicts import JudgedPaper

MOST_COUNTED = 1000
DEEPEST = 10_000  # papers that are passed over for a page
_LAST = (1 << 63) - 1
_FTS5 = (
    "SELECT rowid AS place FROM search_tokens WHERE search_tokens MATCH :sought"
    " AND rowid >= :first AND rowid < :end ORDER BY rowid DESC LIMIT :most"
)
_TSQUERY = text(
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery)"
    " AND place >= :first AND place < :end ORDER BY place DESC LIMIT :most"
)
_WHERE = select(search_places.c.place, search_places.c.arxiv_id).where(
    search_places.c.place.in_(bindparam("places", expanding=True))
)


def search(transaction: Connection, term: Term | None, *, limit: int, offset: int, within: float) -> Results:
    """Papers that match, in the order of tiers and then of dates; no term matches nothing.

    Counts to a thousand, and looks for at most `within` seconds.
    """
    answer = _Answer(needed=min(offset, DEEPEST) + limit)
    for look in (answer.look, answer.look_in_titles):
        try:
            with bounded(transaction, within):
                if term is not None:
                    look(transaction, what_to_look_for(term))
            break
        except TooLong:
            answer.cut_short = True
    return Results(
        papers=_papers(transaction, list(answer.places)[offset : offset + limit]),
        total=min(answer.total, MOST_COUNTED),
        offset=offset,
        capped=answer.cut_short or answer.total > MOST_COUNTED,
        cut_short=answer.cut_short,
    )


def found_by(transaction: Connection, term: Term) -> Select[tuple[str]]:
    """A SELECT of the ids of all papers that match, without bounds."""
    sought = what_to_look_for(term)
    parameters = _parameters(transaction, sought, sought.whole, most=-1 if _is_sqlite(transaction) else None)
    places = _statement(transaction).bindparams(**parameters).columns(search_places.c.place).subquery()
    return select(search_places.c.arxiv_id).where(search_places.c.place.in_(select(places.c.place)))


@dataclass(slots=True)
class _Answer:
    """The first `needed` places of an answer, in its order, and how many there are, counted to one over a thousand."""

    needed: int
    places: dict[int, None] = field(default_factory=dict)
    total: int = 0
    cut_short: bool = False

    def look(self, transaction: Connection, sought: Search) -> None:
        """All tiers; the last, which holds the others, is read first: it says where they can be, if at all."""
        *rest, whole = sought.tiers
        every = _places(transaction, sought, whole, most=max(self.needed, MOST_COUNTED + 1))
        self.total = len(every)
        if 1 < len(every) <= MOST_COUNTED:
            sought = replace(sought, first=every[-1], end=every[0] + 1)
        if len(every) > 1:
            self._read(transaction, sought, rest)
        self._take(every)

    def look_in_titles(self, transaction: Connection, sought: Search) -> None:
        """What can be had soon where the rest takes too long."""
        self._read(transaction, sought, sought.tiers[:-1][:2])
        self.total = len(self.places)

    def _read(self, transaction: Connection, sought: Search, tiers: Sequence[Sought]) -> None:
        for tier in tiers:
            if len(self.places) < self.needed:
                self._take(_places(transaction, sought, tier, most=self.needed))

    def _take(self, places: Sequence[int]) -> None:
        """Those that are not there yet, as far as there is need of them."""
        for place in places:
            if len(self.places) >= self.needed:
                break
            self.places[place] = None


def _places(transaction: Connection, search: Search, tier: Sought, *, most: int) -> Sequence[int]:
    """The newest places of a tier."""
    parameters = _parameters(transaction, search, tier, most=most)
    raw = transaction.connection.driver_connection
    if isinstance(raw, sqlite3.Connection):  # past SQLAlchemy, which takes longer for a thousand places than SQLite
        if not transaction.in_transaction():
            transaction.begin()
        return [place for (place,) in raw.execute(_FTS5, parameters).fetchall()]
    return transaction.execute(_TSQUERY, parameters).scalars().all()


def _statement(transaction: Connection) -> TextClause:
    return text(_FTS5) if _is_sqlite(transaction) else _TSQUERY


def _parameters(transaction: Connection, search: Search, tier: Sought, *, most: int | None) -> dict[str, object]:
    written = fts5(tier) if _is_sqlite(transaction) else tsquery(tier)
    return {"sought": written, "first": search.first, "end": _LAST if search.end is None else search.end, "most": most}


def _papers(transaction: Connection, places: Sequence[int]) -> tuple[JudgedPaper, ...]:
    """The papers in the order of the places given."""
    if not places:
        return ()
    found = dict(transaction.execute(_WHERE, {"places": places}).all())
    return get_many(transaction, [found[place] for place in places])


def _is_sqlite(transaction: Connection) -> bool:
    return transaction.dialect.name == "sqlite"

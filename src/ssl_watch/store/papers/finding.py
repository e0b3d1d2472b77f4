"""Searches: the places of what matches, tier by tier, newest first; and the papers of one page.

The order is ours (`queries.matching`), never an engine's rank, so that both databases answer the same. What is sought
takes no longer than it is given: what was found until then is the answer, and says so.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Select, bindparam, select, text

from ssl_watch.queries import Results, Term
from ssl_watch.queries.matching import Search, Sought
from ssl_watch.queries.matching import search as what_to_look_for
from ssl_watch.store.papers.asking import fts5, tsquery
from ssl_watch.store.papers.patience import StillTime, TooLong, bounded
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
_EVERY = text(
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery) AND place >= :first AND place < :end"
)
# PostgreSQL would walk down the places, looking at each paper, or sort all that match; either can take seconds. Up to
# so many it sorts what the index gives; where there are more, those wanted are near the top and it walks.
_MOST_SORTED = 20_000
_SORTED = text(
    "WITH found AS MATERIALIZED (SELECT place FROM search_places"
    " WHERE tokens @@ CAST(:sought AS tsquery) AND place >= :first AND place < :end LIMIT :sorted)"
    " SELECT place, (SELECT count(*) FROM found) FROM found ORDER BY place DESC LIMIT :most"
)
_WALKED = text(
    "SELECT place FROM search_places WHERE tokens @@ CAST(:sought AS tsquery)"
    " AND place >= :first AND place < :end ORDER BY place DESC LIMIT :needed"
)
_WALKING = text("SELECT set_config('enable_indexscan', :on, true)")
_WHERE = select(search_places.c.place, search_places.c.arxiv_id).where(
    search_places.c.place.in_(bindparam("places", expanding=True))
)


def search(transaction: Connection, term: Term | None, *, limit: int, offset: int, within: float) -> Results:
    """Papers that match, in the order of tiers and then of dates; no term matches nothing.

    Counts to a thousand, and looks for at most `within` seconds.
    """
    answer = _Answer(needed=min(offset, DEEPEST) + limit)
    for look, share in ((answer.look, 0.7), (answer.look_in_titles, 0.25)):
        try:
            with bounded(transaction, within * share) as still_time:
                if term is not None:
                    look(transaction, what_to_look_for(term), still_time)
            break
        except TooLong:
            answer.cut_short = True
        if answer.every:
            break
    answer.take(answer.every)
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
    if _is_sqlite(transaction):
        statement = text(_FTS5).bindparams(**_parameters(sought, fts5(sought.whole)), most=-1)
    else:
        statement = _EVERY.bindparams(**_parameters(sought, tsquery(sought.whole)))
    places = statement.columns(search_places.c.place).subquery()
    return select(search_places.c.arxiv_id).where(search_places.c.place.in_(select(places.c.place)))


@dataclass(slots=True)
class _Answer:
    """The first `needed` places of an answer, in its order, and how many there are, counted to one over a thousand."""

    needed: int
    places: dict[int, None] = field(default_factory=dict)
    every: Sequence[int] = ()
    total: int = 0
    cut_short: bool = False

    def look(self, transaction: Connection, sought: Search, still_time: StillTime) -> None:
        """All tiers; the last, which holds the others, is read first: it says where they can be, if at all."""
        *rest, whole = sought.tiers
        most = max(self.needed, MOST_COUNTED + 1)
        self.every, self.total = _places(transaction, sought, whole, needed=self.needed, most=most)
        if 1 < self.total <= MOST_COUNTED:
            sought = replace(sought, first=self.every[-1], end=self.every[0] + 1)
        if self.total > 1:
            self._read(transaction, sought, rest, still_time)

    def look_in_titles(self, transaction: Connection, sought: Search, still_time: StillTime) -> None:
        """What can be had soon where the rest takes too long."""
        self._read(transaction, sought, sought.tiers[:-1][:2], still_time)

    def _read(self, transaction: Connection, sought: Search, tiers: Sequence[Sought], still_time: StillTime) -> None:
        for tier in tiers:
            if len(self.places) < self.needed:
                still_time()
                self.take(_places(transaction, sought, tier, needed=self.needed, most=self.needed)[0])

    def take(self, places: Sequence[int]) -> None:
        """Those that are not there yet, as far as there is need of them."""
        for place in places:
            if len(self.places) >= self.needed:
                break
            self.places[place] = None
        self.total = max(self.total, len(self.places))


def _places(
    transaction: Connection, search: Search, tier: Sought, *, needed: int, most: int
) -> tuple[Sequence[int], int]:
    """The newest places of a tier, `most` or at least as many as `needed`, and how many there are, if up to `most`."""
    raw = transaction.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        return _postgresql_places(transaction, {**_parameters(search, tsquery(tier)), "most": most, "needed": needed})
    if not transaction.in_transaction():
        transaction.begin()
    # Past SQLAlchemy, which takes longer for a thousand places than SQLite.
    found = raw.execute(_FTS5, {**_parameters(search, fts5(tier)), "most": most}).fetchall()
    return [place for (place,) in found], len(found)


def _postgresql_places(transaction: Connection, parameters: dict[str, object]) -> tuple[Sequence[int], int]:
    found = transaction.execute(_SORTED, {**parameters, "sorted": _MOST_SORTED + 1}).all()
    total = found[0][1] if found else 0
    if total <= _MOST_SORTED:
        return [place for place, _ in found], total
    transaction.execute(_WALKING, {"on": "on"})
    walked = transaction.execute(_WALKED, parameters).scalars().all()
    transaction.execute(_WALKING, {"on": "off"})
    return walked, total


def _parameters(search: Search, written: str) -> dict[str, object]:
    return {"sought": written, "first": search.first, "end": _LAST if search.end is None else search.end}


def _papers(transaction: Connection, places: Sequence[int]) -> tuple[JudgedPaper, ...]:
    """The papers in the order of the places given."""
    if not places:
        return ()
    found = dict(transaction.execute(_WHERE, {"places": places}).all())
    return get_many(transaction, [found[place] for place in places])


def _is_sqlite(transaction: Connection) -> bool:
    return transaction.dialect.name == "sqlite"

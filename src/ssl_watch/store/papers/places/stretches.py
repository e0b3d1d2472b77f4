"""A search in PostgreSQL cut into stretches of time, the first of them short.

GIN gives all papers that match before any order; of a common word these are half the archive. Given the tokens of some
days or months besides, it gives only theirs. What is common is found in the first stretch; what is rare is so
everywhere, and costs little in the last.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import Connection, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import EARLIEST, LATEST, Both, Search, Sought, between
from ssl_watch.queries.terms import Dates

_SHARES = (1 / 128, 1 / 32)  # of all papers, about, from either end
_MIDDLE = 15  # of a month; what lies on the other side is reached by the month's own token
_MOST_DATES = 16  # tokens; GIN looks at each of them for each paper
_LONG = timedelta(days=31)
_KEPT_FOR = 600.0  # seconds; the server's statistics are not made anew much oftener
_BOUNDS = text(
    "SELECT CAST(CAST(histogram_bounds AS text) AS bigint[]) FROM pg_stats"
    " WHERE schemaname = current_schema() AND tablename = 'search_places' AND attname = 'place'"
)
_NEWEST, _OLDEST = text("SELECT min(place) FROM search_places"), text("SELECT max(place) FROM search_places")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cuts:
    """The first places of the second stretch and of the third, from the newest on and from the oldest, where known."""

    newest_first: Sequence[int]
    oldest_first: Sequence[int]
    read_at: float


def cut(transaction: Connection, search: Search, sought: Sought) -> Iterator[tuple[Search, Sought]]:
    """The stretches of a search, in its order, each with what is sought there; one alone where no cut lies within."""
    cuts = _cuts(transaction)
    known = cuts.oldest_first if search.oldest_first else cuts.newest_first
    within = {place for place in known if search.first < place and (search.end is None or place < search.end)}
    edges = [search.first, *sorted(within), search.end]
    stretches = [replace(search, first=first or 0, end=end) for first, end in pairwise(edges)]
    for stretch in stretches[::-1] if search.oldest_first else stretches:
        yield stretch, _dated(transaction, stretch, sought)


def forget(transaction: Connection) -> None:
    """Read anew where to cut, as the server knows it better now."""
    transaction.info.pop(_Cuts, None)


def _dated(transaction: Connection, stretch: Search, sought: Sought) -> Sought:
    """With the tokens of its days, or of some more, if they are few; as it is where it goes on without end."""
    goes_on = stretch.first == 0 if stretch.oldest_first else stretch.end is None
    dates = None if goes_on else _dates(transaction, stretch)
    days = between(dates) if dates else None
    return Both((sought, days)) if days and len(days.of) <= _MOST_DATES else sought


def _dates(transaction: Connection, stretch: Search) -> Dates | None:
    """The days of a stretch; whole months of a long one, and where it is open: up to the newest paper's, say.

    None where there are no papers, or where the days may lie beyond those that have tokens in `between`.
    """
    oldest = stretch.end - 1 if stretch.end is not None else transaction.execute(_OLDEST).scalar()
    newest = stretch.first or transaction.execute(_NEWEST).scalar()
    if oldest is None or newest is None:
        return None
    first, last = tokens.day_of(oldest), tokens.day_of(newest)
    if first < EARLIEST or last >= LATEST:
        return None
    is_long = last - first > _LONG
    return Dates(
        since=first.replace(day=1) if is_long or stretch.end is None else first,
        before=_next_month(last) if is_long or not stretch.first else last + timedelta(days=1),
    )


def _cuts(transaction: Connection) -> _Cuts:
    known: _Cuts | None = transaction.info.get(_Cuts)
    if known is None or time.monotonic() - known.read_at > _KEPT_FOR:
        bounds = transaction.execute(_BOUNDS).scalar() or []
        shares = [round(share * len(bounds)) for share in _SHARES] if bounds else []
        known = transaction.info[_Cuts] = _Cuts(
            newest_first=[_since(tokens.day_of(bounds[share])) for share in shares],
            oldest_first=[_until(tokens.day_of(bounds[-1 - share])) for share in shares],
            read_at=time.monotonic(),
        )
    return known


def _since(day: date) -> int:
    """The end of a stretch that goes back to the day, or to the beginning of its month."""
    return tokens.day(day if day.day > _MIDDLE else day.replace(day=1)) + 1


def _until(day: date) -> int:
    """The beginning of a stretch that comes up to the day, or to the end of its month."""
    day = min(day, LATEST)  # no calendar goes on for ever
    return tokens.day(day + timedelta(days=1) if day.day <= _MIDDLE else _next_month(day)) + 1


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)

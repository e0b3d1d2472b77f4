"""A search in PostgreSQL cut into stretches of time, the first of them short.

GIN gives all papers that match before any order; of a common word these are half the archive. With the tokens of the
days of a stretch it gives only those within. What is common is found in the first stretch; what is rare is so
everywhere, and costs little in the last.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import Connection, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Search, Sought, between
from ssl_watch.queries.terms import Dates

_SHARES = (1 / 64, 1 / 8)  # of all papers, from either end
_KEPT_FOR = 600.0  # seconds; cuts may be as old as the server's statistics
_BOUNDS = text(
    "SELECT CAST(CAST(histogram_bounds AS text) AS bigint[]) FROM pg_stats"
    " WHERE schemaname = current_schema() AND tablename = 'search_places' AND attname = 'place'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cuts:
    """Places between two days that cut the archive, from the newest on and from the oldest, and when they were read."""

    newest_first: Sequence[int] = ()
    oldest_first: Sequence[int] = ()
    read_at: float


def cut(transaction: Connection, search: Search, sought: Sought) -> list[tuple[Search, Sought]]:
    """The stretches of a search, in its order, each with what is sought there; one alone where no cut lies within."""
    cuts = _cuts(transaction)
    within = [each for each in (cuts.oldest_first if search.oldest_first else cuts.newest_first) if _lies(each, search)]
    edges = [search.first, *sorted(set(within)), search.end]
    stretches = [replace(search, first=first or 0, end=end) for first, end in pairwise(edges)]
    dated = [(each, _dated(each, sought)) for each in stretches]
    return dated[::-1] if search.oldest_first else dated


def forget(transaction: Connection) -> None:
    """Read anew where to cut, as the server knows it better now."""
    transaction.info.pop(_Cuts, None)


def _lies(place: int, search: Search) -> bool:
    return search.first < place and (search.end is None or place < search.end)


def _dated(stretch: Search, sought: Sought) -> Sought:
    """With the tokens of its days, unless it goes back without end: those would be every day's."""
    if stretch.end is None:
        return sought
    since = tokens.day_of(stretch.end - 1)
    before = tokens.day_of(stretch.first) + timedelta(days=1) if stretch.first else None
    return Both((sought, between(Dates(since=since, before=before))))


def _cuts(transaction: Connection) -> _Cuts:
    known: _Cuts | None = transaction.info.get(_Cuts)
    if known is None or time.monotonic() - known.read_at > _KEPT_FOR:
        bounds = transaction.execute(_BOUNDS).scalar() or []
        known = transaction.info[_Cuts] = _Cuts(
            newest_first=[_before_day_of(bounds[round(share * len(bounds))]) for share in _SHARES if bounds],
            oldest_first=[_before_day_of(bounds[-1 - round(share * len(bounds))]) for share in _SHARES if bounds],
            read_at=time.monotonic(),
        )
    return known


def _before_day_of(place: int) -> int:
    """The first place before the day that a place lies in."""
    return tokens.day(tokens.day_of(place)) + 1

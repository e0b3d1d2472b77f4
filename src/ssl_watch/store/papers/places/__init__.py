"""Where in the order of dates the papers stand that hold what is sought, as either full-text index says it.

`fts5` asks SQLite's and `tsquery` PostgreSQL's, each in its own language; what they answer is the same.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from sqlalchemy import Connection, Select

from ssl_watch.queries.matching import Phrase, Search, Sought
from ssl_watch.store.papers.patience import StillTime
from ssl_watch.store.papers.places import fts5, tsquery
from ssl_watch.store.papers.places.found import Found, Run

__all__ = ["Found", "Index", "Run", "every", "index"]


class Index(Protocol):
    """What both can be asked for. A search's places stand in its order: the newest first, unless it says otherwise."""

    def matching(self, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Iterator[Found]:
        """The first places, as many as are needed, and how many there are, counted up to `most`.

        It may take several steps: after each, what is known by then; the last is the answer.
        """

    def holding(self, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
        """For each sign, the places of the runs that hold it."""


def index(transaction: Connection, still_time: StillTime) -> Index:
    """The index of this database, asked as long as there is time."""
    if transaction.dialect.name == "sqlite":
        return fts5.Fts5(transaction)
    return tsquery.Tsquery(transaction, still_time)


def every(transaction: Connection, search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match, without bounds and in no order."""
    return fts5.every(search) if transaction.dialect.name == "sqlite" else tsquery.every(search)

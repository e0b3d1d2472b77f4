"""Where in the order of dates the papers stand that hold what is sought, as either full-text index says it.

`fts5` asks SQLite's and `tsquery` PostgreSQL's, each in its own language; what they answer is the same.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Select

from ssl_watch.queries.matching import Phrase, Search, Sought
from ssl_watch.store.papers.places import fts5, tsquery
from ssl_watch.store.papers.places.found import Found, Run

__all__ = ["Found", "Index", "Run", "index"]


class Index(Protocol):
    """What both can be asked for. A search's places stand in its order: the newest first, unless it says otherwise."""

    def matching(self, transaction: Connection, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Found:
        """The first places, as many as are needed, and how many there are, counted up to `most` at least."""

    def holding(self, transaction: Connection, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
        """For each sign, the places of the runs that hold it."""

    def every(self, search: Search) -> Select[tuple[int]]:
        """A SELECT of all places that match, without bounds and in no order."""


def index(transaction: Connection) -> Index:
    """The index of this database."""
    return fts5 if transaction.dialect.name == "sqlite" else tsquery

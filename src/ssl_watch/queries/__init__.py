"""A search as what it asks for: how text is normalised for search, and how a user's query is read.

words      text -> the words that search knows, the same for papers and for queries
lexing     a query's text -> its pieces
fields     what may stand before a colon
reading    pieces -> a tree of `terms`; never fails, and says how it read what was not well formed
tokens     a judged paper -> what both databases index of it
matching   a tree of `terms` -> what to look for among the tokens, tier by tier
holding    whether one paper matches, without a database
rewriting  a query narrowed, widened, or made fit to be followed
marking    where a text holds what was sought
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ssl_watch.queries.marking import beginnings, excerpt, may_hold, spans
from ssl_watch.queries.reading import LONGEST_QUERY, Reader
from ssl_watch.queries.terms import All, Any, Dates, Kind, Mark, Not, Order, Part, Recent, Term, Words
from ssl_watch.queries.words import words
from ssl_watch.verdicts import JudgedPaper

__all__ = [
    "LONGEST_QUERY",
    "All",
    "Any",
    "Dates",
    "Kind",
    "Mark",
    "Not",
    "Order",
    "Part",
    "Query",
    "Recent",
    "Results",
    "Term",
    "Words",
    "beginnings",
    "excerpt",
    "may_hold",
    "on",
    "read",
    "spans",
    "words",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a user wrote, and the tree that it was read as; no tree where nothing was asked for.

    `read_as` is set where the text was not well formed: how it was read, in words that read the same again. `str` of
    any query is such words.
    """

    text: str
    term: Term | None
    order: Order = Order.FIT
    read_as: str | None = None

    def __str__(self) -> str:
        asked = [str(self.term)] if self.term else []
        return " ".join(asked if self.order is Order.FIT else [*asked, f"sort:{self.order}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of an answer and how many papers there are in all; `capped` where there are more than that.

    `cut_short` where looking took too long and was ended: there may be more, and better ones.
    """

    papers: tuple[JudgedPaper, ...]
    total: int
    offset: int = 0
    capped: bool = False
    cut_short: bool = False


def read(text: str) -> Query:
    """Read a user's query; never fails, whatever the text."""
    spoken = " ".join(text.split())  # as it is shown, and read again from there
    reader = Reader(spoken)
    term = reader.read()
    told = spoken[:LONGEST_QUERY]
    query = Query(text=told, term=term, order=reader.order or Order.FIT)
    return replace(query, read_as=str(query)) if reader.amended and told else query


def on(term: Term, today: date) -> Term:
    """The same term with “new” counted back from a day."""
    match term:
        case Recent(days=days):
            return Dates(since=today - timedelta(days=days))
        case Not(of=inner):
            return Not(of=on(inner, today))
        case All(of=inner) | Any(of=inner):
            return type(term)(of=tuple(on(each, today) for each in inner))
        case _:
            return term

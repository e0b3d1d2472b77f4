"""A query narrowed, widened, ordered otherwise, or made fit to be followed: what the buttons under an answer do to it.

Pure. What comes out is read again: `read_as` is set where it is longer than what is read. A filter is what every paper
of the answer must meet: a mark or dates side by side with the words, never one inside an `OR` or a `-`. Only filters
are replaced; what the user wrote otherwise stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date

from ssl_watch.queries import Query, read
from ssl_watch.queries.terms import All, Any, Dates, Kind, Mark, Not, Order, Recent, Term

_CODE = Mark(kind=Kind.HAS, value="code")


def domain_of(query: Query) -> str | None:
    """The domain that the query is narrowed to; None where it is to none, or to several."""
    found = [each.value for each in _sides(query.term) if isinstance(each, Mark) and each.kind is Kind.DOMAIN]
    return found[0] if len(found) == 1 else None


def year_of(query: Query) -> int | None:
    """The year that the query is narrowed to; None where its dates are others."""
    found = [each for each in _sides(query.term) if _of_time(each)]
    match found:
        case [Dates(since=since, before=before)] if since and before and before == _next(since):
            return since.year
        case _:
            return None


def asks_for_code(query: Query) -> bool:
    """Whether every paper of the answer must name its code."""
    return _CODE in _sides(query.term)


def with_domain(query: Query, name: str | None) -> Query:
    """The query in one domain instead of any other; None for all of them."""
    return _with(query, _of_domain, Mark(kind=Kind.DOMAIN, value=name) if name else None)


def with_year(query: Query, year: int | None) -> Query:
    """The query in one year instead of all other dates; None for all of time."""
    return _with(query, _of_time, _year(year) if year else None)


def with_code(query: Query, *, wanted: bool) -> Query:
    """The query for papers that name their code only, or for all."""
    return _with(query, _for_code, _CODE if wanted else None)


def with_order(query: Query, order: Order) -> Query:
    """The query with its answer in another order."""
    return read(str(replace(query, order=order)))


def without_recent(query: Query) -> Query:
    """The query without “new”, wherever it stands; as it was written where there is none."""
    kept = _without_recent(query.term) if query.term else None
    return query if kept == query.term else read(str(replace(query, term=kept)))


def _without_recent(term: Term) -> Term | None:
    match term:
        case Recent():
            return None
        case Not(of=inner):
            kept = _without_recent(inner)
            return kept.of if isinstance(kept, Not) else kept and Not(of=kept)
        case All(of=each) | Any(of=each):
            left = tuple(kept for kept in map(_without_recent, each) if kept)
            return type(term)(of=left) if len(left) > 1 else next(iter(left), None)
        case _:
            return term


def ends_on(query: Query) -> date | None:
    """The day from which on no paper that is submitted then can match; None where there is none."""
    return _end(query.term) if query.term else None


def _end(term: Term) -> date | None:
    match term:
        case Dates(before=before):
            return before
        case Not(of=Dates(since=since, before=None)):
            return since
        case All(of=each):
            return min((end for end in map(_end, each) if end), default=None)
        case Any(of=each):
            ends = [_end(one) for one in each]
            return None if None in ends else max(end for end in ends if end)
        case _:
            return None


def _with(query: Query, replaced: Callable[[Term], bool], by: Term | None) -> Query:
    """The query without its filters of one sort, and with another; in the place of the first that goes."""
    sides = _sides(query.term)
    kept = [each for each in sides if not replaced(each)]
    if by is not None:
        kept.insert(next((place for place, each in enumerate(sides) if replaced(each)), len(kept)), by)
    return read(str(replace(query, term=_joined(kept))))


def _joined(sides: Sequence[Term]) -> Term | None:
    return All(of=tuple(sides)) if len(sides) > 1 else next(iter(sides), None)


def _sides(term: Term | None) -> tuple[Term, ...]:
    """What stands side by side in the query."""
    if term is None:
        return ()
    return term.of if isinstance(term, All) else (term,)


def _of_domain(term: Term) -> bool:
    return isinstance(term, Mark) and term.kind is Kind.DOMAIN


def _for_code(term: Term) -> bool:
    return term == _CODE


def _of_time(term: Term) -> bool:
    return isinstance(term, Dates | Recent)


def _year(year: int) -> Dates:
    return Dates(since=date(year, 1, 1), before=date(year + 1, 1, 1))


def _next(since: date) -> date | None:
    """The day after the year that begins with the day."""
    begins = (since.month, since.day) == (1, 1) and since.year < MAXYEAR
    return date(since.year + 1, 1, 1) if begins else None

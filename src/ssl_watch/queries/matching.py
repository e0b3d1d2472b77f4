"""A term as what to look for in an index of `tokens`: a tree of tokens that each database writes in its own language.

There are four tiers, each with its own tree: every word in the title as written, in the title in another form, anywhere
as written, anywhere in another form. The last one holds all that matches; a paper counts in the first that it is in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from ssl_watch.queries import tokens
from ssl_watch.queries.stems import stem
from ssl_watch.queries.terms import All, Any, Dates, Mark, Not, Order, Part, Recent, Term, Words

# Words that every abstract holds: beside others they are looked for in quotation marks only.
_SMALL = """a an and are as at be by can for from has have in is it its of on or our such that the their these this to
was we were which with"""
SMALL = frozenset(_SMALL.split())
_PREFIXES = {Part.ANY: "", Part.TITLE: "t·", Part.AUTHOR: "a·", Part.VENUE: "v·"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens side by side; with `prefix` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All of several."""

    of: tuple["Sought", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several at least."""

    of: tuple["Sought", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What does not match."""

    of: "Sought"


Sought: TypeAlias = Phrase | Both | Either | Without


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to look for, tier by tier, and between which places of `tokens`: from `first` on, and before `end`.

    `titled` is the tier of all hits in titles.
    """

    tiers: tuple[Sought, ...]
    titled: Sought
    first: int = 0
    end: int | None = None
    oldest_first: bool = False

    @property
    def whole(self) -> Sought:
        """What every paper of the answer matches."""
        return self.tiers[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Where a word is looked for, and in which form."""

    in_title: bool
    by_stem: bool


TIERS = tuple(Tier(in_title=in_title, by_stem=by_stem) for in_title in (True, False) for by_stem in (False, True))


def search(term: Term, order: Order = Order.FIT) -> Search:
    """What a term, whose “new” is counted back already, asks of an index."""
    within, rest = _dates_apart(without_small(term))
    first = max((tokens.day(dates.before) + 1 for dates in within if dates.before), default=0)
    end = min((tokens.day(dates.since) + 1 for dates in within if dates.since), default=None)
    found = [_sought(rest, tier) if rest else Phrase((tokens.EVERYTHING,)) for tier in TIERS]
    return Search(
        tiers=tuple(dict.fromkeys(found)), titled=found[1], first=first, end=end, oldest_first=order is Order.OLDEST
    )


def without_small(term: Term) -> Term:
    """The term without the words that say nothing beside others."""
    match term:
        case Not(of=inner):
            return Not(of=without_small(inner))
        case Any(of=inner):
            return Any(of=tuple(map(without_small, inner)))
        case All(of=inner):
            kept = tuple(without_small(each) for each in inner if not _is_small(each))
            if not any(isinstance(each, Words | Any) for each in kept):
                return term
            return kept[0] if len(kept) == 1 else All(of=kept)
        case _:
            return term


def _is_small(term: Term) -> bool:
    if not isinstance(term, Words) or term.quoted or term.prefix or term.part is not Part.ANY:
        return False
    return len(term.words) == 1 and term.words[0] in SMALL


def _dates_apart(term: Term) -> tuple[list[Dates], Term | None]:
    """The dates that everything has to keep to, which are bounds, and what else is asked for."""
    every = term.of if isinstance(term, All) else (term,)
    rest = tuple(each for each in every if not isinstance(each, Dates))
    dates = [each for each in every if isinstance(each, Dates)]
    return dates, All(of=rest) if len(rest) > 1 else next(iter(rest), None)


def _sought(term: Term, tier: Tier) -> Sought:
    match term:
        case Words():
            return phrase(term, tier)
        case Mark(kind=kind, value=value):
            return Phrase((tokens.mark(kind, value),))
        case Not(of=inner):  # exactly what the words find, in any form and anywhere, is left out
            return Without(_sought(inner, TIERS[-1]))
        case All(of=inner):
            return Both(tuple(_sought(each, tier) for each in inner))
        case Any(of=inner):
            return Either(tuple(_sought(each, tier) for each in inner))
        case Dates():
            return between(term)
        case Recent():
            raise ValueError("“new” has to be counted back before a search")


def phrase(term: Words, tier: Tier) -> Phrase:
    """What a paper holds that has the words as the tier wants them."""
    part = Part.TITLE if term.part is Part.ANY and tier.in_title else term.part
    in_forms = tier.by_stem and not (term.quoted or term.prefix) and len(term.words) == 1
    if in_forms and part in (Part.ANY, Part.TITLE):
        return Phrase(((f"u·{stem(term.words[0])}") if part is Part.TITLE else f"s·{stem(term.words[0])}",))
    return Phrase(tuple(_PREFIXES[part] + word for word in term.words), term.prefix)


def between(dates: Dates) -> Either:
    """What a paper holds whose day the dates include, as far as they lie between `EARLIEST` and `LATEST`."""
    return Either(tuple(Phrase((token,)) for token in _days(dates)))


EARLIEST, LATEST = date(1980, 1, 1), date(2200, 1, 1)


def _days(dates: Dates) -> Iterator[str]:
    """The fewest decades, years, months and days that the dates are made of."""
    moment = max(dates.since or EARLIEST, EARLIEST)
    end = min(dates.before or LATEST, LATEST)
    if moment >= end:
        yield "y·0000"  # a span without a day in it
    while moment < end:
        following, token = _longest(moment, end)
        yield token
        moment = following


def _longest(moment: date, end: date) -> tuple[date, str]:
    """The longest span that begins here and is over by the end: when it is over, and its token."""
    decade, year, month, number = tokens.on_the(moment)
    new_year = (moment.month, moment.day) == (1, 1)
    spans = (
        (date(moment.year + 10, 1, 1), decade, new_year and moment.year % 10 == 0),
        (date(moment.year + 1, 1, 1), year, new_year),
        ((moment.replace(day=1) + timedelta(days=32)).replace(day=1), month, moment.day == 1),
        (moment + timedelta(days=1), number, True),
    )
    return next((over, token) for over, token, begins in spans if begins and over <= end)

"""A search by looking at each paper: what the indexes of both databases have to answer, said as plainly as can be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from math import log2
from typing import TypeGuard

from ssl_watch.code_links import CodeState
from ssl_watch.queries import All, Any, Dates, Kind, Mark, Not, Order, Part, Recent, Term, Words, words
from ssl_watch.queries.matching import SMALL
from ssl_watch.queries.stems import stem
from ssl_watch.queries.terms import wanted
from ssl_watch.relevance import Level
from ssl_watch.venues import VenueState
from ssl_watch.verdicts import JudgedPaper

_IN_TITLE, _ANYWHERE = True, False
_AS_WRITTEN, _IN_ANY_FORM = False, True
_TIERS = [(title, forms) for title in (_IN_TITLE, _ANYWHERE) for forms in (_AS_WRITTEN, _IN_ANY_FORM)]


def search(archive: Sequence[JudgedPaper], term: Term, order: Order = Order.FIT) -> list[str]:
    """The ids of all papers that match, in the order of the answer."""
    term = said(term)
    listed = [judged for judged in archive if judged.verdict.relevance.level is not Level.NONE]
    found = [judged for judged in listed if any(holds(judged, term, *tier) for tier in _TIERS)]
    found.sort(key=_place, reverse=order is not Order.OLDEST)
    if order is Order.FIT:
        found.sort(key=lambda judged: [holds(judged, term, *tier) for tier in _TIERS].index(True))
    if order is Order.BEST:
        found.sort(key=_nearness(tuple(found), term), reverse=True)  # a list is empty while it is sorted
    return [judged.paper.arxiv_id for judged in found]


def _place(judged: JudgedPaper) -> tuple[int, int]:
    return int(_dated(judged).timestamp()), int(judged.paper.arxiv_id[-5:])


def _nearness(found: Sequence[JudgedPaper], term: Term) -> Callable[[JudgedPaper], int]:
    """What each word, and each two side by side, tell of a paper: the rarer among those found, the more."""
    asked = list(wanted(term))
    for each in _all_of(term):
        pairs = ((one, other) for one, other in pairwise(each) if _is_plain(one) and _is_plain(other))
        asked += [replace(one, words=(*one.words, *other.words)) for one, other in pairs if one.part is other.part]

    def nearness(judged: JudgedPaper) -> int:
        total = 0
        for tier, weight in zip(_TIERS, (2, 4, 1, 2), strict=True):
            for said in asked:
                if holds(judged, said, *tier):
                    having = sum(holds(other, said, *tier) for other in found)
                    total += weight * round(1000 * log2(1 + len(found) / having))
        return total

    return nearness


def _all_of(term: Term) -> Iterator[tuple[Term, ...]]:
    if isinstance(term, All):
        yield term.of
    if isinstance(term, All | Any):
        for each in term.of:
            yield from _all_of(each)


def _is_plain(term: Term) -> TypeGuard[Words]:
    return isinstance(term, Words) and not term.quoted and not term.prefix and term.part in (Part.ANY, Part.TITLE)


def said(term: Term) -> Term:
    """The term without small words beside others."""
    match term:
        case All(of=each):
            rest = [said(one) for one in each if not _is_small(one)]
            if not any(isinstance(one, Words | Any) for one in rest):
                return term
            return rest[0] if len(rest) == 1 else All(of=tuple(rest))
        case Any(of=each):
            return Any(of=tuple(said(one) for one in each))
        case Not(of=one):
            return Not(of=said(one))
        case _:
            return term


def _is_small(term: Term) -> bool:
    plain = isinstance(term, Words) and term == Words(words=term.words)
    return plain and isinstance(term, Words) and len(term.words) == 1 and term.words[0] in SMALL


def holds(judged: JudgedPaper, term: Term, title: bool, forms: bool) -> bool:
    match term:
        case Words():
            return any(_stands_in(term, part, forms) for part in _parts(judged, term.part, title))
        case Mark(kind=kind, value=value):
            return value in _facts(judged, kind)
        case Dates(since=since, before=before):
            day = _dated(judged).astimezone(UTC).date()
            return (since or date.min) <= day < (before or date.max)
        case Not(of=one):
            return not holds(judged, one, _ANYWHERE, _IN_ANY_FORM)
        case All(of=each):
            return all(holds(judged, one, title, forms) for one in each)
        case Any(of=each):
            return any(holds(judged, one, title, forms) for one in each)
        case Recent():
            raise AssertionError


def _parts(judged: JudgedPaper, part: Part, title: bool) -> list[list[str]]:
    paper, venue = judged.paper, judged.verdict.venue
    authors = [words(author.name) for author in paper.authors]
    if part is Part.AUTHOR:
        return authors
    if part is Part.VENUE:
        accepted = venue is not None and venue.state is VenueState.ACCEPTED
        return [words(f"{venue.name} {venue.year or ''} {venue.track or ''}")] if venue and accepted else []
    if part is Part.TITLE or title:
        return [words(paper.title)]
    return [words(paper.title), words(paper.abstract), *authors, words(paper.arxiv_id)]


def _stands_in(term: Words, part: list[str], forms: bool) -> bool:
    asked = list(term.words)
    if forms and len(asked) == 1 and not term.quoted and not term.prefix and term.part in (Part.ANY, Part.TITLE):
        return stem(asked[0]) in map(stem, part)
    for start in range(len(part) - len(asked) + 1):
        *first, last = part[start : start + len(asked)]
        if first == asked[:-1] and (last.startswith(asked[-1]) if term.prefix else last == asked[-1]):
            return True
    return False


def _facts(judged: JudgedPaper, kind: Kind) -> set[str]:
    paper, verdict = judged.paper, judged.verdict
    categories = {category.lower() for category in paper.categories}
    return {
        Kind.DOMAIN: set(judged.domain_names),
        Kind.CATEGORY: categories | {category.split(".")[0] for category in categories},
        Kind.LEVEL: {verdict.relevance.level.value},
        Kind.ID: {paper.arxiv_id},
        Kind.HAS: {
            fact
            for fact, there in (
                ("code", verdict.code.state in (CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED)),
                ("venue", verdict.venue is not None and verdict.venue.state is VenueState.ACCEPTED),
            )
            if there
        },
    }[kind]


def _dated(judged: JudgedPaper) -> datetime:
    return judged.paper.submitted_at or judged.paper.updated_at

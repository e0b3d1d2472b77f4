"""How near a paper comes to a query, by which of the query's words it holds and where: the order of a best match.

The marks are sets of papers that either database can name, so that both come to the same order: each word, and each two
that stand side by side in the query, in the title or anywhere, as written or in another form. Rare ones tell more.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import log2
from typing import TypeGuard

from ssl_watch.queries.matching import TIERS, Phrase, phrase, without_small
from ssl_watch.queries.terms import All, Any, Part, Term, Words, wanted

_WEIGHTS = dict(zip(TIERS, (2, 4, 1, 2), strict=True))  # what holds a word as written holds it in any form as well


def signs(term: Term) -> dict[Phrase, int]:
    """What speaks for a paper, and how much."""
    told = without_small(term)
    found: dict[Phrase, int] = {}
    for asked in (*wanted(told), *_side_by_side(told)):
        for tier, weight in _WEIGHTS.items():
            sign = phrase(asked, tier)
            found[sign] = found.get(sign, 0) + weight
    return found


def in_order(places: Sequence[int], weights: Sequence[int], held: Sequence[AbstractSet[int]]) -> list[int]:
    """The places by what speaks for them, the newest first among equals; `held` says where each sign was found."""
    scores = dict.fromkeys(places, 0)  # whole numbers: the same sum in whatever order
    for weight, holding in zip(weights, held, strict=True):
        for place in holding:
            scores[place] += weight * round(1000 * log2(1 + len(scores) / len(holding)))
    return sorted(scores, key=lambda place: (-scores[place], place))


def _side_by_side(term: Term) -> Iterator[Words]:
    if isinstance(term, All):
        for first, second in pairwise(term.of):
            if _is_plain(first) and _is_plain(second) and first.part is second.part:
                yield Words(words=(*first.words, *second.words), part=first.part)
    if isinstance(term, All | Any):
        for each in term.of:
            yield from _side_by_side(each)


def _is_plain(term: Term) -> TypeGuard[Words]:
    return isinstance(term, Words) and not (term.quoted or term.prefix) and term.part in (Part.ANY, Part.TITLE)

"""The phrases of the vocabulary that stand in a paper, and whose they are: the authors' own or named in passing.

`vocabulary` holds the phrases; `traits` counts the signs, and the verdict quotes them as its evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ssl_watch.phrases import Found, Phrasebook, Words
from ssl_watch.relevance.vocabulary import OWN, PASSING, VOCABULARY, Weight

_REACH, _REACH_AFTER = 14, 4  # words before and after a phrase that tell whose it is
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase at one place of a paper."""

    found: Found[Weight]
    in_title: bool = False
    own: bool = False
    passing: bool = False

    @property
    def of(self) -> Weight:
        """What the phrase weighs."""
        return self.found.value

    @property
    def plain(self) -> float:
        """What the phrase adds where it stands, before its stance is asked."""
        return self.of.title if self.in_title else self.of.abstract

    @property
    def weight(self) -> float:
        """What it adds here: an SSL that is the authors' own weighs more, one that is named in passing half."""
        stance = 0.25 * self.own - 0.5 * self.passing if self.of.names else 0.0
        return self.plain * (1 + stance)


@cache
def _book() -> Phrasebook[Weight]:
    return Phrasebook(VOCABULARY)


def read(title: Words, abstract: Words) -> tuple[Sign, ...]:
    """Every sign, in the order of the words: the title's first."""
    book = _book()
    in_title = [Sign(found, in_title=True) for found in book.find(title)]
    return (*in_title, *(_in_abstract(abstract, found) for found in book.find(abstract)))


def _in_abstract(abstract: Words, found: Found[Weight]) -> Sign:
    if not found.value.specific:
        return Sign(found)
    words, end = abstract.words, found.start + found.length
    around = {
        *_sentence(words[max(0, found.start - _REACH) : found.start][::-1]),
        *_sentence(words[end : end + _REACH_AFTER]),
    }
    return Sign(found, own=not OWN.isdisjoint(around), passing=not PASSING.isdisjoint(around))


def _sentence(words: tuple[str, ...]) -> Iterable[str]:
    """The words up to the end of the sentence."""
    for index, word in enumerate(words):
        if word in _STOPS:
            return words[:index]
    return words


def weigh(signs: Iterable[Sign]) -> dict[str, float]:
    """Each phrase once, as weighty as its best place; said again, it gains a quarter each time, up to thrice."""
    weights: dict[str, float] = {}
    for sign in signs:
        phrase, before = sign.found.phrase, weights.get(sign.found.phrase)
        again = sign.weight if before is None else min(before + 0.25 * sign.plain, 1.75 * sign.plain)
        weights[phrase] = sign.weight if before is None else max(sign.weight, again)
    return weights


def spoken(title: Words, abstract: Words, signs: Sequence[Sign]) -> tuple[Words, Words]:
    """The words of both without homonyms of SSL: “contrastive divergence” is no word of ours, nor is a part of it."""
    return (
        _without(title, [sign.found for sign in signs if sign.of.homonym and sign.in_title]),
        _without(abstract, [sign.found for sign in signs if sign.of.homonym and not sign.in_title]),
    )


def _without(text: Words, homonyms: Sequence[Found[Weight]]) -> Words:
    if not homonyms:
        return text
    words = list(text.words)
    for found in homonyms:
        words[found.start : found.start + found.length] = "," * found.length
    return text.of(words)

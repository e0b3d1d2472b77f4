"""Is a paper about self-supervised learning, and which of its words say so?

`vocabulary` holds the words and their weights, `ssl_watch.phrases` finds them. The sum of the weights makes the score;
the level asks besides where SSL is named: in the title, in what the authors claim, or in passing.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch import phrases
from ssl_watch.papers import Paper
from ssl_watch.phrases import Found, Words
from ssl_watch.relevance.vocabulary import OWN, PASSING, VOCABULARY, Weight


class Level(StrEnum):
    """How much a paper is about SSL, most first."""

    CORE = "core"  # SSL is the subject
    USES = "uses"  # SSL is a component or a backbone
    MENTIONS = "mentions"  # SSL is named in passing
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """A verdict: `score` grows from 0 to 1 with certainty that SSL is the subject; `evidence` are the words."""

    level: Level
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A phrase found in the paper, where it says most, and what it adds there."""

    weight: float
    quote: str
    of: Weight
    in_title: bool = False
    own: bool = False


_BOOK = phrases.Phrasebook(VOCABULARY)
_NEUTRAL = -5.0  # log-odds of a paper with none of the words
_CORE, _USES = 0.5, 0.1
_USES_BY_THE_SUM = 0.2  # where no single phrase is a reason, but many together are
_CONVINCING = 1.2  # weight from which a sign is worth showing
_MOST_EVIDENCE = 4
_SHORT = 80  # words of an abstract below which each word of the paper says more, because there are fewer
_REACH, _REACH_AFTER = 14, 4  # words before and after a phrase that tell whose it is


def judge(paper: Paper) -> Relevance:
    """Judge by the paper's title and abstract; either may be missing."""
    title, abstract = phrases.read(paper.title), phrases.read(paper.abstract)
    brevity = 1 + 0.6 * max(0.0, 1 - len(abstract.words) / _SHORT)
    signs = {**_in_abstract(abstract, brevity), **_in_title(title, brevity)}
    named = any(sign.of.names for sign in signs.values() if sign.in_title)
    total = _NEUTRAL + sum(sign.weight for sign in signs.values() if sign.weight > 0 or not named)
    score = 1 / (1 + math.exp(-max(-12.0, min(12.0, total))))
    level = _level(score, signs)
    shown = () if level is Level.NONE else _evidence(signs)
    return Relevance(level=level, score=round(score, 4), evidence=shown)


def _in_title(title: Words, brevity: float) -> dict[str, _Sign]:
    return {
        found.phrase: _Sign(
            weight=brevity * found.value.title,
            quote=f"“{title.quote(found.start, found.length)}” in title",
            of=found.value,
            in_title=True,
        )
        for found in _BOOK.find(title)
    }


def _in_abstract(abstract: Words, brevity: float) -> dict[str, _Sign]:
    """Each phrase once, as weighty as its best place; said again, it gains a quarter each time, up to thrice."""
    signs: dict[str, _Sign] = {}
    for found in _BOOK.find(abstract):
        own, passing = _stance(abstract, found) if found.value.names else (False, False)
        plain = brevity * found.value.abstract
        weight = plain * (1 + 0.25 * own - 0.5 * passing)
        before = signs.get(found.phrase)
        if before is None:
            quote = f"“{abstract.quote(found.start, found.length)}”"
        else:
            weight = max(weight, min(before.weight + 0.25 * found.value.abstract, 1.75 * plain))
            quote, own = before.quote, own or before.own
        signs[found.phrase] = _Sign(weight=weight, quote=quote, of=found.value, own=own and not passing)
    return signs


def _stance(abstract: Words, found: Found[Weight]) -> tuple[bool, bool]:
    """Whether the words around say that it is the authors' own, and whether that it is named in passing."""
    words, end = abstract.words, found.start + found.length
    around = [
        *_sentence(words[max(0, found.start - _REACH) : found.start][::-1]),
        *_sentence(words[end : end + _REACH_AFTER]),
    ]
    return not OWN.isdisjoint(around), not PASSING.isdisjoint(around)


def _sentence(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words up to the end of the sentence."""
    ends = [words.index(stop) for stop in (".", "!", "?") if stop in words]
    return words[: min(ends)] if ends else words


def _level(score: float, signs: dict[str, _Sign]) -> Level:
    convincing = [sign for sign in signs.values() if sign.weight >= _CONVINCING]
    reasons = [sign for sign in convincing if sign.of.specific]
    if score >= _CORE and reasons:
        return Level.CORE
    if (score >= _USES and reasons) or (score >= _USES_BY_THE_SUM and convincing):
        return Level.USES
    if any(sign.in_title or sign.own for sign in signs.values() if sign.of.names):
        return Level.USES
    return Level.MENTIONS if any(sign.of.names for sign in signs.values()) else Level.NONE


def _evidence(signs: dict[str, _Sign]) -> tuple[str, ...]:
    """The reasons first, weightiest first; then what else counted."""
    ranked = sorted(signs.values(), key=lambda sign: (not sign.of.specific, -sign.weight))
    return tuple(sign.quote for sign in ranked if sign.weight >= _CONVINCING or sign.of.names)[:_MOST_EVIDENCE]

"""Is a paper about self-supervised learning, and which of its words say so?

`signs` finds the phrases of `vocabulary`, `ngrams` sums up learned weights of the words, `traits` makes numbers of
both, and their learned weights make the score: the chance that SSL is the paper's subject. The level asks besides
where SSL is named; `evidence` quotes the words that led there.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ssl_watch import phrases, weights
from ssl_watch.papers import Paper
from ssl_watch.phrases import Words
from ssl_watch.relevance import evidence, ngrams, signs, traits
from ssl_watch.relevance.signs import Sign

TRAITS = "traits.tsv.gz"
CONSTANT = "constant"
_CORE, _USES = 0.68, 0.3
_SUREST = 12.0  # log-odds beyond which more says nothing


class Level(StrEnum):
    """How much a paper is about SSL, most first."""

    CORE = "core"  # SSL is the subject
    USES = "uses"  # SSL is a component or a backbone
    MENTIONS = "mentions"  # SSL is named in passing
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """A verdict: `score` is the chance, from 0 to 1, that SSL is the subject; `evidence` are the words."""

    level: Level
    score: float
    evidence: tuple[str, ...] = ()


def judge(paper: Paper) -> Relevance:
    """Judge by the paper's title and abstract; either may be missing."""
    return judge_words(phrases.read(paper.title), phrases.read(paper.abstract))


def judge_words(title: Words, abstract: Words) -> Relevance:
    """Judge a title and an abstract whose words are read already."""
    found = signs.read(title, abstract)
    score = _score(traits.count(abstract, found, ngrams.lean(*signs.spoken(title, abstract, found))))
    level = level_of(score, found)
    shown = () if level is Level.NONE else evidence.choose(title, abstract, found)
    return Relevance(level=level, score=round(score, 4), evidence=shown)


@cache
def _weights() -> Mapping[str, float]:
    return weights.read_column(__package__, TRAITS)


def _score(counted: Mapping[str, float]) -> float:
    weighed = _weights()
    total = weighed[CONSTANT] + sum(weighed[name] * value for name, value in counted.items())
    return 1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, total))))


def level_of(score: float, found: Sequence[Sign]) -> Level:
    """The score alone convinces of nothing: some phrase has to be the reason."""
    reasons = any(evidence.is_reason(sign) for sign in found)
    if reasons and score >= _CORE:
        return Level.CORE
    if score >= _USES and (reasons or any(sign.plain >= evidence.CONVINCING for sign in found)):
        return Level.USES
    named = [sign for sign in found if sign.of.names]
    if any(sign.in_title or (sign.own and not sign.passing) for sign in named):
        return Level.USES
    return Level.MENTIONS if named else Level.NONE

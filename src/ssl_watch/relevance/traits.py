"""A paper as a few numbers: how much SSL its signs name, where and whose, and what its n-grams speak for.

The verdict's score is a weighted sum of these; `tools` learns the weights.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import log1p

from ssl_watch.phrases import Words
from ssl_watch.relevance import signs as reading
from ssl_watch.relevance.ngrams import Lean
from ssl_watch.relevance.signs import Sign

_ENDS = frozenset(".!?")
_LONG = 300  # words of an abstract beyond which more of them say nothing
_SHORT = 25  # words of an abstract below which the title has to say most


def count(abstract: Words, signs: Sequence[Sign], lean: Lean) -> dict[str, float]:
    """Each trait by its name; about 0 to 10, and 0 where there is nothing."""
    in_title = [sign for sign in signs if sign.in_title]
    in_abstract = [sign for sign in signs if not sign.in_title]
    length = min(len(abstract.words), _LONG)
    short = max(0.0, 1 - length / _SHORT)
    counted = {
        "n-grams of the title": lean.title,
        "n-grams of the text": lean.text,
        **_in_title(in_title),
        **_in_abstract(in_abstract),
        **_places(abstract, in_abstract),
        "words": length / 100,
    }
    return {
        **counted,
        # The first phrase says more than the tenth.
        "phrases of the title, tamed": log1p(counted["phrases of the title"]),
        "phrases of the abstract, tamed": log1p(counted["phrases of the abstract"]),
        "short": short,
        "short, n-grams of the title": short * lean.title,
        "short, n-grams of the text": short * lean.text,
        "short, phrases of the title": short * counted["phrases of the title"],
        "short, phrases of the abstract": short * counted["phrases of the abstract"],
    }


def _in_title(signs: Sequence[Sign]) -> dict[str, float]:
    weights = reading.weigh(signs).values()
    reasons = [sign.plain for sign in signs if sign.of.specific]
    return {
        "phrases of the title": sum(weight for weight in weights if weight > 0),
        "traps of the title": sum(weight for weight in weights if weight < 0),
        "reasons in the title": float(len(reasons)),
        "best reason in the title": max(reasons, default=0.0),
        "named in the title": float(any(sign.of.names for sign in signs)),
    }


def _in_abstract(signs: Sequence[Sign]) -> dict[str, float]:
    weights = reading.weigh(signs)
    specific = {sign.found.phrase for sign in signs if sign.of.specific}
    reasons = [weight for phrase, weight in weights.items() if phrase in specific and weight > 0]
    return {
        "phrases of the abstract": sum(weight for weight in weights.values() if weight > 0),
        "traps of the abstract": sum(weight for weight in weights.values() if weight < 0),
        "reasons of the abstract": float(len(reasons)),
        "weight of the abstract's reasons": sum(reasons),
        "best reason in the abstract": max(reasons, default=0.0),
        "named in the abstract": float(min(8, sum(sign.of.names for sign in signs))),
        "claimed": float(min(8, sum(sign.own and not sign.passing for sign in signs))),
        "in passing": float(min(8, sum(sign.passing and not sign.own for sign in signs))),
    }


def _places(abstract: Words, signs: Sequence[Sign]) -> dict[str, float]:
    """In how many of the sentences a reason stands, in the first, in the last, and how early."""
    ends = [index for index, word in enumerate(abstract.words) if word in _ENDS]
    starts = [sign.found.start for sign in signs if sign.of.specific]
    held = {bisect_left(ends, start) for start in starts}
    sentences = max(1, len(ends))
    return {
        "reasons said": float(min(20, len(starts))),
        "sentences with a reason": len(held) / sentences,
        "reason in the first sentence": float(0 in held),
        "reason in the last sentence": float(sentences - 1 in held),
        "without a reason until": min(starts, default=len(abstract.words)) / max(1, len(abstract.words)),
        "sentences": min(sentences, 30) / 10,
    }

"""How far a paper leans to each domain: learned weights of its words and of the vocabulary's signs, summed up.

Above zero the paper belongs there. Longer texts are evened by how telling their words are together.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ssl_watch import phrases
from ssl_watch.domains import grams, signs
from ssl_watch.domains.learned import BIAS, SPOKEN_FOR, Learned, Row, learned
from ssl_watch.domains.signs import Signs
from ssl_watch.papers import Paper
from ssl_watch.phrases import Words

TITLE_SHARE = 0.5  # of what the words say where there is an abstract; without one the title has it all
_BY_CATEGORY = 1.0
# One of these categories is on most papers: it says less.
_BROAD = frozenset({"cs.CV", "cs.CL", "cs.IT"})
_BY_BROAD_CATEGORY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A title or an abstract as the judge sees it."""

    words: Words
    signs: Signs
    known: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How far a paper leans to each domain, and the parts that say so: title and abstract."""

    scores: Mapping[str, float]
    title: Part
    text: Part
    categories: Signs


def lean(paper: Paper) -> Leaning:
    """Read the paper, and sum up what its words and signs say of each domain."""
    weights = learned()
    in_title, in_text = phrases.read(paper.title), phrases.read(paper.abstract)
    title = Part(words=in_title, signs=signs.in_title(in_title), known=grams.known_in_title(in_title, weights.words))
    text = Part(words=in_text, signs=signs.in_words(in_text), known=grams.known(in_text, weights.words))
    share = TITLE_SHARE if text.known else 1.0
    sums = [
        weights.signs[BIAS],
        _evened(title.known, weights, share),
        _evened(text.known, weights, 1.0 - share),
        *_signs(title.signs, weights, SPOKEN_FOR["title"]),
        *_signs(text.signs, weights, SPOKEN_FOR["text"]),
    ]
    columns = zip(*filter(None, sums), strict=False)
    scores: dict[str, float] = dict(zip(weights.columns[:-1], map(sum, columns), strict=False))
    categories = signs.in_categories(paper.categories)
    for name, named in categories.places.items():
        if name in scores:
            scores[name] += max(_BY_BROAD_CATEGORY if each in _BROAD else _BY_CATEGORY for each in named)
    return Leaning(scores=scores, title=title, text=text, categories=categories)


def _evened(known: Collection[str], weights: Learned, share: float) -> Row:
    """The sum of the rows of all known words, divided by how much they tell together."""
    if not known:
        return ()
    *sums, told = weights.total(known)
    factor = share / math.sqrt(told)
    return [factor * each for each in sums]


def _signs(found: Signs, weights: Learned, named: str) -> list[Row]:
    weighted = (
        (weights.signs.get(named.format(name), ()), math.log1p(points)) for name, points in found.points.items()
    )
    return [[weight * each for each in row] for row, weight in weighted]

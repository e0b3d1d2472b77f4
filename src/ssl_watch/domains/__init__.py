"""The research areas that a subscriber picks from, and which of them a paper belongs to.

`catalogue` lists the areas, `vocabulary` their words; a paper is filed by the words of its title and abstract.
"""

import math
from dataclasses import dataclass, field

from ssl_watch import phrases
from ssl_watch.domains.catalogue import DOMAINS, GROUPS, Domain, Group
from ssl_watch.domains.naming import find_domain, find_domains
from ssl_watch.domains.vocabulary import BOOK, CATEGORIES
from ssl_watch.papers import Paper

__all__ = ["DOMAINS", "GROUPS", "Domain", "Filing", "Group", "file", "find_domain", "find_domains"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One paper filed under one domain: certainty 0 to 1 and the words that led there."""

    name: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class _Case:
    """What speaks for one domain: the words, each with what it adds."""

    points: float = 0.0
    words: dict[str, str] = field(default_factory=dict)

    def add(self, phrase: str, quote: str, points: float) -> None:
        """Count a phrase; said again it adds a third."""
        self.points += points * (_AGAIN if phrase in self.words else 1.0)
        self.words.setdefault(phrase, quote)


_MOST, _MOST_EVIDENCE = 3, 4
_IN_TITLE, _AGAIN, _BY_CATEGORY = 3.0, 0.3, 0.8
_ENOUGH = 0.45  # points below which no area claims the paper
_LEAST, _SHARE = 1.4, 0.45  # points, and share of the first area's points, that a further area needs
# Papers on these speak of images throughout: “images” alone does not file them under images.
_OF_IMAGES = ("video", "depth", "point_cloud", "remote", "medical", "human", "agriculture", "denoising", "generation")
_IMAGES_SHARE = 0.6


def file(paper: Paper) -> tuple[Filing, ...]:
    """Every domain the paper belongs to, surest first; at least one, at most three."""
    cases: dict[str, _Case] = {}
    for text, where, weight in ((paper.title, " in title", _IN_TITLE), (paper.abstract, "", 1.0)):
        words = phrases.read(text)
        for found in BOOK.find(words):
            quote = f"“{words.quote(found.start, found.length)}”{where}"
            for name, strength in found.value:
                cases.setdefault(name, _Case()).add(found.phrase, quote, weight * strength)
    for category in paper.categories:
        for name in CATEGORIES.get(category, ()):
            cases.setdefault(name, _Case()).add(category, category, _BY_CATEGORY)
    return _choose(cases)


def _choose(cases: dict[str, _Case]) -> tuple[Filing, ...]:
    if "image" in cases and any(cases[name].points >= _LEAST for name in _OF_IMAGES if name in cases):
        cases["image"].points *= _IMAGES_SHARE
    ranked = sorted(cases.items(), key=lambda item: -item[1].points)
    if not ranked or ranked[0][1].points < _ENOUGH:
        return (Filing(name="general", score=0.2),)
    least = max(_LEAST, _SHARE * ranked[0][1].points)
    chosen = [ranked[0], *((name, case) for name, case in ranked[1:_MOST] if case.points >= least)]
    return tuple(_filing(name, case) for name, case in chosen)


def _filing(name: str, case: _Case) -> Filing:
    certainty = round(1 - math.exp(-case.points / 3), 3)
    return Filing(name=name, score=certainty, evidence=tuple(case.words.values())[:_MOST_EVIDENCE])

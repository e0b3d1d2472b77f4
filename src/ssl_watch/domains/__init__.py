"""The research areas that a subscriber picks from, and which of them a paper belongs to.

`catalogue` lists the areas, `vocabulary` their words; a paper is filed by the words of its title and abstract.
"""

import math
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ssl_watch import phrases
from ssl_watch.domains.catalogue import DOMAINS, Domain
from ssl_watch.domains.vocabulary import CATEGORIES, STRONG, WEAK
from ssl_watch.papers import Paper

__all__ = ["DOMAINS", "Domain", "Filing", "file", "find_domain"]


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


def _table() -> dict[str, tuple[tuple[str, float], ...]]:
    """Every phrase of the vocabulary with the domains it speaks for and how strongly."""
    table: dict[str, dict[str, float]] = {}
    for vocabulary, strength in ((WEAK, 0.5), (STRONG, 1.0)):
        for name, listed in vocabulary.items():
            for phrase in listed.split("|"):
                table.setdefault(phrase.strip(), {})[name] = strength
    return {phrase: tuple(domains.items()) for phrase, domains in table.items()}


_BOOK = phrases.Phrasebook(_table())
_BY_NAME = {domain.name: domain for domain in DOMAINS}
# What people call a domain: its name, its title, and each half of a title such as “Depth & driving”.
_BY_CALL = {
    call: domain
    for domain in reversed(DOMAINS)
    for call in (*domain.title.casefold().split(" & "), domain.title.casefold(), domain.name.replace("_", " "))
}
_SHORTEST_REQUEST, _LONGEST_REQUEST = 2, 60
_NEAR = 75  # percent of likeness that a misspelling must keep
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
        for found in _BOOK.find(words):
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


def find_domain(text: str) -> Domain | None:
    """The domain that a person means by its name, its title, something near, or a word of its own; else None."""
    wanted = " ".join(text.casefold().replace("_", " ").split())[:_LONGEST_REQUEST]
    if len(wanted) < _SHORTEST_REQUEST:
        return None
    if wanted in _BY_CALL:
        return _BY_CALL[wanted]
    cases: dict[str, _Case] = {}
    for found in _BOOK.find(phrases.read(wanted)):
        for name, strength in found.value:
            cases.setdefault(name, _Case()).add(found.phrase, found.phrase, strength)
    meant = max(cases, key=lambda name: cases[name].points, default=None)
    if meant and cases[meant].points >= 1:
        return _BY_NAME[meant]
    near = process.extractOne(wanted, list(_BY_CALL), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _BY_CALL[near[0]] if near else _BY_NAME.get(meant or "")

"""The research areas that a subscriber picks from, and which of them a paper belongs to.

`catalogue` lists the areas, `vocabulary` their words; a paper is filed by the words of its title and abstract.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ssl_watch import phrases
from ssl_watch.domains.catalogue import DOMAINS, Domain
from ssl_watch.domains.vocabulary import CATEGORIES, STRONG
from ssl_watch.papers import Paper

__all__ = ["DOMAINS", "Domain", "Filing", "file", "find_domain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One paper filed under one domain: certainty 0 to 1 and the words that led there."""

    name: str
    score: float
    evidence: tuple[str, ...] = ()


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name, listed in STRONG.items():
        for phrase in listed.split("|"):
            table[phrase.strip()] = (*table.get(phrase.strip(), ()), name)
    return table


_BOOK = phrases.Phrasebook(_table())
_BY_NAME = {domain.name: domain for domain in DOMAINS}
_MOST = 3
_IN_TITLE = 3.0
_LEAST = 1.4
_SHARE = 0.62


def file(paper: Paper) -> tuple[Filing, ...]:
    """Every domain the paper belongs to, surest first; at least one."""
    title, abstract = phrases.read(paper.title), phrases.read(paper.abstract)
    points: dict[str, float] = {}
    words: dict[str, dict[str, str]] = {}
    for text, weight in ((title, _IN_TITLE), (abstract, 1.0)):
        where = " in title" if text is title else ""
        for found in _BOOK.find(text):
            for name in found.value:
                seen = words.setdefault(name, {})
                points[name] = points.get(name, 0.0) + weight * (0.3 if found.phrase in seen else 1.0)
                seen.setdefault(found.phrase, f"“{text.quote(found.start, found.length)}”{where}")
    for category in paper.categories:
        for name in CATEGORIES.get(category, ()):
            points[name] = points.get(name, 0.0) + 0.8
            words.setdefault(name, {}).setdefault(category, category)
    ranked = sorted(points.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 0.8:
        return (Filing(name="general", score=0.3),)
    top = ranked[0][1]
    chosen = [ranked[0], *((n, p) for n, p in ranked[1:_MOST] if p >= max(_SHARE * top, _LEAST))]
    return tuple(
        Filing(name=n, score=round(1 - math.exp(-p / 3), 3), evidence=tuple(words[n].values())[:4]) for n, p in chosen
    )


def find_domain(text: str) -> Domain | None:
    """The domain that a person means by its name, its title or something near; None where nothing is near."""
    wanted = " ".join(text.casefold().replace("_", " ").split())[:60]
    if not wanted:
        return None
    names: dict[str, str] = {}
    for domain in DOMAINS:
        names[domain.name.replace("_", " ")] = domain.name
        names[domain.title.casefold()] = domain.name
    match = process.extractOne(wanted, list(names), scorer=fuzz.WRatio, score_cutoff=80)
    return _BY_NAME[names[match[0]]] if match else None

"""The research areas that a subscriber picks from, and which of them a paper belongs to.

`catalogue` lists the areas, `naming` finds the one that a person means. A paper is filed by how far its words lean to
each area (`leaning`): `vocabulary` and `hints` hold the signs that people would name, the rest was learned.
"""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass

from ssl_watch.domains.catalogue import DOMAINS, GROUPS, Domain, Group
from ssl_watch.domains.evidence import quoted
from ssl_watch.domains.leaning import Leaning, lean
from ssl_watch.domains.naming import find_domain, find_domains
from ssl_watch.papers import Paper

__all__ = ["DOMAINS", "GROUPS", "Domain", "Filing", "Group", "choose", "file", "find_domain", "find_domains"]

GENERAL = "general"
_MOST = 4
# What a further domain must have that no sign speaks for: a medium goes without saying, a subject hardly does.
_MEDIA = frozenset({"image", "video", "text_nlp", "multimodal"})
_UNSAID_MEDIUM, _UNSAID_SUBJECT = 0.5, 1.3
_SURE, _RISE = 4.0, 1.0  # the surer the first, the more a further one needs: where the first has 4, one more
_UNSURE = 2.75  # below this the nearest area of a paper without any sign is a guess: it is for `general` first


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One paper filed under one domain: certainty 0 to 1 and the words that led there."""

    name: str
    score: float
    evidence: tuple[str, ...] = ()


def file(paper: Paper) -> tuple[Filing, ...]:
    """Every domain the paper belongs to, surest first; at least one, at most four."""
    leaning = lean(paper)
    if not (leaning.title.known or leaning.text.known or leaning.categories.points):
        return (Filing(name=GENERAL, score=0.2),)
    signed = {*leaning.title.signs.points, *leaning.text.signs.points, *leaning.categories.points}
    first, *further = (_filing(leaning, name, score) for name, score in choose(leaning.scores, signed))
    return (first, *(filing for filing in further if filing.evidence))


def choose(scores: Mapping[str, float], signed: Set[str]) -> list[tuple[str, float]]:
    """The domains to file under by how far the paper leans to each: above zero, or the nearest.

    `signed` are the domains that a sign speaks for. The less sure the first domain is, the sooner a further one counts.
    """
    first, *further = sorted(scores.items(), key=lambda item: -item[1])[:_MOST]
    if not signed and first[1] < _UNSURE:
        return [(GENERAL, 0.0), first]
    risen = _RISE * min(max(first[1] / _SURE, 0.0), 1.0)
    return [first, *((name, score) for name, score in further if score > _least(name, signed) + risen)]


def _least(name: str, signed: Set[str]) -> float:
    if name in signed:
        return 0.0
    return _UNSAID_MEDIUM if name in _MEDIA else _UNSAID_SUBJECT


def _filing(leaning: Leaning, name: str, score: float) -> Filing:
    return Filing(name=name, score=round(1 / (1 + math.exp(-score)), 3), evidence=quoted(leaning, name))

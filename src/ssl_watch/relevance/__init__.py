"""Is a paper about self-supervised learning, and which of its words say so?"""

import math
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch import phrases
from ssl_watch.papers import Paper
from ssl_watch.relevance.vocabulary import VOCABULARY, Weight


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


_BOOK = phrases.Phrasebook(VOCABULARY)
_BASE = -5.0


def judge(paper: Paper) -> Relevance:
    """Judge by the paper's title, abstract, comment and categories; any of them may be missing."""
    title, abstract = phrases.read(paper.title), phrases.read(paper.abstract)
    best: dict[str, tuple[float, str, bool]] = {}
    counts: dict[str, int] = {}
    for found in _BOOK.find(title):
        best[found.phrase] = (
            found.value.title,
            f"“{title.quote(found.start, found.length)}” in title",
            found.value.names,
        )
    for found in _BOOK.find(abstract):
        counts[found.phrase] = counts.get(found.phrase, 0) + 1
        if found.phrase not in best:
            best[found.phrase] = (
                found.value.abstract,
                f"“{abstract.quote(found.start, found.length)}”",
                found.value.names,
            )
    total = _BASE + sum(w * (1 + 0.25 * min(counts.get(p, 1) - 1, 3)) for p, (w, _, _) in best.items())
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    ranked = sorted(((w, e) for w, e, _ in best.values() if w > 1), reverse=True)
    evidence = tuple(e for _, e in ranked[:4])
    named = any(n for _, _, n in best.values())
    if score >= 0.5 and evidence:
        level = Level.CORE
    elif score >= 0.2 and evidence:
        level = Level.USES
    elif named:
        level = Level.MENTIONS
    else:
        level = Level.NONE
    return Relevance(level=level, score=round(score, 4), evidence=evidence if level is not Level.NONE else ())

"""Relevance: average precision, what is found where few hard negatives pass, levels, and whether a score means itself.

Reads ssl_labels.dev.jsonl.gz. Positives: gold, silver, author-keyword, read; negatives: other-topic,
author-keyword-other, read; all with an abstract. What was learned is measured by cross-validation: each paper is judged
by a model that has not seen it. Without the training libraries (`.venv-training`) only the rest is measured.
"""

import importlib.util
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.quality.labels import Figures
from benchmarks.scores import average_precision, share, threshold_at
from ssl_watch import relevance
from ssl_watch.relevance import Level, signs
from tools.relevance_labels import HARD, POSITIVE, Example, Group, examples

_FOLDS = 5
_SHORT = 10
_WORDS = re.compile(r"self[\s-]*supervis", re.IGNORECASE)
_PHRASES = re.compile(
    r"self[\s-]*supervis|contrastive (?:learning|representation|pre-?training)|masked (?:auto-?encod|image|model|pre)"
    r"|pretext|jepa",
    re.IGNORECASE,
)
_BINS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """Examples with a score each, by one method."""

    examples: Sequence[Example]
    scores: Sequence[float]

    def of(self, groups: frozenset[Group]) -> list[float]:
        """The scores of the papers with an abstract in these groups."""
        pairs = zip(self.examples, self.scores, strict=True)
        return [score for example, score in pairs if example.measured and example.group in groups]


def figures(folder: Path) -> Figures:
    """Simple methods first, then what was learned."""
    papers = examples(folder)
    for name, score in _SIMPLE.items():
        yield from _ranking(f"relevance: {name}", Judged(papers, list(map(score, papers))))
    yield from _ranking("relevance: as shipped, on what it learned from", Judged(papers, list(map(_shipped, papers))))
    if importlib.util.find_spec("sklearn") is None:
        yield "relevance: cross-validated", {"not measured": "needs .venv-training, which `make bench DATA=…` installs"}
        return
    yield from _learned(papers)


def _learned(papers: Sequence[Example]) -> Figures:
    from benchmarks.quality.relevance_folds import ours, plain

    yield from _ranking("relevance: plain linear model of 1-3-grams", Judged(papers, plain(papers, folds=_FOLDS)))
    whole, short, titles = ours(papers, lengths=(None, _SHORT, 0), folds=_FOLDS)
    yield from _ranking("relevance: ours", Judged(papers, whole))
    yield from _ranking(f"relevance: ours, {_SHORT} words of the abstract", Judged(papers, short))
    yield from _ranking("relevance: ours, title alone", Judged(papers, titles))
    yield from _levels(Judged(papers, whole))
    yield from _calibration("calibration", Judged(papers, whole))
    yield from _calibration("calibration, title alone", Judged(papers, titles))


def _text(example: Example) -> str:
    return f"{example.title.source} {example.abstract.source}"


def _phrases(example: Example) -> float:
    found = signs.read(example.title, example.abstract)
    titles = signs.weigh(sign for sign in found if sign.in_title)
    return sum({**signs.weigh(sign for sign in found if not sign.in_title), **titles}.values())


def _shipped(example: Example) -> float:
    return relevance.judge_words(example.title, example.abstract).score


_SIMPLE: dict[str, Callable[[Example], float]] = {
    "the words self-supervis…": lambda example: float(bool(_WORDS.search(_text(example)))),
    "and contrastive, masked, pretext": lambda example: float(bool(_PHRASES.search(_text(example)))),
    "the vocabulary's phrases alone": _phrases,
}


def _ranking(name: str, judged: Judged) -> Figures:
    found, fooled = judged.of(POSITIVE), judged.of(HARD)
    precision = average_precision([*found, *fooled], [True] * len(found) + [False] * len(fooled))
    shown = {"average precision": f"{precision:.3f}"}
    for label, threshold in _operating_points(fooled):
        shown[f"| {label}: gold"] = _passing(judged.of(frozenset({Group.GOLD})), threshold)
        shown["all"] = _passing(found, threshold)
        shown["fp"] = _passing(fooled, threshold)
        shown["unrelated"] = _passing(judged.of(frozenset({Group.UNRELATED})), threshold, digits=2)
        yield name, shown
        shown = {}


def _passing(scores: Sequence[float], threshold: float, *, digits: int = 1) -> str:
    return f"{share([score > threshold for score in scores]):.{digits}%}"


def _operating_points(negatives: list[float]) -> list[tuple[str, float]]:
    """A yes-or-no method has one; a score is cut where 2 % and 3 % of the hard negatives pass."""
    if set(negatives) <= {0.0, 1.0}:
        return [("as it is", 0.5)]
    return [(f"at {rate:.0%} fp", threshold_at(negatives, rate)) for rate in (0.02, 0.03)]


def _levels(judged: Judged) -> Figures:
    groups = [Group.GOLD, Group.SUBJECT, Group.COMPONENT, Group.PASSING, Group.OTHER, Group.UNRELATED]
    for group in groups:
        levels = [
            relevance.level_of(score, signs.read(example.title, example.abstract))
            for example, score in zip(judged.examples, judged.scores, strict=True)
            if example.group is group and example.abstract.words
        ]
        yield (
            f"levels: {group} ({len(levels)})",
            {level.value: f"{levels.count(level) / len(levels):.1%}" for level in Level},
        )


def _calibration(name: str, judged: Judged) -> Figures:
    """Of the papers that were given about such a score, how many are positive; hard and easy negatives together."""
    negatives = judged.of(HARD | {Group.UNRELATED})
    positives = judged.of(POSITIVE)
    for low, high in pairwise(_BINS):
        hits = sum(low <= score < high for score in positives)
        given = [score for score in [*positives, *negatives] if low <= score < high]
        if given:
            yield (
                f"{name}: {low:.2f} to {min(high, 1):.2f}",
                {
                    "papers": str(len(given)),
                    "mean score": f"{sum(given) / len(given):.2f}",
                    "SSL": f"{hits / len(given):.2f}",
                },
            )

"""The measures of `benchmarks.quality`: average precision, thresholds, ROUGE; no dependencies."""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+")


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The area under precision over recall; papers of equal score count together."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])
    positives = sum(labels)
    area, hits, index = 0.0, 0, 0
    while index < len(ranked):
        end = index
        while end < len(ranked) and ranked[end][0] == ranked[index][0]:
            end += 1
        gained = sum(label for _, label in ranked[index:end])
        hits += gained
        area += gained / positives * hits / end
        index = end
    return area


def threshold_at(scores: Sequence[float], rate: float) -> float:
    """The score that at most this share of the given negatives exceeds."""
    return sorted(scores, reverse=True)[int(len(scores) * rate)]


def share(values: Sequence[bool]) -> float:
    """How many are true, from 0 to 1; 0 of none."""
    return sum(values) / max(1, len(values))


def rouge(summary: str, references: Sequence[str]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-L (F1, words in lower case, no stemming) against the best of the references."""
    words = _WORD.findall(summary.lower())
    pairs = [(words, _WORD.findall(reference.lower())) for reference in references]
    return max(_unigrams(*pair) for pair in pairs), max(_longest(*pair) for pair in pairs)


def _unigrams(ours: list[str], theirs: list[str]) -> float:
    return _f1((Counter(ours) & Counter(theirs)).total(), len(ours), len(theirs))


def _longest(ours: list[str], theirs: list[str]) -> float:
    row = [0] * (len(theirs) + 1)
    for word in ours:
        above, row = row, [0]
        for column, other in enumerate(theirs):
            row.append(above[column] + 1 if word == other else max(above[column + 1], row[column]))
    return _f1(row[-1], len(ours), len(theirs))


def _f1(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if common else 0.0

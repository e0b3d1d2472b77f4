"""The measures of `benchmarks.quality`: average precision, thresholds; no dependencies."""

from collections.abc import Sequence


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

"""Relevance: average precision, what is found where few hard negatives pass, and the levels of papers that were read.

Reads ssl_labels.dev.jsonl.gz. Positives: gold, silver, author-keyword, read; negatives: other-topic,
author-keyword-other, read; all with an abstract.
"""

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from benchmarks.scores import average_precision, share, threshold_at
from ssl_watch import relevance
from ssl_watch.relevance import Level

_OTHER_TOPIC = {"curated-list-other-topic", "author-keyword-other", "read-by-one-annotator"}
_WORDS = re.compile(r"self[\s-]*supervis", re.IGNORECASE)
_PHRASES = re.compile(
    r"self[\s-]*supervis|contrastive (?:learning|representation|pre-?training)|masked (?:auto-?encod|image|model|pre)"
    r"|pretext|jepa",
    re.IGNORECASE,
)
_Groups = tuple[list[Row], list[Row], list[Row]]


def figures(folder: Path) -> Figures:
    """Ranking and finding, then levels."""
    groups = _labelled(folder)
    yield from _ranking(*groups)
    yield from _levels(*groups)


def _labelled(folder: Path) -> _Groups:
    """Positives, hard negatives and trivial negatives."""
    labelled = [row for row in rows(folder / "ssl_labels.dev.jsonl.gz") if row["abstract"]]
    positives = [row for row in labelled if row["label"] == "ssl" and _is_trusted(row)]
    hard = [row for row in labelled if row["label"] == "not_ssl" and row["how"] in _OTHER_TOPIC]
    return positives, hard, [row for row in labelled if row["how"] == "heuristic-no-ssl-vocabulary"]


def _is_trusted(row: Row) -> bool:
    listed = row["how"] == "curated-list" and row["strength"] in {"gold", "silver"}
    return listed or row["how"] in {"author-keyword", "read-by-one-annotator"}


def _text(row: Row) -> str:
    return f"{row['title']} {row['abstract']}"


def _ranking(positives: list[Row], hard: list[Row], trivial: list[Row]) -> Figures:
    methods: dict[str, Callable[[Row], float]] = {
        "relevance: the words self-supervis…": lambda row: float(bool(_WORDS.search(_text(row)))),
        "relevance: and contrastive, masked, pretext": lambda row: float(bool(_PHRASES.search(_text(row)))),
        "relevance: weighted phrases (ours)": lambda row: relevance.judge(paper(row)).score,
    }
    for name, score in methods.items():
        found, fooled = [score(row) for row in positives], [score(row) for row in hard]
        easily = [score(row) for row in trivial]
        precision = average_precision([*found, *fooled], [True] * len(found) + [False] * len(fooled))
        figures = {"average precision": f"{precision:.3f}"}
        for label, threshold in _operating_points(fooled):
            gold = [value > threshold for value, row in zip(found, positives, strict=True) if row["strength"] == "gold"]
            figures[f"| {label}: gold"] = f"{share(gold):.1%}"
            figures["all"] = f"{share([value > threshold for value in found]):.1%}"
            figures["fp"] = f"{share([value > threshold for value in fooled]):.1%}"
            figures["unrelated"] = f"{share([value > threshold for value in easily]):.2%}"
            yield name, figures
            figures = {}


def _operating_points(negatives: list[float]) -> list[tuple[str, float]]:
    """A yes-or-no method has one; a score is cut where 2 % and 3 % of the hard negatives pass."""
    if set(negatives) <= {0.0, 1.0}:
        return [("as it is", 0.5)]
    return [(f"at {rate:.0%} fp", threshold_at(negatives, rate)) for rate in (0.02, 0.03)]


def _levels(positives: list[Row], hard: list[Row], trivial: list[Row]) -> Figures:
    groups = {
        "levels: gold": [row for row in positives if row["strength"] == "gold"],
        "levels: read as the subject": [row for row in positives if row["strength"] == "read"],
        "levels: read as in passing": [row for row in hard if row["strength"] == "read"],
        "levels: hard negatives": hard,
        "levels: unrelated": trivial,
    }
    for name, group in groups.items():
        judged = [relevance.judge(paper(row)).level for row in group]
        yield f"{name} ({len(group)})", {level.value: f"{judged.count(level) / len(group):.1%}" for level in Level}

"""Summaries: ROUGE against the best of the human ones. Reads scitldr/dev.jsonl.gz."""

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from benchmarks.scores import rouge
from ssl_watch import summaries

_PROPOSE = re.compile(r"\bwe (?:propose|present|introduce|show|develop|study)|this paper|in this work", re.IGNORECASE)


def figures(folder: Path) -> Figures:
    """One line per method."""
    written = rows(folder / "scitldr" / "dev.jsonl.gz")
    methods: dict[str, Callable[[Row], str]] = {
        "summaries: first sentence": lambda row: row["source"][0],
        "summaries: first with “we propose”": lambda row: next(
            filter(_PROPOSE.search, row["source"]), row["source"][0]
        ),
        "summaries: chosen and trimmed (ours)": lambda row: summaries.summarise(
            paper({"title": row["title"], "abstract": " ".join(row["source"])})
        ),
        "summaries: best single sentence (ceiling)": lambda row: max(
            row["source"], key=lambda sentence: rouge(sentence, row["target"])[0]
        ),
    }
    for name, method in methods.items():
        measured = [rouge(method(row), row["target"]) for row in written]
        one, longest = (100 * sum(column) / len(written) for column in zip(*measured, strict=True))
        yield name, {"ROUGE-1": f"{one:.1f}", "ROUGE-L": f"{longest:.1f}"}

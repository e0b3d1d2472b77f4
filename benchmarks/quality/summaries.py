"""Summaries: ROUGE by the rouge-score package, stemmed, against the best of the human ones.

Reads scitldr/dev.jsonl.gz, which nothing was learned from; the linear scorer, for comparison, learns from
scitldr/train.jsonl.gz in this run. Without the training libraries (`.venv-training`) nothing is measured.
"""

import importlib.util
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from ssl_watch import summaries
from ssl_watch.summaries import choosing, observations
from ssl_watch.summaries.merits import Merits

_PROPOSE = re.compile(r"\bwe (?:propose|present|introduce|show|develop|study)|this paper|in this work", re.IGNORECASE)


def figures(folder: Path) -> Figures:
    """One line per method."""
    if importlib.util.find_spec("rouge_score") is None:
        yield "summaries: not measured, rouge-score is missing", {}
        return
    from tools.summaries import rouge_1_and_l

    written = rows(folder / "scitldr" / "dev.jsonl.gz")
    for name, method in _methods(folder).items():
        told = [method(row) for row in written]
        measured = [rouge_1_and_l(summary, row["target"]) for summary, row in zip(told, written, strict=True)]
        one, longest = (100 * sum(column) / len(written) for column in zip(*measured, strict=True))
        words = sum(len(summary.split()) for summary in told) / len(told)
        yield f"summaries: {name}", {"ROUGE-1": f"{one:.1f}", "ROUGE-L": f"{longest:.1f}", "words": f"{words:.0f}"}


def _methods(folder: Path) -> dict[str, Callable[[Row], str]]:
    from tools.summaries import rouge

    return {
        "first sentence": lambda row: str(row["source"][0]),
        "first with “we propose”": lambda row: next(filter(_PROPOSE.search, row["source"]), row["source"][0]),
        "linear sentence scorer": _scorer(rows(folder / "scitldr" / "train.jsonl.gz")),
        "chosen and shortened (ours)": lambda row: summaries.summarise(
            paper({"title": row["title"], "abstract": " ".join(row["source"])})
        ),
        "best single sentence (ceiling of choosing)": lambda row: max(
            row["source"], key=lambda sentence: rouge(sentence, row["target"])
        ),
    }


def _scorer(known: Sequence[Row]) -> Callable[[Row], str]:
    """Whole sentences by the first of our three steps alone, learned anew."""
    from tools.summaries import learn_sentences

    merits = Merits(learn_sentences(known))

    def best(row: Row) -> str:
        abstract = observations.read(row["title"], " ".join(row["source"]))
        return abstract.sentences[choosing.rank(abstract, merits)[0][0]]

    return best

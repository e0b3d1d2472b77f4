"""Domains: whether the expected one is among those predicted, and how many are. Reads domain_labels.dev.jsonl.gz."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from benchmarks.scores import share
from ssl_watch import domains

# The headings of the labels, and which of our domains each stands for.
_HEADINGS = {
    "speech_audio": {"speech", "audio"},
    "remote_sensing": {"remote"},
    "point_cloud_3d": {"point_cloud"},
    "medical": {"medical", "biosignals"},
    "theory_analysis": {"theory"},
    "text_nlp": {"text_nlp", "llm_training"},
}


def figures(folder: Path) -> Figures:
    """One line per method."""
    labelled = rows(folder / "domain_labels.dev.jsonl.gz")
    methods: dict[str, Callable[[Row], set[str]]] = {
        "domains: the heading's own words": _heading_words,
        "domains: weighted phrases (ours)": lambda row: {filing.name for filing in domains.file(paper(row))},
    }
    for name, method in methods.items():
        yield name, _measured(labelled, [method(row) for row in labelled])


def _measured(labelled: list[Row], predicted: list[set[str]]) -> dict[str, str]:
    hits: dict[str, list[bool]] = {}
    papers = []
    for row, names in zip(labelled, predicted, strict=True):
        found = [not names.isdisjoint(_HEADINGS.get(heading, {heading})) for heading in row["domains"]]
        papers.append(any(found))
        for heading, hit in zip(row["domains"], found, strict=True):
            hits.setdefault(heading, []).append(hit)
    return {
        "expected predicted": f"{share(papers):.1%}",
        "mean over domains": f"{sum(map(share, hits.values())) / len(hits):.1%}",
        "per paper": f"{sum(map(len, predicted)) / len(labelled):.2f}",
    }


def _heading_words(row: Row) -> set[str]:
    text = f"{row['title']} {row['abstract'] or ''}".lower()
    return {
        name for domain in domains.DOMAINS for name in [domain.name] if any(word in text for word in name.split("_"))
    }

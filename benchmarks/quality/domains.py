"""Domains: whether the expected one is among those predicted, and how many are. Reads domain_labels.dev.jsonl.gz.

What is learned is measured on papers that had no part in learning, in five parts (`domains_folds`, which also reads
ssl_labels.dev.jsonl.gz and corpus.jsonl.gz, and needs the training libraries).
"""

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from benchmarks.scores import share
from ssl_watch import domains

# The headings of the labels, and which of our domains each stands for; the others are called alike.
_HEADINGS = {
    "speech_audio": {"speech", "audio"},
    "remote_sensing": {"remote"},
    "point_cloud_3d": {"point_cloud"},
    "medical": {"medical", "biosignals"},
    "theory_analysis": {"theory"},
    "text_nlp": {"text_nlp", "llm_training"},
}


def figures(folder: Path) -> Figures:
    """One line per method, then ours by heading."""
    labelled = rows(folder / "domain_labels.dev.jsonl.gz")
    yield "domains: the heading's own words", _measured((row, _heading_words(row)) for row in labelled)
    shipped = ((row, {filing.name for filing in domains.file(paper(row))}) for row in labelled)
    yield "domains: ours as shipped, on what it learned", _measured(shipped)
    if importlib.util.find_spec("sklearn") is None:
        yield "domains, cross-validated", {"not measured": "the training libraries are not installed"}
        return
    from benchmarks.quality.domains_folds import ours, plain

    yield "domains: a linear model, cross-validated", _measured(plain(labelled))
    judged = list(ours(folder))
    yield "domains: ours, cross-validated", _measured(judged)
    yield "domains: ours, by heading", {name: f"{share(hits):.0%}" for name, hits in sorted(_hits(judged).items())}


def _hits(judged: Iterable[tuple[Row, set[str]]]) -> dict[str, list[bool]]:
    """For each heading, whether it was found for each of its papers."""
    hits: dict[str, list[bool]] = {}
    for row, names in judged:
        for heading in row["domains"]:
            hits.setdefault(heading, []).append(_is_hit(heading, names))
    return hits


def _is_hit(heading: str, names: set[str]) -> bool:
    return not names.isdisjoint(_HEADINGS.get(heading, {heading}))


def _measured(judged: Iterable[tuple[Row, set[str]]]) -> dict[str, str]:
    pairs = list(judged)
    hits = _hits(pairs)
    papers = [any(_is_hit(heading, names) for heading in row["domains"]) for row, names in pairs]
    return {
        "expected predicted": f"{share(papers):.1%}",
        "mean over domains": f"{sum(map(share, hits.values())) / len(hits):.1%}",
        "per paper": f"{sum(len(names) for _, names in pairs) / len(pairs):.2f}",
    }


def _heading_words(row: Row) -> set[str]:
    text = f"{row['title']} {row['abstract'] or ''}".lower()
    return {domain.name for domain in domains.DOMAINS if any(word in text for word in domain.name.split("_"))}

"""How well papers are judged, beside what simple methods reach in the same run: `python -m benchmarks.quality FOLDER`.

FOLDER holds ssl_labels.dev, domain_labels.dev and code_links.dev (.jsonl.gz) and scitldr/dev.jsonl.gz. Nothing of it is
shipped. The weights were tuned by hand on these same rows: figures on unseen rows will be lower.
"""

import gzip
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.scores import average_precision, rouge, share, threshold_at
from ssl_watch import code_links, domains, relevance, summaries, verdicts
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level

Row = dict[str, Any]
_OTHER_TOPIC = {"curated-list-other-topic", "author-keyword-other", "read-by-one-annotator"}
_WORDS = re.compile(r"self[\s-]*supervis", re.IGNORECASE)
_PHRASES = re.compile(
    r"self[\s-]*supervis|contrastive (?:learning|representation|pre-?training)|masked (?:auto-?encod|image|model|pre)"
    r"|pretext|jepa",
    re.IGNORECASE,
)
# The headings of the labels, and which of our domains each stands for.
_HEADINGS = {
    "speech_audio": {"speech", "audio"},
    "remote_sensing": {"remote"},
    "point_cloud_3d": {"point_cloud"},
    "medical": {"medical", "biosignals"},
    "theory_analysis": {"theory"},
    "text_nlp": {"text_nlp", "llm_training"},
}
_PROPOSE = re.compile(r"\bwe (?:propose|present|introduce|show|develop|study)|this paper|in this work", re.IGNORECASE)


def main() -> None:
    """Print one table."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.quality FOLDER")
    folder = Path(sys.argv[1])
    for section in (_relevance, _levels, _domains, _code_links, _summaries, _speed):
        for name, figures in section(folder):
            print(f"{name:<44}" + "   ".join(f"{label} {value}" for label, value in figures.items()))
        print()


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _paper(row: Row) -> Paper:
    return Paper(
        arxiv_id=row.get("arxiv_id") or "0000.00000",
        version=1,
        title=row.get("title") or "",
        abstract=row.get("abstract") or "",
        comment=row.get("comment"),
        updated_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _text(row: Row) -> str:
    return f"{row['title']} {row['abstract']}"


def _labelled(folder: Path) -> tuple[list[Row], list[Row], list[Row]]:
    """Positives, hard negatives and trivial negatives, all with an abstract."""
    rows = [row for row in _rows(folder / "ssl_labels.dev.jsonl.gz") if row["abstract"]]
    positives = [row for row in rows if row["label"] == "ssl" and _is_trusted(row)]
    hard = [row for row in rows if row["label"] == "not_ssl" and row["how"] in _OTHER_TOPIC]
    return positives, hard, [row for row in rows if row["how"] == "heuristic-no-ssl-vocabulary"]


def _is_trusted(row: Row) -> bool:
    listed = row["how"] == "curated-list" and row["strength"] in {"gold", "silver"}
    return listed or row["how"] in {"author-keyword", "read-by-one-annotator"}


def _relevance(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    positives, hard, trivial = _labelled(folder)
    methods: dict[str, Callable[[Row], float]] = {
        "relevance: the words self-supervis…": lambda row: float(bool(_WORDS.search(_text(row)))),
        "relevance: and contrastive, masked, pretext": lambda row: float(bool(_PHRASES.search(_text(row)))),
        "relevance: weighted phrases (ours)": lambda row: relevance.judge(_paper(row)).score,
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


def _levels(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    positives, hard, trivial = _labelled(folder)
    groups = {
        "levels: gold": [row for row in positives if row["strength"] == "gold"],
        "levels: read as the subject": [row for row in positives if row["strength"] == "read"],
        "levels: read as in passing": [row for row in hard if row["strength"] == "read"],
        "levels: hard negatives": hard,
        "levels: unrelated": trivial,
    }
    for name, rows in groups.items():
        judged = [relevance.judge(_paper(row)).level for row in rows]
        yield f"{name} ({len(rows)})", {level.value: f"{judged.count(level) / len(rows):.1%}" for level in Level}


def _domains(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    rows = _rows(folder / "domain_labels.dev.jsonl.gz")
    methods: dict[str, Callable[[Row], set[str]]] = {
        "domains: the heading's own words": _heading_words,
        "domains: weighted phrases (ours)": lambda row: {filing.name for filing in domains.file(_paper(row))},
    }
    for name, method in methods.items():
        predicted = [method(row) for row in rows]
        hits: dict[str, list[bool]] = {}
        for row, names in zip(rows, predicted, strict=True):
            for heading in row["domains"]:
                hits.setdefault(heading, []).append(not names.isdisjoint(_HEADINGS.get(heading, {heading})))
        papers = [
            any(not names.isdisjoint(_HEADINGS.get(heading, {heading})) for heading in row["domains"])
            for row, names in zip(rows, predicted, strict=True)
        ]
        yield (
            name,
            {
                "expected predicted": f"{share(papers):.1%}",
                "mean over domains": f"{sum(map(share, hits.values())) / len(hits):.1%}",
                "per paper": f"{sum(map(len, predicted)) / len(rows):.2f}",
            },
        )


def _heading_words(row: Row) -> set[str]:
    text = f"{row['title']} {row['abstract'] or ''}".lower()
    return {
        name for domain in domains.DOMAINS for name in [domain.name] if any(word in text for word in name.split("_"))
    }


def _code_links(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    rows = [row for row in _rows(folder / "code_links.dev.jsonl.gz") if row["match"] == "exact_repo_in_text"]
    rows = [row for row in rows if row["independent_expectation"]]
    methods: dict[str, Callable[[Row], str | None]] = {
        "code links: the first github.com address": _first_address,
        "code links: by the words around (ours)": lambda row: code_links.find(_paper(row)).url,
    }
    for name, method in methods.items():
        exact = [_repository(method(row) or "") in _expected(row) for row in rows]
        yield f"{name}", {"exact": f"{share(exact):.1%}", "of": str(len(rows))}


def _first_address(row: Row) -> str | None:
    found = re.search(r"https?://github\.com/[\w.-]+/[\w.-]+", f"{row['abstract'] or ''} {row['comment'] or ''}")
    return found[0].rstrip(".") if found else None


def _expected(row: Row) -> set[str]:
    return {_repository(link["url"].rstrip(".")) for link in row["expected"] if link["kind"] == "independent"}


def _repository(url: str) -> str:
    """Host, owner and name, in lower case: deeper paths and `.git` are the same repository."""
    path = url.lower().partition("://")[2].removeprefix("www.").rstrip("/")
    return "/".join(path.split("/")[:3]).removesuffix(".git")


def _summaries(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    rows = _rows(folder / "scitldr" / "dev.jsonl.gz")
    methods: dict[str, Callable[[Row], str]] = {
        "summaries: first sentence": lambda row: row["source"][0],
        "summaries: first with “we propose”": lambda row: next(
            filter(_PROPOSE.search, row["source"]), row["source"][0]
        ),
        "summaries: chosen and trimmed (ours)": lambda row: summaries.summarise(
            _paper({"title": row["title"], "abstract": " ".join(row["source"])})
        ),
        "summaries: best single sentence (ceiling)": lambda row: max(
            row["source"], key=lambda sentence: rouge(sentence, row["target"])[0]
        ),
    }
    for name, method in methods.items():
        figures = [rouge(method(row), row["target"]) for row in rows]
        one, longest = (100 * sum(column) / len(rows) for column in zip(*figures, strict=True))
        yield name, {"ROUGE-1": f"{one:.1f}", "ROUGE-L": f"{longest:.1f}"}


def _speed(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    papers = [_paper(row) for row in _rows(folder / "ssl_labels.dev.jsonl.gz") if row["abstract"]][:3000]
    begun = time.process_time()
    for paper in papers:
        verdicts.judge(paper)
    yield (
        "speed: the whole verdict, one core",
        {"papers a second": f"{len(papers) / (time.process_time() - begun):,.0f}"},
    )


if __name__ == "__main__":
    main()

"""Code links: the paper's own repository, exactly. Reads code_links.dev.jsonl.gz, of which `independent` rows count."""

import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows
from benchmarks.scores import share
from ssl_watch import code_links


def figures(folder: Path) -> Figures:
    """One line per method."""
    labelled = [row for row in rows(folder / "code_links.dev.jsonl.gz") if row["match"] == "exact_repo_in_text"]
    labelled = [row for row in labelled if row["independent_expectation"]]
    methods: dict[str, Callable[[Row], str | None]] = {
        "code links: the first github.com address": _first_address,
        "code links: by the words around (ours)": lambda row: code_links.find(paper(row)).url,
    }
    for name, method in methods.items():
        exact = [_repository(method(row) or "") in _expected(row) for row in labelled]
        yield f"{name}", {"exact": f"{share(exact):.1%}", "of": str(len(labelled))}


def _first_address(row: Row) -> str | None:
    found = re.search(r"https?://github\.com/[\w.-]+/[\w.-]+", f"{row['abstract'] or ''} {row['comment'] or ''}")
    return found[0].rstrip(".") if found else None


def _expected(row: Row) -> set[str]:
    return {_repository(link["url"].rstrip(".")) for link in row["expected"] if link["kind"] == "independent"}


def _repository(url: str) -> str:
    """Host, owner and name, in lower case: deeper paths and `.git` are the same repository."""
    path = url.lower().partition("://")[2].removeprefix("www.").rstrip("/")
    return "/".join(path.split("/")[:3]).removesuffix(".git")

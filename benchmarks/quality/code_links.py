"""Code links: the paper's own repository exactly, and how often one is invented.

Reads code_links.dev.jsonl.gz, of which rows count whose `independent` list gives a repository that stands in the text,
and, where the folder has it, every abstract of corpus.jsonl.gz. A link counts as invented where a repository is given
that the list does not have although the text holds the list's; in the corpus, where the given repository does not stand
letter for letter in the text (case, line breaks and LaTeX apart), or no word of the text makes it the authors' own. The
latter only a reader can tell: `python -m benchmarks.quality.code_links FOLDER` prints 200 sampled links to read.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.quality.labels import Figures, Row, paper, rows, stream
from benchmarks.scores import share
from ssl_watch import code_links
from ssl_watch.code_links import CodeLink, CodeState

_IN_TEXT = {CodeState.ABSTRACT, CodeState.COMMENT}
_READ = 200


def figures(folder: Path) -> Figures:
    """One line per method, then the corpus."""
    labelled = [row for row in rows(folder / "code_links.dev.jsonl.gz") if row["match"] == "exact_repo_in_text"]
    labelled = [row for row in labelled if row["independent_expectation"]]
    methods: dict[str, Callable[[Row], str | None]] = {
        "code links: the first github.com address": _first_address,
        "code links: by the words around (ours)": lambda row: code_links.find(paper(row)).url,
    }
    for name, method in methods.items():
        given = [_repository(method(row) or "") for row in labelled]
        exact = [url in _expected(row) for url, row in zip(given, labelled, strict=True)]
        invented = [bool(url) and not right for url, right in zip(given, exact, strict=True)]
        yield name, {"exact": f"{share(exact):.1%}", "invented": f"{share(invented):.1%}", "of": str(len(labelled))}
    if (folder / "corpus.jsonl.gz").exists():
        yield from _corpus(folder)


def _corpus(folder: Path) -> Figures:
    states = dict.fromkeys(CodeState, 0)
    altered = 0
    for row, link in _found(folder):
        states[link.state] += 1
        altered += link.state in _IN_TEXT and not _stands_in(row, link)
    given = sum(states[state] for state in _IN_TEXT)
    yield "code links: the corpus, by state", {state.value: str(number) for state, number in states.items() if number}
    yield "code links: not letter for letter in the text", {"of": str(given), "share": f"{altered / max(1, given):.2%}"}


def _found(folder: Path) -> Iterator[tuple[Row, CodeLink]]:
    return ((row, code_links.find(paper(row))) for row in stream(folder / "corpus.jsonl.gz"))


def _first_address(row: Row) -> str | None:
    found = re.search(r"https?://github\.com/[\w.-]+/[\w.-]+", f"{row['abstract'] or ''} {row['comment'] or ''}")
    return found[0].rstrip(".") if found else None


def _expected(row: Row) -> set[str]:
    return {_repository(link["url"].rstrip(".")) for link in row["expected"] if link["kind"] == "independent"}


def _repository(url: str) -> str:
    """Host, owner and name, in lower case: deeper paths and `.git` are the same repository."""
    path = url.lower().partition("://")[2].removeprefix("www.").rstrip("/")
    return "/".join(path.split("/")[:3]).removesuffix(".git")


def _stands_in(row: Row, link: CodeLink) -> bool:
    """Whether the whole name stands there, and ends there: no letter follows, or only what GitHub's page adds."""
    text = f"{row['abstract'] or ''} {row.get('comment') or ''}"
    project = (link.url or "").partition("://")[2].partition("/")[2]
    written = r"(?:[\s\\{}$]|%5F|\\_)*".join(map(re.escape, project))
    return re.search(rf"{written}(?:\.git)?(?!\\?[\w-])", text.replace("//", "/"), re.IGNORECASE) is not None


def main() -> None:
    """Print sampled links with the words that led there, for a reader to judge."""
    found = [(row, link) for row, link in _found(Path(sys.argv[1])) if link.url]
    for row, link in random.Random(_READ).sample(found, _READ):
        print(row["arxiv_id"], link.state.value, link.url, "|", link.evidence[-160:], "|", row["title"][:60])


if __name__ == "__main__":
    main()

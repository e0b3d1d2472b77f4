import json
from pathlib import Path

import pytest

from ssl_watch import listings, searching
from ssl_watch.importing import ImportReport, import_files
from ssl_watch.rejudging import rejudge
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import NOW

ROWS = [
    {"arxiv_id": "2601.00001", "title": "Self-Supervised Speech", "abstract": "We pretrain a self-supervised model."},
    {
        "arxiv_id": "2601.00002",
        "title": "Cooking with tomatoes",
        "abstract": "A recipe.",
        "code": "https://a.example/x",
    },
]


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return str(path)


def bring_in(store: Store, listed: str, *, trusted: bool) -> ImportReport:
    judge = listings.trust if trusted else listings.judge
    return import_files(store, [listed], keep_all=False, now=NOW, judge=judge)


def kept(store: Store, arxiv_id: str) -> JudgedPaper:
    with store.reading() as tx:
        found = papers.get(tx, arxiv_id)
    assert found is not None
    return found


def test_every_paper_is_kept_and_found_and_says_that_nobody_judged_it(store: Store, listed: str) -> None:
    assert bring_in(store, listed, trusted=True).new == 2
    assert searching.search(store, "tomato has:code level:mentions", now=NOW).total == 1
    relevance = kept(store, "2601.00001").verdict.relevance
    assert (relevance.level, relevance.score, relevance.evidence) == (
        Level.MENTIONS,
        0.0,
        ("imported without being judged",),
    )


def test_importing_it_again_changes_nothing(store: Store, listed: str) -> None:
    bring_in(store, listed, trusted=True)
    assert bring_in(store, listed, trusted=True).unchanged == 2


def test_what_nobody_judged_is_judged_when_asked_for(store: Store, listed: str) -> None:
    bring_in(store, listed, trusted=True)
    assert rejudge(store, now=NOW).judged == 2
    assert kept(store, "2601.00001").verdict.relevance.level is Level.CORE
    assert searching.search(store, "tomato", now=NOW).total == 0
    assert searching.search(store, "speech level:core", now=NOW).total == 1


def test_a_verdict_is_not_lost_to_a_trusted_list(store: Store, listed: str) -> None:
    bring_in(store, listed, trusted=False)
    assert bring_in(store, listed, trusted=True).new == 1
    assert kept(store, "2601.00001").verdict.relevance.level is Level.CORE

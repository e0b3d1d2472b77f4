import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ssl_watch.code_links import CodeState
from ssl_watch.errors import BadInput
from ssl_watch.importing import ImportReport, import_files
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper, judge
from tests.ssl_watch.store.making import NOW, a_paper, record

TABLE = Path(__file__).with_name("curated_table.md")
AT = NOW + timedelta(days=365)


def run(store: Store, *files: Path, keep_all: bool = False, now: Any = AT) -> ImportReport:
    return import_files(store, [str(file) for file in files], keep_all=keep_all, now=now)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.updated, report.unchanged, report.not_relevant


def get(store: Store, arxiv_id: str) -> JudgedPaper:
    with store.reading() as tx:
        found = papers.get(tx, arxiv_id)
    assert found is not None
    return found


def records(folder: Path, *given: dict[str, Any]) -> Path:
    path = folder / "papers.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in given), encoding="utf-8")
    return path


SSL: dict[str, Any] = {"arxiv_id": "2601.00001", "title": "Self-Supervised Learning of Sounds", "abstract": "We do."}
OTHER: dict[str, Any] = {"arxiv_id": "2601.00002", "title": "On Tomatoes", "abstract": "Sun and water."}


def test_a_curated_table_goes_in_whole_and_a_second_time_changes_nothing(store: Store) -> None:
    assert counts(run(store, TABLE)) == (6, 0, 0, 0)
    assert counts(run(store, TABLE)) == (0, 0, 6, 0)


def test_nobody_is_owed_what_was_imported(store: Store) -> None:
    run(store, TABLE)
    with store.reading() as tx:
        assert papers.count_news(tx, after=0, until=100) == 0
        assert papers.last_seen(tx) == 6


def test_a_curated_row_is_kept_even_where_its_text_says_nothing_of_ssl(store: Store) -> None:
    run(store, TABLE)
    relevance = get(store, "math/0309136").verdict.relevance
    assert relevance.level is Level.MENTIONS
    assert relevance.evidence == ("listed under “SelfSupervised Learning”",)


def test_the_tables_repositories_are_kept_as_it_spells_them(store: Store) -> None:
    run(store, TABLE)
    found, listed = get(store, "2411.00022").verdict.code, get(store, "2409.00044").verdict.code
    assert (found.state, found.url) == (CodeState.ABSTRACT, "https://github.com/example-kitchen/no-negatives.git")
    assert (listed.state, listed.url) == (CodeState.LISTED, "https://gitlab.com/example/zero")


def test_papers_about_something_else_are_left_out_unless_all_are_wanted(store: Store, tmp_path: Path) -> None:
    path = records(tmp_path, SSL, OTHER)
    assert counts(run(store, path)) == (1, 0, 0, 1)
    assert counts(run(store, path, keep_all=True)) == (1, 0, 1, 0)
    assert get(store, "2601.00002").verdict.relevance.level is Level.NONE


def test_rows_that_cant_be_read_are_reported_and_the_rest_goes_in(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text(f"{json.dumps(SSL)}\ngarbage\n{{}}\n", encoding="utf-8")
    report = run(store, path)
    assert counts(report) == (1, 0, 0, 0)
    assert [(one.line, one.reason) for one in report.rejected] == [
        (2, "the line is no JSON object"),
        (3, "the arXiv id is missing"),
    ]
    assert not report.broken


def test_only_the_first_thousand_rejections_are_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text("garbage\n" * 1500, encoding="utf-8")
    report = run(store, path)
    assert (len(report.rejected), report.more_rejected, report.read) == (1000, 500, 0)


def test_a_paper_from_the_far_future_is_refused(store: Store, tmp_path: Path) -> None:
    path = records(tmp_path, SSL | {"date": f"{AT + timedelta(days=400):%Y-%m-%d}"})
    assert run(store, path).rejected[0].reason == "its date lies years ahead"


def test_a_newer_version_updates_and_an_older_one_does_not(store: Store, tmp_path: Path) -> None:
    run(store, records(tmp_path, SSL | {"version": 2}))
    assert counts(run(store, records(tmp_path, SSL | {"version": 1, "title": "Older"}))) == (0, 0, 1, 0)
    assert counts(run(store, records(tmp_path, SSL | {"version": 3, "title": "SSL, Newer"}))) == (0, 1, 0, 0)
    assert get(store, "2601.00001").paper.title == "SSL, Newer"


def test_the_same_paper_twice_in_a_file_is_the_later_version_once(store: Store, tmp_path: Path) -> None:
    path = records(tmp_path, SSL | {"version": 1}, SSL | {"version": 2}, SSL | {"version": 1})
    assert counts(run(store, path)) == (1, 1, 1, 0)
    assert get(store, "2601.00001").paper.version == 2


def test_an_imported_table_takes_nothing_from_what_arxiv_told(store: Store) -> None:
    paper = a_paper(
        arxiv_id="2412.00011", title="Self-Supervised: from arXiv", updated_at=NOW, submitted_at=NOW, comment="5 pages"
    )
    with store.writing() as tx:
        record(tx, judge(paper))
    before = get(store, "2412.00011")
    run(store, TABLE)
    after = get(store, "2412.00011")
    assert after.paper == before.paper
    assert after.news


def test_many_papers_go_in_over_several_transactions(store: Store, tmp_path: Path) -> None:
    many = [SSL | {"arxiv_id": f"2601.{number:05}"} for number in range(1, 1202)]
    shares: list[float] = []
    path = records(tmp_path, *many)
    report = import_files(store, [str(path)], keep_all=False, now=AT, progress=shares.append)
    assert counts(report) == (1201, 0, 0, 0)
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


def test_nothing_is_imported_where_one_of_the_files_is_missing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"missing\.md"):
        run(store, TABLE, tmp_path / "missing.md")
    with store.reading() as tx:
        assert papers.totals(tx)["papers"] == 0


def test_what_came_before_a_file_broke_off_is_kept(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(f"[{json.dumps(SSL)}, {{", encoding="utf-8")
    report = run(store, path)
    assert (report.new, report.broken) == (1, True)


def test_a_row_without_a_version_fills_gaps_only(store: Store, tmp_path: Path) -> None:
    run(store, records(tmp_path, SSL | {"version": 2, "date": "2026-01-05", "authors": ["Ada Lee"]}))
    known = get(store, "2601.00001").paper
    run(store, records(tmp_path, SSL | {"title": "Self-Supervised?", "comment": "3 pages", "authors": []}))
    assert get(store, "2601.00001").paper == replace(known, comment="3 pages")

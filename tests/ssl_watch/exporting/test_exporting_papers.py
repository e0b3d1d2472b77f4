import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from ssl_watch.errors import BadInput
from ssl_watch.exporting import Format, export
from ssl_watch.importing import ImportReport, import_files
from ssl_watch.listings import feeds
from ssl_watch.papers import Author
from ssl_watch.relevance import Level
from ssl_watch.store import Store, open_store
from ssl_watch.verdicts import judge
from tests.ssl_watch.store.making import NOW, a_paper, judged, record

TABLE = Path(__file__).parents[1] / "importing/curated_table.md"
AT = NOW + timedelta(days=365)
READABLE = [Format.MARKDOWN, Format.CSV, Format.JSON, Format.JSONL]
SUFFIXES = {Format.MARKDOWN: "md", Format.CSV: "csv", Format.JSON: "json", Format.JSONL: "jsonl"}


def text(store: Store, form: Format, query: str | None = None) -> str:
    return "".join(export(store, query, form, now=AT))


def bring_in(store: Store, path: Path) -> ImportReport:
    return import_files(store, [str(path)], keep_all=False, now=AT)


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with the curated table and two papers that arXiv told more about."""
    bring_in(store, TABLE)
    told = {
        "comment": "12 pages, NeurIPS 2024",
        "journal_ref": "A Journal 5 (2026) 1-9",
        "dois": ("10.1/a", "10.1/b"),
        "authors": (Author(name="Ada Lee", affiliations=("Here",)), Author(name="Émile Roy")),
    }
    with store.writing() as tx:
        record(tx, judge(a_paper(7, title="Self-Supervised Learning with 100% of {Braces", version=3, **told)))
        record(tx, judge(a_paper(8, title="=Self-Supervised Formulas", abstract="Self-supervised. Two spaces  stay.")))
    return store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A second, empty store to import into."""
    store = open_store(f"sqlite:///{tmp_path / 'second.db'}")
    yield store
    store.close()


def test_an_imported_table_is_written_back_byte_for_byte(store: Store) -> None:
    bring_in(store, TABLE)
    assert text(store, Format.MARKDOWN).encode() == TABLE.read_bytes()


@pytest.mark.parametrize("form", READABLE)
def test_what_was_written_is_read_back_without_a_change(filled: Store, tmp_path: Path, form: Format) -> None:
    path = tmp_path / f"papers.{SUFFIXES[form]}"
    path.write_text(text(filled, form), encoding="utf-8", newline="")
    report = bring_in(filled, path)
    assert (report.read, report.unchanged, report.rejected) == (8, 8, ())


@pytest.mark.parametrize("form", [Format.JSON, Format.JSONL])
def test_an_archive_moves_whole_to_another_database(filled: Store, empty: Store, tmp_path: Path, form: Format) -> None:
    path = tmp_path / f"papers.{SUFFIXES[form]}"
    path.write_text(text(filled, form), encoding="utf-8", newline="")
    assert bring_in(empty, path).new == 8

    def all_but_order(store: Store) -> list[dict[str, object]]:
        lines = map(json.loads, text(store, Format.JSONL).splitlines())
        return [line | {"first_seen_at": None, "news": None} for line in lines]

    assert all_but_order(empty) == all_but_order(filled)
    assert text(empty, Format.MARKDOWN) == text(filled, Format.MARKDOWN)


def test_every_json_record_tells_the_verdict_with_its_reasons(filled: Store) -> None:
    papers = json.loads(text(filled, Format.JSON))
    assert len(papers) == 8
    assert all(paper["verdict"]["relevance"]["evidence"] for paper in papers)
    assert {"relevance", "domains", "code", "venue", "summary"} == set(papers[0]["verdict"])


def test_csv_has_a_header_and_a_line_for_each_paper(filled: Store) -> None:
    header, *lines = csv.reader(io.StringIO(text(filled, Format.CSV)))
    assert header[:3] == ["arxiv_id", "version", "title"]
    assert len(lines) == 8
    assert {len(line) for line in lines} == {len(header)}


def test_bibtex_keys_are_unique(filled: Store) -> None:
    keys = re.findall(r"^@misc\{(.*),$", text(filled, Format.BIBTEX), re.MULTILINE)
    assert len(set(keys)) == len(keys) == 8


def test_ris_has_an_end_for_each_paper(filled: Store) -> None:
    assert text(filled, Format.RIS).count("\nER  - \n") == 8


def test_the_newest_update_comes_first(filled: Store) -> None:
    moments = [json.loads(line)["updated_at"] for line in text(filled, Format.JSONL).splitlines()]
    assert moments == sorted(moments, reverse=True)


def test_a_query_narrows_what_is_written(filled: Store) -> None:
    lines = text(filled, Format.JSONL, "tomatoes").splitlines()
    assert [json.loads(line)["arxiv_id"] for line in lines] == ["math/0309136"]


def test_a_query_with_operators_narrows_too_and_new_is_counted_back_from_now(filled: Store) -> None:
    assert text(filled, Format.JSONL, "formulas OR tomatoes").count("\n") == 2
    assert text(filled, Format.JSONL, "self-supervised new:366d").count("\n") == 2
    assert text(filled, Format.JSONL, "new:1d") == ""


def test_papers_about_something_else_are_not_written(store: Store) -> None:
    with store.writing() as tx:
        record(tx, judged(a_paper(), level=Level.NONE))
    assert text(store, Format.JSONL) == ""


@pytest.mark.parametrize("form", Format)
def test_an_empty_archive_is_an_empty_file_of_its_format(store: Store, tmp_path: Path, form: Format) -> None:
    written = text(store, form)
    if form in READABLE:
        path = tmp_path / f"papers.{SUFFIXES[form]}"
        path.write_text(written, encoding="utf-8", newline="")
        report = bring_in(store, path)
        assert (report.read, report.rejected) == (0, ())
    elif form is Format.ATOM:
        assert etree.fromstring(written.encode()).find("{*}entry") is None
    else:
        assert written == ""


@pytest.mark.parametrize(("query", "form"), [("!?", "json"), ("", "json"), (None, "word")])
def test_a_query_without_words_and_an_unknown_format_are_refused(sqlite_url: str, query: str | None, form: str) -> None:
    store = open_store(sqlite_url)
    with pytest.raises(BadInput):
        next(export(store, query, form, now=AT))
    store.close()


def test_a_large_archive_streams_in_little_memory(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        record(tx, *(a_paper(number, abstract="without labels " * 300) for number in range(1, 1501)))
    tracemalloc.start()
    size = sum(map(len, export(store, None, Format.JSONL, now=AT)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    store.close()
    assert size > 6_000_000
    assert peak < 4_500_000


def test_a_feed_holds_the_newest_and_no_more_than_readers_ask_for(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number, updated_at=NOW + timedelta(hours=number)) for number in range(1, feeds.MOST + 3)))
    feed = etree.fromstring(text(store, Format.ATOM).encode())
    moments = [each.text or "" for each in feed.findall("{*}entry/{*}updated")]
    assert len(moments) == feeds.MOST
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext("{*}updated") == moments[0] == f"{NOW + timedelta(hours=feeds.MOST + 2):%Y-%m-%dT%H:%M:%SZ}"


def test_a_feed_of_a_query_has_its_papers_alone(filled: Store) -> None:
    feed = etree.fromstring(text(filled, Format.ATOM, "tomatoes").encode())
    assert [each.text for each in feed.findall("{*}entry/{*}id")] == ["https://arxiv.org/abs/math/0309136"]

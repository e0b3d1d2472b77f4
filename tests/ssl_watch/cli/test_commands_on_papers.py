import gzip
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest

from ssl_watch.cli import archive
from ssl_watch.exporting import Format
from tests.ssl_watch.cli.commands import TABLE, document, documents, run

LINES: list[dict[str, Any]] = [
    {"arxiv_id": "2601.00001v2", "title": "Self-Supervised Learning of Sounds", "abstract": "We mask and guess."},
    {"title": "On Tomatoes", "abstract": "Sun and water.", "categories": ["q-bio.PE"]},
    {"arxiv_id": "2601.00003", "title": None, "abstract": "Contrastive learning. Code: https://github.com/a/b."},
]


@pytest.fixture(autouse=True)
def _database(store_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", store_url)
    monkeypatch.chdir(tmp_path)


def test_import_reports_in_json() -> None:
    expected = {"read": 6, "new": 6, "updated": 0, "unchanged": 0, "not_relevant": 0, "rejected": []}
    assert document(run("import", TABLE, "--json")) == {**expected, "more_rejected": 0}
    again = run("import", TABLE, "--json")
    assert (again.exit_code, document(again)["unchanged"]) == (0, 6)


def test_import_takes_standard_input_and_several_files(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps(LINES[0]).encode()))
    result = run("import", "-", packed, "--json", input=TABLE.read_text(encoding="utf-8"))
    assert document(result)["new"] == 7


def test_import_says_which_rows_it_left_out_and_still_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(LINES[0])}\nnonsense\n", encoding="utf-8")
    result = run("import", path)
    assert result.exit_code == 0
    assert result.stdout == "1 read: 1 new, 0 updated, 0 unchanged, 0 not about SSL\n"
    assert result.stderr == f"{path}, line 2, is left out: the line is no JSON object\n"
    rejected = document(run("import", path, "--json"))["rejected"]
    assert rejected == [{"line": 2, "reason": "the line is no JSON object", "file": str(path)}]


def test_import_fails_where_nothing_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("nonsense\n", encoding="utf-8")
    result = run("import", path, "--json")
    assert result.exit_code == 1
    assert document(result)["read"] == 0
    assert "no row could be read" in result.stderr


def test_import_fails_where_a_file_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[{json.dumps(LINES[0])},", encoding="utf-8")
    assert run("import", path).exit_code == 0
    path.write_text(f"[{json.dumps(LINES[0])}, {{", encoding="utf-8")
    assert run("import", path).exit_code == 1


@pytest.mark.parametrize("name", ["missing.md", ".", "a.gz"])
def test_import_of_what_is_no_file_fails_on_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.gz").write_bytes(b"\x1f\x8bgarbage")
    result = run("import", tmp_path / name, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("ssl-watch: ")
    assert result.stderr.count("\n") == 1


def test_import_all_keeps_what_is_not_about_ssl(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINES[1] | {"arxiv_id": "2601.00002"}), encoding="utf-8")
    assert document(run("import", path, "--json"))["not_relevant"] == 1
    assert document(run("import", "--all", path, "--json"))["new"] == 1


def test_export_gives_the_imported_table_back_byte_for_byte() -> None:
    run("import", TABLE)
    assert run("export", "--format", "markdown").stdout_bytes == TABLE.read_bytes()
    assert run("export").stdout_bytes == TABLE.read_bytes()


def test_export_of_a_query_holds_only_its_papers() -> None:
    run("import", TABLE)
    assert [one["arxiv_id"] for one in documents(run("export", "tomatoes", "--format", "jsonl"))] == ["math/0309136"]
    assert len(json.loads(run("export", "--format", "json").stdout)) == 6


def test_export_knows_every_format_and_no_other() -> None:
    assert set(archive.FORMATS) == set(Format)
    for form in Format:
        assert run("export", "--format", form).exit_code == 0
    assert run("export", "--format", "word").exit_code == 2


def test_export_into_a_file_replaces_it_when_all_is_written(tmp_path: Path) -> None:
    run("import", TABLE)
    file = tmp_path / "table.md"
    file.write_text("what was there before")
    result = run("export", "-o", file)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert file.read_bytes() == TABLE.read_bytes()
    assert list(tmp_path.glob(".*.part")) == []


def test_an_export_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    file.write_text("what was there before")
    assert run("export", "!?", "-o", file).exit_code == 1
    assert file.read_text() == "what was there before"
    assert list(tmp_path.glob(".*.part")) == []
    result = run("export", "-o", tmp_path / "missing" / "table.md")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_a_feed_says_where_it_is_served(tmp_path: Path) -> None:
    run("import", TABLE)
    address = "https://example.org/ssl.atom"
    run("export", "self-supervised", "--format", "atom", "--self", address, "-o", tmp_path / "ssl.atom")
    feed = feedparser.parse((tmp_path / "ssl.atom").read_bytes())
    assert not feed.bozo
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [address]
    assert len(feed.entries) == 5
    assert run("export", "--format", "atom", "--self", "somewhere").exit_code == 1


def test_judge_prints_verdicts_in_the_order_of_the_input(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, LINES)).encode()))
    result = run("judge", path, "--json")
    first, second, third = documents(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [first["arxiv_id"], second["arxiv_id"], third["arxiv_id"]] == ["2601.00001", None, "2601.00003"]
    assert set(first) == {"arxiv_id", "relevance", "domains", "code", "venue", "summary"}
    assert set(first["relevance"]) == {"level", "score", "evidence"}
    assert (first["relevance"]["level"], second["relevance"]["level"]) == ("core", "none")
    assert all(set(filing) == {"name", "score", "evidence"} for filing in first["domains"])
    assert first["code"] == {"state": "none", "url": None, "evidence": ""}
    assert third["code"]["url"] == "https://github.com/a/b"


def test_judge_keeps_a_line_for_what_it_cant_read_and_fails_at_the_end() -> None:
    lines = [json.dumps(LINES[0]), "nonsense", json.dumps(LINES[1])]
    result = run("judge", "-", "--json", input="\n".join(lines))
    found = documents(result)
    assert result.exit_code == 1
    assert found[1] == {"line": 2, "error": "the line is no JSON object"}
    assert ["relevance" in line for line in found] == [True, False, True]
    assert result.stderr == "ssl-watch: 1 line(s) of - could not be read: each is told above, with its reason\n"
    assert "line 2" in run("judge", "-", input="\n".join(lines)).stderr


ODD = [
    b'\xef\xbb\xbf{"title": "A", "abstract": "x", "arxiv_id": "2301.08243v2"}',
    b'{"title": "A", "categories": "cs.CV eess.AS"}',
    b'{"title": "A", "abstract": null, "comment": null, "categories": ["cs.CV"], "journal_ref": null}',
    b'{"abstract": "No title, but an abstract.", "arxiv_id": "of a kind of its own"}',
    b'{"title": "A", "abstract": "x", "authors": 5, "date": "long ago", "version": "last", "doi": 7, "link": 8}',
    b'{"title": "A", "title": "B", "abstract": "the last of two names counts"}',
    b'{"title": "A \\ud800 \\u0000", "abstract": "half a letter"}\r',
    b'{"title": 5}',
    b'{"title": "A", "abstract": ["x"]}',
    b'{"title": "A", "categories": {"cs": "CV"}}',
    b'{"title": "A", "comment": 7}',
    b'{"title": "A", "arxiv_id": 2301.08243}',
    b"[]",
    b'{"abstract": ""}',
    b'{"title": "A", "abstract": ' + b"[" * 100_000,
    b'{"title": "A", "version": ' + b"9" * 5000 + b"}",
    b'\xff\xfe{"title": "A"}',
    b'{"title": "A", "abstract": "' + b"a" * 1_100_000 + b'"}',
    b'{"title": "Z", "abstract": "the last line, without an end"}',
]
FAULTS = {
    8: "title is no text", 9: "abstract is no text", 10: "categories are neither a list of texts nor a text",
    11: "comment is no text", 12: "arxiv_id is no text", 13: "the line is no JSON object", 14: "the title is missing",
    15: "the line is no JSON object", 16: "the line is no JSON object", 17: "the line is no UTF-8 text",
    18: "the line is longer than 1 MB",
}  # fmt: skip


def test_judge_answers_each_odd_line_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(b"\n".join(ODD))
    result = run("judge", path, "--json")
    found = documents(result)
    assert len(found) == len(ODD)
    assert {line["line"]: line["error"] for line in found if "error" in line} == FAULTS
    assert [line["arxiv_id"] for line in found if "relevance" in line][:4] == [
        "2301.08243", None, None, "of a kind of its own",
    ]  # fmt: skip
    assert (result.exit_code, f"{len(FAULTS)} line(s)" in result.stderr) == (1, True)


def test_judge_tells_people_level_domains_and_reason() -> None:
    shown = run("judge", "-", input=json.dumps(LINES[0])).stdout
    assert shown.startswith("core ")
    assert "Self-Supervised Learning of Sounds" in shown


def test_judge_touches_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", "nonsense")
    assert run("judge", "-", "--json", input=json.dumps(LINES[0])).exit_code == 0


@pytest.mark.parametrize(
    "command", [["search", "x"], ["similar", "2601.00001"], ["export"], ["stats"], ["migrate"], ["import", str(TABLE)]]
)
def test_a_database_that_is_none_fails_on_one_line(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", "nonsense")
    result = run(*command)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("value", ["often", "nan", "inf", "-1"])
def test_an_interval_that_is_no_time_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SSL_WATCH_ARXIV_INTERVAL", value)
    result = run("stats")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "SSL_WATCH_ARXIV_INTERVAL" in result.stderr


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_ARXIV_INTERVAL", "soon")
    assert "SSL_WATCH_ARXIV_INTERVAL" in run("stats").stderr

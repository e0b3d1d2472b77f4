import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssl_watch.errors import BadInput
from ssl_watch.importing import Rejection, Row, opened, read_rows
from ssl_watch.importing.files import LONGEST_LINE, check

TABLE = Path(__file__).with_name("curated_table.md")


def a_record(number: int, **changes: Any) -> str:
    return json.dumps({"arxiv_id": f"2601.{number:05}", "title": f"Title {number}", **changes}, ensure_ascii=False)


def rows_of(path: Path) -> list[Row | Rejection]:
    with opened(str(path)) as file:
        return list(read_rows(file))


def told(path: Path) -> list[tuple[int, str]]:
    """Line and title, or line and reason."""
    return [(row.line, row.listing.paper.title if isinstance(row, Row) else f"! {row.reason}") for row in rows_of(path)]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_table_is_read_with_its_line_numbers() -> None:
    assert [(row.line, row.listing.paper.arxiv_id) for row in rows_of(TABLE) if isinstance(row, Row)] == [
        (5, "2412.00011"),
        (6, "2411.00022"),
        (7, "2410.00033"),
        (8, "2409.00044"),
        (9, "2408.00055"),
        (10, "math/0309136"),
    ]


def test_each_row_is_listed_under_the_heading_above_it(tmp_path: Path) -> None:
    row = "| **[T](https://arxiv.org/abs/2601.0000{}v1)** | 2026-01-02 | a |  | None |\n"
    path = written(tmp_path, "two.md", f"{row.format(1)}# Speech\nprose\n{row.format(2)}## Vision\n{row.format(3)}")
    headings = [row.listing.heading for row in rows_of(path) if isinstance(row, Row)]
    assert headings == ["SelfSupervised Learning", "Speech", "Vision"]


def test_a_row_that_cant_be_read_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[5] = "| **[A Row Without an End](https://arxiv.org/abs/2411.00022v5)** | 2024-11-\n"
    found = told(written(tmp_path, "seed.md", "".join(lines)))
    assert len(found) == 6
    assert found[1] == (6, "! the row does not begin with | **[Title](link)** | date |")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson", "a", "misnamed.jsonl"])
def test_json_lines_are_read_packed_or_not_whatever_the_name(tmp_path: Path, name: str) -> None:
    content = f"\ufeff{a_record(1)}\n\n{a_record(2)}\r\n{a_record(3)}".encode()
    packed = gzip.compress(content) if name.endswith(".gz") or name == "misnamed.jsonl" else content
    assert told(written(tmp_path, name, packed)) == [(1, "Title 1"), (3, "Title 2"), (4, "Title 3")]


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "nameless"])
def test_a_json_array_is_read_however_it_is_laid_out(tmp_path: Path, name: str, indent: int | None) -> None:
    papers = [json.loads(a_record(number)) for number in range(1, 900)]
    content = json.dumps(papers, indent=indent).encode()
    path = written(tmp_path, name, gzip.compress(content) if name.endswith("gz") else content)
    titles = [row.listing.paper.title for row in rows_of(path) if isinstance(row, Row)]
    assert titles == [f"Title {number}" for number in range(1, 900)]


def test_a_value_that_is_no_paper_is_told_with_the_line_it_begins_in(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", f"[\n{a_record(1)},\n\n17,\n{{}}, {a_record(2)}\n]\n")
    assert [line for line, _ in told(path)] == [2, 4, 5, 5]
    assert told(path)[1][1] == "! the line is no JSON object"


def test_an_array_that_breaks_is_read_up_to_there(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", f"[\n{a_record(1)},\n{{broken\n{a_record(2)}]")
    *read, last = rows_of(path)
    assert len(read) == 1
    assert isinstance(last, Rejection)
    assert last.breaks


def test_csv_may_break_lines_inside_a_cell(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'arxiv_id,title,abstract\n2601.00001,One,"a\nb"\n2601.00002,Two\n,Three\n')
    assert told(path) == [(3, "One"), (4, "Two"), (5, "! the arXiv id is missing")]


def test_a_csv_must_name_its_columns(tmp_path: Path) -> None:
    assert told(written(tmp_path, "a.csv", "a,b\n1,2\n")) == [
        (1, "! the first line does not name the columns arxiv_id and title")
    ]


def test_a_csv_with_a_quote_that_never_ends_is_told(tmp_path: Path) -> None:
    for title in ("x" * 200_000, "One"):
        path = written(tmp_path, "a.csv", f'arxiv_id,title\n2601.00001,"{title}\n2601.00002,Two\n')
        assert "no CSV" in told(path)[0][1]


def test_lines_that_are_no_records_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = ["{", "[" * 100_000, "1" * 5000, '"text"', "null", "\x00"]
    content = "\n".join([a_record(1), *bad, a_record(2)]).encode() + b"\n\xff\xfe\n" + a_record(3).encode()
    found = told(written(tmp_path, "a.jsonl", content.replace(b"\x00", b"\x01")))
    assert [line for line, text in found if not text.startswith("!")] == [1, 8, 10]
    assert found[8] == (9, "! the line is no UTF-8 text")


def test_a_line_of_many_megabytes_is_passed_over_in_little_memory(tmp_path: Path) -> None:
    long = gzip.compress(b'{"title": "' + b"x" * (64 * LONGEST_LINE) + b'"}\n' + a_record(2).encode())
    path = written(tmp_path, "a.jsonl.gz", long)
    del long
    tracemalloc.start()
    found = told(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [(1, "! the line is longer than 1 MB"), (2, "Title 2")]
    assert peak < 12 * LONGEST_LINE


def test_an_array_without_an_end_is_given_up_in_little_memory(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json.gz", gzip.compress(b'["' + b"x" * (64 * LONGEST_LINE)))
    assert told(path) == [(1, "! the rest is no JSON array of papers")]


def test_a_download_that_was_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(a_record(number, abstract=str(number**9)) for number in range(5000)).encode())
    *read, last = rows_of(written(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2]))
    assert len(read) > 500
    assert isinstance(last, Rejection)
    assert last.breaks
    assert "breaks off" in last.reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl.gz", b"plain text", "no gzip file"),
        ("a.jsonl.gz", b"\x1f\x8b garbage that is not compressed", "can't be unpacked"),
        ("a.md", bytes(range(256)) * 10, "no UTF-8 text"),
        ("a.jsonl", "{}".encode("utf-16"), "no UTF-8 text"),
        ("a.md.gz", gzip.compress(b"\0" * 100, mtime=0), "no UTF-8 text"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(BadInput, match=reason), opened(str(path)):
        pass


def test_a_stray_nul_costs_its_own_row_alone(tmp_path: Path) -> None:
    content = f"{a_record(1)}\n{a_record(2)[:-9]}\0\n\0\n{a_record(3)}\n"
    found = rows_of(written(tmp_path, "a.jsonl", content))
    assert [isinstance(row, Row) for row in found] == [True, False, False, True]


def test_a_cell_of_a_csv_may_hold_the_authors_of_a_whole_collaboration(tmp_path: Path) -> None:
    authors = "; ".join(f"Firstname{number} Middle Lastname-Somebody" for number in range(5000))
    (row,) = rows_of(written(tmp_path, "a.csv", f'arxiv_id,title,authors\n2601.00001,A title,"{authors}"\n'))
    assert isinstance(row, Row)
    assert len(row.listing.paper.authors) == 5000


@pytest.mark.parametrize("name", ["missing.md", ".", "a\0b"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        check([str(tmp_path / name)])
    with pytest.raises(BadInput), opened(str(tmp_path / name)):
        pass


def test_a_text_without_a_table_is_told_but_an_empty_one_is_empty(tmp_path: Path) -> None:
    assert told(written(tmp_path, "a.md", "# Read me\n\nNothing here.\n")) == [
        (1, "! there is no table of papers in it")
    ]
    for name in ("a.md", "a.jsonl", "a.json", "a.csv", "a"):
        assert told(written(tmp_path, name, "")) == []


@pytest.mark.parametrize(
    "content", [TABLE.read_bytes(), gzip.compress(a_record(1).encode(), mtime=0)], ids=["table", "packed"]
)
def test_standard_input_is_looked_at_to_see_what_it_is(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    with opened("-") as file:
        assert all(isinstance(row, Row) for row in read_rows(file))
    assert check(["-"]) == 0


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(BadInput, match="closed"), opened("-"):
        pass


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), name=st.sampled_from(["a.md", "a.jsonl", "a.json", "a.csv", "a", "a.gz"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    path = written(tmp_path, name, content)
    try:
        rows_of(path)
    except BadInput:
        return

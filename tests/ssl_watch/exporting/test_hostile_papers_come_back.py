import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssl_watch.exporting import WRITERS, Format, export
from ssl_watch.importing import Row, import_files, opened, read_rows
from ssl_watch.listings import clean
from ssl_watch.papers import Paper
from ssl_watch.store import Store, open_store
from tests.ssl_watch.store.making import NOW, a_paper, judged

AT = NOW + timedelta(days=365)
SUFFIXES = {Format.MARKDOWN: "md", Format.CSV: "csv", Format.JSON: "json", Format.JSONL: "jsonl"}
TEXTS = [
    "pipes | bars || and \\| more |",
    "two\nlines\r\nand\u2028a third",
    "a \"quoted\" 'title' with `ticks`",
    '"',
    "=HYPERLINK(1)",
    "'=quoted already",
    "@sum +1 -1",
    "{Braces} } { and $x_i^{2}$ \\alpha",
    "[a](b) ](c) [d",
    "emoji \U0001f600 \U0001f468\u200d\U0001f469",
    "שלום \u202eright to left\u202c العربية",
    "<b>tags</b> & &amp; &lt; <details><summary>x</summary><p>y</p></details> |",
    "nul \x00 bell \x07 escape \x1b[31m",
    "ends with a backslash \\",
    "| --- | --- |",
    "# heading, comma; semicolon\ttab",
    "None",
]
FIELDS = ("title", "abstract", "comment", "journal_ref")
# Often the characters that some format lives by.
hostile = st.lists(
    st.sampled_from(["|", "\\", '"', "'", "\n", "\r", ",", ";", "<", ">", "&", "amp;", "[", "]", "(", ")", "{", "}"])
    | st.sampled_from(["=", "+", "-", "@", "$", "#", "*", "`", "</p></details> |", " ", "\t", "\x00", "\u202e", "a"])
    | st.characters(),
    min_size=1,
    max_size=20,
).map(lambda parts: clean("".join(["x", *parts])))
hostile_papers = st.builds(
    lambda title, abstract, comment: replace(a_paper(), title=title, abstract=abstract, comment=comment or None),
    hostile,
    hostile,
    hostile,
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A second, empty store to import into."""
    store = open_store(f"sqlite:///{tmp_path / 'second.db'}")
    yield store
    store.close()


def write(folder: Path, form: Format, text: str) -> Path:
    path = folder / f"papers.{SUFFIXES[form]}"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def texts_of(store: Store, form: Format) -> list[tuple[object, ...]]:
    """What the format can hold of each paper, as the archive has it."""
    lines = map(json.loads, export(store, None, Format.JSONL, now=AT))
    names = ["arxiv_id", "title", "abstract", "comment"]
    names += [] if form is Format.MARKDOWN else ["journal_ref", "categories", "dois", "submitted_at", "updated_at"]
    return [tuple(line[name] for name in names) for line in lines]


@pytest.mark.parametrize("form", SUFFIXES)
def test_hostile_papers_come_back_as_they_were(store: Store, empty: Store, tmp_path: Path, form: Format) -> None:
    lines = (
        {"arxiv_id": f"2601.{number:05}v1", "listed_under": "A list", **dict.fromkeys(FIELDS, text)}
        for number, text in enumerate(TEXTS, 1)
    )
    given = write(tmp_path, Format.JSONL, "".join(f"{json.dumps(line)}\n" for line in lines))
    assert import_files(store, [str(given)], keep_all=True, now=AT).new == len(TEXTS)
    path = write(tmp_path, form, "".join(export(store, None, form, now=AT)))
    report = import_files(empty, [str(path)], keep_all=True, now=AT)
    assert (report.new, report.rejected) == (len(TEXTS), ())
    assert texts_of(empty, form) == texts_of(store, form)


@pytest.mark.parametrize("form", SUFFIXES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(paper=hostile_papers)
def test_any_text_comes_back_as_it_was(tmp_path: Path, form: Format, paper: Paper) -> None:
    pieces = "".join(WRITERS[form](iter([judged(paper)])))
    with opened(str(write(tmp_path, form, pieces))) as file:
        (row,) = read_rows(file)
    assert isinstance(row, Row)
    read = row.listing.paper
    assert (read.title, read.abstract, read.comment) == (paper.title, paper.abstract, paper.comment)

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssl_watch import listings
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.errors import BadInput
from ssl_watch.listings import tables
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import a_paper, arbitrary_papers, arbitrary_verdicts, judged

TABLE = (Path(__file__).parents[1] / "importing/curated_table.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLE.splitlines() if tables.is_row(line)]
AWKWARD = st.lists(
    st.sampled_from(
        ["|", "\\", "[", "]", "](", ")** | ", "<p>", "</p></details> | ", "&amp;", "&", "lt;", "é", "\n", "x"]
    )
).map("".join)


def a_row(title: str = "A Title", date: str = "2026-01-02", rest: str = "abstract | comment | None |") -> str:
    return f"| **[{title}](https://arxiv.org/abs/2601.00001v1)** | {date} | {rest}"


def test_there_are_six_rows_between_the_headings_and_the_end() -> None:
    assert len(ROWS) == 6


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[5:25])
def test_a_row_that_was_read_is_written_back_letter_for_letter(row: str) -> None:
    listing = tables.read(row)
    code = CodeLink(state=CodeState.LISTED, url=listing.code_url) if listing.code_url else None
    assert tables.write(judged(listing.paper, code=code)) == f"{row}\n"


def test_version_date_and_link_are_those_of_the_row() -> None:
    first, second, third, *_ = (tables.read(row) for row in ROWS)
    assert (first.paper.arxiv_id, first.paper.version, first.paper.link) == ("2412.00011", 1, None)
    assert first.paper.updated_at == first.paper.submitted_at == datetime(2024, 12, 30, tzinfo=UTC)
    assert (second.paper.version, second.paper.submitted_at) == (5, None)
    assert second.paper.link == "https://arxiv.org/pdf/2411.00022v5"
    assert third.paper.link == "http://arxiv.org/abs/2410.00033v2"


def test_texts_are_read_as_a_reader_of_the_page_sees_them() -> None:
    _, second, third, *_ = (tables.read(row) for row in ROWS)
    assert second.paper.title == "Contrastive Learning Without Negatives: A Cook's Notes [Extended]"
    assert second.paper.comment == "Accepted by NeurIPS 2024"
    assert second.code_url == "https://github.com/example-kitchen/no-negatives.git"
    assert third.paper.title == "What $L_1 | x |$ and a < b Teach"
    assert third.paper.abstract.endswith("b > 0; see R&D, &amp; and <b> for the rest")


def test_a_bar_that_nobody_escaped_does_not_shift_the_cells() -> None:
    row = a_row(
        title="Norms |x| and More", rest="<details><summary>Show</summary><p>so | so</p></details> | a | b | None |"
    )
    listing = tables.read(row)
    assert (listing.paper.title, listing.paper.abstract) == ("Norms |x| and More", "so | so")


def test_a_link_without_a_version_leaves_the_version_open() -> None:
    listing = tables.read(a_row().replace("00001v1", "00001"))
    assert not listing.version_given
    assert listing.paper.submitted_at is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("| not a paper at all | None |", "does not begin"),
        (a_row(date="yesterday"), "not a date"),
        (a_row(date="0001-01-01"), "before arXiv"),
        (a_row(title=" "), "title is empty"),
        (a_row().replace("2601.00001v1", "nothing"), "not an arXiv id"),
        (a_row(rest="<details><summary>Show</summary><p>cut off in the mid"), "does not end"),
        (a_row(rest="only an abstract |"), "five cells"),
        (a_row(rest="abstract | comment | somewhere |"), "neither None nor"),
        (a_row(rest="abstract | comment | [Code Link](javascript:alert(1)) |"), "neither None nor"),
        ("|" * 5000 + "x", "does not begin"),
    ],
)
def test_a_row_that_cant_be_read_says_why(row: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        tables.read(row)


@pytest.mark.parametrize("filler", ["](", "| ", "</p></details> | ", " ", "-", "[", "&#", "\\|"])
def test_no_row_is_read_slowly(filler: str) -> None:
    # Where reading were quadratic, these would take hours.
    for row in (a_row(title=filler * 100_000), a_row(rest=filler * 100_000), a_row() + filler * 100_000):
        tables.is_row(row)
        try:
            tables.read(row)
        except BadInput:
            continue


@given(st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts))
def test_whatever_a_paper_holds_its_row_is_one_line_of_a_table(one: JudgedPaper) -> None:
    row = tables.write(one)
    assert row.endswith(" |\n")
    assert len(row.split("\n")) == 2
    assert tables.is_row(row)


@given(
    title=AWKWARD.filter(listings.clean),
    abstract=AWKWARD | st.text(),
    comment=AWKWARD | st.text(max_size=25),
)
@example(title="a](b", abstract="</p></details> | x | None |", comment="| None |")
@example(title="\\", abstract="\\", comment="\\")
@example(title="&notit;", abstract="&am|p;", comment="&<b")
def test_whatever_the_texts_hold_they_come_back_from_the_row(title: str, abstract: str, comment: str) -> None:
    paper = a_paper(title=title, abstract=abstract, comment=comment)
    again = tables.read(tables.write(judged(paper))).paper
    assert (again.title, again.abstract) == (listings.clean(title), listings.clean(abstract))
    assert again.comment == (listings.clean(comment) or None)


def test_a_heading_names_what_its_rows_are_listed_under() -> None:
    assert tables.heading("## Speech and Sound ##") == "Speech and Sound"
    assert tables.heading("#hashtag") is None
    assert tables.heading("##  ") is None


def test_lines_around_the_rows_are_no_rows() -> None:
    for line in ("", "prose", tables.TOP.splitlines()[2], tables.TOP.splitlines()[3], "|:---|---:|"):
        assert not tables.is_row(line)

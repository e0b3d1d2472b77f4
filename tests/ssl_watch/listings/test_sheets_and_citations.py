import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch.listings import citations, sheets
from ssl_watch.papers import Author
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import a_paper, arbitrary_papers, arbitrary_verdicts, judged

arbitrary = st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts)


def brace_depths(text: str) -> list[int]:
    depth, depths = 0, []
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        depths.append(depth)
    return depths


def test_a_sheets_row_is_read_back() -> None:
    paper = a_paper(
        comment="=SUM(A1)",
        journal_ref="'=quoted",
        dois=("10.1/a",),
        title="-1 is enough; @all",
        authors=(Author(name="Ada Lee, Jr."), Author(name="Ben and Carl")),
    )
    cells = dict(zip(sheets.COLUMNS, sheets.write(judged(paper)), strict=True))
    assert sheets.read(cells).paper == paper


@given(arbitrary)
def test_no_cell_is_run_as_a_formula(one: JudgedPaper) -> None:
    assert [cell for cell in sheets.write(one) if cell.startswith(("=", "+", "-", "@"))] == []


@given(arbitrary)
def test_any_paper_is_a_row_of_csv(one: JudgedPaper) -> None:
    cells = [cell.encode("utf-8", "replace").decode() for cell in sheets.write(one)]
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    assert next(csv.reader(io.StringIO(line.getvalue(), newline=""))) == cells


@given(arbitrary)
def test_any_paper_is_one_bibtex_entry_whose_braces_match(one: JudgedPaper) -> None:
    depths = brace_depths(citations.bibtex(one))
    assert depths[-1] == 0
    assert all(depth > 0 for depth in depths[:-1])


@given(arbitrary)
def test_any_paper_is_one_ris_reference(one: JudgedPaper) -> None:
    lines = citations.ris(one).split("\n")
    assert lines[0] == "TY  - UNPB"
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-3])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50% of A&B_c #1", r"50\% of A\&B\_c \#1"),
        ("already 50\\% done", r"already 50\% done"),
        ("$x_i^2$ and y_i", r"$x_i^2$ and y\_i"),
        ("costs $5", r"costs \$5"),
        ("Poincar\\'e and \\emph{more}", "Poincar\\'e and \\emph{more}"),
        ("a } too many", r"a \textbraceright  too many"),
        ("a ~ b ^ c", r"a \textasciitilde{} b \textasciicircum{} c"),
        ("ends with \\", r"ends with \textbackslash{}"),
    ],
)
def test_what_tex_would_stumble_over_is_escaped(text: str, written: str) -> None:
    assert citations.latex(text) == written


def test_keys_come_from_the_id_alone() -> None:
    assert citations.bibtex(judged(a_paper(arxiv_id="hep-th/9901001"))).startswith("@misc{arXiv-hep-th-9901001,\n")


def test_groups_and_commas_keep_bibtex_from_cutting_names() -> None:
    names = ("Ada Lee", "The And Team", "Lee, Jr.", "A Collaboration", "Rock and Roll")
    entry = citations.bibtex(judged(a_paper(authors=tuple(Author(name=name) for name in names))))
    assert "{Ada Lee and {The And Team} and {Lee, Jr.} and {A Collaboration} and {Rock and Roll}}" in entry


def test_ris_has_the_surname_first_where_there_is_one() -> None:
    names = ("Ada Mary Lee", "Plato", "The Big Collaboration")
    reference = citations.ris(judged(a_paper(authors=tuple(Author(name=name) for name in names))))
    assert "AU  - Lee, Ada Mary\nAU  - Plato\nAU  - The Big Collaboration\n" in reference

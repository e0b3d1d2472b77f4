"""What reference managers make of our citations, as far as two kept parsers stand for them."""

import re
import warnings

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch.listings import citations, clean
from ssl_watch.papers import Author
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import a_paper, arbitrary_papers, arbitrary_verdicts, judged

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware

arbitrary = st.lists(st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts), min_size=1, max_size=3)
TITLES = [
    "pipes | bars || and \\| more",
    "a \"quoted\" 'title' with `ticks`",
    "100% of R&D_costs #1 ~ 50^2 $5",
    "{Braces} and {nested {ones}}",
    "braces } the wrong { way",
    "$x_i^{2}$-norms and $\\alpha$",
    "emoji \U0001f600 and family \U0001f468\u200d\U0001f469",
    "שלום \u202eright to left\u202c العربية",
    "中文标题 Ünïcödé ß Łódź",
    "@article{injected, title={x}}",
    "ends with a backslash \\",
    "<b>tags</b> & &amp; entities",
    "TY  - JOUR",
    "ER  - ",
]


def bibtex_of(papers: list[JudgedPaper]) -> Library:
    text = "".join(map(citations.bibtex, papers))
    return parse_string(text.encode("utf-8", "strict").decode())


def hostile(number: int, title: str) -> JudgedPaper:
    authors = (Author(name="Ada Lee"), Author(name=f"Émile {title}"))
    return judged(a_paper(number, title=title, abstract=title * 3, authors=authors, comment=title, journal_ref=title))


def test_every_hostile_title_is_one_entry_with_a_key_of_its_own() -> None:
    papers = [hostile(number, title) for number, title in enumerate(TITLES, 1)]
    library = bibtex_of(papers)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == [f"arXiv-{one.paper.arxiv_id}" for one in papers]
    assert [entry.fields_dict["eprint"].value for entry in library.entries] == [one.paper.arxiv_id for one in papers]


@given(arbitrary)
def test_any_papers_are_as_many_entries(papers: list[JudgedPaper]) -> None:
    numbered = [hostile(number, clean(one.paper.title)) for number, one in enumerate(papers, 1)]
    library = bibtex_of(numbered)
    assert library.failed_blocks == []
    assert len(library.entries) == len(papers)


@pytest.mark.parametrize(
    "title",
    ["100% of R&D_costs #1", "Ünïcödé ß Łódź 中文", "{Braces}", "costs $5 ~ five", "emoji \U0001f600"],
    ids=["signs", "letters", "braces", "dollars", "emoji"],
)
def test_a_title_is_read_as_it_was(title: str) -> None:
    text = citations.bibtex(judged(a_paper(title=title)))
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    read = library.entries[0].fields_dict["title"].value
    assert re.sub(r"[{}]", "", read) == re.sub(r"[{}]", "", title)


def test_every_hostile_title_is_one_reference_that_says_it_again() -> None:
    papers = [hostile(number, title) for number, title in enumerate(TITLES, 1)]
    references = rispy.loads("".join(map(citations.ris, papers)))
    assert [each["title"] for each in references] == [title.strip() for title in TITLES]
    assert [each["id"] for each in references] == [f"arXiv-{one.paper.arxiv_id}" for one in papers]
    assert {each["type_of_reference"] for each in references} == {"UNPB"}


@given(arbitrary)
def test_any_papers_are_as_many_references(papers: list[JudgedPaper]) -> None:
    references = rispy.loads("".join(map(citations.ris, papers)))
    assert len(references) == len(papers)

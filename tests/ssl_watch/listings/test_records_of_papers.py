import contextlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import listings
from ssl_watch.errors import BadInput
from ssl_watch.listings import records
from ssl_watch.papers import Author, Paper
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import a_paper, arbitrary_papers, arbitrary_verdicts, judged

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def read(**changes: Any) -> Paper:
    return records.read({"arxiv_id": "2301.08243", "title": "A Title", **changes}).paper


@pytest.mark.parametrize("version", [2, "2", "v2"])
def test_a_version_may_be_a_number_or_a_suffix(version: object) -> None:
    assert read(version=version).version == 2


@pytest.mark.parametrize("field", ["arxiv_id", "id", "link", "url"])
def test_the_id_is_found_in_any_form_with_its_version(field: str) -> None:
    listing = records.read({field: "https://arxiv.org/pdf/2301.08243v3.pdf", "title": "A Title"})
    assert (listing.paper.arxiv_id, listing.paper.version, listing.version_given) == ("2301.08243", 3, True)


def test_an_unknown_version_is_taken_for_the_first_and_marked() -> None:
    listing = records.read({"arxiv_id": "2301.08243", "title": "A Title", "version": None, "date": "2023-02-01"})
    assert (listing.paper.version, listing.version_given, listing.paper.submitted_at) == (1, False, None)


def test_the_first_versions_date_is_when_it_was_submitted() -> None:
    paper = read(version="v1", date="2023-01-19")
    assert paper.submitted_at == paper.updated_at == datetime(2023, 1, 19, tzinfo=UTC)
    assert read(version="v2", date="2023-01-19").submitted_at is None


@pytest.mark.parametrize(
    ("arxiv_id", "month"),
    [("2301.08243", (2023, 1)), ("0704.0008", (2007, 4)), ("hep-th/9901001", (1999, 1)), ("math/0309136", (2003, 9))],
)
def test_without_a_date_a_paper_is_of_the_month_in_its_id(arxiv_id: str, month: tuple[int, int]) -> None:
    assert read(arxiv_id=arxiv_id).updated_at == datetime(*month, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["Ada Lee", "Ben Roy"], ["Ada Lee", "Ben Roy"]),
        (["Ada Lee, Ben Roy, Carl Ito"], ["Ada Lee", "Ben Roy", "Carl Ito"]),
        ("Ada Lee, Ben Roy and Carl Ito", ["Ada Lee", "Ben Roy", "Carl Ito"]),
        (["Lee, Ada"], ["Lee, Ada"]),
        (["Ada Lee, Jr., Ben Roy"], ["Ada Lee, Jr.", "Ben Roy"]),
        ([{"name": "Ada Lee", "affiliations": ["Nowhere"]}], ["Ada Lee"]),
        ([" "], []),
        (None, []),
    ],
)
def test_authors_come_in_many_shapes(given: object, names: list[str]) -> None:
    assert [author.name for author in read(authors=given).authors] == names


def test_categories_may_be_a_list_or_a_text() -> None:
    assert read(categories="cs.LG cs.CV").categories == read(categories=["cs.LG", "cs.CV"]).categories
    assert read(categories="cs.LG, cs.CV").categories == ("cs.LG", "cs.CV")


@pytest.mark.parametrize("code", ["[Code Link](https://github.com/a/b)", "https://github.com/a/b"])
def test_a_repository_may_stand_alone_or_in_a_link(code: str) -> None:
    listing = records.read({"arxiv_id": "2301.08243", "title": "A Title", "code": code})
    assert listing.code_url == "https://github.com/a/b"


@pytest.mark.parametrize("code", ["None", "", None, {"state": "none"}, "javascript:x", 5])
def test_what_is_no_repository_is_none(code: object) -> None:
    assert records.read({"arxiv_id": "2301.08243", "title": "A Title", "code": code}).code_url is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ([], "no JSON object"),
        ({}, "id is missing"),
        ({"arxiv_id": "2301.08243"}, "title is missing"),
        ({"arxiv_id": "2301.08243", "title": " \n"}, "title is missing"),
        ({"arxiv_id": "nonsense", "title": "x"}, "not an arXiv id"),
        ({"arxiv_id": 2301.08243, "title": "x"}, "is no text"),
        ({"arxiv_id": "2301.08243", "title": "x", "date": "soon"}, "not a date"),
        ({"arxiv_id": "2301.08243", "title": "x", "updated_at": "9999-12-31T23:59:59-23:59"}, "not a date"),
        ({"arxiv_id": "2301.08243", "title": "x", "version": "latest"}, "no version"),
        ({"arxiv_id": "2301.08243", "title": "x", "version": True}, "no version"),
        ({"arxiv_id": "2301.08243", "title": "x", "version": -1}, "no version"),
        ({"arxiv_id": "2301.08243", "title": "x", "version": "٣"}, "no version"),
        ({"arxiv_id": "2301.08243", "title": "x", "authors": 5}, "authors are"),
        ({"arxiv_id": "2301.08243", "title": "x", "authors": [5]}, "an author is"),
        ({"arxiv_id": "2301.08243", "title": "x", "authors": [{"name": "A", "affiliations": "x"}]}, "affiliations"),
        ({"arxiv_id": "2301.08243", "title": "x", "categories": {"a": 1}}, "categories are"),
        ({"arxiv_id": "2301.08243", "title": "x", "abstract": ["x"]}, "abstract is no text"),
    ],
)
def test_a_record_that_cant_be_read_says_why(record: object, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        records.read(record)


@given(st.dictionaries(st.sampled_from(sorted(records.write(judged(a_paper())))) | st.text(max_size=5), anything))
def test_garbage_is_read_or_refused_but_never_breaks_anything(record: dict[str, object]) -> None:
    with contextlib.suppress(BadInput):
        records.read({"arxiv_id": "2301.08243", "title": "A Title"} | record)


def test_for_judging_a_paper_needs_neither_id_nor_date() -> None:
    listing = records.read({"title": None, "abstract": "Only an abstract."}, id_needed=False)
    assert (listing.paper.arxiv_id, listing.paper.abstract) == ("", "Only an abstract.")
    listing = records.read({"arxiv_id": "number 5", "title": "A Title"}, id_needed=False)
    assert (listing.paper.arxiv_id, listing.paper.title) == ("number 5", "A Title")
    with pytest.raises(BadInput, match="title is missing"):
        records.read({"arxiv_id": "2301.08243"}, id_needed=False)


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    paper = read(title="A\0 Ti\x1btle\ud800", abstract="one\n  two\r\n\r\nthree\tfour")
    assert (paper.title, paper.abstract) == ("A Title", "one two three four")


@given(st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts))
def test_any_paper_becomes_json(one: JudgedPaper) -> None:
    assert json.loads(json.dumps(records.write(one)))["arxiv_id"] == one.paper.arxiv_id


def test_a_written_record_is_read_back_whole() -> None:
    paper = a_paper(
        version=4,
        comment="12 pages",
        journal_ref="A Journal 5",
        dois=("10.1/a,b", "10.1/c"),
        withdrawn=True,
        link="http://arxiv.org/abs/2603.00001v4",
        authors=(Author(name="Ada Lee, Jr.", affiliations=("Here, There",)), Author(name="The And Team")),
        submitted_at=None,
    )
    assert records.read(json.loads(json.dumps(records.write(judged(paper))))).paper == paper
    first = replace(paper, version=1)
    assert records.read(records.write(judged(first))).paper.submitted_at is None


def test_the_written_verdict_is_not_believed() -> None:
    record = records.write(judged(a_paper()))
    record["verdict"] = {"relevance": {"level": "garbage"}}
    assert records.read(record) == listings.Listing(paper=a_paper())

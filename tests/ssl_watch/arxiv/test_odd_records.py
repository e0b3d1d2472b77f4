"""What real answers have shown, in answers of our own."""

import re
from datetime import UTC, datetime

import pytest

from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Author, Paper
from tests.ssl_watch.arxiv.prepared import Read, fixture


@pytest.fixture(scope="module")
def papers(read: Read) -> dict[str, Paper]:
    return {paper.arxiv_id: paper for paper in read(fixture("new_server")).papers}


def test_texts_lose_their_line_breaks_and_keep_their_latex(papers: dict[str, Paper]) -> None:
    paper = papers["2609.00001"]
    assert paper.title == r"Learning $\ell_2$-normalised features of M\"obius strips & knots with $p < q$"
    assert paper.abstract == (
        "A first line that was broken by hand, and a second with wide spaces. An indented paragraph."
    )
    assert (paper.comment, paper.journal_ref) == ("12 pages, 4 figures", "Annals of Examples 7 (2026) 1-12")


def test_version_and_both_times_are_read(papers: dict[str, Paper]) -> None:
    paper = papers["2609.00001"]
    assert paper.version == 3
    assert paper.submitted_at == datetime(2026, 9, 1, tzinfo=UTC)
    assert paper.updated_at == datetime(2026, 9, 12, 8, 30, tzinfo=UTC)


def test_the_primary_category_comes_first_and_classes_of_msc_and_acm_are_no_categories(
    papers: dict[str, Paper],
) -> None:
    assert papers["2609.00001"].categories == ("math.GT", "cs.LG")
    assert papers["2609.00001"].primary_category == "math.GT"


def test_authors_keep_their_letters_and_their_affiliations(papers: dict[str, Paper]) -> None:
    assert papers["2609.00001"].authors == (
        Author(name="Zoë Ångström-Ibáñez", affiliations=("Institute of Examples", "Société d'essais")),
        Author(name="田中 花子"),
    )


def test_a_colon_is_no_author(papers: dict[str, Paper]) -> None:
    assert [author.name for author in papers["hep-ex/0406099"].authors] == ["A. Physicist", "B. Physicist"]


def test_all_dois_are_kept(papers: dict[str, Paper]) -> None:
    assert papers["2609.00001"].dois == ("10.1000/first", "10.1000/second(3)")
    assert papers["2609.00002"].dois == ("10.1000/one", "10.1000/two")


def test_a_title_may_be_zero(papers: dict[str, Paper]) -> None:
    assert papers["2609.00002"].title == "0"


def test_old_identifiers_lose_their_subject_class(papers: dict[str, Paper]) -> None:
    assert papers["hep-ex/0406099"].version == 2
    assert papers["math/0309999"].abstract_url == "https://arxiv.org/abs/math/0309999"


def test_entities_of_html_are_decoded_once(papers: dict[str, Paper]) -> None:
    paper = papers["2609.00005"]
    assert paper.title == "Entities of HTML inside of XML: O'Example & Sons &lt;"
    assert paper.abstract == "Where a < b, R&D and <AT&T> stay what they are; &nosuch; too."
    assert [author.name for author in paper.authors] == ["Pat O'Example", "Sam O'Example"]


def test_a_withdrawn_paper_is_known_as_such(papers: dict[str, Paper]) -> None:
    assert [paper.arxiv_id for paper in papers.values() if paper.withdrawn] == ["2609.00006"]


def test_markup_inside_of_a_text_does_not_cut_it_off(papers: dict[str, Paper]) -> None:
    assert papers["2609.00007"].title == "Markup inside of a title"
    assert papers["2609.00007"].abstract == "And of an abstract."


def test_a_ghost_is_no_paper(read: Read, papers: dict[str, Paper]) -> None:
    assert len(papers) == 7
    assert read(fixture("new_server")).ghosts == ("2609.00009",)


def test_the_old_servers_feed_is_read_and_its_ghost_and_unreadable_record_told(read: Read) -> None:
    reading = read(fixture("old_server"))
    (paper,) = reading.papers
    assert paper.title == (
        "A title that the old server wrapped at seventy-nine columns, as it did with everything it sent"
    )
    assert paper.submitted_at == datetime(2016, 9, 5, 21, 30, tzinfo=UTC)
    assert paper.authors == (Author(name="O. Ldserver", affiliations=("University of Yesterday",)),)
    assert (paper.dois, paper.categories) == (("10.1000/old",), ("cs.CV",))
    assert (reading.ghosts, reading.unreadable, reading.total) == (("1609.09999",), ("1609.04321",), 3)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "soon",
        "2026-09-02",
        "2026-13-02T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-09-02T00:00:00",
    ],
)
def test_a_record_with_an_odd_date_is_told_and_costs_no_other(read: Read, date: str) -> None:
    body = re.sub(rb"(<updated>)2026-09-02T00:00:00Z", rb"\g<1>" + date.encode(), fixture("new_server"))
    reading = read(body)
    assert (len(reading.papers), reading.unreadable) == (6, ("2609.00002",))


def test_single_records_without_a_date_in_the_middle_and_at_the_end_cost_no_other(read: Read) -> None:
    undated = re.sub(rb"<published>2026-09-0[47]T00:00:00Z</published>", b"", fixture("new_server"))
    reading = read(undated)
    assert (len(reading.papers), reading.unreadable) == (5, ("2609.00005", "2609.00007"))


@pytest.mark.parametrize("declared", [b"ISO-8859-1", b"US-ASCII", b"UTF-16"])
def test_letters_are_utf_8_whatever_the_declaration_says(read: Read, papers: dict[str, Paper], declared: bytes) -> None:
    body = fixture("new_server").replace(b"encoding='UTF-8'", b"encoding='" + declared + b"'", 1)
    assert declared in body
    assert read(body).papers == tuple(papers.values())


@pytest.mark.parametrize(
    ("named", "arxiv_id"),
    [
        (b"cond-mat.stat-mech/0309136v2", "cond-mat/0309136"),
        (b"physics.acc-ph/0309136v1", "physics/0309136"),
        (b"q-bio.NC/0501001v1", "q-bio/0501001"),
    ],
)
def test_a_subject_class_of_any_kind_is_no_part_of_the_identifier(read: Read, named: bytes, arxiv_id: str) -> None:
    reading = read(fixture("new_server").replace(b"abs/2609.00002v1", b"abs/" + named))
    assert arxiv_id in {paper.arxiv_id for paper in reading.papers}


def test_when_much_of_a_page_is_unreadable_the_page_is(read: Read) -> None:
    body = re.sub(rb"<published>[^<]*", b"<published>?", fixture("new_server"))
    with pytest.raises(ArxivUnavailable, match="can't be read"):
        read(body)


@pytest.mark.parametrize(
    "damage",
    [b"a \x01 character", b"a \xff byte", b"a reference &#2;", b"a bare & sign", b"an &eacute; entity", b"<i>open"],
    ids=ascii,
)
def test_a_record_that_is_no_xml_is_told_and_costs_no_other(read: Read, damage: bytes) -> None:
    body = fixture("new_server").replace(b"<title>0<", b"<title>" + damage + b"<")
    reading = read(body)
    assert (len(reading.papers), reading.unreadable, reading.total) == (6, ("2609.00002",), 8)


def test_damage_that_hides_which_record_it_is_in_spoils_the_page(read: Read) -> None:
    for found in (b"abs/2609.00002v1", b"</entry>", b"<entry>"):
        with pytest.raises(ArxivUnavailable):
            read(fixture("new_server").replace(found, b"\x01", 1))

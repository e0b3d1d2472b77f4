from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.arxiv import Record
from ssl_watch.arxiv.accents import unaccented
from ssl_watch.arxiv.authorship import authors_of
from ssl_watch.papers import Author, Paper
from tests.ssl_watch.arxiv.harvesting import a_record, an_oai, versions
from tests.ssl_watch.arxiv.wiring import NOW, an_arxiv


def names(line: str) -> list[str]:
    return [author.name for author in authors_of(line)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"Schr\"odinger, Fr\'echet, Poincar\'{e}", "Schrödinger, Fréchet, Poincaré"),
        (r"Fran\c{c}ois and Avan\c{c}os, anota\c{c}\~oes", "François and Avanços, anotações"),
        (r"{\L}ukasz \L ukasz \L{}ukasz", "Łukasz Łukasz Łukasz"),
        (r"Stra{\ss}e, Stra\ss e, Gro\ss", "Straße, Straße, Groß"),
        (r"Bj{\o}rn \O rsted {\AA}ngstr\"om", "Bjørn Ørsted Ångström"),
        (r"\v{C}ech \v Cech Erd\H{o}s {\v{S}}koda", "Čech Čech Erdős Škoda"),
        (r"Ram\'{\i}rez Garc\'\ia Garc\'{i}a", "Ramírez Garc\\'\\ia García"),
        (r"{\"o}rtlich mus{\'e}e \^O \u{A}n Quan", "örtlich musée Ô Ăn Quan"),
        (r"\k{a} \r{u} \.z \=a \`a", "ą ů ż ā à"),
    ],
)
def test_accents_and_letters_of_tex_are_shown(typed: str, shown: str) -> None:
    assert unaccented(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        r"a rank of \k{appa} and \r{ho}, \c{opyright} 2024",
        r"$x\'e$ and $\ell_2$ and \(\hat{\'e}\)",
        r"50% better at AT&T, # 1_2, \textbf{bold}, {\it so}",
        r"\"word\" \~8B Pass\^{}1 \'92 \lambda \omega \order \sson",
        "no backslash, Schrödinger",
        "\\",
    ],
)
def test_all_else_stays_as_it_was_written(typed: str) -> None:
    assert unaccented(typed) == typed


@given(st.text(alphabet="\\'\"{}$^~=.ceiosvuHk abZ", max_size=60))
def test_any_tex_is_survived_and_read_once(typed: str) -> None:
    assert len(unaccented(typed)) <= len(typed) + 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ann Author", ["Ann Author"]),
        ("Ann Author, Bo Writer and Cy Poet", ["Ann Author", "Bo Writer", "Cy Poet"]),
        ("Ann Author, Bo Writer, and Cy Poet", ["Ann Author", "Bo Writer", "Cy Poet"]),
        ("Ann Author & Bo Writer", ["Ann Author", "Bo Writer"]),
        ("Andy Ander,\n  Brandy\tBand", ["Andy Ander", "Brandy Band"]),
        (r"Jos\'e Garc\'{\i}a, {\L}. Nowak", ["José García", "Ł. Nowak"]),
        ("O&#39;Example, P.", ["O'Example", "P."]),
        ("J.A.B. Smith, J.-P. Serre", ["J. A. B. Smith", "J. -P. Serre"]),
        ("Martin L. King, Jr., Bo Writer III", ["Martin L. King, Jr.", "Bo Writer III"]),
        ("The Big Collaboration: Ann Author, Bo Writer", ["The Big Collaboration", "Ann Author", "Bo Writer"]),
        ("Ann Author, Bo Writer, et al.", ["Ann Author", "Bo Writer"]),
        ("Ann Author,, , Bo Writer,", ["Ann Author", "Bo Writer"]),
        ("张伟, Ü", ["张伟", "Ü"]),
        ("", []),
        (" , : () and ", []),
    ],
)
def test_names_are_parted(line: str, told: list[str]) -> None:
    assert names(line) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ann Author (Here, There)", [("Ann Author", ("Here, There",))]),
        ("Ann (Here), Bo (There (Inner))", [("Ann", ("Here",)), ("Bo", ("There (Inner)",))]),
        ("Ann, Bo (Here), Cy", [("Ann", ("Here",)), ("Bo", ("Here",)), ("Cy", ())]),
        ("Big Collaboration, Ann (Here)", [("Big Collaboration", ()), ("Ann", ("Here",))]),
        ("Ann (for the Big Collaboration)", [("Ann", ("for the Big Collaboration",))]),
        (
            "Ann (1), Bo (1 and 2), Cy (2) ((1) Here, (2) There (Inner))",
            [("Ann", ("Here",)), ("Bo", ("Here", "There (Inner)")), ("Cy", ("There (Inner)",))],
        ),
        (r"Ann (Universit\'e)", [("Ann", ("Université",))]),
        ("Ann (Here", [("Ann", ("Here",))]),
        ("Ann) (Here)", [("Ann)", ("Here",))]),
    ],
)
def test_affiliations_go_with_their_names(line: str, told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(author.name, author.affiliations) for author in authors_of(line)] == told


@given(st.text(alphabet="AB,():&and12 .\\'", max_size=80))
def test_any_line_of_authors_is_survived(line: str) -> None:
    assert all(author.name for author in authors_of(line))


def test_a_line_of_thousands_of_authors_is_read_at_once() -> None:
    assert len(authors_of(", ".join(f"A. Author{number} Group" for number in range(5000)))) == 5000
    assert authors_of("(" * 50_000) == ()


def test_every_field_of_a_record_is_read() -> None:
    told = a_record(
        "2609.00001",
        versions=versions(("v1", "Mon, 1 Jun 2026 10:00:00 GMT", ""), ("v2", "Tue, 2 Jun 2026 10:00:00 GMT", "D")),
        title="A title\n  that is broken, of O&amp;#39;Example &amp; Sons with $p &lt; q$",
        authors=r"Ann Author (Here), Jos\'e Writer",
        categories="cs.CV cs.LG 68T07 I.2.6 eess.IV",
        comments="12 pages,\n 4 figures",
        **{"journal-ref": "J. 1 (2026)", "doi": "10.1/a, 10.1/b 10.1/a", "report-no": "X-1", "msc-class": "68T07"},
    )
    with an_oai(told) as harvest:
        assert harvest.one().papers == (
            Paper(
                arxiv_id="2609.00001",
                version=2,
                title="A title that is broken, of O'Example & Sons with $p < q$",
                abstract="We learn without labels.",
                updated_at=datetime(2026, 6, 2, 10, tzinfo=UTC),
                submitted_at=datetime(2026, 6, 1, 10, tzinfo=UTC),
                authors=(Author(name="Ann Author", affiliations=("Here",)), Author(name="José Writer")),
                categories=("cs.CV", "cs.LG", "eess.IV"),
                comment="12 pages, 4 figures",
                journal_ref="J. 1 (2026)",
                dois=("10.1/a", "10.1/b"),
            ),
        )


def test_both_interfaces_make_the_same_paper() -> None:
    record = Record(
        arxiv_id="2609.00007",
        title="Self-supervised learning with $p<q$ & more, for José",
        abstract="We learn without labels.\n  And more.",
        submitted_at=NOW,
        updated_at=NOW,
        announced_at=NOW,
        comment="12 pages",
        dois=("10.1/a", "10.1/b"),
        journal_ref="J. 1 (2026)",
    )
    with an_arxiv(record) as arxiv:
        (by_search,) = arxiv.read().papers
    told = a_record(
        "2609.00007",
        versions=versions(("v1", f"{NOW:%a, %d %b %Y %H:%M:%S} GMT", "D")),
        title=r"Self-supervised learning with $p&lt;q$ &amp; more, for Jos\'e",
        authors=" and ".join(author.name for author in by_search.authors),
        abstract="  We learn without labels.\n  And more.\n",
        categories=" ".join(by_search.categories),
        comments="12 pages",
        doi="10.1/a 10.1/b",
        **{"journal-ref": "J. 1 (2026)"},
    )
    with an_oai(told) as harvest:
        assert harvest.one().papers == (by_search,)

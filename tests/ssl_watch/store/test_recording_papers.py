from datetime import timedelta

import pytest
from hypothesis import given

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level
from ssl_watch.store import Store, Transaction, papers
from ssl_watch.store.columns import storable_value
from ssl_watch.verdicts import JudgedPaper, Verdict
from tests.ssl_watch.store.making import NOW, a_paper, a_table_row, arbitrary_papers, arbitrary_verdicts, judged, record

LATER = NOW + timedelta(days=3)
LISTED = CodeLink(state=CodeState.LISTED, url="https://example.org/listed")
IN_ABSTRACT = CodeLink(state=CodeState.ABSTRACT, url="https://example.org/own", evidence="code at")
ON_PROJECT_PAGE = CodeLink(state=CodeState.PROJECT, url="https://example.org/page")


def known(transaction: Transaction, number: int = 1) -> JudgedPaper:
    found = papers.get(transaction, a_paper(number).arxiv_id)
    assert found is not None
    return found


def test_a_paper_seen_for_the_first_time_takes_the_next_place_in_the_order_of_first_sight(store: Store) -> None:
    with store.writing() as tx:
        assert record(tx, a_paper(5), a_paper(3), a_paper(4)) == ["new", "new", "new"]
        assert [known(tx, number).first_seen for number in (5, 3, 4)] == [1, 2, 3]
        assert known(tx, 5).first_seen_at == NOW
        assert known(tx, 5).news


def test_a_paper_of_an_import_is_no_news(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(), news=False)
        assert not known(tx).news


def test_the_same_paper_again_changes_nothing(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        before = known(tx)
        assert papers.record(tx, judged(a_paper()), news=False, now=LATER) == "unchanged"
        assert known(tx) == before


def test_a_replacement_is_recorded_but_keeps_its_place_and_is_no_news_again(store: Store) -> None:
    second = a_paper(version=2, title="A better title", updated_at=LATER)
    with store.writing() as tx:
        record(tx, a_paper(), a_paper(2), news=False)
        assert papers.record(tx, judged(second), news=True, now=LATER) == "replaced"
        assert known(tx) == JudgedPaper(
            paper=second, verdict=judged(second).verdict, first_seen=1, first_seen_at=NOW, news=False
        )
        assert papers.last_seen(tx) == 2


def test_each_version_seen_has_its_row(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(comment="8 pages"))
        third = a_paper(version=3, title="Anew", updated_at=LATER, comment="Withdrawn: wrong", withdrawn=True)
        papers.record(tx, judged(third), news=True, now=LATER)
        first, last = papers.versions(tx, third.arxiv_id)
    assert (first.version, first.title, first.comment, first.withdrawn) == (1, a_paper().title, "8 pages", False)
    assert (first.updated_at, first.first_seen_at) == (a_paper().updated_at, NOW)
    assert (last.version, last.title, last.comment, last.withdrawn) == (3, "Anew", "Withdrawn: wrong", True)
    assert (last.updated_at, last.first_seen_at) == (LATER, LATER)


def test_an_older_version_than_the_known_one_changes_nothing(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(version=3))
        before = known(tx)
        assert record(tx, a_paper(version=2, title="An older title")) == ["unchanged"]
        assert known(tx) == before
        assert [version.version for version in papers.versions(tx, a_paper().arxiv_id)] == [3]


def test_metadata_edited_without_a_new_version_are_a_change(store: Store) -> None:
    edited = a_paper(journal_ref="Journal of Examples 1 (2026)", comment="Accepted", dois=("10.1/a", "10.1/b"))
    with store.writing() as tx:
        record(tx, a_paper())
        assert record(tx, edited) == ["changed"]
        assert known(tx).paper == edited
        (version,) = papers.versions(tx, edited.arxiv_id)
    assert (version.comment, version.first_seen_at) == ("Accepted", NOW)


def test_another_verdict_on_the_same_paper_is_a_change(store: Store) -> None:
    other = judged(a_paper(), level=Level.USES, domains=("speech", "medical"))
    with store.writing() as tx:
        record(tx, a_paper())
        assert record(tx, other) == ["changed"]
        assert known(tx).verdict == other.verdict
        assert known(tx).domain_names == ("speech", "medical")


def test_a_poll_does_not_lose_the_link_and_the_code_that_a_table_listed(store: Store) -> None:
    row = judged(a_table_row(link="http://arxiv.org/pdf/x"), code=LISTED)
    with store.writing() as tx:
        record(tx, row, news=False)
        assert record(tx, a_paper()) == ["changed"]
        assert known(tx).paper == a_paper(link="http://arxiv.org/pdf/x")
        assert known(tx).verdict.code == LISTED
        assert record(tx, judged(a_paper(), code=ON_PROJECT_PAGE)) == ["unchanged"]
        assert record(tx, judged(a_paper(), code=IN_ABSTRACT)) == ["changed"]
        assert known(tx).verdict.code == IN_ABSTRACT


def test_a_table_s_row_only_adds_its_links_to_a_paper_known_whole(store: Store) -> None:
    row = a_table_row(link="http://arxiv.org/pdf/x", title="A title with out its hyphens")
    with store.writing() as tx:
        record(tx, judged(a_paper(), code=ON_PROJECT_PAGE))
        assert record(tx, judged(row, code=LISTED, domains=("other",))) == ["changed"]
        assert known(tx).paper == a_paper(link="http://arxiv.org/pdf/x")
        assert known(tx).verdict == judged(a_paper(), code=LISTED).verdict
        assert record(tx, judged(row, code=LISTED, domains=("other",))) == ["unchanged"]


def test_a_table_s_code_link_does_not_replace_the_paper_s_own(store: Store) -> None:
    with store.writing() as tx:
        record(tx, judged(a_paper(), code=IN_ABSTRACT))
        assert record(tx, judged(a_table_row(), code=LISTED)) == ["unchanged"]
        assert known(tx).verdict.code == IN_ABSTRACT


def test_a_table_s_row_of_a_later_version_keeps_what_only_arxiv_tells(store: Store) -> None:
    whole = a_paper(dois=("10.1/a",), journal_ref="Journal", comment="8 pages")
    row = a_table_row(version=2, title="Its new title", comment=None)
    with store.writing() as tx:
        record(tx, whole)
        assert record(tx, row) == ["replaced"]
        found = known(tx).paper
    assert (found.version, found.title, found.updated_at, found.comment) == (2, "Its new title", row.updated_at, None)
    assert (found.authors, found.categories, found.submitted_at) == (
        whole.authors,
        whole.categories,
        whole.submitted_at,
    )
    assert (found.dois, found.journal_ref) == (whole.dois, whole.journal_ref)


def test_an_edited_table_changes_the_papers_that_only_tables_told_of(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_table_row(link="http://arxiv.org/abs/x"))
        assert record(tx, a_table_row(title="Corrected", link="http://arxiv.org/abs/x")) == ["changed"]
        assert known(tx).paper.title == "Corrected"


@pytest.mark.parametrize(
    "odd",
    [
        a_paper(title="0"),
        a_paper(title="", abstract=""),
        a_paper(abstract="self-supervised " * 200_000),
        a_paper(authors=tuple(Author(name=f"Author {number} Ünïcode") for number in range(300))),
        a_paper(arxiv_id="math-ph/0701001"),
        a_paper(title="NUL \0 and half a pair \ud83d", comment="\0", categories=("\udfff",)),
        a_paper(title="100% _ \\ ' \" ; DROP TABLE papers --"),
        a_paper(version=9999, comment="", journal_ref="", link=""),
    ],
    ids=["0", "empty", "giant", "300 authors", "old id", "unstorable", "sql", "empty strings"],
)
def test_an_odd_paper_is_recorded_whole(store: Store, odd: Paper) -> None:
    with store.writing() as tx:
        assert record(tx, odd) == ["new"]
        assert record(tx, odd) == ["unchanged"]
        found = papers.get(tx, odd.arxiv_id)
    assert found is not None
    assert found.paper == storable_value(odd)


@given(arbitrary_papers, arbitrary_verdicts)
def test_whatever_arxiv_sends_is_read_back_as_it_was_recorded(store: Store, paper: Paper, verdict: Verdict) -> None:
    one = JudgedPaper(paper=paper, verdict=verdict)
    with store.engine.connect() as tx, tx.begin() as never_committed:
        assert papers.record(tx, one, news=True, now=NOW) == "new"
        assert papers.record(tx, one, news=True, now=NOW) == "unchanged"
        kept = storable_value(one)
        assert papers.get(tx, paper.arxiv_id) == JudgedPaper(
            paper=kept.paper, verdict=kept.verdict, first_seen=1, first_seen_at=NOW, news=True
        )
        never_committed.rollback()


def test_a_poll_s_worth_of_papers_fits_in_one_transaction(store: Store) -> None:
    many = [judged(a_paper(number), domains=("vision", "speech")) for number in range(1, 501)]
    with store.writing() as tx:
        assert set(record(tx, *many)) == {"new"}
    with store.writing() as tx:
        assert set(record(tx, *many)) == {"unchanged"}
        assert papers.last_seen(tx) == 500

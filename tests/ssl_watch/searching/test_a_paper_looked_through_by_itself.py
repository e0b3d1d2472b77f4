from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import queries
from ssl_watch.queries import holding, matching
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.searching import by_hand
from tests.ssl_watch.searching.test_both_databases_answer_alike import QUERIES, TODAY, archives
from tests.ssl_watch.store.making import a_paper, judged, record


def found_in(archive: list[JudgedPaper], term: queries.Term) -> set[str]:
    """The ids of the papers that match, each looked through by itself."""
    search = matching.search(term)
    looked = ((one.paper.arxiv_id, holding.opened(one)) for one in archive)
    return {arxiv_id for arxiv_id, opened in looked if opened and holding.matches(search, opened)}


@given(archives(), st.lists(QUERIES, min_size=1, max_size=8))
def test_it_matches_exactly_where_a_search_in_the_archive_finds_it(
    store: Store, archive: list[JudgedPaper], texts: list[str]
) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        record(tx, *archive)
        for text in texts:
            if read := queries.read(text).term:
                term = queries.on(read, TODAY)
                found = papers.search(tx, queries.Query(text=text, term=term), limit=20, offset=0, within=30)
                assert found_in(archive, term) == {one.paper.arxiv_id for one in found.papers}, text
        never_committed.rollback()


@given(st.lists(archives(), min_size=1, max_size=3), st.text(max_size=60))
def test_whatever_is_asked_it_matches_as_if_somebody_looked(archives: list[list[JudgedPaper]], text: str) -> None:
    term = queries.read(text).term
    for archive in archives:
        if term:
            on = queries.on(term, TODAY)
            assert found_in(archive, on) == set(by_hand.search(archive, on))


def test_words_do_not_reach_over_a_gap_from_one_part_into_the_next() -> None:
    one = judged(a_paper(1, title="Learning to mask", abstract="Graphs of faces."))
    for text, expected in (('"to mask"', True), ('"mask graphs"', False), ('"example ben"', False), ("fac*", True)):
        term = queries.read(text).term
        assert term is not None
        assert bool(found_in([one], term)) is expected, text

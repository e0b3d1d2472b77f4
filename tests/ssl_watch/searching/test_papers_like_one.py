from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import likeness, searching
from ssl_watch.errors import NotAnArxivId
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.searching.papers_alike import GRAPHS, KINDS, ROBOTS, SOUNDS, VOICES, a_paper_of
from tests.ssl_watch.store.making import NOW, a_paper, judged, record


def fill(store: Store, *many: Paper | JudgedPaper) -> None:
    with store.writing() as tx:
        record(tx, *many)


def similar(store: Store, number: int, *, limit: int = 10, offset: int = 0) -> list[int]:
    found = searching.similar(store, a_paper(number).arxiv_id, limit=limit, offset=offset)
    assert found is not None
    return [int(one.paper.arxiv_id[-5:]) for one in found.results.papers]


def by_hand(archive: list[Paper], asked: Paper) -> list[str]:
    """The others by how near they are, and then the newest first."""
    others = [paper for paper in archive if paper.arxiv_id != asked.arxiv_id and not paper.withdrawn]
    directions = [likeness.of(paper).numbers for paper in others]
    near = likeness.nearest(likeness.of(asked), directions, most=len(others) or 1)
    ranked = sorted(((like, _dated(others[index]), others[index].arxiv_id) for index, like in near), reverse=True)
    return [arxiv_id for *_, arxiv_id in ranked]


def _dated(paper: Paper) -> datetime:
    return (paper.submitted_at or paper.updated_at).replace(microsecond=0)


def test_the_nearest_come_first_and_the_paper_itself_is_left_out(store: Store) -> None:
    fill(store, *(a_paper_of(kind, number) for number, kind in enumerate((GRAPHS, SOUNDS, ROBOTS, VOICES), 1)))
    assert similar(store, 2) == [4]


def test_what_has_nothing_in_common_is_not_similar(store: Store) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(ROBOTS, 2))
    assert similar(store, 1) == []


def test_each_says_how_like_it_is_and_by_which_words(store: Store) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(SOUNDS, 2), a_paper_of(VOICES, 3))
    found = searching.similar(store, a_paper(1).arxiv_id)
    assert found is not None
    assert found.to.paper.title == SOUNDS[0]
    assert 1 >= found.likeness[0] > found.likeness[1] > 0.5
    assert "speech" in found.shared[1]


def test_equal_ones_come_the_newest_first(store: Store) -> None:
    fill(store, *(a_paper_of(SOUNDS, number) for number in (3, 1, 2)), a_paper_of(SOUNDS, 9))
    assert similar(store, 9) == [3, 2, 1]


def test_withdrawn_papers_and_those_that_are_not_about_ssl_are_left_out(store: Store) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(SOUNDS, 2, withdrawn=True))
    fill(store, judged(a_paper_of(SOUNDS, 3), level=Level.NONE), a_paper_of(SOUNDS, 4))
    assert similar(store, 1) == [4]
    assert similar(store, 2) == similar(store, 3) == [4, 1]


def test_a_paper_is_found_by_what_it_is_now(store: Store) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(GRAPHS, 2), a_paper_of(ROBOTS, 3))
    fill(store, a_paper_of(VOICES, 3, version=2))
    assert similar(store, 1)[0] == 3
    fill(store, a_paper_of(VOICES, 3, version=3, withdrawn=True))
    assert similar(store, 1) == []
    fill(store, a_paper_of(VOICES, 3, version=4))
    assert similar(store, 1)[0] == 3


def test_a_paper_that_another_judge_takes_for_none_of_ssl_is_not_found_any_more(store: Store) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    with store.writing() as tx:
        papers.rejudge(tx, judged(a_paper_of(VOICES, 2), level=Level.NONE))
    assert similar(store, 1) == []


def test_pages_tell_how_many_there_are_and_fifty_are_enough(store: Store) -> None:
    fill(store, *(a_paper_of(SOUNDS, number) for number in range(1, 61)))
    assert similar(store, 60, limit=3, offset=2) == [57, 56, 55]
    found = searching.similar(store, a_paper(60).arxiv_id, limit=100)
    assert found is not None
    assert (found.results.total, len(found.results.papers)) == (50, 50)
    assert similar(store, 60, offset=50) == []


@pytest.mark.parametrize("text", ["2603.00001", "arXiv:2603.00001v7", "https://arxiv.org/pdf/2603.00001.pdf"])
def test_the_paper_is_named_by_any_form_of_its_id(store: Store, text: str) -> None:
    fill(store, a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    found = searching.similar(store, text)
    assert found is not None
    assert found.results.total == 1


def test_an_unknown_paper_is_none_and_no_id_is_an_error(store: Store) -> None:
    assert searching.similar(store, "2603.99999") is None
    for text in ("", "the one about masks", "\0", "x" * 5000, "' OR 1=1 --"):
        with pytest.raises(NotAnArxivId):
            searching.similar(store, text)


def test_a_paper_without_a_word_that_is_known_is_like_none(store: Store) -> None:
    fill(store, a_paper(1, title="\0 ?!", abstract=""), a_paper_of(SOUNDS, 2), a_paper(3, title="", abstract="\ud800"))
    assert similar(store, 1) == similar(store, 2) == []


_PARTS = st.sampled_from([*(text for kind in KINDS for text in kind), "", "speech", "graph \0 \ud800"])
_ARCHIVES = st.lists(
    st.builds(
        a_paper,
        st.integers(1, 12),
        title=_PARTS,
        abstract=_PARTS,
        withdrawn=st.booleans(),
        submitted_at=st.none() | st.integers(0, 3).map(lambda days: NOW - timedelta(days=days)),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda paper: paper.arxiv_id,
)


@given(_ARCHIVES)
def test_both_databases_answer_as_if_each_paper_were_looked_at(store: Store, archive: list[Paper]) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        record(tx, *archive)
        for paper in archive:
            assert [each.arxiv_id for each in papers.like(tx, paper)] == by_hand(archive, paper)
        never_committed.rollback()


@given(_ARCHIVES, st.integers(1, 8))
def test_both_databases_read_the_same_cells_and_no_more_than_are_needed(
    store: Store, archive: list[Paper], enough: int
) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        record(tx, *archive)
        for paper in archive:
            expected = by_hand(_in_the_nearest_cells(archive, paper, enough), paper)
            assert [each.arxiv_id for each in papers.like(tx, paper, enough=enough)] == expected
        never_committed.rollback()


def _in_the_nearest_cells(archive: list[Paper], asked: Paper, enough: int) -> list[Paper]:
    """The papers of whole cells, the nearest first, until there are enough."""
    found: list[Paper] = []
    for cell in likeness.of(asked).cells:
        found += [paper for paper in archive if not paper.withdrawn and likeness.of(paper).cells[0] == cell]
        if len(found) >= enough:
            break
    return found

from datetime import timedelta

import pytest

from ssl_watch.arxiv import DENIED
from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from ssl_watch.holes import HoleState
from ssl_watch.polling import poll
from ssl_watch.store import Store
from tests.ssl_watch.polling.missing_papers import hide, missing, settled
from tests.ssl_watch.polling.scripted import NOW, Miniature, a_paper, news_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOWN = ArxivUnavailable("arXiv answered with status 503.")
TODAY = NOW.date()


@pytest.fixture
def arxiv(store: Store) -> Miniature:
    """Five papers, announced last night and read."""
    made = Miniature()
    made.announce(*map(a_paper, range(1, 6)), on=TODAY)
    poll(store, made.readers, now=NOW)
    return made


def test_a_hole_that_cannot_be_asked_for_keeps_no_other_open_and_is_a_known_gap_in_the_end(
    store: Store, arxiv: Miniature
) -> None:
    arxiv.announce(*map(a_paper, (6, 7, 8, 9)), on=TODAY + DAY)
    hide(arxiv, "2609.00007", "2609.00008", but=("oai ids",))
    arxiv.poison["oai ids"] = {"2609.00007"}
    report = poll(store, arxiv.readers, now=NOW + DAY)
    assert (missing(store), news_of(store)[-1]) == ({"2609.00007": HoleState.OPEN}, "2609.00008")
    assert report.error == "holes: arXiv answered with status 500."
    assert poll(store, arxiv.readers, now=NOW + DAY + HOUR * 5).succeeded  # it was asked for today
    poll(store, arxiv.readers, now=NOW + DAY * 16)
    assert (missing(store), settled(store, HoleState.GAP)) == ({}, 1)


def test_holes_are_asked_of_one_source_where_the_other_is_down(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(*map(a_paper, (6, 7, 8)), on=TODAY + DAY)
    hide(arxiv, "2609.00007", but=("oai ids",))
    arxiv.faults["api ids"] = DOWN
    poll(store, arxiv.readers, now=NOW + DAY)
    assert (missing(store), news_of(store)[-1]) == ({}, "2609.00007")


def test_a_source_that_is_down_is_not_asked_for_one_hole_after_the_other(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(*map(a_paper, (6, 20)), on=TODAY + DAY)
    arxiv.faults["oai ids"] = DOWN
    poll(store, arxiv.readers, now=NOW + DAY)
    assert len(arxiv.questions("oai ids")) == 2
    assert (len(missing(store)), len(arxiv.questions("api ids"))) == (13, 1)


def test_after_a_403_no_further_hole_is_asked_for(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(*map(a_paper, (6, 20)), on=TODAY + DAY)
    arxiv.faults["api ids"] = ArxivRefused(f"{DENIED}; it will not be asked again for a day.")
    poll(store, arxiv.readers, now=NOW + DAY)
    assert (len(arxiv.questions("api ids")), arxiv.questions("oai ids")) == (1, [])
    assert poll(store, arxiv.readers, now=NOW + DAY + HOUR).sources == ()

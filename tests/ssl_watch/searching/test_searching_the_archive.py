from datetime import timedelta

import pytest

from ssl_watch import searching
from ssl_watch.errors import NotAnArxivId
from ssl_watch.queries import Results
from ssl_watch.relevance import Level
from ssl_watch.store import Store
from tests.ssl_watch.store.making import CHAT, NOW, a_paper, judged, record


def fill(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            judged(a_paper(1, title="Masked Autoencoders Hear", abstract="Sounds."), domains=("speech",)),
            judged(a_paper(2, title="Looking Around", abstract="With masked autoencoders."), domains=("vision",)),
            judged(a_paper(3, title="Masks at Carnival", abstract="Nothing."), level=Level.NONE),
            judged(a_paper(4, title="Old Sounds", submitted_at=NOW - timedelta(days=90)), domains=("speech",)),
        )


def ids(results: Results) -> list[str]:
    return [one.paper.arxiv_id for one in results.papers]


def test_hits_in_the_title_come_before_newer_hits_elsewhere(store: Store) -> None:
    fill(store)
    found = searching.search(store, "mask auto*", now=NOW)
    assert (ids(found), found.total) == (["2603.00001", "2603.00002"], 2)


def test_pages_tell_how_many_there_are_in_all(store: Store) -> None:
    fill(store)
    found = searching.search(store, "masked", now=NOW, limit=1, offset=1)
    assert (ids(found), found.total, found.offset) == (["2603.00002"], 2, 1)


@pytest.mark.parametrize("text", ["", "  ", "?!", "%", "_", "' OR 1=1 --", "\0", "masked nowhere", '"', "x" * 5000])
def test_any_text_is_answered(store: Store, text: str) -> None:
    fill(store)
    assert searching.search(store, text, now=NOW).total == 0


def test_the_latest_are_of_one_domain_or_of_all(store: Store) -> None:
    fill(store)
    assert ids(searching.latest(store, CHAT, "speech", limit=5, offset=0)) == ["2603.00001", "2603.00004"]
    assert searching.latest(store, CHAT, None, limit=5, offset=0).total == 3


@pytest.mark.parametrize("text", ["2603.00001", "arXiv:2603.00001v7", "https://arxiv.org/pdf/2603.00001.pdf"])
def test_a_paper_is_looked_up_by_any_form_of_its_id_with_its_versions(store: Store, text: str) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1), a_paper(1, version=2, title="Second"))
    page = searching.look_up(store, text)
    assert page is not None
    assert page.judged.paper.title == "Second"
    assert [version.version for version in page.versions] == [1, 2]


def test_an_unknown_paper_is_none_and_no_id_is_an_error(store: Store) -> None:
    assert searching.look_up(store, "2603.99999") is None
    with pytest.raises(NotAnArxivId):
        searching.look_up(store, "the one about masks")


def test_popularity_counts_the_last_thirty_days(store: Store) -> None:
    fill(store)
    assert searching.popularity(store, now=NOW + timedelta(days=1)) == {"speech": 1, "vision": 1}

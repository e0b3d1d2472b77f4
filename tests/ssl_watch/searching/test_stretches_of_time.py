"""PostgreSQL looks through an archive stretch by stretch of time, and finds what it would find in one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text as sql

from ssl_watch import queries
from ssl_watch.queries.matching import Search, search
from ssl_watch.store import Store, Transaction, open_store, papers
from ssl_watch.store.papers.places import stretches
from tests.ssl_watch.store.making import a_paper, record


@pytest.fixture
def archive(postgresql_url: str) -> Iterator[Store]:
    """Three hundred papers, one every ten days; each tenth is about sounds."""
    store = open_store(postgresql_url)
    store.search_patience = 30.0
    begin = datetime(2018, 1, 1, 12, tzinfo=UTC)
    with store.writing() as tx:
        for number in range(1, 301):
            title = "Sounds" if number % 10 == 0 else "Things"
            record(tx, a_paper(number, title=title, submitted_at=begin + timedelta(days=10 * number)))
        papers.settle(tx, begins=True)
    yield store
    store.close()


def sought(text: str) -> Search:
    query = queries.read(text)
    assert query.term is not None
    return search(query.term, query.order)


def cut(tx: Transaction, text: str) -> list[tuple[int, int | None]]:
    whole = sought(text)
    return [(stretch.first, stretch.end) for stretch, _ in stretches.cut(tx, whole, whole.whole)]


def found(tx: Transaction, text: str, *, limit: int = 10) -> tuple[list[int], int]:
    answer = papers.search(tx, queries.read(text), limit=limit, offset=0, within=30)
    return [int(each.paper.arxiv_id[-5:]) for each in answer.papers], answer.total


@pytest.mark.parametrize("text", ["sounds", "sounds before:2026", "sounds after:2018-03", "sounds year:2018-2025"])
def test_the_stretches_leave_nothing_out_and_hold_nothing_twice(archive: Store, text: str) -> None:
    with archive.reading() as tx:
        newest, oldest = cut(tx, f"{text} sort:newest"), cut(tx, f"{text} sort:oldest")[::-1]
    for edges in (newest, oldest):
        assert len(edges) > 1
        assert all(one[1] == other[0] for one, other in pairwise(edges))
        assert (edges[0][0], edges[-1][1]) == (sought(text).first, sought(text).end)


def test_what_lies_in_several_stretches_is_found_in_the_order_of_dates(archive: Store) -> None:
    with archive.reading() as tx:
        assert len(cut(tx, "sounds")) == 3
        assert found(tx, "sounds", limit=30) == ([*range(300, 0, -10)], 30)
        assert found(tx, "sounds sort:oldest", limit=30) == ([*range(10, 301, 10)], 30)
        assert found(tx, "things", limit=3) == ([299, 298, 297], 270)
        assert found(tx, "sounds before:2018-06-01", limit=3) == ([10], 1)


def test_what_the_server_knows_of_places_of_another_edition_is_no_hindrance(archive: Store) -> None:
    with archive.writing() as tx:  # as an upgrade leaves it: the index is new, the statistics are of the one before
        tx.execute(sql("UPDATE search_places SET place = place + 1700000000000000"))
        papers.settle(tx, begins=True)
        tx.execute(sql("UPDATE search_places SET place = place - 1700000000000000"))
    with archive.reading() as tx:
        assert found(tx, "sounds", limit=30) == ([*range(300, 0, -10)], 30)
        assert found(tx, "sounds sort:oldest", limit=30) == ([*range(10, 301, 10)], 30)


def test_papers_far_newer_and_far_older_than_the_server_knows_are_found(archive: Store) -> None:
    far = [datetime(1, 1, 2, tzinfo=UTC), datetime(1975, 6, 1, tzinfo=UTC), datetime(9999, 12, 31, 1, tzinfo=UTC)]
    with archive.writing() as tx:
        assert len(cut(tx, "sounds")) == 3
        record(tx, *(a_paper(400 + number, title="Sounds", submitted_at=day) for number, day in enumerate(far)))
        for _ in range(2):
            assert found(tx, "sounds", limit=40) == ([402, *range(300, 0, -10), 401, 400], 33)
            assert found(tx, "sounds sort:oldest", limit=40) == ([400, 401, *range(10, 301, 10), 402], 33)
            papers.settle(tx, begins=True)


def test_one_day_is_searched_as_one_stretch(archive: Store) -> None:
    with archive.reading() as tx:
        assert len(cut(tx, "things after:2020-01-01 before:2020-01-02")) == 1


def test_an_archive_of_which_the_server_knows_nothing_is_searched_as_one_stretch(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    with store.reading() as tx:
        assert len(cut(tx, "sounds")) == 1
        assert found(tx, "sounds") == ([], 0)
    store.close()

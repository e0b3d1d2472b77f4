import tracemalloc

import pytest
from alembic.config import Config

from alembic import command
from ssl_watch import queries, searching
from ssl_watch.relevance import Level
from ssl_watch.store import SchemaState, Store, marks, open_store, papers, schema_state
from ssl_watch.store.migrating import fill_index, migrations_folder
from ssl_watch.store.papers import filling, indexing, likening
from ssl_watch.store.tables import likenesses
from tests.ssl_watch.store.making import a_paper, judged, record


def found(store: Store, text: str) -> list[int]:
    with store.reading() as tx:
        answer = papers.search(tx, queries.read(text), limit=10_000, offset=0, within=30)
    return sorted(int(one.paper.arxiv_id[-5:]) for one in answer.papers)


@pytest.fixture
def older(store: Store, store_url: str) -> str:
    """The address of a database with papers, as the program before the index left it."""
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 601)), judged(a_paper(601), level=Level.NONE))
        record(tx, a_paper(9, version=2, title="Another title"))
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with store.migrating() as tx:
        config.attributes["connection"] = tx
        command.downgrade(config, "0002")
        marks.put(tx, "search index", "")
        marks.put(tx, "likenesses", "")
    assert schema_state(store) is SchemaState.BEHIND
    return store_url


def test_papers_of_an_older_database_are_found_once_it_is_opened(older: str) -> None:
    store = open_store(older)
    assert found(store, "unlabelled") == [number for number in range(1, 601) if number != 9]
    assert found(store, "another") == [9]
    with store.writing() as tx:
        record(tx, a_paper(9, version=3, title="A third title"))
    assert (found(store, "another"), found(store, "third")) == ([], [9])
    store.close()


def test_papers_of_an_older_database_are_found_by_likeness_once_it_is_opened(older: str) -> None:
    store = open_store(older)
    found = searching.similar(store, a_paper(600).arxiv_id, limit=2)
    assert found is not None
    assert (found.results.total, [each.paper.arxiv_id for each in found.results.papers]) == (
        likening.MOST,
        [a_paper(599).arxiv_id, a_paper(598).arxiv_id],
    )
    store.close()


def test_directions_of_another_edition_are_made_anew(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in (1, 2, 3)))
        tx.execute(likenesses.update().values(direction=b"another length", cell=-1))
        marks.put(tx, "likenesses", "another edition")
        assert not filling.is_filled(tx, likening.KEPT)
    fill_index(store)
    found = searching.similar(store, a_paper(1).arxiv_id)
    assert found is not None
    assert found.results.total == 2
    with store.reading() as tx:
        assert filling.is_filled(tx, likening.KEPT)


def test_who_is_interrupted_goes_on_and_what_came_meanwhile_is_found_once(older: str) -> None:
    opened = open_store(older)
    with opened.writing() as tx:
        marks.put(tx, "search index", "another edition")
    with opened.writing() as tx:
        assert filling.fill_some(tx, indexing.KEPT)
        assert not filling.is_filled(tx, indexing.KEPT)
        record(tx, a_paper(700), a_paper(5, version=2, title="Early"), a_paper(590, version=2, title="Late"))
    opened.close()
    store = open_store(older)
    assert found(store, "labels") == [*range(1, 601), 700]
    assert (found(store, "early"), found(store, "late")) == ([5], [590])
    with store.reading() as tx:
        assert filling.is_filled(tx, indexing.KEPT)
    store.close()


def test_an_index_is_filled_in_little_memory(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number, abstract=f"{number} " * 2000) for number in range(1, 601)))  # 5 MB
        marks.put(tx, "search index", "another edition")
    tracemalloc.start()
    fill_index(store)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found(store, "555") == [555]
    assert peak < 10_000_000

import string
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from ssl_watch import queries, searching
from ssl_watch.store import Store, open_store, papers
from ssl_watch.store.database import SEARCH_PATIENCE
from ssl_watch.store.papers.patience import TooLong, bounded
from ssl_watch.store.quick import driver
from tests.ssl_watch.store.making import NOW, a_paper, record

ODD = [
    '"', "'", "c++", "O'Neil", "foo:bar", "-x", "\0", "*", "^a", "NEAR(a b)", "a AND", "(", "{a} : b", "a\0b", "\\",
    "%_", "' & ! | <-> :*", "t·learning", "·all", "m·level·core", "\ud800", "٣ Ⅷ ² ß İ ı", "a:b:c:d", "rowid:1",
    "--", "-- -",
    " OR ".join(f"{letter}*" for letter in string.ascii_lowercase),
    " OR ".join(f"{letter}{letter}{letter}*" for letter in string.ascii_lowercase),
    "a" * 10_000, "a b " * 2_500, "(" * 5_000 + "a" + ")" * 5_000, "-(" * 150 + "a", '"' * 9_999, "-a -b -c",
    "-year:2024", "before:0001-01-01", "after:9999-12-31", "year:9999", "new:99999d", "new:0", "-after:2024-05-17 OR x",
    "id:2603.00001",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_questions_are_answered(store: Store, text: str) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 21)))
    found = searching.search(store, text, now=NOW)
    assert found.total == len(found.papers) or found.total > 10


@given(st.text(max_size=400))
def test_any_text_is_answered_and_costs_no_more_than_it_may(store: Store, text: str) -> None:
    began = time.thread_time()
    searching.search(store, text, now=NOW)
    assert time.thread_time() - began < 10 * SEARCH_PATIENCE


@pytest.mark.parametrize("offset", [0, 5, 9_999, 10_000, 10_000_000, 1 << 70])
def test_any_page_is_answered(store: Store, offset: int) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 8)))
    found = searching.search(store, "learning", now=NOW, limit=3, offset=offset)
    assert (len(found.papers), found.total) == (max(0, min(3, 7 - offset)), 7)


def test_however_many_beginnings_are_asked_for_sqlite_is_told_a_thousand_words_at_most(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    begun = [letter * 3 for letter in string.ascii_lowercase[:12]]
    told: list[str] = []
    with store.writing() as tx:
        words = (f"{beginning}{number}" for beginning in begun for number in range(100))
        record(tx, a_paper(1, abstract=" ".join(words)), a_paper(2))
        driver(tx).set_trace_callback(told.append)
        for text in (" ".join(f"{each}*" for each in begun), " OR ".join(f"{each}*" for each in begun), "aaa*"):
            found = papers.search(tx, queries.read(text), limit=5, offset=0, within=30)
            assert [each.paper.arxiv_id for each in found.papers] == ["2603.00001"], text
        driver(tx).set_trace_callback(None)
    store.close()
    assert max(statement.count('"aaa') for statement in told) >= 100
    assert max(statement.count('"') for statement in told) <= 2 * 1000


ENDLESS = {
    "sqlite": "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more",
    "postgresql": "SELECT pg_sleep(60)",
}


def test_what_takes_too_long_is_ended_and_the_transaction_goes_on(store: Store) -> None:
    with store.reading() as tx:
        with pytest.raises(TooLong), bounded(tx, 0.01):
            tx.execute(sql(ENDLESS[store.engine.dialect.name]))
        assert papers.last_seen(tx) == 0
        with bounded(tx, 5.0):
            assert papers.last_seen(tx) == 0


def test_what_was_set_for_a_search_in_postgresql_is_taken_back(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    settings = sql("SELECT name, setting FROM pg_settings WHERE source = 'session'")
    with store.reading() as tx:
        before = tx.execute(settings).all()
        for patience in (5.0, 0.01, 5.0):
            with suppress(TooLong), bounded(tx, patience):
                assert tx.execute(settings).all() != before
                tx.execute(sql("SELECT pg_sleep(:seconds)"), {"seconds": 1 if patience < 1 else 0})
            assert tx.execute(settings).all() == before
    store.close()


def test_time_that_is_over_before_a_search_begins_leaves_its_transaction_whole(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    store.search_patience = -1
    for _ in range(1500):  # SQLite looks at the clock only now and then, counting on from one BEGIN to the next
        searching.search(store, "learning", now=NOW)
    store.close()


def test_an_answer_that_was_cut_short_says_so(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 601)))
        found = papers.search(tx, queries.read("learning"), limit=5, offset=0, within=-1)
        assert (found.cut_short, found.capped) == (True, True)
        whole = papers.search(tx, queries.read("learning"), limit=5, offset=0, within=30)
        assert (whole.cut_short, whole.total) == (False, 600)
    store.close()

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select

from ssl_watch.store import Store, papers
from ssl_watch.store.columns import Json, NaiveTime, storable, storable_value
from tests.ssl_watch.store.making import NOW, a_paper, arbitrary_papers, judged, record, texts


def test_a_naive_time_is_refused(store: Store) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(NaiveTime), store.writing() as tx:
        record(tx, a_paper(updated_at=naive))
    with pytest.raises(NaiveTime), store.writing() as tx:
        papers.record(tx, judged(a_paper()), news=True, now=naive)
    with store.reading() as tx:
        assert papers.last_seen(tx) == 0


def test_a_time_comes_back_in_utc_to_the_microsecond(store: Store) -> None:
    tokyo = timezone(timedelta(hours=9))
    moment = datetime(2026, 3, 1, 8, 0, 0, 1, tzinfo=tokyo)
    with store.writing() as tx:
        record(tx, a_paper(updated_at=moment, submitted_at=moment))
        found = papers.get(tx, a_paper().arxiv_id)
    assert found is not None
    assert found.paper.updated_at == moment
    assert found.paper.updated_at.isoformat() == "2026-02-28T23:00:00.000001+00:00"
    assert found.paper.updated_at.tzinfo is UTC


def test_times_sort_as_moments_whatever_zone_they_were_given_in(store: Store) -> None:
    east, west = timezone(timedelta(hours=12)), timezone(timedelta(hours=-11))
    first = datetime(2026, 3, 2, 11, 0, tzinfo=east)
    second = datetime(2026, 3, 1, 13, 0, 0, 1, tzinfo=west)
    with store.writing() as tx:
        record(tx, a_paper(1, submitted_at=second), a_paper(2, submitted_at=first))
        found = papers.latest(tx, domain=None, limit=5, offset=0)
    assert [one.paper.submitted_at for one in found.papers] == [second, first]


@given(texts)
def test_any_text_becomes_storable_and_stays_it(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\0" not in stored
    assert stored.encode().decode() == stored
    assert storable(stored) == stored
    if text.isprintable():
        assert stored == text


@given(arbitrary_papers)
def test_a_whole_paper_becomes_storable_in_one_step(paper: object) -> None:
    assert "\\ud8" not in repr(storable_value(paper))
    assert storable_value(storable_value(paper)) == storable_value(paper)


@given(st.recursive(texts | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner)))
def test_any_json_is_kept_with_its_texts_made_storable(value: object) -> None:
    table = Table("kept", MetaData(), Column("key", Integer, primary_key=True), Column("value", Json))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert().values(key=1, value=value))
        kept = connection.execute(select(table.c.value)).scalar_one()
    engine.dispose()
    assert _shape(kept) == _shape(value)


def _shape(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_shape(item) for item in value]
    return {storable(key): _shape(item) for key, item in value.items()} if isinstance(value, dict) else value

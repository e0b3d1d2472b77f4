import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import MetaData, select

from ssl_watch.deliveries import Delivery, Kind
from ssl_watch.store import (
    Store,
    Transaction,
    bookmarks,
    deliveries,
    digests,
    disputes,
    open_store,
    personal,
    searches,
    sent,
    subscribers,
)
from ssl_watch.store.columns import storable
from ssl_watch.subscriptions import Chat, Days, Depth, FollowedSearch, State, Subscriber, Subscription
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_dispute, a_paper, judged, moments, record, texts

TOPIC = Chat(chat_id=CHAT.chat_id, thread_id=7)
OTHER = Chat(chat_id=-1_001_234_567_890_123)

arbitrary_subscriptions = st.builds(
    Subscription,
    domains=st.frozensets(texts.map(storable), max_size=4),
    depth=st.sampled_from(Depth),
    code_only=st.booleans(),
    muted=st.frozensets(texts.map(storable), max_size=4),
    digest_at=st.times(),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu"]),
    days=st.sampled_from(Days),
    only_searches=st.booleans(),
)
arbitrary_subscribers = st.builds(
    Subscriber,
    chat=st.builds(Chat, chat_id=st.integers(-(2**52), 2**52), thread_id=st.none() | st.integers(1, 2**31)),
    kind=st.sampled_from(["private", "group", "supergroup", "channel"]),
    state=st.sampled_from(State),
    subscription=arbitrary_subscriptions,
    cursor=st.integers(0, 2**40),
    next_digest_at=st.none() | moments,
    subscribed_at=st.none() | moments,
    expects=st.none() | texts.map(storable),
    failures=st.integers(0, 100),
)


def subscribe(transaction: Transaction, chat: Chat, **changes: Any) -> Subscriber:
    subscriber = replace(Subscriber(chat=chat, next_digest_at=NOW, subscribed_at=NOW), **changes)
    subscribers.save(transaction, subscriber)
    return subscriber


def fill(transaction: Transaction, chat: Chat, *, number: int = 1) -> None:
    """Leave a row of the chat in every table that can hold one."""
    subscribe(transaction, chat, cursor=number)
    digest_id = digests.add(transaction, a_digest(judged(a_paper(number)), chat=chat))
    owed = Delivery(chat=chat, kind=Kind.DIGEST, key=f"digest {number}", digest_id=digest_id)
    assert deliveries.owe(transaction, owed, now=NOW)
    assert bookmarks.add(transaction, chat, a_paper(number).arxiv_id, now=NOW)
    sent.note(transaction, chat, [a_paper(number).arxiv_id], now=NOW)
    assert disputes.add(transaction, chat, a_dispute(number))
    searches.add(transaction, chat, FollowedSearch(text=f"search {number}", cursor=number, followed_at=NOW))


def rows_of(transaction: Transaction, chat_id: int) -> dict[str, int]:
    """How many rows of every table of the database name the chat, by (table, thread), whatever the code knows of."""
    found: dict[str, int] = {}
    reflected = MetaData()
    reflected.reflect(transaction)
    for table in reflected.sorted_tables:
        for column in table.c:
            if "chat" in column.name:
                for row in transaction.execute(select(table).where(column == chat_id)):
                    key = f"{table.name} {row.thread_id}"
                    found[key] = found.get(key, 0) + 1
    return found


EVERYWHERE = ("bookmarks", "deliveries", "digests", "disputes", "followed_searches", "sent_papers", "subscribers")


@given(arbitrary_subscribers)
def test_a_subscriber_is_read_back_as_it_was_saved(store: Store, subscriber: Subscriber) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        subscribers.save(tx, Subscriber(chat=subscriber.chat))
        subscribers.save(tx, subscriber)
        assert subscribers.get(tx, subscriber.chat) == subscriber
        assert subscribers.of_chat(tx, subscriber.chat.chat_id) == (subscriber,)
        never_committed.rollback()


def test_topics_of_a_group_subscribe_each_for_itself(store: Store) -> None:
    with store.writing() as tx:
        whole, topic = subscribe(tx, CHAT, cursor=1), subscribe(tx, TOPIC, cursor=2)
        subscribe(tx, OTHER)
        assert subscribers.get(tx, CHAT) == whole
        assert subscribers.get(tx, TOPIC) == topic
        assert subscribers.of_chat(tx, CHAT.chat_id) == (whole, topic)
        assert subscribers.get(tx, Chat(chat_id=1)) is None


def test_due_are_the_active_whose_time_has_come_the_longest_waiting_first(store: Store) -> None:
    with store.writing() as tx:
        for number, (minutes, state) in enumerate(
            [(0, State.ACTIVE), (-5, State.ACTIVE), (1, State.ACTIVE), (-9, State.PAUSED), (-9, State.GONE)], start=1
        ):
            subscribe(tx, Chat(chat_id=number), state=state, next_digest_at=NOW + timedelta(minutes=minutes))
        subscribe(tx, Chat(chat_id=9), next_digest_at=None)
        assert [one.chat.chat_id for one in subscribers.due(tx, now=NOW, limit=9)] == [2, 1]
        assert [one.chat.chat_id for one in subscribers.due(tx, now=NOW, limit=1)] == [2]


def test_a_chat_that_is_forgotten_has_no_row_in_any_table(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        for chat in (CHAT, TOPIC, OTHER):
            fill(tx, chat)
        assert rows_of(tx, CHAT.chat_id) == {f"{table} {thread}": 1 for table in EVERYWHERE for thread in (0, 7)}
        subscribers.forget(tx, CHAT)
        assert rows_of(tx, CHAT.chat_id) == {f"{table} 7": 1 for table in EVERYWHERE}
        subscribers.forget(tx, TOPIC)
        assert rows_of(tx, CHAT.chat_id) == {}
        assert rows_of(tx, OTHER.chat_id) == {f"{table} 0": 1 for table in EVERYWHERE}


def test_of_a_chat_that_stops_only_what_it_asked_for_stays(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        fill(tx, CHAT)
        fill(tx, TOPIC)
        subscribers.forget(tx, CHAT, settings=False)
        assert rows_of(tx, CHAT.chat_id) == {
            "followed_searches 0": 1,
            "subscribers 0": 1,
            **{f"{table} 7": 1 for table in EVERYWHERE},
        }


def test_what_was_forgotten_is_not_left_in_the_file_either(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        subscribe(tx, CHAT, subscription=Subscription(muted=frozenset({"unmistakeable"})))
    with store.writing() as tx:
        subscribers.forget(tx, CHAT)
    store.close()
    assert b"unmistakeable" not in Path(sqlite_url.removeprefix("sqlite:///")).read_bytes()


def test_a_group_that_moves_takes_everything_along(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        fill(tx, CHAT)
        fill(tx, TOPIC)
        subscribers.move(tx, old=CHAT.chat_id, new=OTHER.chat_id)
        assert rows_of(tx, CHAT.chat_id) == {}
        assert rows_of(tx, OTHER.chat_id) == {f"{table} {thread}": 1 for table in EVERYWHERE for thread in (0, 7)}
        (ready, _) = deliveries.ready(tx, now=NOW, limit=9)
        assert ready.digest_id is not None
        assert digests.get(tx, ready.digest_id, chat_id=OTHER.chat_id) is not None
        assert digests.get(tx, ready.digest_id, chat_id=CHAT.chat_id) is None


def test_what_the_new_chat_has_already_stays_and_what_it_lacks_is_brought(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1), a_paper(2))
        fill(tx, CHAT, number=1)
        fill(tx, TOPIC, number=1)
        fill(tx, OTHER, number=2)
        bookmarks.add(tx, CHAT, a_paper(2).arxiv_id, now=NOW - timedelta(days=1))
        subscribers.move(tx, old=CHAT.chat_id, new=OTHER.chat_id)
        assert rows_of(tx, CHAT.chat_id) == {}
        whole, topic = subscribers.of_chat(tx, OTHER.chat_id)
        assert (whole.cursor, topic.cursor) == (2, 1)
        both = {a_paper(1).arxiv_id, a_paper(2).arxiv_id}
        assert bookmarks.among(tx, OTHER, both) == both
        assert len(disputes.of_chat(tx, OTHER)) == 2
        assert [each.text for each in searches.of_chat(tx, OTHER)] == ["search 1", "search 2"]
        assert [one.key for one in deliveries.ready(tx, now=NOW, limit=9)] == ["digest 1", "digest 1", "digest 2"]


def test_moving_twice_or_to_itself_changes_nothing_more(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        fill(tx, CHAT)
        for old, new in ((CHAT, OTHER), (CHAT, OTHER), (OTHER, OTHER)):
            subscribers.move(tx, old=old.chat_id, new=new.chat_id)
        assert rows_of(tx, OTHER.chat_id) == {f"{table} 0": 1 for table in EVERYWHERE}


def test_a_delivery_that_both_ids_were_owed_is_owed_once(store: Store) -> None:
    notice = Delivery(chat=CHAT, kind=Kind.NOTICE, key="same", text="old")
    with store.writing() as tx:
        deliveries.owe(tx, notice, now=NOW)
        deliveries.owe(tx, replace(notice, chat=OTHER, text="new"), now=NOW)
        subscribers.move(tx, old=CHAT.chat_id, new=OTHER.chat_id)
        assert [one.text for one in deliveries.ready(tx, now=NOW, limit=9)] == ["new"]


def test_a_chat_is_told_everything_that_is_held_on_it(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        fill(tx, CHAT)
        fill(tx, OTHER)
        held = personal.held_on(tx, CHAT)
    told = json.loads(json.dumps(held))
    assert told["chat_id"] == CHAT.chat_id
    assert {name: len(rows) for name, rows in told.items() if isinstance(rows, list)} == dict.fromkeys(EVERYWHERE, 1)
    assert told["subscribers"][0]["digest_at"] == "08:00:00"
    assert told["bookmarks"][0]["saved_at"] == "2026-03-04T05:06:07.891011+00:00"
    assert str(OTHER.chat_id) not in json.dumps(held)


def test_nothing_is_held_on_a_chat_that_never_wrote(store: Store) -> None:
    with store.reading() as tx:
        held = personal.held_on(tx, CHAT)
    assert held == {"chat_id": CHAT.chat_id, "thread_id": None, **{table: [] for table in EVERYWHERE}}


@pytest.mark.parametrize("at", [time(0, 0), time(23, 59, 59, 999999), time(2, 30)])
def test_the_time_of_a_digest_is_kept_as_the_local_time_it_is(store: Store, at: time) -> None:
    with store.writing() as tx:
        subscribe(tx, CHAT, subscription=Subscription(digest_at=at, zone="America/New_York"))
        found = subscribers.get(tx, CHAT)
    assert found is not None
    assert found.subscription.digest_at == at
    assert found.next_digest_at is not None
    assert found.next_digest_at.tzinfo is UTC
    assert isinstance(found.next_digest_at, datetime)

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from ssl_watch import following, queries, subscribing
from ssl_watch.following import Followed, Following
from ssl_watch.store import Store
from ssl_watch.subscriptions import (
    MOST_SEARCHES,
    Chat,
    Depth,
    Subscription,
    follow,
    follow_only,
    follow_only_searches,
    wants,
)
from tests.ssl_watch.store.making import a_paper, judged, record

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHAT, TOPIC = Chat(chat_id=4242), Chat(chat_id=4242, thread_id=7)


def follow_search(store: Store, text: str, *, chat: Chat = CHAT, now: datetime = NOW) -> Followed:
    return following.follow(store, chat, queries.read(text), now=now)


def held(store: Store, chat: Chat = CHAT) -> list[str]:
    kept = following.of_chat(store, chat)
    assert kept is not None
    return [each.text for each in kept.searches]


def subscription(store: Store) -> Subscription:
    found = subscribing.find(store, CHAT)
    assert found is not None
    return found.subscription


@pytest.fixture
def subscribed(store: Store) -> Store:
    """A store in which the chat is subscribed."""
    subscribing.start(store, CHAT, kind="private", now=NOW)
    return store


def test_a_search_is_followed_as_it_was_written_from_what_was_seen_last(subscribed: Store) -> None:
    with subscribed.writing() as transaction:
        record(transaction, a_paper(1), a_paper(2))
    followed = follow_search(subscribed, "  Masked   video AND -image has:code ")
    assert (followed.outcome, followed.amended, followed.ends_on) == (Following.FOLLOWED, False, None)
    assert held(subscribed) == ["Masked video AND -image has:code"]
    kept = following.of_chat(subscribed, CHAT)
    assert kept is not None
    assert (kept.searches[0].cursor, kept.searches[0].followed_at) == (2, NOW)


@pytest.mark.parametrize("again", ["masked video", "Masked Video", "masked AND video", "masked video new:7d"])
def test_a_search_that_reads_the_same_is_followed_once(subscribed: Store, again: str) -> None:
    follow_search(subscribed, "masked video")
    assert follow_search(subscribed, again).outcome is Following.FOLLOWED
    assert held(subscribed) == ["masked video"]
    assert following.follows(subscribed, CHAT, queries.read(again))
    assert not following.follows(subscribed, CHAT, queries.read("masked -video"))
    following.leave(subscribed, CHAT, queries.read(again))
    assert held(subscribed) == []


def test_new_is_left_out_and_said_to_be(subscribed: Store) -> None:
    followed = follow_search(subscribed, "(masked new:7d) OR music")
    assert (followed.outcome, followed.amended) == (Following.FOLLOWED, True)
    assert held(subscribed) == ["masked OR music"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("new:7d", Following.NOTHING),
        ("?", Following.NOTHING),
        ("", Following.NOTHING),
        ("masked year:2025", Following.OVER),
        ("masked before:2026-11-23", Following.OVER),
        (" ".join(["new:7d", *("α" * number for number in range(1, 12))]), Following.LONG),
    ],
)
def test_what_can_not_bring_anything_is_not_followed(subscribed: Store, text: str, outcome: Following) -> None:
    assert follow_search(subscribed, text).outcome is outcome
    assert held(subscribed) == []


def test_when_the_dates_of_a_search_end_is_told(subscribed: Store) -> None:
    followed = follow_search(subscribed, "masked year:2026")
    assert (followed.outcome, followed.ends_on) == (Following.FOLLOWED, date(2027, 1, 1))


def test_who_is_not_subscribed_follows_nothing(store: Store) -> None:
    assert follow_search(store, "masked").outcome is Following.STRANGER
    assert following.of_chat(store, CHAT) is None
    assert following.leave(store, CHAT, queries.read("masked")) is None
    assert following.drop(store, CHAT, 1) is None
    assert following.follow_nothing_else(store, CHAT, wanted=True) is None
    assert subscribing.held_on(store, CHAT)["followed_searches"] == []


def test_a_chat_follows_no_more_than_so_many_and_each_topic_its_own(subscribed: Store) -> None:
    subscribing.start(subscribed, TOPIC, kind="supergroup", now=NOW)
    for number in range(MOST_SEARCHES):
        assert follow_search(subscribed, f"word{number}").outcome is Following.FOLLOWED
    assert follow_search(subscribed, "one more").outcome is Following.FULL
    assert follow_search(subscribed, "word3").outcome is Following.FOLLOWED
    assert follow_search(subscribed, "one more", chat=TOPIC).outcome is Following.FOLLOWED
    assert (len(held(subscribed)), held(subscribed, TOPIC)) == (MOST_SEARCHES, ["one more"])


def test_one_is_dropped_by_its_number_in_its_own_chat_only(subscribed: Store) -> None:
    subscribing.start(subscribed, TOPIC, kind="supergroup", now=NOW)
    for text in ("masked", "graphs"):
        follow_search(subscribed, text)
    kept = following.of_chat(subscribed, CHAT)
    assert kept is not None
    number = kept.searches[0].search_id or 0
    following.drop(subscribed, TOPIC, number)
    assert held(subscribed) == ["masked", "graphs"]
    for _ in range(2):
        following.drop(subscribed, CHAT, number)
        assert held(subscribed) == ["graphs"]


def test_stopping_keeps_searches_as_it_keeps_settings_and_forgetting_erases_them(subscribed: Store) -> None:
    follow_search(subscribed, "masked")
    subscribing.stop(subscribed, CHAT)
    assert held(subscribed) == ["masked"]
    subscribing.resume(subscribed, CHAT, now=NOW)
    assert held(subscribed) == ["masked"]
    subscribing.forget(subscribed, CHAT)
    assert subscribing.held_on(subscribed, CHAT)["followed_searches"] == []


def test_only_what_searches_find_takes_a_search(subscribed: Store) -> None:
    following.follow_nothing_else(subscribed, CHAT, wanted=True)
    assert not subscription(subscribed).only_searches
    subscribing.change(subscribed, CHAT, now=NOW, change=partial(replace, domains=frozenset({"speech"})))
    follow_search(subscribed, "masked")
    following.follow_nothing_else(subscribed, CHAT, wanted=True)
    assert (subscription(subscribed).only_searches, subscription(subscribed).domains) == (True, frozenset())
    following.follow_nothing_else(subscribed, CHAT, wanted=False)
    assert (subscription(subscribed).only_searches, subscription(subscribed).domains) == (False, frozenset())


def test_who_leaves_the_last_search_and_follows_no_domain_gets_all_again(subscribed: Store) -> None:
    for text in ("masked", "graphs"):
        follow_search(subscribed, text)
    following.follow_nothing_else(subscribed, CHAT, wanted=True)
    following.leave(subscribed, CHAT, queries.read("masked"))
    assert subscription(subscribed).only_searches
    following.leave(subscribed, CHAT, queries.read("graphs"))
    assert not subscription(subscribed).only_searches


def test_choosing_any_domain_ends_that_nothing_but_searches_is_wanted() -> None:
    nothing_else = follow_only_searches(follow(Subscription(depth=Depth.CORE), "speech"))
    assert nothing_else == Subscription(depth=Depth.CORE, only_searches=True)
    assert not wants(nothing_else, judged(a_paper(1)))
    assert follow(nothing_else, "image") == Subscription(depth=Depth.CORE, domains=frozenset({"image"}))
    assert follow(nothing_else, "image", wanted=False) == nothing_else
    assert follow_only(nothing_else) == Subscription(depth=Depth.CORE)


def test_a_search_is_followed_without_the_order_in_which_it_was_answered(subscribed: Store) -> None:
    said = follow_search(subscribed, "masked sort:best")
    assert (said.query.text, said.amended) == ("masked", False)
    assert following.follows(subscribed, CHAT, queries.read("masked sort:newest"))

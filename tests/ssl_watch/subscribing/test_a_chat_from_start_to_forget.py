from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest

from ssl_watch import bookmarking, disputing, subscribing
from ssl_watch.deliveries import Delivery, Kind
from ssl_watch.disputes import Claim
from ssl_watch.disputing import Said
from ssl_watch.store import Store, deliveries, digests, subscribers
from ssl_watch.subscriptions import Chat, Depth, State, Subscriber, Subscription, follow, follow_only
from tests.ssl_watch.store.making import a_digest, a_paper, judged, record

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHAT = Chat(chat_id=4242)
LATER = NOW + timedelta(days=3)


def test_a_new_subscriber_gets_all_of_ssl_from_now_on(store: Store) -> None:
    with store.writing() as transaction:
        record(transaction, a_paper(1), a_paper(2))
    new = subscribing.start(store, CHAT, kind="private", now=NOW)
    assert new.state is State.ACTIVE
    assert new.subscription == Subscription()
    assert new.cursor == 2
    assert new.next_digest_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert subscribing.find(store, CHAT) == new


def test_starting_again_changes_nothing(store: Store) -> None:
    new = subscribing.start(store, CHAT, kind="private", now=NOW)
    with store.writing() as transaction:
        record(transaction, a_paper(1))
    assert subscribing.start(store, CHAT, kind="private", now=LATER) == new


def test_a_chat_that_is_unknown_is_changed_by_nothing(store: Store) -> None:
    assert subscribing.find(store, CHAT) is None
    assert subscribing.change(store, CHAT, now=NOW, change=lambda asked: asked) is None
    assert subscribing.pause(store, CHAT) is None
    assert subscribing.resume(store, CHAT, now=NOW) is None
    assert subscribing.stop(store, CHAT) is None
    assert subscribing.expect(store, CHAT, "time") is None
    subscribing.mark_gone(store, CHAT.chat_id)
    subscribing.mark_back(store, CHAT.chat_id, now=NOW)
    assert subscribing.find(store, CHAT) is None


def _following(domains: list[str], *, wanted: bool) -> Callable[[Subscription], Subscription]:
    return lambda asked: follow(asked, *domains, wanted=wanted)


def test_the_first_domain_narrows_all_of_ssl_down_to_it_and_the_last_one_left_widens_again(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    seen = []
    for wanted, *domains in (
        (True, "speech"),
        (True, "image", "video"),
        (False, "speech", "video"),
        (True, "gone"),
        (False, "image"),
    ):
        changed = subscribing.change(store, CHAT, now=NOW, change=_following(domains, wanted=wanted))
        assert changed is not None
        seen.append(set(changed.subscription.domains))
    assert seen == [{"speech"}, {"speech", "image", "video"}, {"image"}, {"image"}, set()]


def test_domains_that_are_named_take_the_place_of_those_chosen(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.change(store, CHAT, now=NOW, change=lambda asked: follow(asked, "speech"))
    changed = subscribing.change(store, CHAT, now=NOW, change=lambda asked: follow_only(asked, "image", "audio"))
    assert changed is not None
    assert changed.subscription.domains == {"image", "audio"}
    changed = subscribing.change(store, CHAT, now=NOW, change=follow_only)
    assert changed is not None
    assert changed.subscription.domains == frozenset()


def test_a_change_of_the_schedule_moves_the_next_digest(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    change = partial(replace, digest_at=time(21, 30), zone="Europe/Berlin")
    changed = subscribing.change(store, CHAT, now=NOW, change=change)
    assert changed is not None
    assert changed.next_digest_at == datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


def test_a_change_of_anything_else_leaves_a_digest_that_is_due_where_it_is(store: Store) -> None:
    new = subscribing.start(store, CHAT, kind="private", now=NOW)
    overdue = NOW + timedelta(days=2)
    changed = subscribing.change(store, CHAT, now=overdue, change=partial(replace, depth=Depth.CORE))
    assert changed is not None
    assert changed.next_digest_at == new.next_digest_at


def test_a_pause_keeps_the_place_and_resuming_goes_on_from_it(store: Store) -> None:
    new = subscribing.start(store, CHAT, kind="private", now=NOW)
    paused = subscribing.pause(store, CHAT)
    assert paused is not None
    assert (paused.state, paused.next_digest_at) == (State.PAUSED, None)
    with store.writing() as transaction:
        record(transaction, a_paper(1))
    resumed = subscribing.resume(store, CHAT, now=LATER)
    assert resumed == replace(new, next_digest_at=datetime(2026, 11, 27, 8, 0, tzinfo=UTC))


def test_settings_changed_in_a_pause_bring_no_digest(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.pause(store, CHAT)
    changed = subscribing.change(store, CHAT, now=NOW, change=partial(replace, zone="Asia/Tokyo"))
    assert changed is not None
    assert (changed.state, changed.next_digest_at) == (State.PAUSED, None)


def with_everything_held(store: Store) -> None:
    """A subscriber with settings of its own, a saved paper, a dispute, a digest and what is owed of it."""
    subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.change(store, CHAT, now=NOW, change=partial(replace, domains=frozenset({"speech"})))
    subscribing.expect(store, CHAT, "time:1:2")
    with store.writing() as transaction:
        record(transaction, a_paper(1))
        digest_id = digests.add(transaction, a_digest(judged(a_paper(1)), chat=CHAT))
        owed = Delivery(chat=CHAT, kind=Kind.DIGEST, key="one", digest_id=digest_id)
        deliveries.owe(transaction, owed, now=NOW)
    bookmarking.save(store, CHAT, "2603.00001", now=NOW)
    disputing.dispute(store, CHAT, Said(arxiv_id="2603.00001", claim=Claim.NOT_SSL, applied=True), now=NOW)


def rows_held(store: Store) -> dict[str, int]:
    """How many rows are held on the chat, by table; those without any left out."""
    held = subscribing.held_on(store, CHAT)
    return {name: len(rows) for name, rows in held.items() if isinstance(rows, list) and rows}


def test_everything_that_is_held_is_told(store: Store) -> None:
    with_everything_held(store)
    assert rows_held(store) == {"subscribers": 1, "bookmarks": 1, "disputes": 1, "digests": 1, "deliveries": 1}


def test_stopping_keeps_nothing_but_the_settings(store: Store) -> None:
    with_everything_held(store)
    stopped = subscribing.stop(store, CHAT)
    assert stopped is not None
    assert rows_held(store) == {"subscribers": 1}
    assert stopped.subscription.domains == {"speech"}
    assert (stopped.state, stopped.cursor, stopped.next_digest_at) == (State.STOPPED, 0, None)
    assert (stopped.subscribed_at, stopped.expects) == (None, None)


@pytest.mark.parametrize("again", [subscribing.resume, partial(subscribing.start, kind="private")])
def test_after_stopping_a_subscription_goes_on_with_its_settings_and_todays_news(
    store: Store, again: Callable[..., Subscriber]
) -> None:
    with_everything_held(store)
    subscribing.stop(store, CHAT)
    with store.writing() as transaction:
        record(transaction, a_paper(2))
    back = again(store, CHAT, now=LATER)
    assert (back.state, back.cursor, back.subscription.domains) == (State.ACTIVE, 2, frozenset({"speech"}))


def test_forgetting_erases_everything(store: Store) -> None:
    with_everything_held(store)
    subscribing.forget(store, CHAT)
    assert rows_held(store) == {}
    assert subscribing.find(store, CHAT) is None


def test_forgetting_one_topic_leaves_the_others(store: Store) -> None:
    topic = Chat(chat_id=-100, thread_id=7)
    for chat in (topic, Chat(chat_id=-100)):
        subscribing.start(store, chat, kind="supergroup", now=NOW)
    subscribing.forget(store, topic)
    assert subscribing.find(store, topic) is None
    assert subscribing.find(store, Chat(chat_id=-100)) is not None


def test_a_chat_that_is_gone_keeps_its_settings_and_its_place(store: Store) -> None:
    new = subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.mark_gone(store, CHAT.chat_id)
    gone = subscribing.find(store, CHAT)
    assert gone == replace(new, state=State.GONE, next_digest_at=None)
    subscribing.mark_back(store, CHAT.chat_id, now=LATER)
    back = subscribing.find(store, CHAT)
    assert back == replace(new, next_digest_at=datetime(2026, 11, 27, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize("end", [subscribing.pause, subscribing.stop])
def test_blocking_and_unblocking_makes_nobody_active_who_had_paused_or_stopped(
    store: Store, end: Callable[[Store, Chat], Subscriber | None]
) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    before = end(store, CHAT)
    subscribing.mark_gone(store, CHAT.chat_id)
    subscribing.mark_back(store, CHAT.chat_id, now=LATER)
    assert subscribing.find(store, CHAT) == before


def test_a_group_that_becomes_a_supergroup_takes_its_topics_along(store: Store) -> None:
    for chat in (Chat(chat_id=-5), Chat(chat_id=-5, thread_id=3)):
        subscribing.start(store, chat, kind="group", now=NOW)
    subscribing.move(store, old=-5, new=-1005)
    subscribing.move(store, old=-5, new=-1005)
    with store.reading() as transaction:
        moved = {each.chat for each in subscribers.of_chat(transaction, -1005)}
        assert moved == {Chat(chat_id=-1005), Chat(chat_id=-1005, thread_id=3)}
        assert subscribers.of_chat(transaction, -5) == ()


def test_what_is_expected_is_kept_and_cleared_by_a_change(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.expect(store, CHAT, "zone:10:9")
    found = subscribing.find(store, CHAT)
    assert found is not None
    assert found.expects == "zone:10:9"
    changed = subscribing.change(store, CHAT, now=NOW, change=partial(replace, zone="Europe/Paris"))
    assert changed is not None
    assert changed.expects is None


def test_a_saved_paper_is_listed_until_it_is_let_go(store: Store) -> None:
    with store.writing() as transaction:
        record(transaction, a_paper(1), a_paper(2))
    for number, arxiv_id in enumerate(["2603.00001", "2603.00002", "2603.00001"]):
        assert bookmarking.save(store, CHAT, arxiv_id, now=NOW + timedelta(minutes=number)) is bookmarking.Saving.SAVED
    assert bookmarking.save(store, CHAT, "9901.00001", now=NOW) is bookmarking.Saving.UNKNOWN
    listed = bookmarking.saved(store, CHAT, limit=5, offset=0)
    assert [each.paper.arxiv_id for each in listed.papers] == ["2603.00002", "2603.00001"]
    bookmarking.unsave(store, CHAT, "2603.00002")
    bookmarking.unsave(store, CHAT, "2603.00002")
    assert bookmarking.among(store, CHAT, ["2603.00001", "2603.00002"]) == {"2603.00001"}


def test_the_list_of_saved_papers_has_an_end(store: Store) -> None:
    save = partial(bookmarking.save, store, CHAT, now=NOW, most=1)
    with store.writing() as transaction:
        record(transaction, a_paper(1), a_paper(2))
    assert save("2603.00001") is bookmarking.Saving.SAVED
    assert save("2603.00002") is bookmarking.Saving.FULL
    assert save("2603.00001") is bookmarking.Saving.SAVED


def test_a_digest_is_opened_again_by_its_own_chat_only(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    subscribing.change(store, CHAT, now=NOW, change=partial(replace, zone="Asia/Tokyo"))
    with store.writing() as transaction:
        record(transaction, a_paper(1))
        digest_id = digests.add(transaction, a_digest(judged(a_paper(1)), chat=CHAT))
    bookmarking.save(store, CHAT, "2603.00001", now=NOW)
    opened = bookmarking.reopen(store, CHAT, digest_id)
    assert opened is not None
    assert (opened.saved, opened.zone, len(opened.digest.entries)) == (frozenset({"2603.00001"}), "Asia/Tokyo", 1)
    assert bookmarking.reopen(store, Chat(chat_id=1), digest_id) is None
    assert bookmarking.reopen(store, CHAT, digest_id + 1) is None

from dataclasses import replace
from datetime import timedelta

import pytest

from ssl_watch import composing, delivering
from ssl_watch.deliveries import (
    GONE_AFTER,
    Delivery,
    DeliveryState,
    Gone,
    Kind,
    Moved,
    Outcome,
    Postponed,
    Refused,
    Sent,
    Unclear,
)
from ssl_watch.store import Store, bookmarks, deliveries, subscribers
from ssl_watch.subscriptions import Chat, State
from tests.ssl_watch.composing.owing import ADA, BEN, NOW, a_paper, announce, found, owed, subscribe, titles

SOON = NOW + timedelta(seconds=1)


def owe_a_digest(store: Store, chat: Chat = ADA, *, number: int = 1) -> Delivery:
    """Subscribe the chat and compose a digest of one paper for it; begun."""
    subscribe(store, chat)
    announce(store, a_paper(number))
    composing.compose_due(store, now=NOW)
    return begin(store, next(each for each in owed(store) if each.chat == chat))


def begin(store: Store, delivery: Delivery) -> Delivery:
    begun = delivering.begin(store, delivery.delivery_id or 0, now=NOW + timedelta(days=300))
    assert begun is not None
    return begun


def settle(store: Store, delivery: Delivery, outcome: Outcome) -> Delivery:
    delivering.settle(store, delivery, outcome, now=NOW)
    return state_of(store, delivery)


def state_of(store: Store, delivery: Delivery) -> Delivery:
    with store.reading() as tx:
        known = deliveries.get(tx, delivery.delivery_id or 0)
    assert known is not None
    return known


def test_a_sent_delivery_is_over_and_failures_are_forgotten(store: Store) -> None:
    begun = owe_a_digest(store)
    with store.writing() as tx:
        subscribers.save(tx, replace(found(store), failures=3))
    assert settle(store, begun, Sent(message_id=77)).state is DeliveryState.SENT
    assert owed(store) == ()
    assert found(store).failures == 0


@pytest.mark.parametrize(("asked", "waits"), [(None, timedelta(seconds=2)), (timedelta(hours=12), timedelta(hours=12))])
def test_a_postponed_delivery_waits_as_long_as_telegram_asked_or_backs_off(
    store: Store, asked: timedelta | None, waits: timedelta
) -> None:
    after = settle(store, owe_a_digest(store), Postponed(reason="429", wait=asked))
    assert after.state is DeliveryState.PENDING
    assert after.not_before == NOW + waits
    assert not after.may_repeat
    assert delivering.ready(store, now=NOW, limit=9) == ()
    assert delivering.next_at(store) == NOW + waits


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Postponed(reason="no connection"), [2, 4, 8, 16, 32, 60, 60]),
        (Unclear(reason="ReadTimeout"), [2, 16, 128, 1024, 1800, 1800, 1800]),
    ],
)
def test_waits_grow_from_attempt_to_attempt(store: Store, outcome: Outcome, expected: list[int]) -> None:
    begun = owe_a_digest(store)
    waits = []
    for _ in expected:
        after = settle(store, begun, outcome)
        waits.append(((after.not_before or NOW) - NOW).total_seconds())
        begun = begin(store, after)
    assert waits == expected


def test_an_unclear_one_is_sent_again_as_a_possible_repeat(store: Store) -> None:
    after = settle(store, owe_a_digest(store), Unclear(reason="ReadTimeout"))
    assert after.state is DeliveryState.UNKNOWN
    assert after.may_repeat
    assert after.not_before == NOW + timedelta(seconds=2)
    assert begin(store, after).may_repeat


def test_a_possible_repeat_stays_one_when_it_is_postponed(store: Store) -> None:
    after = settle(store, owe_a_digest(store), Unclear(reason="ReadTimeout"))
    after = settle(store, begin(store, after), Postponed(reason="429", wait=timedelta(seconds=5)))
    assert begin(store, after).may_repeat


def test_what_was_in_flight_at_a_crash_is_a_possible_repeat(store: Store) -> None:
    begun = owe_a_digest(store)
    assert delivering.ready(store, now=SOON, limit=9) == ()
    assert delivering.recover(store, now=SOON) == 1
    (again,) = delivering.ready(store, now=SOON, limit=9)
    assert again.delivery_id == begun.delivery_id
    assert begin(store, again).may_repeat
    assert delivering.recover(store, now=SOON) == 1


def test_a_refused_message_is_tried_once_as_plain_text_and_then_set_aside(store: Store) -> None:
    refusal = Refused(reason="can't parse entities", markup=True)
    first = settle(store, owe_a_digest(store), refusal)
    assert (first.state, first.plain, first.reason) == (DeliveryState.PENDING, True, "can't parse entities")
    second = settle(store, begin(store, first), refusal)
    assert (second.state, second.reason) == (DeliveryState.REFUSED, "can't parse entities")
    assert owed(store) == ()


def test_a_refusal_that_is_not_the_markups_fault_is_set_aside_at_once(store: Store) -> None:
    assert settle(store, owe_a_digest(store), Refused(reason="no")).state is DeliveryState.REFUSED


def test_operators_are_told_once_of_a_digest_that_was_set_aside_and_not_of_their_own_notices(store: Store) -> None:
    begun = owe_a_digest(store)
    for _ in range(2):
        delivering.settle(store, begun, Refused(reason="no"), now=NOW, admins=frozenset({900, 901}))
    notices = owed(store)
    assert [(each.chat.chat_id, each.kind) for each in notices] == [(900, Kind.NOTICE), (901, Kind.NOTICE)]
    assert "no" in (notices[0].text or "")
    for notice in notices:
        delivering.settle(store, begin(store, notice), Refused(reason="no"), now=NOW, admins=frozenset({900, 901}))
    assert owed(store) == ()


@pytest.mark.parametrize("in_doubt", [True, False])
def test_what_may_have_arrived_before_the_chat_was_gone_says_so_when_it_is_owed_again(
    store: Store, *, in_doubt: bool
) -> None:
    begun = owe_a_digest(store)
    if in_doubt:
        begun = begin(store, settle(store, begun, Unclear(reason="no answer")))
    settle(store, begun, Gone(reason="bot was blocked by the user"))
    for number in (2, 3):
        composing.compose_missed(store, ADA, now=NOW + timedelta(days=number))
        announce(store, a_paper(number))
    assert [each.may_repeat for each in owed(store)] == [in_doubt, False]


def test_who_blocked_the_bot_is_gone_keeps_the_settings_and_is_owed_again_what_did_not_arrive(store: Store) -> None:
    sent = owe_a_digest(store)
    settle(store, sent, Sent(message_id=1))
    announce(store, a_paper(2))
    composing.compose_due(store, now=NOW + timedelta(days=1))
    announce(store, a_paper(3))
    composing.compose_due(store, now=NOW + timedelta(days=2))
    first, second = owed(store)
    assert settle(store, begin(store, first), Gone(reason="blocked")).state is DeliveryState.GONE
    assert state_of(store, second).state is DeliveryState.GONE
    gone = found(store)
    assert (gone.state, gone.next_digest_at, gone.cursor) == (State.GONE, None, 1)
    digest = composing.compose_missed(store, ADA, now=NOW + timedelta(days=9))
    assert digest is not None
    assert sorted(titles(store, owed(store)[0])) == ["Paper 2", "Paper 3"]


def test_every_topic_of_a_chat_that_is_gone_is_gone_and_no_other_chat(store: Store) -> None:
    topics = [Chat(chat_id=-100, thread_id=1), Chat(chat_id=-100, thread_id=2)]
    announce(store, a_paper(1))
    for chat in (*topics, BEN):
        subscribe(store, chat)
    composing.compose_due(store, now=NOW)
    settle(store, begin(store, next(each for each in owed(store) if each.chat == topics[0])), Gone(reason="kicked"))
    assert [found(store, chat).state for chat in topics] == [State.GONE, State.GONE]
    assert [found(store, chat).cursor for chat in topics] == [0, 0]
    assert found(store, BEN).state is State.ACTIVE
    assert [each.chat for each in owed(store)] == [BEN]


def test_a_paused_subscriber_who_blocks_the_bot_stays_paused(store: Store) -> None:
    begun = owe_a_digest(store)
    with store.writing() as tx:
        subscribers.save(tx, replace(found(store), state=State.PAUSED))
    settle(store, begun, Gone(reason="blocked"))
    assert found(store).state is State.PAUSED
    assert found(store).cursor == 0


def test_a_chat_that_is_not_found_is_gone_only_when_it_stays_so(store: Store) -> None:
    delivery = owe_a_digest(store)
    for failure in range(1, GONE_AFTER):
        after = settle(store, delivery, Gone(reason="chat not found", certain=False))
        assert after.state is DeliveryState.PENDING
        assert (after.not_before or NOW) - NOW >= timedelta(minutes=10)
        assert found(store).failures == failure
        delivery = begin(store, after)
    assert settle(store, delivery, Gone(reason="chat not found", certain=False)).state is DeliveryState.GONE
    assert found(store).state is State.GONE


def test_a_notice_to_an_operator_who_is_not_found_ends_too(store: Store) -> None:
    notice = Delivery(chat=Chat(chat_id=900), kind=Kind.NOTICE, key="n", text="Hello")
    with store.writing() as tx:
        deliveries.owe(tx, notice, now=NOW)
    for _ in range(GONE_AFTER):
        after = settle(store, begin(store, owed(store)[0]), Gone(reason="chat not found", certain=False))
    assert after.state is DeliveryState.GONE


def test_a_group_that_moved_gets_what_it_is_owed_under_its_new_id(store: Store) -> None:
    begun = owe_a_digest(store, Chat(chat_id=-5))
    settle(store, begun, Moved(chat_id=-1005))
    (delivery,) = delivering.ready(store, now=NOW, limit=9)
    assert delivery.chat == Chat(chat_id=-1005)
    assert found(store, Chat(chat_id=-1005)).state is State.ACTIVE
    assert delivering.content(store, delivery).digest is not None


def test_held_deliveries_wait_and_keep_what_is_known_of_them(store: Store) -> None:
    unclear = settle(store, owe_a_digest(store), Unclear(reason="ReadTimeout"))
    delivering.hold(store, (unclear,), until=NOW + timedelta(minutes=3), now=NOW)
    after = state_of(store, unclear)
    assert (after.state, after.may_repeat, after.reason) == (DeliveryState.UNKNOWN, True, "ReadTimeout")
    assert delivering.ready(store, now=NOW + timedelta(minutes=2), limit=9) == ()
    assert len(delivering.ready(store, now=NOW + timedelta(minutes=4), limit=9)) == 1


def test_urgent_deliveries_come_first_and_those_in_hand_are_left_out(store: Store) -> None:
    announce(store, a_paper(1))
    subscribe(store)
    composing.compose_due(store, now=NOW)
    subscribe(store, BEN)
    composing.compose_now(store, BEN, now=NOW)
    urgent, bulk = delivering.ready(store, now=SOON, limit=9)
    assert (urgent.chat, bulk.chat) == (BEN, ADA)
    assert delivering.ready(store, now=SOON, limit=9, leave_out=frozenset({urgent.delivery_id or 0})) == (bulk,)


def test_a_delivery_is_begun_once(store: Store) -> None:
    begun = owe_a_digest(store)
    assert delivering.begin(store, begun.delivery_id or 0, now=NOW) is None


def test_content_is_the_digest_with_what_the_reader_saved(store: Store) -> None:
    begun = owe_a_digest(store)
    with store.writing() as tx:
        bookmarks.add(tx, ADA, "2611.00001", now=NOW)
    content = delivering.content(store, begun)
    assert content.digest is not None
    assert content.saved == {"2611.00001"}
    assert content.zone == "UTC"


def test_settling_what_was_erased_meanwhile_changes_nothing(store: Store) -> None:
    begun = owe_a_digest(store)
    with store.writing() as tx:
        subscribers.forget(tx, ADA)
    outcomes: tuple[Outcome, ...] = (
        Sent(message_id=1),
        Postponed(reason=""),
        Unclear(reason=""),
        Refused(reason="", markup=True),
        Gone(reason=""),
        Gone(reason="", certain=False),
        Moved(chat_id=-5),
    )
    for outcome in outcomes:
        delivering.settle(store, begun, outcome, now=NOW)
    assert delivering.content(store, begun).digest is None
    with store.reading() as tx:
        assert deliveries.get(tx, begun.delivery_id or 0) is None
        assert subscribers.get(tx, ADA) is None


def test_nobody_finds_what_is_beyond_the_limit(store: Store) -> None:
    announce(store, a_paper(1))
    for number in range(1, 8):
        subscribe(store, Chat(chat_id=number))
    composing.compose_due(store, now=NOW)
    assert [each.chat.chat_id for each in delivering.ready(store, now=SOON, limit=3)] == [1, 2, 3]

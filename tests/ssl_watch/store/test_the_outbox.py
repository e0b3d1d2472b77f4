from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from ssl_watch.deliveries import Delivery, DeliveryState, Kind
from ssl_watch.store import Store, Transaction, deliveries, digests, papers, subscribers
from ssl_watch.subscriptions import Chat
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_paper, judged, record

LATER = NOW + timedelta(hours=1)


def owe(transaction: Transaction, *keys: str, urgent: bool = False) -> list[int]:
    found = []
    for key in keys:
        notice = Delivery(chat=CHAT, kind=Kind.NOTICE, key=key, text=f"About {key}", urgent=urgent)
        delivery_id = deliveries.owe(transaction, notice, now=NOW)
        assert delivery_id is not None
        found.append(delivery_id)
    return found


def ready(transaction: Transaction, *, limit: int = 9, leave_out: frozenset[int] = frozenset()) -> list[str]:
    return [one.key for one in deliveries.ready(transaction, now=NOW, limit=limit, leave_out=leave_out)]


def test_a_delivery_is_read_back_as_it_was_owed(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        digest_id = digests.add(tx, a_digest(judged(a_paper())))
        owed = Delivery(
            chat=Chat(chat_id=-100, thread_id=3), kind=Kind.DIGEST, key="k", digest_id=digest_id, not_before=LATER
        )
        delivery_id = deliveries.owe(tx, owed, now=NOW)
        assert delivery_id is not None
        assert deliveries.get(tx, delivery_id) == replace(owed, delivery_id=delivery_id)
        assert deliveries.get(tx, delivery_id + 1) is None


def test_the_same_message_is_owed_to_a_chat_only_once(store: Store) -> None:
    notice = Delivery(chat=CHAT, kind=Kind.NOTICE, key="k", text="first")
    with store.writing() as tx:
        first = deliveries.owe(tx, notice, now=NOW)
        assert first is not None
        assert deliveries.owe(tx, replace(notice, text="again"), now=NOW) is None
        deliveries.mark(tx, first, state=DeliveryState.SENT, now=NOW)
        assert deliveries.owe(tx, replace(notice, text="and again"), now=NOW) is None
        for other in (
            replace(notice, key="other"),
            replace(notice, chat=Chat(chat_id=CHAT.chat_id, thread_id=1)),
            replace(notice, chat=Chat(chat_id=1)),
            replace(notice, kind=Kind.DIGEST),
        ):
            assert deliveries.owe(tx, other, now=NOW) is not None


def test_urgent_deliveries_come_first_then_the_oldest(store: Store) -> None:
    with store.writing() as tx:
        owe(tx, "a", "b")
        owe(tx, "c", "d", urgent=True)
        owe(tx, "e")
        assert ready(tx) == ["c", "d", "a", "b", "e"]
        assert ready(tx, limit=3) == ["c", "d", "a"]


def test_what_is_in_flight_is_left_out(store: Store) -> None:
    with store.writing() as tx:
        first, second, _ = owe(tx, "a", "b", "c")
        assert ready(tx, leave_out=frozenset({first, second})) == ["c"]


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.UNKNOWN])
def test_a_postponed_delivery_waits_for_its_time(store: Store, state: DeliveryState) -> None:
    with store.writing() as tx:
        first, _ = owe(tx, "a", "b")
        deliveries.mark(tx, first, state=state, now=NOW, not_before=LATER, reason="flood")
        assert ready(tx) == ["b"]
        assert deliveries.begin(tx, first, now=NOW) is None
        assert [one.key for one in deliveries.ready(tx, now=LATER, limit=9)] == ["a", "b"]
        begun = deliveries.begin(tx, first, now=LATER)
        assert begun is not None
        assert begun.may_repeat == (state is DeliveryState.UNKNOWN)


@pytest.mark.parametrize(
    "state", [DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.GONE]
)
def test_what_is_settled_or_being_sent_is_not_ready(store: Store, state: DeliveryState) -> None:
    with store.writing() as tx:
        (only,) = owe(tx, "a")
        deliveries.mark(tx, only, state=state, now=NOW)
        assert ready(tx) == []
        assert deliveries.begin(tx, only, now=NOW) is None
        assert deliveries.next_at(tx) is None


def test_claiming_a_delivery_counts_the_attempt_and_keeps_others_away(store: Store) -> None:
    with store.writing() as tx:
        (only,) = owe(tx, "a")
        begun = deliveries.begin(tx, only, now=NOW)
        assert begun is not None
        assert (begun.state, begun.attempts, begun.may_repeat) == (DeliveryState.SENDING, 1, False)
        assert deliveries.begin(tx, only, now=NOW) is None
        deliveries.mark(tx, only, state=DeliveryState.PENDING, now=NOW)
        again = deliveries.begin(tx, only, now=NOW)
        assert again is not None
        assert again.attempts == 2


def test_two_claimants_never_get_the_same_delivery(store: Store) -> None:
    with store.writing() as tx:
        ids = owe(tx, *(f"key {number}" for number in range(60)))

    def claim(_: int) -> list[int]:
        mine = []
        for delivery_id in ids:
            with store.writing() as tx:
                if deliveries.begin(tx, delivery_id, now=NOW):
                    mine.append(delivery_id)
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = [delivery_id for mine in pool.map(claim, range(4)) for delivery_id in mine]
    assert sorted(claimed) == ids


def test_after_a_crash_what_was_being_sent_is_sent_again_as_a_possible_repeat(store: Store) -> None:
    with store.writing() as tx:
        first, second, third = owe(tx, "a", "b", "c")
        deliveries.begin(tx, first, now=NOW)
        deliveries.begin(tx, second, now=NOW)
        deliveries.mark(tx, second, state=DeliveryState.SENT, now=NOW)
        assert deliveries.recover(tx, now=LATER) == 1
        assert deliveries.recover(tx, now=LATER) == 0
        found = deliveries.begin(tx, first, now=LATER)
        assert found is not None
        assert (found.may_repeat, found.attempts) == (True, 2)
        assert deliveries.begin(tx, second, now=LATER) is None
        untouched = deliveries.begin(tx, third, now=LATER)
        assert untouched is not None
        assert not untouched.may_repeat


def test_a_possible_repeat_stays_one_until_told_otherwise(store: Store) -> None:
    with store.writing() as tx:
        (only,) = owe(tx, "a")
        deliveries.mark(tx, only, state=DeliveryState.UNKNOWN, now=NOW, may_repeat=True, plain=True)
        deliveries.mark(tx, only, state=DeliveryState.PENDING, now=NOW, reason="flood", not_before=NOW)
        found = deliveries.get(tx, only)
        assert found is not None
        assert (found.may_repeat, found.plain, found.reason) == (True, True, "flood")
        deliveries.mark(tx, only, state=DeliveryState.PENDING, now=NOW, may_repeat=False, plain=False)
        found = deliveries.get(tx, only)
        assert found is not None
        assert (found.may_repeat, found.plain, found.reason, found.not_before) == (False, False, None, None)


def test_the_next_delivery_is_named_by_its_time(store: Store) -> None:
    with store.writing() as tx:
        assert deliveries.next_at(tx) is None
        first, second = owe(tx, "a", "b")
        deliveries.mark(tx, first, state=DeliveryState.PENDING, now=NOW, not_before=LATER)
        assert deliveries.next_at(tx) == NOW
        deliveries.mark(tx, second, state=DeliveryState.SENT, now=NOW)
        assert deliveries.next_at(tx) == LATER


def test_what_telegram_refused_is_set_aside_with_its_reason_the_latest_first(store: Store) -> None:
    with store.writing() as tx:
        first, second, _ = owe(tx, "a", "b", "c")
        deliveries.mark(tx, second, state=DeliveryState.REFUSED, now=NOW, reason="too odd \0")
        deliveries.mark(tx, first, state=DeliveryState.REFUSED, now=LATER, reason="too long")
        found = deliveries.set_aside(tx, 9)
        assert [(one.key, one.reason) for one in found] == [("a", "too long"), ("b", "too odd \ufffd")]
        assert len(deliveries.set_aside(tx, 1)) == 1
        assert papers.totals(tx)["refused"] == 2


def test_an_id_is_never_given_out_twice(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        digest_id = digests.add(tx, a_digest(judged(a_paper())))
        (delivery_id,) = owe(tx, "a")
        subscribers.forget(tx, CHAT)
        assert owe(tx, "b") > [delivery_id]
        assert digests.add(tx, a_digest(judged(a_paper()))) > digest_id


def test_marking_a_delivery_that_was_forgotten_meanwhile_does_nothing(store: Store) -> None:
    with store.writing() as tx:
        (only,) = owe(tx, "a")
        subscribers.forget(tx, CHAT)
        deliveries.mark(tx, only, state=DeliveryState.SENT, now=NOW)
        assert deliveries.get(tx, only) is None

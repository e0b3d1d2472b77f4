from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Connection, event

from ssl_watch import composing
from ssl_watch.announcements import Number
from ssl_watch.deliveries import Delivery, DeliveryState, Kind
from ssl_watch.digests import CATCH_UP_CAP, KEPT_FOR
from ssl_watch.holes import HoleKind, HoleState
from ssl_watch.polls import SourceReport
from ssl_watch.relevance import Level
from ssl_watch.store import Store, bookmarks, deliveries, digests, feed, holes, poll_runs, subscribers
from ssl_watch.subscriptions import Chat, State, Subscription
from tests.ssl_watch.composing.owing import ADA, BEN, NOW, a_paper, announce, found, owed, subscribe, titles


def test_what_is_owed_becomes_one_delivery_and_the_cursor_moves_on(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1), a_paper(2))
    assert composing.compose_due(store, now=NOW) == 1
    (delivery,) = owed(store)
    assert (delivery.chat, delivery.kind, delivery.key, delivery.urgent) == (ADA, Kind.DIGEST, "digest:0-2", False)
    assert titles(store, delivery) == ["Paper 1", "Paper 2"]
    assert found(store).cursor == 2
    assert found(store).next_digest_at == NOW + timedelta(days=1)


def test_composing_twice_owes_once(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    assert composing.compose_due(store, now=NOW + timedelta(days=1)) == 0
    assert len(owed(store)) == 1


def test_nothing_owed_nothing_sent_and_the_time_moves_on(store: Store) -> None:
    subscribe(store, subscription=Subscription(domains=frozenset({"video"})))
    announce(store, a_paper(1, domain="speech"))
    assert composing.compose_due(store, now=NOW) == 0
    assert owed(store) == ()
    assert found(store).cursor == 1
    assert found(store).next_digest_at == NOW + timedelta(days=1)


def test_who_is_not_due_not_active_or_up_to_date_gets_nothing(store: Store) -> None:
    announce(store, a_paper(1))
    subscribe(store, Chat(chat_id=10), next_digest_at=NOW + timedelta(minutes=1))
    subscribe(store, Chat(chat_id=11), state=State.PAUSED)
    subscribe(store, Chat(chat_id=12), state=State.GONE)
    subscribe(store, Chat(chat_id=13), cursor=1)
    assert composing.compose_due(store, now=NOW) == 0
    assert owed(store) == ()


def test_what_an_import_brought_is_no_news(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1), news=False)
    assert composing.compose_due(store, now=NOW) == 0


def test_a_late_composing_composes_what_came_meanwhile_too(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1), a_paper(2))
    composing.compose_due(store, now=NOW + timedelta(days=3, hours=1))
    assert len(titles(store, owed(store)[0])) == 2
    assert found(store).next_digest_at == NOW + timedelta(days=4)


def test_many_batches_reach_every_subscriber_once(store: Store) -> None:
    announce(store, a_paper(1))
    for number in range(1, 24):
        subscribe(store, Chat(chat_id=number), cursor=number % 2)
    assert composing.compose_due(store, now=NOW, batch=5) == 11
    assert sorted(delivery.chat.chat_id for delivery in owed(store)) == list(range(2, 24, 2))


def test_a_sender_waits_for_no_more_than_a_few_digests_at_a_time(store: Store) -> None:
    announce(store, a_paper(1))
    for number in range(1, 24):
        subscribe(store, Chat(chat_id=number))
    counts = [0]
    event.listen(store.engine, "commit", lambda connection: counts.append(_deliveries_in(connection)))
    composing.compose_due(store, now=NOW)
    assert counts[-1] == 23
    assert max(after - before for before, after in pairwise(counts)) <= 8


def _deliveries_in(connection: Connection) -> int:
    count: int = connection.exec_driver_sql("SELECT count(*) FROM deliveries").scalar_one()
    return count


def test_the_receipt_tells_what_was_read(store: Store) -> None:
    subscribe(store, subscription=Subscription(domains=frozenset({"speech"})))
    announce(
        store,
        a_paper(1),
        a_paper(2, domain="video"),
        a_paper(3, level=Level.USES, domain="video"),
        a_paper(4, level=Level.MENTIONS),
        a_paper(5, level=Level.NONE),
    )
    with store.writing() as tx:
        early = NOW - timedelta(days=20)
        for started_at, error in ((early, "before"), (NOW - timedelta(days=1), "x"), (NOW - timedelta(hours=9), None)):
            poll_runs.add(tx, SourceReport(source="api", started_at=started_at, ended_at=started_at, error=error))
        holes.add(tx, ["2611.00006", "2611.00007"], HoleKind.SEQUENCE, now=early)
        holes.settle(tx, ["2611.00007"], HoleState.GAP, now=NOW - timedelta(hours=1))
    composing.compose_due(store, now=NOW)
    with store.reading() as tx:
        digest = digests.get(tx, owed(store)[0].digest_id or 0, chat_id=1)
    assert digest is not None
    coverage = digest.coverage
    assert (coverage.announced, coverage.relevant, coverage.matched, coverage.late) == (5, 3, 1, 0)
    assert (coverage.failed, coverage.sources, coverage.read_at) == (1, ("api",), NOW - timedelta(hours=9))
    assert (coverage.open_holes, coverage.gaps, coverage.unmatched, coverage.state) == (1, 1, None, "waiting")


def test_the_receipt_tells_whether_the_sources_agree_and_how_the_feed_stands(store: Store) -> None:
    subscribe(store)
    with store.writing() as tx:
        for source in ("oai", "api", "oai list"):
            at = NOW - timedelta(hours=4)
            poll_runs.add(tx, SourceReport(source=source, started_at=at, ended_at=at))
        feed.note_newest(tx, Number(2611, 5), now=NOW - timedelta(hours=6))
        feed.note_unmatched(tx, ["2611.00004"])
    coverage = composing.compose_now(store, ADA, now=NOW).coverage
    assert (coverage.sources, coverage.unmatched, coverage.state) == (("oai", "api"), 1, "fresh")


def test_the_receipt_of_an_unread_arxiv_says_so(store: Store) -> None:
    subscribe(store)
    digest = composing.compose_now(store, ADA, now=NOW)
    assert digest.coverage.read_at is None
    assert digest.coverage.sources == ()


def test_digest_now_is_urgent_and_leaves_the_schedule(store: Store) -> None:
    subscribe(store, next_digest_at=NOW + timedelta(hours=5))
    announce(store, a_paper(1))
    digest = composing.compose_now(store, ADA, now=NOW)
    assert len(digest.entries) == 1
    (delivery,) = owed(store)
    assert delivery.urgent
    assert delivery.digest_id == digest.digest_id
    assert found(store).cursor == 1
    assert found(store).next_digest_at == NOW + timedelta(hours=5)


def test_digest_now_with_nothing_owed_has_a_receipt_and_no_delivery(store: Store) -> None:
    subscribe(store)
    digest = composing.compose_now(store, ADA, now=NOW)
    assert digest.entries == ()
    assert digest.digest_id is None
    assert owed(store) == ()


def test_digest_now_for_a_stranger_is_empty_and_subscribes_nobody(store: Store) -> None:
    announce(store, a_paper(1))
    assert composing.compose_now(store, ADA, now=NOW).entries == ()
    with store.reading() as tx:
        assert subscribers.get(tx, ADA) is None


def test_what_a_pause_held_back_comes_most_relevant_first_and_capped(store: Store) -> None:
    subscribe(store)
    announce(store, *(a_paper(number, score=number / 100) for number in range(1, 31)))
    digest = composing.compose_missed(store, ADA, now=NOW)
    assert digest is not None
    assert digest.cap == CATCH_UP_CAP
    assert digest.entries[0].judged.paper.title == "Paper 30"
    assert len(digest.entries) == 30
    assert owed(store)[0].urgent
    assert composing.compose_missed(store, ADA, now=NOW) is None


@pytest.mark.parametrize(("many", "days", "cap"), [(30, 9, CATCH_UP_CAP), (30, 7, None), (3, 90, None)])
def test_what_piled_up_is_caught_up_with_as_after_a_pause(store: Store, many: int, days: int, cap: int | None) -> None:
    """Who blocked the bot for weeks is active again by unblocking it; a weekly digest has not piled up."""
    announce(store, *(a_paper(number, score=number / 100) for number in range(1, many + 1)))
    back_at = NOW + timedelta(days=days)
    for chat in (ADA, BEN):
        subscribe(store, chat, next_digest_at=back_at)
    asked_for = composing.compose_now(store, ADA, now=back_at)
    assert composing.compose_due(store, now=back_at) == 1
    with store.reading() as tx:
        due = digests.get(tx, owed(store)[1].digest_id or 0, chat_id=BEN.chat_id)
    assert due is not None
    assert (asked_for.cap, due.cap, len(due.entries)) == (cap, cap, many)
    assert due.entries[0].judged.paper.title == f"Paper {many}"


def test_a_digest_and_what_became_of_it_go_when_they_are_old(store: Store) -> None:
    for chat in (ADA, BEN):
        subscribe(store, chat)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    to_ada, to_ben = owed(store)
    with store.writing() as tx:
        deliveries.mark(tx, to_ada.delivery_id or 0, state=DeliveryState.SENT, now=NOW)
        deliveries.mark(tx, to_ben.delivery_id or 0, state=DeliveryState.SENDING, now=NOW)
        notice = Delivery(chat=ADA, kind=Kind.NOTICE, key="poll", text="arXiv could not be read")
        notice_id = deliveries.owe(tx, notice, now=NOW) or 0
        deliveries.mark(tx, notice_id, state=DeliveryState.SENT, now=NOW)
    composing.compose_due(store, now=NOW + KEPT_FOR)
    with store.reading() as tx:
        assert digests.get(tx, to_ada.digest_id or 0, chat_id=ADA.chat_id) is not None
    assert composing.let_go_of_old(store, now=NOW + KEPT_FOR + timedelta(minutes=1)) == 1
    with store.reading() as tx:
        assert digests.get(tx, to_ada.digest_id or 0, chat_id=ADA.chat_id) is None
        assert deliveries.get(tx, to_ada.delivery_id or 0) is None
        assert deliveries.get(tx, notice_id) is None
        assert digests.get(tx, to_ben.digest_id or 0, chat_id=BEN.chat_id) is not None  # it may be under way
        assert deliveries.get(tx, to_ben.delivery_id or 0) is not None
    assert composing.let_go_of_old(store, now=NOW + 2 * KEPT_FOR) == 0


def test_composing_lets_go_of_what_is_old_by_itself(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    (delivery,) = owed(store)
    with store.writing() as tx:
        deliveries.mark(tx, delivery.delivery_id or 0, state=DeliveryState.SENT, now=NOW)
    composing.compose_due(store, now=NOW + KEPT_FOR + timedelta(minutes=1))
    with store.reading() as tx:
        assert deliveries.get(tx, delivery.delivery_id or 0) is None


def test_nobody_is_stopped_by_a_subscription_that_makes_no_sense(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    announce(store, a_paper(1))
    subscribe(store, Chat(chat_id=10), subscription=Subscription(zone="Atlantis/Capital"))
    subscribe(store, Chat(chat_id=11), subscription=Subscription(zone="../../etc/passwd"))
    subscribe(store, Chat(chat_id=12), subscription=Subscription(zone="America"))
    subscribe(store, Chat(chat_id=13), subscription=Subscription(zone=""))
    subscribe(store, Chat(chat_id=14), subscription=Subscription(domains=frozenset({"alchemy"})))
    subscribe(store, BEN)
    assert composing.compose_due(store, now=NOW) == 6
    assert {delivery.chat.chat_id for delivery in owed(store)} == {2, 10, 11, 12, 13, 14}
    assert all("Chat 1" in record.getMessage() for record in caplog.records)
    assert found(store, Chat(chat_id=10)).next_digest_at == NOW + timedelta(days=1)
    assert found(store, Chat(chat_id=10)).subscription.zone == "Atlantis/Capital"


def test_the_same_papers_can_be_owed_again_after_the_cursor_was_put_back(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    (first,) = owed(store)
    with store.writing() as tx:
        deliveries.mark(tx, first.delivery_id or 0, state=DeliveryState.GONE, now=NOW)
        subscribers.save(tx, replace(found(store), cursor=0))
    composing.compose_missed(store, ADA, now=NOW + timedelta(days=1))
    (second,) = owed(store)
    assert second.key != first.key
    assert titles(store, second) == ["Paper 1"]


def test_a_saved_paper_stays_out_of_no_digest(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    with store.writing() as tx:
        bookmarks.add(tx, ADA, "2611.00001", now=NOW)
    assert composing.compose_due(store, now=NOW) == 1

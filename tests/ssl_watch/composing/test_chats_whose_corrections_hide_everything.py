from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ssl_watch import composing
from ssl_watch.deliveries import Delivery
from ssl_watch.digests import Coverage
from ssl_watch.disputes import against
from ssl_watch.domains import Filing
from ssl_watch.store import Store, digests, disputes, papers
from ssl_watch.subscriptions import Days, Subscription
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.composing.owing import ADA, BEN, NOW, a_paper, announce, found, owed, subscribe

DAY = timedelta(days=1)
SPEECH = Subscription(domains=frozenset({"speech"}))


@pytest.fixture
def corrected(store: Store) -> Store:
    """A chat that follows speech since this morning, and disputes that what only “listening” speaks for is about it."""
    subscribe(store, subscription=SPEECH, subscribed_at=NOW)
    with store.writing() as tx:
        papers.record(tx, heard(99), news=False, now=NOW)
        disputes.add(tx, ADA, against(heard(99), "speech", applied=True, now=NOW))
    return store


def heard(number: int) -> JudgedPaper:
    """A paper that one unsure word has put under speech."""
    judged = a_paper(number)
    filing = Filing(name="speech", score=0.5, evidence=("“listening” in title",))
    return replace(judged, verdict=replace(judged.verdict, filings=(filing,)))


def compose(store: Store, *seen: JudgedPaper, days: int) -> list[Delivery]:
    """What is owed anew after papers were first seen and composing ran, so many days later."""
    before, now = {delivery.delivery_id for delivery in owed(store)}, NOW + DAY * days
    see(store, *seen, at=now - timedelta(hours=9))
    composing.compose_due(store, now=now)
    return [delivery for delivery in owed(store) if delivery.delivery_id not in before]


def see(store: Store, *seen: JudgedPaper, at: datetime) -> None:
    with store.writing() as tx:
        for judged in seen:
            papers.record(tx, judged, news=True, now=at)


def receipt(store: Store, delivery: Delivery) -> Coverage:
    with store.reading() as tx:
        digest = digests.get(tx, delivery.digest_id or 0, chat_id=delivery.chat.chat_id)
    assert digest is not None
    return digest.coverage


def test_they_are_told_so_about_once_a_week(corrected: Store) -> None:
    for days in range(1, 7):
        assert compose(corrected, heard(days), days=days) == []
    (note,) = compose(corrected, days=7)
    assert (receipt(corrected, note).left_out, receipt(corrected, note).matched) == (6, 0)
    for days in range(8, 14):
        assert compose(corrected, *([heard(7)] if days == 8 else []), days=days) == []
    (note,) = compose(corrected, days=14)
    assert receipt(corrected, note).left_out == 1


def test_a_week_in_which_nothing_was_left_out_is_silent(corrected: Store) -> None:
    assert compose(corrected, heard(1), days=1) == []
    assert compose(corrected, heard(2), days=7) != []
    for days in range(8, 30):
        assert compose(corrected, days=days) == []


def test_the_next_digest_counts_what_was_left_out_on_the_days_before_it(corrected: Store) -> None:
    compose(corrected, heard(1), heard(2), days=1)
    compose(corrected, heard(3), days=2)
    (digest,) = compose(corrected, heard(4), a_paper(20), days=3)
    assert (receipt(corrected, digest).matched, receipt(corrected, digest).left_out) == (1, 4)
    (digest,) = compose(corrected, heard(5), a_paper(21), days=4)
    assert receipt(corrected, digest).left_out == 1


def test_who_asks_is_told_at_once_and_nothing_is_sent(corrected: Store) -> None:
    compose(corrected, heard(1), days=1)
    see(corrected, heard(2), at=NOW + DAY * 9)
    asked = composing.compose_now(corrected, ADA, now=NOW + DAY * 9 + timedelta(hours=1))
    assert (asked.is_empty, asked.coverage.left_out, owed(corrected)) == (True, 1, ())
    again = composing.compose_now(corrected, ADA, now=NOW + DAY * 9 + timedelta(hours=2))
    assert again.coverage.left_out == 1


def test_what_is_taken_back_is_not_counted_and_others_hear_of_no_corrections(corrected: Store) -> None:
    subscribe(corrected, BEN, subscription=SPEECH)
    (bens,) = compose(corrected, heard(1), heard(2), days=1)
    assert (bens.chat, receipt(corrected, bens).left_out) == (BEN, 0)
    with corrected.writing() as tx:
        disputes.remove(tx, ADA, "2611.00099", "speech")
    asked = composing.compose_now(corrected, ADA, now=NOW + DAY)
    assert asked.coverage.left_out == 0


def test_a_weekly_digest_says_so_each_time(corrected: Store) -> None:
    weekly = replace(found(corrected).subscription, days=Days.WEEKLY)
    subscribe(corrected, subscription=weekly, subscribed_at=NOW - DAY, next_digest_at=NOW + DAY * 6)
    assert len(compose(corrected, heard(1), days=6)) == 1
    assert len(compose(corrected, heard(2), days=13)) == 1


def test_papers_that_match_nothing_anyway_are_left_out_by_nobody(corrected: Store) -> None:
    announce(corrected, a_paper(30, domain="vision"))
    assert composing.compose_now(corrected, ADA, now=NOW + DAY).coverage.left_out == 0

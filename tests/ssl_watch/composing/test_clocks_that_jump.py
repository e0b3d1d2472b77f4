from datetime import timedelta

from ssl_watch import composing
from ssl_watch.polls.plans import Sweep
from ssl_watch.store import Store, digests
from tests.ssl_watch.composing.owing import ADA, NOW, a_paper, announce, found, owed, subscribe, titles

DAY = timedelta(days=1)


def test_a_clock_that_ran_ahead_for_a_while_keeps_no_digest_back(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW + DAY * 400)
    announce(store, a_paper(2))
    composing.compose_due(store, now=NOW + DAY)
    assert [titles(store, each) for each in owed(store)] == [["Paper 1"], ["Paper 2"]]
    assert found(store).next_digest_at == NOW + DAY * 2


def test_a_digest_of_the_future_does_not_shorten_the_account_of_the_next_one(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW + DAY * 400)
    announce(store, a_paper(2))
    composing.compose_due(store, now=NOW + DAY)
    with store.reading() as tx:
        digest = digests.get(tx, owed(store)[-1].digest_id or 0, chat_id=ADA.chat_id)
    assert digest is not None
    assert digest.coverage.announced == 2


def test_who_waits_for_a_weekly_digest_waits_on(store: Store) -> None:
    subscribe(store, next_digest_at=NOW + DAY * 7)
    announce(store, a_paper(1))
    assert composing.compose_due(store, now=NOW) == 0


def test_the_past_is_gone_through_at_its_pace_after_a_clock_was_set_back() -> None:
    ahead = Sweep().refilled(NOW + DAY * 400)
    back = ahead.refilled(NOW)
    assert back.paced == NOW
    assert set(back.taken(NOW + DAY)) & set(back.later)

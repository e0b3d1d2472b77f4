"""What operators hear of arXiv's feed: once that it stalls, once that it moves, nothing of weekends and holidays."""

from datetime import UTC, datetime, timedelta

import pytest

from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from ssl_watch.polling import look, poll
from ssl_watch.store import Store, receipts
from tests.ssl_watch.polling.scripted import ADMINS, NOW, Miniature, a_paper, another_paper, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = NOW.date()  # a Wednesday; NOW is two and a half hours after Tuesday's announcement


@pytest.fixture
def arxiv(store: Store) -> Miniature:
    """Tuesday's papers, read."""
    made = Miniature()
    made.announce(*map(a_paper, range(1, 6)), on=TODAY)
    poll(store, made.readers, now=NOW, admins=ADMINS)
    return made


def heard(store: Store) -> list[str]:
    """What one of the operators was told."""
    return [text for chat_id, text in told(store) if chat_id == 7]


def state(store: Store, now: datetime) -> str:
    return look(store, now=now).feed.state(now)


def test_a_feed_that_stalls_is_told_once_and_once_that_it_moves(store: Store, arxiv: Miniature) -> None:
    states = []
    for hours in range(4, 72, 4):
        # Old papers change all the time, which keeps a stalled feed from looking like an empty answer.
        arxiv.announce(another_paper(0, comment=f"edit {hours}"), on=(NOW + HOUR * hours).date())
        poll(store, arxiv.readers, now=NOW + HOUR * hours, admins=ADMINS)
        states.append(state(store, NOW + HOUR * hours))
    assert list(dict.fromkeys(states)) == ["fresh", "waiting", "stalled"]
    (stalled,) = heard(store)
    assert stalled == (
        "arXiv’s feed has stalled: the announcement due at 2026-10-01 00:00 UTC does not show in any source. No paper "
        "is lost: what comes late is news when it comes."
    )
    arxiv.announce(a_paper(6), on=TODAY + DAY * 3)
    for hours in (73, 76):
        poll(store, arxiv.readers, now=NOW + HOUR * hours, admins=ADMINS)
    assert heard(store)[1:] == ["arXiv’s feed moves again: new papers up to 2609.00006 were read."]
    assert state(store, NOW + HOUR * 76) == "quiet"


def test_a_weekend_is_quiet(store: Store, arxiv: Miniature) -> None:
    friday = datetime(2026, 10, 2, 2, 30, tzinfo=UTC)  # after Thursday's announcement
    arxiv.announce(a_paper(6), on=friday.date())
    states = []
    for hours in range(0, 70, 5):
        poll(store, arxiv.readers, now=friday + HOUR * hours, admins=ADMINS)
        states.append(state(store, friday + HOUR * hours))
    assert list(dict.fromkeys(states)) == ["fresh", "quiet"]
    assert heard(store) == []


def test_a_feed_that_had_stalled_before_the_first_poll_is_told(store: Store) -> None:
    arxiv = Miniature()
    arxiv.announce(a_paper(1, submitted_at=NOW - DAY * 9), on=TODAY - DAY)
    poll(store, arxiv.readers, now=NOW, admins=ADMINS)
    assert state(store, NOW) == "stalled"
    assert len(heard(store)) == 1


def test_a_refusal_of_any_source_is_told_and_nothing_more_is_asked(store: Store, arxiv: Miniature) -> None:
    arxiv.faults["list"] = ArxivRefused("arXiv denied access (403); it will not be asked again for a day.")
    asked = len(arxiv.asked)
    report = poll(store, arxiv.readers, now=NOW + DAY, admins=ADMINS)
    assert [each.source for each in report.sources] == ["oai", "api", "oai list"]
    assert [service for service, _ in arxiv.asked[asked:]] == ["oai", "api", "list"]
    assert len(heard(store)) == 1
    poll(store, arxiv.readers, now=NOW + DAY + HOUR, admins=ADMINS)
    assert len(arxiv.asked) == asked + 3


def test_a_failure_noted_by_a_clock_that_ran_ahead_is_over_with_the_next_good_poll(
    store: Store, arxiv: Miniature
) -> None:
    arxiv.faults["oai"] = ArxivUnavailable("arXiv answered with status 503.")
    poll(store, arxiv.readers, now=NOW + DAY * 400, admins=ADMINS)
    del arxiv.faults["oai"]
    for hours in range(4):
        poll(store, arxiv.readers, now=NOW + HOUR * hours, admins=ADMINS)
    assert [one.failures for one in look(store, now=NOW).sources if one.source == "oai"] == [0]
    with store.reading() as tx:
        assert receipts.coverage(tx, since=NOW - DAY, now=NOW + HOUR * 4).failed == 0
    assert len([text for text in heard(store) if "(oai) is read again" in text]) == 1

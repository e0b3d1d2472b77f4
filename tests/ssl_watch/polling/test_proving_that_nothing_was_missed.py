"""arXiv's list of identifiers, its sequence, RSS, and the past: what proves that every paper was read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ssl_watch.errors import ArxivUnavailable
from ssl_watch.holes import HoleState
from ssl_watch.polling import look, poll
from ssl_watch.store import Store, papers
from tests.ssl_watch.polling.missing_papers import hide, missing, settled
from tests.ssl_watch.polling.scripted import ADMINS, NOW, Miniature, a_paper, another_paper, news_of, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOWN = ArxivUnavailable("arXiv answered with status 503.")
TODAY = NOW.date()
ELSEWHERE = ("hep-th",)


@pytest.fixture
def arxiv(store: Store) -> Miniature:
    """Five papers, announced last night and read."""
    made = Miniature()
    made.announce(*map(a_paper, range(1, 6)), on=TODAY)
    poll(store, made.readers, now=NOW)
    return made


def test_the_list_is_read_once_a_day(store: Store, arxiv: Miniature) -> None:
    for hours in (1, 8, 21, 30, 42):
        poll(store, arxiv.readers, now=NOW + HOUR * hours)
    whole = [since for since, until in arxiv.questions("list") if until is None]
    assert whole == [TODAY - DAY * 4] * 3


def test_a_number_that_no_list_names_is_a_hole_and_is_filled_when_the_paper_comes(
    store: Store, arxiv: Miniature
) -> None:
    arxiv.announce(*map(a_paper, (6, 7, 8)), on=TODAY + DAY)
    hide(arxiv, "2609.00007")
    poll(store, arxiv.readers, now=NOW + DAY)
    assert missing(store) == {"2609.00007": HoleState.OPEN}
    hide(arxiv)
    assert poll(store, arxiv.readers, now=NOW + DAY * 2).new == 1
    assert (missing(store), settled(store, HoleState.FILLED)) == ({}, 1)
    assert news_of(store)[-1] == "2609.00007"


def test_a_hole_is_asked_for_once_a_day_and_read_from_whoever_has_it(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(*map(a_paper, (6, 7, 8)), on=TODAY + DAY)
    hide(arxiv, "2609.00007", but=("oai ids",))
    poll(store, arxiv.readers, now=NOW + DAY)
    assert (arxiv.questions("api ids"), arxiv.questions("oai ids")) == ([("2609.00007",)], [("2609.00007",)])
    assert news_of(store)[-1] == "2609.00007"
    assert missing(store) == {}


def test_a_hole_that_stays_is_a_known_gap_after_two_weeks_and_is_filled_even_then(
    store: Store, arxiv: Miniature
) -> None:
    arxiv.announce(*map(a_paper, (6, 8)), on=TODAY + DAY)
    for days in range(1, 17):
        poll(store, arxiv.readers, now=NOW + DAY * days)
        poll(store, arxiv.readers, now=NOW + DAY * days + HOUR * 5)
    assert (missing(store), settled(store, HoleState.GAP)) == ({}, 1)
    assert len(arxiv.questions("api ids")) == 15
    arxiv.announce(a_paper(7), on=TODAY + DAY * 17)
    poll(store, arxiv.readers, now=NOW + DAY * 17)
    assert (settled(store, HoleState.GAP), settled(store, HoleState.FILLED)) == (0, 1)
    assert news_of(store)[-1] == "2609.00007"


def test_a_hole_is_logged_when_it_is_first_asked_for_and_again_only_when_others_come(
    store: Store, arxiv: Miniature, caplog: pytest.LogCaptureFixture
) -> None:
    arxiv.announce(*map(a_paper, (6, 8)), on=TODAY + DAY)
    logged = []
    for days in range(1, 5):
        if days == 3:
            arxiv.announce(a_paper(10), on=TODAY + DAY * 3)
        caplog.clear()
        poll(store, arxiv.readers, now=NOW + DAY * days)
        logged.append([record.getMessage().rpartition(" ")[2] for record in caplog.records])
    assert logged == [["2609.00007"] * 2, [], ["2609.00009"] * 2, []]  # by the API and by OAI-PMH


def test_papers_of_other_fields_leave_no_holes(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(another_paper(6, categories=ELSEWHERE), a_paper(7), on=TODAY + DAY)
    poll(store, arxiv.readers, now=NOW + DAY)
    assert (missing(store), arxiv.questions("api ids")) == ({}, [])


def test_a_hole_that_the_list_names_later_outside_of_our_sets_is_filled(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(a_paper(7), on=TODAY + DAY)
    poll(store, arxiv.readers, now=NOW + DAY)
    assert set(missing(store)) == {"2609.00006"}
    arxiv.announce(another_paper(6, categories=ELSEWHERE), on=TODAY + DAY)
    hide(arxiv, "2609.00006", but=("list",))
    poll(store, arxiv.readers, now=NOW + DAY * 2)
    assert missing(store) == {}


def test_what_is_listed_in_our_sets_and_was_not_read_is_read_by_its_number(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(a_paper(6), a_paper(7), on=TODAY + DAY)
    hide(arxiv, "2609.00006", but=("list", "api ids"))
    assert poll(store, arxiv.readers, now=NOW + DAY).new == 2
    assert (news_of(store)[-2:], missing(store)) == (["2609.00007", "2609.00006"], {})


def test_a_new_month_begins_with_one(store: Store, arxiv: Miniature) -> None:
    october = [a_paper(0, arxiv_id=f"2610.0000{number}", submitted_at=NOW) for number in (1, 3)]
    arxiv.announce(a_paper(6), *october, on=TODAY + DAY)
    poll(store, arxiv.readers, now=NOW + DAY)
    assert set(missing(store)) == {"2610.00002"}


def test_an_odd_number_does_not_make_holes_of_thousands(store: Store, arxiv: Miniature) -> None:
    odd = a_paper(0, arxiv_id="2609.99999")
    arxiv.announce(a_paper(6), odd, a_paper(0, arxiv_id="9912.00001"), a_paper(8), on=TODAY + DAY)
    poll(store, arxiv.readers, now=NOW + DAY)
    assert set(missing(store)) == {"2609.00007"}


def test_days_without_a_list_are_checked_by_the_next_one(store: Store, arxiv: Miniature) -> None:
    arxiv.faults["list"] = DOWN
    arxiv.announce(a_paper(7), on=TODAY + DAY)
    poll(store, arxiv.readers, now=NOW + DAY, admins=ADMINS)
    assert missing(store) == {}
    del arxiv.faults["list"]
    arxiv.announce(a_paper(8), on=TODAY + DAY * 9)
    poll(store, arxiv.readers, now=NOW + DAY * 9, admins=ADMINS)
    assert [since for since, until in arxiv.questions("list") if until is None][-1] == TODAY - DAY * 4
    assert set(missing(store)) == {"2609.00006"}
    assert [text[:16] for chat_id, text in told(store) if chat_id == 7] == ["arXiv (oai list)"] * 2


def test_what_rss_names_and_nobody_shows_is_asked_for(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(a_paper(6), on=TODAY + DAY)
    hide(arxiv, "2609.00006", but=("api ids",))
    arxiv.publish("2609.00006", "2501.00001", at=datetime(2026, 10, 1, 4, tzinfo=UTC))
    poll(store, arxiv.readers, now=NOW + DAY)
    assert news_of(store)[-1] == "2609.00006"
    assert look(store, now=NOW + DAY).feed.unmatched == 1
    hide(arxiv)
    poll(store, arxiv.readers, now=NOW + DAY * 2)
    assert look(store, now=NOW + DAY * 2).feed.unmatched == 0


def test_rss_is_heard_once_for_each_announcement_and_its_silence_means_nothing(store: Store, arxiv: Miniature) -> None:
    arxiv.publish("2609.00001", at=datetime(2026, 9, 30, 4, tzinfo=UTC))
    for hours in (4, 8, 16):
        poll(store, arxiv.readers, now=NOW + HOUR * hours)
    assert len(arxiv.questions("rss")) == 2
    arxiv.publish(at=None)
    arxiv.announce(a_paper(6), on=TODAY + DAY)
    assert poll(store, arxiv.readers, now=NOW + DAY + HOUR * 4).new == 1


def test_a_feed_of_the_far_future_does_not_keep_rss_from_being_heard(store: Store, arxiv: Miniature) -> None:
    arxiv.publish("2609.00001", at=datetime(2190, 1, 1, 5, tzinfo=UTC))
    for days in range(3):
        poll(store, arxiv.readers, now=NOW + DAY * days + HOUR * 4)
    assert len(arxiv.questions("rss")) == 4


def test_a_paper_that_appears_with_an_old_datestamp_is_found_within_the_week(store: Store, arxiv: Miniature) -> None:
    arxiv.hidden["api"] = {"2609.00006"}
    for days in range(1, 18):
        arxiv.announce(another_paper(10 + days), on=TODAY + DAY * days)
        if days == 10:
            arxiv.announce(a_paper(6), on=TODAY)
        poll(store, arxiv.readers, now=NOW + DAY * days)
    assert news_of(store)[-1] == "2609.00006"


def test_every_day_of_400_is_compared_within_a_month_and_no_slice_twice(store: Store, arxiv: Miniature) -> None:
    old = a_paper(0, arxiv_id="2511.00077", submitted_at=NOW - DAY * 320)
    arxiv.announce(old, *(another_paper(day) for day in range(50, 62)), on=date(2025, 11, 14))
    arxiv.hidden["api"] = {"2511.00077"}
    for days in range(31):
        arxiv.announce(another_paper(70 + days), on=TODAY + DAY * days)
        poll(store, arxiv.readers, now=NOW + DAY * days)
    slices = [since for since, until in arxiv.questions("list") if until is not None and until < TODAY - DAY * 39]
    assert len(slices) == len(set(slices))
    assert (max(slices) - min(slices)).days > 355
    assert len(slices) >= 90
    with store.reading() as tx:
        assert papers.known(tx, ["2511.00077"])
    assert "2511.00077" not in news_of(store)


def test_a_slice_that_cannot_be_read_does_not_keep_the_others_waiting(store: Store) -> None:
    arxiv = Miniature()
    arxiv.announce(*map(a_paper, range(1, 6)), on=TODAY)
    arxiv.faults["list"] = DOWN
    poll(store, arxiv.readers, now=NOW)
    first = look(store, now=NOW).slices
    del arxiv.faults["list"]
    poll(store, arxiv.readers, now=NOW + HOUR)
    asked = [since for since, until in arxiv.questions("list") if until is not None]
    assert asked[0] == asked[-1]
    assert len(set(asked)) == len(asked) - 1
    assert look(store, now=NOW).slices < first

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch.announcements import (
    ZONE,
    Feed,
    FeedState,
    Number,
    first_due_after,
    first_news,
    is_announced_on,
    is_news,
    last_due,
    missing_between,
    newest_of,
    number_of,
)
from ssl_watch.papers import Paper

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=ZONE)
moments = st.integers(0, 80 * 365 * 24 * 60).map(lambda minutes: datetime(2007, 4, 1, tzinfo=UTC) + minutes * HOUR / 60)


def a_paper(arxiv_id: str, *, days_ago: float = 1, version: int = 1) -> Paper:
    submitted_at = MONDAY - DAY * days_ago
    return Paper(
        arxiv_id=arxiv_id, version=version, title="", abstract="", updated_at=submitted_at, submitted_at=submitted_at
    )


def test_announcements_are_on_the_evenings_from_sunday_to_thursday() -> None:
    days = [is_announced_on(date(2026, 3, 1) + DAY * number) for number in range(7)]
    assert days == [True, True, True, True, True, False, False]


def test_the_holidays_of_2026_are_arxivs_own() -> None:
    silent = [date(2026, 1, 1) + DAY * number for number in range(365)]
    weekdays = [day for day in silent if day.weekday() in {6, 0, 1, 2, 3} and not is_announced_on(day)]
    assert [f"{day:%m-%d}" for day in weekdays] == ["01-01", "01-19", "09-07", "11-26", "12-29", "12-31"]


@pytest.mark.parametrize("day", ["2027-01-18", "2027-07-05", "2027-09-06", "2027-11-25", "2028-06-19", "2025-12-25"])
def test_holidays_of_other_years_follow_their_rules(day: str) -> None:
    assert not is_announced_on(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2027-01-11", "2027-07-06", "2027-11-24", "2027-12-23", "2027-01-04"])
def test_the_days_around_them_are_ordinary(day: str) -> None:
    assert is_announced_on(date.fromisoformat(day))


def test_twenty_hundred_in_new_york_is_another_hour_in_summer() -> None:
    assert last_due(datetime(2026, 3, 6, 12, tzinfo=UTC)) == datetime(2026, 3, 6, 1, tzinfo=UTC)
    assert last_due(datetime(2026, 3, 13, 12, tzinfo=UTC)) == datetime(2026, 3, 13, 0, tzinfo=UTC)


@given(moments)
def test_every_moment_lies_between_two_announcements(now: datetime) -> None:
    due, following = last_due(now), first_due_after(now)
    assert due <= now < following
    assert first_due_after(due) == following
    assert due.astimezone(ZONE).hour == 20


@pytest.mark.parametrize(
    ("seen", "now", "state"),
    [
        (2 * HOUR, 3 * HOUR, FeedState.FRESH),
        (2 * HOUR, 23 * HOUR, FeedState.FRESH),
        (2 * HOUR, 25 * HOUR, FeedState.WAITING),
        (2 * HOUR, 41 * HOUR, FeedState.WAITING),
        (2 * HOUR, 43 * HOUR, FeedState.STALLED),
        (2 * HOUR, 49 * HOUR, FeedState.STALLED),
        (DAY * 3 + HOUR, DAY * 3 + 23 * HOUR, FeedState.FRESH),
        (DAY * 3 + HOUR, DAY * 4 + HOUR, FeedState.QUIET),
        (DAY * 3 + HOUR, DAY * 6 - HOUR, FeedState.QUIET),
        (DAY * 3 + HOUR, DAY * 6 + HOUR, FeedState.WAITING),
    ],
)
def test_the_feed_is_fresh_awaited_quiet_or_stalled(seen: timedelta, now: timedelta, state: FeedState) -> None:
    feed = Feed(newest="2603.00001", seen_at=MONDAY + seen)
    assert feed.state(MONDAY + now) is state
    assert replace(feed, failed=True).state(MONDAY + now) is FeedState.FAILED


def test_a_holiday_is_quiet() -> None:
    seen_at = datetime(2026, 11, 25, 23, 0, tzinfo=ZONE)
    assert Feed(seen_at=seen_at).state(seen_at + DAY) is FeedState.QUIET


def test_a_feed_that_never_showed_anything_is_awaited() -> None:
    assert Feed().state(MONDAY) is FeedState.WAITING


@pytest.mark.parametrize("arxiv_id", ["0704.0001", "1412.9999", "1501.00001", "2609.12345"])
def test_numbers_are_written_as_arxiv_writes_them(arxiv_id: str) -> None:
    assert str(number_of(arxiv_id)) == arxiv_id


@pytest.mark.parametrize("text", ["", "hep-th/9901001", "2613.00001", "2609.123", "2609.1234567", "٢٦٠٩.12345", "26"])
def test_what_is_in_no_sequence_has_no_number(text: str) -> None:
    assert number_of(text) is None
    assert not is_news(text, Number(0, 0))


def test_the_first_news_is_the_first_of_the_last_days_papers() -> None:
    read = [a_paper("2602.30000", days_ago=9), a_paper("2603.00007"), a_paper("2603.00003", days_ago=3)]
    assert first_news([*read, a_paper("2603.00001", version=2)], MONDAY) == number_of("2603.00003")


def test_an_odd_record_does_not_make_news_of_the_archive() -> None:
    read = [a_paper("0801.0001"), a_paper("2603.00003"), a_paper("9912.00001")]
    assert first_news(read, MONDAY) == Number(2602, 0)


def test_where_nothing_is_young_news_begins_after_the_last() -> None:
    read = [a_paper("2602.00003", days_ago=30), a_paper("hep-th/9901001"), a_paper("9912.00001")]
    assert first_news(read, MONDAY) == number_of("2602.00004")
    assert first_news([a_paper("hep-th/9901001")], MONDAY) is None
    assert first_news([], MONDAY) is None


def test_the_newest_is_one_that_can_have_been_given_out() -> None:
    assert newest_of(["2603.00002", "2604.00001", "9999.00001", "x"], MONDAY) == number_of("2603.00002")
    assert newest_of([], MONDAY) is None


@given(st.sets(st.integers(1, 400), min_size=1), st.integers(0, 300))
def test_what_is_missing_is_all_that_is_not_listed_up_to_the_last(listed: set[int], after: int) -> None:
    ids = [str(Number(2603, place)) for place in listed]
    missing, reached = missing_between(ids, after=Number(2603, after), now=MONDAY)
    assert reached.place == max(*listed, after)
    assert {number_of(each) for each in missing} == {
        Number(2603, place) for place in range(after + 1, reached.place + 1) if place not in listed
    }

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import weeks
from ssl_watch.weeks import Week, week_of

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
THIS = Week(monday=date(2026, 11, 23))
LAST = Week(monday=date(2026, 11, 16))


def test_a_week_begins_on_monday_by_utc_wherever_one_looks_from() -> None:
    new_york = timezone(timedelta(hours=-5))
    assert week_of(datetime(2026, 11, 22, 20, 0, tzinfo=new_york)) == THIS
    assert week_of(datetime(2026, 11, 22, 18, 59, tzinfo=new_york)) == LAST
    assert (THIS.begins_at, THIS.ends_at) == (
        datetime(2026, 11, 23, tzinfo=UTC),
        datetime(2026, 11, 30, tzinfo=UTC),
    )


def test_weeks_follow_each_other_and_none_comes_before_arxiv() -> None:
    assert (THIS.before, LAST.after) == (LAST, THIS)
    assert week_of(datetime(1991, 8, 14, tzinfo=UTC)).before is None


@given(st.datetimes(datetime.fromisoformat("1991-08-14"), NOW.replace(tzinfo=None), timezones=st.just(UTC)))
def test_a_week_is_read_back_by_its_name(at: datetime) -> None:
    week = week_of(at)
    assert week.begins_at <= at < week.ends_at
    assert weeks.read(week.name, now=NOW) == week


@pytest.mark.parametrize("name", ["2026-W49", "2026-W54", "2026-W00", "1991-W32", "0000-W01", "2026-48", "", "W48"])
def test_what_names_no_week_of_arxivs_past_is_none(name: str) -> None:
    assert weeks.read(name, now=NOW) is None


@pytest.mark.parametrize(
    ("said", "week", "rest"),
    [
        ("speech week", THIS, "speech"),
        ("speech this week", THIS, "speech"),
        ("Last Week speech", LAST, "speech"),
        ("remote sensing last  week", LAST, "remote sensing"),
        ("week", THIS, ""),
        ("last week", LAST, ""),
        ("2026-W47", LAST, ""),
        ("graphs 2026-w48", THIS, "graphs"),
        ("2026-W99 speech", None, "2026-W99 speech"),
        ("speech", None, "speech"),
        ("", None, ""),
        ("weekly", None, "weekly"),
        ("midweek", None, "midweek"),
    ],
)
def test_a_week_is_named_before_or_after_a_domain(said: str, week: Week | None, rest: str) -> None:
    assert weeks.spoken(said, now=NOW) == (week, rest)


@given(st.text(max_size=80))
def test_whatever_is_said_is_read(said: str) -> None:
    week, rest = weeks.spoken(said, now=NOW)
    assert week is not None or rest == said

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssl_watch.subscriptions import Days, Subscription, next_digest_at

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def digests(asked: Subscription, *, after: datetime, until: datetime) -> list[datetime]:
    """Every digest in a stretch of time, each asked for right at the one before."""
    found = []
    at = next_digest_at(asked, after=after)
    while at <= until:
        found.append(at)
        at = next_digest_at(asked, after=at)
    return found


def test_a_daily_digest_comes_at_the_same_local_time_in_summer_and_winter() -> None:
    asked = Subscription(digest_at=time(8, 0), zone="Europe/Berlin")
    over_a_year = digests(asked, after=MONDAY, until=MONDAY + timedelta(days=365))
    assert len(over_a_year) == 365
    assert {at.astimezone(BERLIN).time() for at in over_a_year} == {time(8, 0)}


def test_a_digest_in_the_hour_that_is_skipped_comes_once_and_as_much_later() -> None:
    asked = Subscription(digest_at=time(2, 30), zone="Europe/Berlin")
    day = datetime(2026, 3, 29, tzinfo=BERLIN)
    found = digests(asked, after=day, until=day + timedelta(hours=23))
    assert [at.astimezone(BERLIN).time() for at in found] == [time(3, 30)]


def test_a_digest_in_the_hour_that_is_repeated_comes_once_the_first_time() -> None:
    asked = Subscription(digest_at=time(2, 30), zone="Europe/Berlin")
    day = datetime(2026, 10, 25, tzinfo=BERLIN)
    found = digests(asked, after=day, until=day + timedelta(hours=24))
    assert found == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo"])
@pytest.mark.parametrize("at", [time(0, 0), time(0, 30), time(1, 59), time(2, 0), time(2, 30), time(23, 59)])
def test_every_local_day_has_exactly_one_digest_wherever_clocks_change(zone: str, at: time) -> None:
    asked = Subscription(digest_at=at, zone=zone)
    start = datetime(2026, 1, 1, 12, 0, tzinfo=ZoneInfo(zone))
    found = digests(asked, after=start, until=start + timedelta(days=365))
    days = [each.astimezone(ZoneInfo(zone)).date() for each in found]
    assert len(days) == len(set(days)) == 365


def test_weekday_digests_leave_out_saturday_and_sunday_of_the_subscribers_own_week() -> None:
    asked = Subscription(digest_at=time(1, 0), zone="Asia/Tokyo", days=Days.WEEKDAYS)
    found = digests(asked, after=MONDAY, until=MONDAY + timedelta(days=28))
    local = [at.astimezone(ZoneInfo("Asia/Tokyo")).weekday() for at in found]
    assert sorted(local) == sorted([0, 1, 2, 3, 4] * 4)


def test_a_weekly_digest_comes_on_mondays() -> None:
    asked = Subscription(digest_at=time(8, 0), zone="Europe/Berlin", days=Days.WEEKLY)
    first, second = digests(asked, after=MONDAY, until=MONDAY + timedelta(days=14))
    assert first.astimezone(BERLIN) == datetime(2026, 11, 30, 8, 0, tzinfo=BERLIN)
    assert second - first == timedelta(days=7)


def test_moving_to_another_zone_moves_the_digest_to_the_same_hour_there() -> None:
    asked = Subscription(digest_at=time(8, 0), zone="Pacific/Kiritimati")
    after_move = Subscription(digest_at=time(8, 0), zone="Pacific/Pago_Pago")
    at = next_digest_at(asked, after=MONDAY)
    assert next_digest_at(after_move, after=MONDAY) - at in {timedelta(hours=1), timedelta(hours=25)}


@settings(deadline=None)
@given(
    after=st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2060-01-01")),
    at=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["UTC", "Europe/London", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Chatham", "Asia/Gaza"]),
    days=st.sampled_from(Days),
)
def test_the_next_digest_always_lies_ahead_and_within_eight_days(
    after: datetime, at: time, zone: str, days: Days
) -> None:
    now = after.replace(tzinfo=UTC)
    asked = Subscription(digest_at=at, zone=zone, days=days)
    assert timedelta(0) < next_digest_at(asked, after=now) - now <= timedelta(days=8)

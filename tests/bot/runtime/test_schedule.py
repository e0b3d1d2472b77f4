import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.schedule import Schedule, read_crons, was_missed
from ssl_watch.errors import SettingsError
from ssl_watch.settings import Settings

NOON = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)  # a Monday; 12:00 in New York


def _fires(expression: str, *, count: int, after: datetime = NOON) -> list[str]:
    trigger, moment, fires = read_crons([expression]), after, []
    for _ in range(count):
        found = trigger.get_next_fire_time(None, moment)
        assert found is not None
        fires.append(found.strftime("%a %H:%M:%S"))
        moment = found + timedelta(seconds=1)
    return fires


def test_times_are_new_yorks() -> None:
    trigger = read_crons(["40 20 * * *"])
    due = trigger.get_next_fire_time(None, NOON)
    assert due is not None
    assert due.astimezone(UTC) == datetime(2026, 11, 3, 1, 40, tzinfo=UTC)


def test_announcement_times_run_from_sunday_to_thursday() -> None:
    assert _fires("40 20 * * sun-thu", count=5) == [
        "Mon 20:40:00", "Tue 20:40:00", "Wed 20:40:00", "Thu 20:40:00", "Sun 20:40:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("0", ["Sun"]),
        ("7", ["Sun"]),
        ("1", ["Mon"]),
        ("1-5", ["Mon", "Tue", "Wed", "Thu", "Fri"]),
        ("5-7", ["Fri", "Sat", "Sun"]),
        ("FRI-mon", ["Mon", "Fri", "Sat", "Sun"]),
        ("sunday,3", ["Wed", "Sun"]),
        ("*/3", ["Wed", "Sat", "Sun"]),
        ("1/2", ["Mon", "Wed", "Fri"]),
        ("?", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
    ],
)
def test_days_of_the_week_are_crons_not_the_librarys(days: str, expected: list[str]) -> None:
    fires = _fires(f"0 20 * * {days}", count=len(expected))
    assert [fire[:3] for fire in fires] == expected


def test_a_sixth_field_in_front_is_seconds() -> None:
    assert _fires("*/20 * * * * *", count=3) == ["Mon 12:00:00", "Mon 12:00:20", "Mon 12:00:40"]


def test_several_expressions_fire_at_the_earliest_of_them() -> None:
    trigger = read_crons(Settings.model_fields["poll_cron"].default)
    due = trigger.get_next_fire_time(None, NOON)
    assert due is not None
    assert due.strftime("%H:%M") == "15:30"


@pytest.mark.parametrize(
    "expression",
    [
        "", "nonsense", "* * * *", "* * * * * * *", "61 * * * *", "* * * * mon-", "* * * * someday", "* * * * 8",
        "*/0 * * * *", "* * * * */0", "* * 32 * *", "a b c d e", "* * * * -1", "🕗 20 * * *",
    ],
)  # fmt: skip
def test_a_wrong_expression_is_an_error_that_names_the_variable(expression: str) -> None:
    with pytest.raises(SettingsError, match="SSL_WATCH_POLL_CRON"):
        read_crons([expression])


def test_no_expression_at_all_is_an_error() -> None:
    with pytest.raises(SettingsError, match="SSL_WATCH_POLL_CRON"):
        read_crons([])


def test_a_poll_that_was_due_while_the_bot_was_away_was_missed() -> None:
    polls = read_crons(["40 20 * * sun-thu"])
    evening = datetime(2026, 11, 3, 1, 40, tzinfo=UTC)
    assert was_missed(polls, since=evening - timedelta(hours=1), now=evening + timedelta(hours=5))
    assert not was_missed(polls, since=evening + timedelta(seconds=2), now=evening + timedelta(hours=5))


class _Ticks:
    def __init__(self) -> None:
        self.polls = self.composes = self.looks = 0
        self.happened = asyncio.Event()

    async def poll(self) -> None:
        self.polls += 1
        self.happened.set()

    async def compose(self) -> None:
        self.composes += 1

    def look(self) -> None:
        self.looks += 1


async def test_at_start_what_was_missed_is_polled_and_what_is_due_is_composed() -> None:
    ticks = _Ticks()
    schedule = Schedule(polls=read_crons(["0 0 1 1 *"]), poll=ticks.poll, compose=ticks.compose, look=ticks.look)
    schedule.start(poll_now=True)
    async with asyncio.timeout(10):
        await ticks.happened.wait()
    await schedule.stop(within=1)
    assert (ticks.polls, ticks.composes) == (1, 1)


async def test_polls_come_by_the_clock() -> None:
    ticks = _Ticks()
    schedule = Schedule(polls=read_crons(["* * * * * *"]), poll=ticks.poll, compose=ticks.compose, look=ticks.look)
    schedule.start(poll_now=False)
    async with asyncio.timeout(10):
        await ticks.happened.wait()
    await schedule.stop(within=1)


async def test_a_tick_that_fails_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    ticks = _Ticks()

    async def fail() -> None:
        raise RuntimeError("no disk")

    schedule = Schedule(polls=read_crons(["* * * * * *"]), poll=ticks.poll, compose=fail, look=ticks.look)
    with caplog.at_level(logging.ERROR, "bot.schedule"):
        schedule.start(poll_now=True)
        async with asyncio.timeout(10):
            await ticks.happened.wait()
        await schedule.stop(within=1)
    assert "no disk" in caplog.text


async def test_stopping_waits_for_a_running_tick_and_does_not_cancel_it() -> None:
    began, finish, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
    ticks = _Ticks()

    async def poll() -> None:
        began.set()
        await finish.wait()
        ended.set()

    schedule = Schedule(polls=read_crons(["0 0 1 1 *"]), poll=poll, compose=ticks.compose, look=ticks.look)
    schedule.start(poll_now=True)
    async with asyncio.timeout(10):
        await began.wait()
    stopping = asyncio.create_task(schedule.stop(within=10))
    await asyncio.sleep(0)
    assert not stopping.done()
    finish.set()
    await stopping
    assert ended.is_set()


async def test_stopping_waits_no_longer_than_it_is_told() -> None:
    began = asyncio.Event()
    ticks = _Ticks()

    async def poll() -> None:
        began.set()
        await asyncio.Event().wait()

    schedule = Schedule(polls=read_crons(["0 0 1 1 *"]), poll=poll, compose=ticks.compose, look=ticks.look)
    schedule.start(poll_now=True)
    async with asyncio.timeout(10):
        await began.wait()
        await schedule.stop(within=0.05)


async def test_stopping_before_the_start_is_no_error() -> None:
    ticks = _Ticks()
    await Schedule(polls=read_crons(["0 0 1 1 *"]), poll=ticks.poll, compose=ticks.compose, look=ticks.look).stop(
        within=1
    )

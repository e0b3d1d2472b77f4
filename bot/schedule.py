"""The three ticks: poll by cron in New York's time, compose every minute, look into the outbox all the time.

They share nothing but the database. Each runs at most once at a time, a late one runs late, several missed ones run as
one, and `stop` waits for what is running.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ssl_watch.errors import SettingsError

ARXIV_ZONE = ZoneInfo("America/New_York")

_logger = logging.getLogger(__name__)
_OUTBOX_EVERY = timedelta(seconds=15)  # it wakes by itself when something is owed; this is for what no one told it
_FIELDS = ("second", "minute", "hour", "day", "month", "day_of_week")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

Tick = Callable[[], Awaitable[None]]


class Schedule:
    """Runs the ticks from `start` to `stop`; a tick that fails is logged and comes again."""

    def __init__(self, *, polls: BaseTrigger, poll: Tick, compose: Tick, look: Callable[[], None]) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._polls, self._poll, self._compose, self._look = polls, poll, compose, look
        self._running: dict[str, asyncio.Task[None]] = {}

    def start(self, *, poll_now: bool) -> None:
        """Begin ticking; the first composing is now, and so is a poll that was missed."""
        now = datetime.now(UTC)
        self._scheduler.add_job(self._run_poll, self._polls, id="poll")
        self._scheduler.add_job(self._run_compose, CronTrigger(second=0, timezone=UTC), id="compose", next_run_time=now)
        self._scheduler.add_job(
            self._run_look, IntervalTrigger(seconds=int(_OUTBOX_EVERY.total_seconds())), id="deliver"
        )
        if poll_now:
            self._scheduler.add_job(self._run_poll, id="first poll")
        self._scheduler.start()

    async def stop(self, *, within: float) -> None:
        """Begin no further tick, and wait for those running, but no longer than `within` seconds."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=within)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _run_poll(self) -> None:
        await self._run("poll", self._poll)

    async def _run_compose(self) -> None:
        await self._run("compose", self._compose)

    async def _run_look(self) -> None:
        self._look()

    async def _run(self, name: str, tick: Tick) -> None:
        """Run the tick in a task of its own: the scheduler cancels its own tasks when it ends."""
        if name in self._running:
            return
        self._running[name] = asyncio.create_task(_guarded(name, tick), name=f"tick {name}")
        try:
            await asyncio.shield(self._running[name])
        finally:
            self._running.pop(name, None)


async def _guarded(name: str, tick: Tick) -> None:
    try:
        await tick()
    except Exception:
        _logger.exception("The tick “%s” failed; it comes again", name)


def read_crons(expressions: Sequence[str]) -> BaseTrigger:
    """Read cron expressions, in New York's time: the usual five fields, or six with seconds before them.

    Raises:
        SettingsError: one of them is none.
    """
    triggers = [_read_cron(expression) for expression in expressions]
    if not triggers:
        raise SettingsError("SSL_WATCH_POLL_CRON: at least one cron expression is needed, such as 40 20 * * sun-thu")
    return triggers[0] if len(triggers) == 1 else OrTrigger(triggers)


def was_missed(polls: BaseTrigger, *, since: datetime, now: datetime) -> bool:
    """Whether a poll was due after `since` and not later than `now`."""
    due = polls.get_next_fire_time(None, since)
    return due is not None and due <= now


def _read_cron(expression: str) -> CronTrigger:
    values = expression.split()
    if len(values) == len(_FIELDS) - 1:
        values.insert(0, "0")
    if len(values) != len(_FIELDS):
        raise SettingsError(f"SSL_WATCH_POLL_CRON: “{expression}” needs five fields: minute hour day month weekday")
    fields = dict(zip(_FIELDS, values, strict=True))
    try:
        fields["day_of_week"] = _weekdays(fields["day_of_week"])
        return CronTrigger(**fields, timezone=ARXIV_ZONE)
    except ValueError as error:
        raise SettingsError(f"SSL_WATCH_POLL_CRON: “{expression}” is no cron expression: {error}") from error


def _weekdays(field: str) -> str:
    """Name the days: cron counts them from Sunday and lets a range run over it, APScheduler does neither."""
    chosen: set[int] = set()
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        start, end = (0, 6) if span in {"*", "?"} else (_weekday(first), _weekday(last if dash else first))
        if step and not dash:
            end = 6
        end += 7 if end < start else 0
        chosen |= {day % 7 for day in range(start, end + 1, int(step or 1))}
    return ",".join(_DAYS[day] for day in sorted(chosen))


def _weekday(text: str) -> int:
    if text.isdecimal() and int(text) <= 7:
        return int(text) % 7
    if text[:3] not in _DAYS:
        raise ValueError(f"“{text}” is no day of the week")
    return _DAYS.index(text[:3])

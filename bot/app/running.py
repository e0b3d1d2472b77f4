"""The bot's life: alone on its database, connected, listening and delivering; ended within ten seconds of a signal."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import commands
from bot.app.building import Parts, build
from bot.courier import is_foreign
from bot.pacing import seconds
from bot.schedule import was_missed
from ssl_watch import delivering
from ssl_watch.errors import SettingsError, StoreError, WatchError
from ssl_watch.settings import Settings
from ssl_watch.store import Store
from ssl_watch.store.sole import Sole

_logger = logging.getLogger(__name__)
_HEARTBEAT_EVERY = 20.0  # seconds
_ALIVE_WITHIN = timedelta(minutes=2)  # an idle getUpdates comes back twice a minute
_SOLE_WITHIN = 10.0  # seconds that a bot which is just ending may still hold the database
_HEARD_WITHIN = 5.0  # seconds; then the schedule starts all the same: arXiv can be read without Telegram
_MESSAGES_WITHIN = 8.0  # seconds for what is in flight at the end
_CLOSING_WITHIN = 1.0
_ENDED_WITHIN = 9.6  # after that the process is ended whatever hangs; the outbox knows what was in flight
_POLL_AGAIN_AFTER = timedelta(minutes=1)  # a bot that is restarted over and over does not poll every time
_LONGEST_PAUSE = 30.0


def run(settings: Settings, store: Store, *, heartbeat: Path) -> None:
    """Run the bot until SIGTERM or SIGINT; `heartbeat` is touched while it hears Telegram.

    Raises:
        WatchError: a setting is wrong, another bot is at work, or the database can't be used.
    """
    asyncio.run(_run(settings, store, heartbeat))


async def _run(settings: Settings, store: Store, heartbeat: Path) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, stopping)
    sole = Sole(store)
    try:
        if await _be_alone(sole, stopping):
            recovered = delivering.recover(store, now=datetime.now(UTC))
            if recovered:
                _logger.warning("%d messages were in flight when the bot ended; they go again, with a note", recovered)
            await _live(build(settings, store), sole, heartbeat, stopping)
    finally:
        sole.leave()


def _stop(stopping: asyncio.Event) -> None:
    if not stopping.is_set():
        _logger.info("Stopping")
        _end_whatever_hangs(status=0)
        stopping.set()


def _end_whatever_hangs(*, status: int) -> None:
    """Keep the promise of ten seconds even where a thread waits for a name server or a lock."""
    timer = threading.Timer(_ENDED_WITHIN, os._exit, [status])
    timer.daemon = True
    timer.start()


async def _be_alone(sole: Sole, stopping: asyncio.Event) -> bool:
    """Wait for a bot that is just ending; whether to go on."""
    deadline = asyncio.get_running_loop().time() + _SOLE_WITHIN
    while not sole.take():
        if stopping.is_set():
            return False
        if asyncio.get_running_loop().time() > deadline:
            raise WatchError("Another bot is at work on this database: two would send everything twice")
        await asyncio.sleep(0.2)
    return True


async def _live(parts: Parts, sole: Sole, heartbeat: Path, stopping: asyncio.Event) -> None:
    tasks = [asyncio.create_task(_connect(parts))]
    try:
        await _until(stopping, tasks)
        if not stopping.is_set():
            work = (parts.intake.run(), _open_up(parts), _beat(parts, sole, heartbeat))
            tasks = [asyncio.create_task(each) for each in work]
            await _until(stopping, [*tasks, asyncio.create_task(parts.rounds.run())])
    except WatchError:
        _end_whatever_hangs(status=1)
        raise
    finally:
        for task in tasks:
            task.cancel()
        await _end(parts)


async def _until(stopping: asyncio.Event, tasks: Collection[asyncio.Future[None]]) -> None:
    """Wait until stopping is set or all tasks have ended; the first error of one is raised."""
    signalled = asyncio.create_task(_signalled(stopping))
    running = set(tasks)
    while running and not signalled.done():
        ended, _ = await asyncio.wait({signalled, *running}, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
        running -= ended
    signalled.cancel()


async def _signalled(stopping: asyncio.Event) -> None:
    await stopping.wait()


async def _connect(parts: Parts) -> None:
    """Ask Telegram who the bot is, until it answers: commands are known by the bot's name."""
    pause = 0.5
    while True:
        try:
            await parts.application.initialize()
        except TelegramError as error:
            if isinstance(error, InvalidToken) and not is_foreign(error):
                raise SettingsError("SSL_WATCH_BOT_TOKEN: Telegram does not know this token") from error
            _logger.warning("Telegram can't be reached: %s", error)
            await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return


async def _open_up(parts: Parts) -> None:
    """What can wait until Telegram was asked for updates: the ticks, then the menu of commands."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_HEARD_WITHIN):
            await parts.intake.heard.wait()
    parts.schedule.start(poll_now=await _poll_was_missed(parts))
    await parts.intake.heard.wait()
    _logger.info("The bot @%s is listening", parts.application.bot.username)
    try:
        await commands.publish(parts.application.bot)
    except TelegramError as error:
        _logger.warning("The menu of commands could not be filled: %s", error)


async def _poll_was_missed(parts: Parts) -> bool:
    now = datetime.now(UTC)
    try:
        last, last_good = await parts.ticks.last_polls()
    except WatchError as error:
        _logger.warning("The last poll is not known: %s", error)
        return False
    if last is not None and now - last.started_at < _POLL_AGAIN_AFTER:
        return False
    return last_good is None or was_missed(parts.polls, since=last_good.started_at, now=now)


async def _beat(parts: Parts, sole: Sole, heartbeat: Path) -> None:
    """Touch the heartbeat while Telegram is heard, and see that the database is still ours alone."""
    await parts.intake.heard.wait()
    while True:
        heard_at = parts.intake.last_heard_at
        if heard_at is not None and datetime.now(UTC) - heard_at < _ALIVE_WITHIN:
            _touch(heartbeat)
        await asyncio.sleep(_HEARTBEAT_EVERY)
        await parts.outbox(_stay_alone, sole)


def _touch(heartbeat: Path) -> None:
    try:
        heartbeat.touch()
    except OSError as error:
        _logger.warning("The heartbeat can't be written: %s", error)


def _stay_alone(_store: Store, sole: Sole) -> None:
    """PostgreSQL gives the lock away with a lost connection: take it again, unless another bot has."""
    if sole.holds():
        return
    sole.leave()
    try:
        taken = sole.take()
    except StoreError as error:
        _logger.warning("%s", error)
        return
    if not taken:
        raise WatchError("Another bot took over this database")


async def _end(parts: Parts) -> None:
    """Finish what is in flight, begin nothing more."""
    parts.ticks.give_up()
    endings = (
        parts.rounds.stop(within=_MESSAGES_WITHIN),
        parts.intake.finish(within=_MESSAGES_WITHIN - 2),
        parts.schedule.stop(within=_MESSAGES_WITHIN),
    )
    for fault in await asyncio.gather(*endings, return_exceptions=True):
        if fault is not None:
            _logger.error("Not all was ended in order: %r", fault)
    with suppress(TelegramError, TimeoutError, RuntimeError):
        async with asyncio.timeout(_CLOSING_WITHIN):
            await parts.application.shutdown()
    for asking in parts.askings:
        asking.close()

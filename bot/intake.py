"""The intake: updates fetched from Telegram by long polling, decoded one by one, and handled in order for each chat.

Own, because python-telegram-bot's poller is wedged for ever by one update that it can't decode, takes time-outs for
normal, and confirms updates before they are handled. Telegram keeps what is not confirmed for a day.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from random import SystemRandom
from typing import Any

from telegram import Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.courier import is_foreign
from bot.pacing import seconds
from ssl_watch.errors import SettingsError, WatchError

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member", "channel_post")

_logger = logging.getLogger(__name__)
_METHOD = "get_Updates"  # spelled so because do_api_request warns of every method that the Bot has, and has a reason
_LONG_POLL = 30  # seconds that Telegram holds an empty answer back
_MARGIN = 10  # seconds that its answer may take beyond that
# Fetching the next updates confirms the last ones: what is handled within this time is confirmed afterwards, as nearly
# everything is. Who takes longer (a chat over its limits) goes on beside, so that nobody waits for another's answer.
_HANDLING = 0.3  # seconds
_LONGEST_HANDLING = 120.0  # seconds for one update
_MOST_WAITING = 500  # updates in hand, beyond which nothing more is fetched
_OTHER_POLLER = 12.0  # seconds in which the poll of a process that died may still be open (Telegram: up to some)
_DEAF_AFTER = 180.0  # seconds without a good answer until the connection is made anew
_LONGEST_PAUSE = 30.0
_random = SystemRandom()

# What a call can end in: the library's errors, our own deadline, and answers of a wrong shape.
_FAULTS = (TelegramError, TimeoutError, LookupError, TypeError, ValueError)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Intake:
    """Hears Telegram. `heard` is set by the first good answer, `last_heard_at` is the time of the last one."""

    def __init__(self, application: AnyApplication, *, connection: BaseRequest, clock: Callable[[], datetime]) -> None:
        self._bot, self._connection, self._clock = application.bot, connection, clock
        self._lanes = Lanes(application.process_update)
        self._offset = 0
        self._confirmed = 0
        self._failures = 0
        self._deaf_since = 0.0
        self._conflict_since: float | None = None
        self.heard = asyncio.Event()
        self.last_heard_at: datetime | None = None

    async def run(self) -> None:
        """Fetch and handle until cancelled; then call `finish`.

        Raises:
            WatchError: the token is unknown to Telegram, or another process polls with it.
        """
        self._deaf_since = _time()
        while True:
            try:
                # The first call comes back at once, so that one knows early whether Telegram is there.
                updates = await self._fetch(wait=_LONG_POLL if self.heard.is_set() else 0)
            except _FAULTS as error:
                await self._fail(error)
                continue
            self._succeed()
            await self._take(updates)

    async def finish(self, *, within: float) -> None:
        """Wait for what is being handled, and confirm it to Telegram."""
        if await self._lanes.empty(within=within) and self._offset != self._confirmed:
            try:
                async with asyncio.timeout(2):
                    await self._fetch(wait=0, limit=1)
            except _FAULTS as error:
                _logger.info("The last updates could not be confirmed and will come again: %s", error)

    async def _fetch(self, *, wait: int, limit: int = 100) -> list[Any]:
        offset = self._offset
        asked = {"offset": offset, "limit": limit, "timeout": wait, "allowed_updates": list(ALLOWED_UPDATES)}
        async with asyncio.timeout(wait + _MARGIN + 5):  # the library's own time-out counts pauses, not the whole
            answer = await self._bot.do_api_request(_METHOD, api_kwargs=asked, read_timeout=wait + _MARGIN)
        if not isinstance(answer, list):
            raise TypeError("Telegram's answer to getUpdates is no list")
        self._confirmed = offset
        return answer

    async def _take(self, raw_updates: Sequence[Any]) -> None:
        last = self._offset - 1
        for raw in raw_updates:
            update_id = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(update_id, int):
                _logger.error("An update without a number was skipped")
                continue
            last = update_id
            update = self._decoded(raw)
            if update is not None:
                self._lanes.put(update)
        await self._lanes.lull(within=_HANDLING)
        if raw_updates and last == self._offset - 1:
            await asyncio.sleep(1)  # none had a number: they will come again
        self._offset = last + 1

    def _decoded(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception:
            _logger.exception("Update %s can't be read and was skipped", raw.get("update_id"))
            return None

    def _succeed(self) -> None:
        if self._failures:
            _logger.info("Telegram is heard again")
        self._failures, self._conflict_since, self._deaf_since = 0, None, _time()
        self.last_heard_at = self._clock()
        self.heard.set()

    async def _fail(self, error: Exception) -> None:
        """Wait before the next attempt; raise what no attempt can mend."""
        if isinstance(error, InvalidToken | EndPointNotFound) and not is_foreign(error):
            raise SettingsError("SSL_WATCH_BOT_TOKEN: Telegram does not know this token") from error
        if isinstance(error, Conflict):
            await self._yield_to_other(error)
            return
        self._failures += 1
        _logger.log(logging.WARNING if self._failures == 1 else logging.DEBUG, "Telegram is not heard: %r", error)
        if _time() - self._deaf_since > _DEAF_AFTER:
            await self._reconnect()
        pause = min(0.25 * 2.0 ** min(self._failures, 10), _LONGEST_PAUSE)
        await asyncio.sleep(seconds(error) if isinstance(error, RetryAfter) else pause * _random.uniform(0.5, 1))

    async def _yield_to_other(self, error: Conflict) -> None:
        """A poll of a process that died may be open for some seconds; one that stays is another bot's."""
        if "webhook" in error.message.casefold():
            _logger.warning("The bot has a webhook, which is removed: updates are polled for")
            with suppress(TelegramError):
                await self._bot.delete_webhook()
        self._conflict_since = self._conflict_since or _time()
        if _time() - self._conflict_since > _OTHER_POLLER:
            raise WatchError("Another process polls Telegram with this bot's token: only one may run") from error
        await asyncio.sleep(1)

    async def _reconnect(self) -> None:
        _logger.warning("Nothing heard from Telegram for %.0f s: connecting anew", _time() - self._deaf_since)
        self._deaf_since = _time()
        with suppress(Exception):
            async with asyncio.timeout(5):
                await self._connection.shutdown()
        await self._connection.initialize()


class Lanes:
    """Handles updates: those of different chats at once, those of one chat in their order."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]], *, at_once: int = 32) -> None:
        self._handle = handle
        self._turn = asyncio.Semaphore(at_once)
        self._waiting: dict[int, deque[Update]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._fresh: set[asyncio.Task[None]] = set()

    def put(self, update: Update) -> None:
        """Have the update handled after those of its chat that are waiting."""
        chat, user = update.effective_chat, update.effective_user
        lane = chat.id if chat else user.id if user else 0
        self._waiting.setdefault(lane, deque()).append(update)
        if lane not in self._tasks:
            self._tasks[lane] = asyncio.create_task(self._drain(lane), name=f"updates of {lane}")
            self._fresh.add(self._tasks[lane])

    async def lull(self, *, within: float) -> None:
        """Wait until what was put since the last lull is handled, or `within` seconds; where too much waits, longer.

        A chat that was busy before is not waited for: what is slow with it must not slow others down again.
        """
        fresh, self._fresh = self._fresh, set()
        if fresh:
            await asyncio.wait(fresh, timeout=within)
        while sum(map(len, self._waiting.values())) > _MOST_WAITING:
            await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)

    async def empty(self, *, within: float) -> bool:
        """Wait until all is handled, but no longer than `within` seconds; whether it is."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=within)
        return not self._tasks

    async def _drain(self, lane: int) -> None:
        try:
            while waiting := self._waiting[lane]:
                update = waiting.popleft()
                async with self._turn:
                    await self._handle_one(update)
        finally:
            del self._waiting[lane], self._tasks[lane]

    async def _handle_one(self, update: Update) -> None:
        try:
            async with asyncio.timeout(_LONGEST_HANDLING):
                await self._handle(update)
        except Exception:
            _logger.exception("Update %s was not handled to its end", update.update_id)


def _time() -> float:
    return asyncio.get_running_loop().time()

"""The intake: updates fetched from Telegram by long polling, decoded one by one, and confirmed once they are handled.

Own, because python-telegram-bot's poller is wedged for ever by one update that it can't decode, takes time-outs for
normal, and confirms updates before they are handled. Telegram keeps what is not confirmed for a day, so that a kill
in between loses nothing: what was not handled to its end comes again. `lanes` handles them.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from random import SystemRandom
from typing import Any

from telegram import Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.courier import is_foreign
from bot.intake.lanes import Lanes
from bot.pacing import seconds
from ssl_watch.errors import SettingsError, WatchError

ALLOWED_UPDATES = ("message", "callback_query", "inline_query", "my_chat_member", "channel_post")

_logger = logging.getLogger(__name__)
_METHOD = "get_Updates"  # spelled so because do_api_request warns of every method that the Bot has, and has a reason
_LONG_POLL = 30  # seconds that Telegram holds an empty answer back
_MARGIN = 10  # seconds that its answer may take beyond that
# Fetching confirms everything before the offset, so the offset stays at the first update that is not handled yet; what
# comes after it is fetched again, and new updates with it, so that nobody waits for another's answer for longer.
_SOON = 0.25  # seconds until what was handled meanwhile is confirmed, if the first was
_AGAIN = 0.8  # seconds, if it was not: Telegram slows down who asks twice for the same within half a second
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
        self._taken: set[int] = set()  # from the offset on
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
                at_once = self._lanes.busy or not self.heard.is_set()
                updates = await self._fetch(wait=0 if at_once else _LONG_POLL)
            except _FAULTS as error:
                await self._fail(error)
                continue
            self._succeed()
            await self._take(updates)

    async def finish(self, *, within: float) -> None:
        """Wait for what is being handled, and confirm it to Telegram."""
        await self._lanes.empty(within=within)
        self._move_on()
        if self._offset != self._confirmed:
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
        numbered = False
        for raw in raw_updates:
            update_id = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(update_id, int):
                _logger.error("An update without a number was skipped")
                continue
            numbered = True
            if update_id not in self._taken:
                self._taken.add(update_id)
                if update := self._decoded(raw):
                    self._lanes.put(update)
        if raw_updates and not numbered:
            await asyncio.sleep(1)  # they will come again
        await self._lanes.empty(within=_SOON)
        self._move_on()
        if self._offset == self._confirmed:
            await self._lanes.empty(within=_AGAIN - _SOON)
            self._move_on()

    def _move_on(self) -> None:
        """Let the next fetch confirm what was handled, up to the first update that was not."""
        if self._taken:
            self._offset = self._lanes.first_unhandled() or max(self._taken) + 1
            self._taken = {update_id for update_id in self._taken if update_id >= self._offset}

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


def _time() -> float:
    return asyncio.get_running_loop().time()

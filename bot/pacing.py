"""When a message may go: Telegram's limits kept by waiting, answers to people before digests.

Own, because the library's AIORateLimiter lets 60 messages into one second and makes an answer wait behind 900 digests
(PTB #3772, #5338). `Pacer` grants turns; `PacedLimiter` puts the library's own calls, the answers, under it. Digests
take their turn in `bot.rounds` and say so with `ALREADY_PACED`.

Limits, from core.telegram.org/bots/faq: about 30 messages a second over all, one a second to a chat with short bursts
tolerated, 20 a minute to a group. Time is the event loop's.
"""

import asyncio
import math
from bisect import insort
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

RATE = 28.3  # messages a second: 31 within one second at the receiver would need two of them 60 ms off their time
ALREADY_PACED = "already paced"
PATIENCE = 10.0  # seconds that an answer may wait for its turn; somebody is looking at the screen
SHORT_FLOOD = 5.0  # seconds; a flood wait that an answer sits out

_MINUTE = 60.5  # with a margin for the way to Telegram
_SECOND = 1.05
_GROUP_LIMIT = 20
_GROUP_RESERVE = 3  # of the twenty, for answers
_BURST = 3  # answers to one chat that may go at once, made up for afterwards
_GLOBAL_STRIKES = 3  # chats told to wait within …
_GLOBAL_WITHIN = 5.0  # … so many seconds: then it is the bot that is meant, not the chats
_REMEMBERED_CHATS = 4096


class Lane(IntEnum):
    """Who goes first."""

    ANSWER = 0
    DIGEST = 1


class MustWait(Exception):
    """The chat's turn is further away than the caller would wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not before {seconds:.1f} s")
        self.seconds = seconds


@dataclass(slots=True, order=True)
class _Waiter:
    lane: Lane
    number: int
    chat_id: int = field(compare=False)
    patience: float = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class Pacer:
    """Grants turns, evenly spaced; the first in the lower lane whose chat is free goes first."""

    def __init__(self, *, rate: float = RATE) -> None:
        self._interval = 1 / rate
        self._next = 0.0
        self._chats = ChatLimits()
        self._waiters: list[_Waiter] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None

    def wait_for(self, chat_id: int, lane: Lane) -> float:
        """Seconds until the chat, by its own limits and holds, may get a message."""
        return max(0.0, self._chats.free_at(chat_id, lane) - _time())

    def hold(self, chat_id: int, wait: float) -> None:
        """Telegram wants `wait` seconds without messages to the chat; where it says so of many chats, to any chat."""
        self._chats.hold(chat_id, now=_time(), wait=wait)
        self._turn_away(self._waiters)
        self._grant()

    async def turn(self, chat_id: int, lane: Lane, *, patience: float = PATIENCE) -> None:
        """Wait for the turn to send one message to the chat, now.

        Raises:
            MustWait: the chat is held, or over its limits, for longer than `patience` seconds.
        """
        self._number += 1
        waiter = _Waiter(lane, self._number, chat_id, patience, asyncio.get_running_loop().create_future())
        insort(self._waiters, waiter)
        self._turn_away([waiter])
        self._grant()
        try:
            await waiter.turn
        except asyncio.CancelledError:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            raise

    def _grant(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        while self._waiters and (now := _time()) >= self._next:
            waiter = next((w for w in self._waiters if self._chats.free_at(w.chat_id, w.lane) <= now), None)
            if waiter is None:
                break
            self._depart(waiter, now)
        if self._waiters:
            self._timer = asyncio.get_running_loop().call_at(self._next_departure(), self._grant)

    def _depart(self, waiter: _Waiter, now: float) -> None:
        self._waiters.remove(waiter)
        # A late turn does not push back the ones after it, but they never bunch up closer than half an interval.
        self._next = max(self._next + self._interval, now + self._interval / 2)
        self._chats.departed(waiter.chat_id, now)
        if not waiter.turn.done():
            waiter.turn.set_result(None)
        self._turn_away([other for other in self._waiters if other.chat_id == waiter.chat_id])

    def _turn_away(self, waiters: list[_Waiter]) -> None:
        for waiter in waiters.copy():
            wait = self.wait_for(waiter.chat_id, waiter.lane)
            if wait > waiter.patience:
                self._waiters.remove(waiter)
                if not waiter.turn.done():
                    waiter.turn.set_exception(MustWait(wait))

    def _next_departure(self) -> float:
        if self._next > _time():
            return self._next
        return min(self._chats.free_at(waiter.chat_id, waiter.lane) for waiter in self._waiters)


class ChatLimits:
    """What was sent to each chat lately, and which chats are held."""

    def __init__(self) -> None:
        self._sent: dict[int, deque[float]] = {}
        self._held: dict[int, float] = {}
        self._all_held = 0.0
        self._strikes: deque[tuple[float, int, float]] = deque(maxlen=16)

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._sent.keys() | self._held.keys())

    def free_at(self, chat_id: int, lane: Lane) -> float:
        """The moment from which the chat may get a message of the lane."""
        sent = self._sent.get(chat_id, ())
        free = max(self._all_held, self._held.get(chat_id, 0.0))
        if lane is Lane.DIGEST and sent:
            free = max(free, sent[-1] + _SECOND)
        elif len(sent) >= _BURST:
            free = max(free, sent[-_BURST] + _BURST * _SECOND)
        limit = _GROUP_LIMIT - (_GROUP_RESERVE if lane is Lane.DIGEST else 0)
        if chat_id < 0 and len(sent) >= limit:
            free = max(free, sent[-limit] + _MINUTE)
        return free

    def departed(self, chat_id: int, now: float) -> None:
        """Remember that a message goes to the chat."""
        if len(self._sent) >= _REMEMBERED_CHATS:
            self._sent = {chat: sent for chat, sent in self._sent.items() if sent[-1] > now - _MINUTE}
            self._held = {chat: until for chat, until in self._held.items() if until > now}
        self._sent.setdefault(chat_id, deque(maxlen=_GROUP_LIMIT)).append(now)

    def hold(self, chat_id: int, *, now: float, wait: float) -> None:
        """Send nothing to the chat for `wait` seconds; nor to any, where several were told so at once."""
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + wait)
        self._strikes.append((now, chat_id, now + wait))
        recent = [strike for strike in self._strikes if strike[0] > now - _GLOBAL_WITHIN]
        if len({chat for _, chat, _ in recent}) >= _GLOBAL_STRIKES:
            self._all_held = max(self._all_held, min(until for _, _, until in recent))


class PacedLimiter(BaseRateLimiter[str]):
    """Paces what handlers send: every message and every edit is an answer, for which somebody waits."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Any:
        """Call at the chat's turn. A short flood wait is sat out once, a long one raised (RetryAfter)."""
        chat_id = _chat_of(data)
        if rate_limit_args == ALREADY_PACED or chat_id is None or not _is_message(endpoint):
            return await callback(*args, **kwargs)
        for is_last in (False, True):
            await self._turn(chat_id)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as flood:
                wait = seconds(flood)
                self._pacer.hold(chat_id, wait)
                if is_last or wait > SHORT_FLOOD:
                    raise
        raise AssertionError("the second attempt returns or raises")

    async def _turn(self, chat_id: int) -> None:
        try:
            await self._pacer.turn(chat_id, Lane.ANSWER)
        except MustWait as hold:
            raise RetryAfter(math.ceil(hold.seconds)) from hold


def seconds(flood: RetryAfter) -> float:
    """How long Telegram wants us to wait; the library gives a number or a duration, as its settings are."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"


def _chat_of(data: dict[str, Any]) -> int | None:
    try:
        return int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None  # no chat, or a channel by its public name, which this bot never uses


def _time() -> float:
    return asyncio.get_running_loop().time()

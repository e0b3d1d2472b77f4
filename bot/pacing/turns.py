"""Turns to send, granted one after another: evenly spaced, the first in the lower lane whose chat is free."""

import asyncio
from bisect import insort
from collections import deque
from dataclasses import dataclass, field

from bot.pacing.limits import ChatLimits, Lane

RATE = 28.3  # messages a second: 31 within one second at the receiver would need two of them 60 ms off their time
PATIENCE = 20.0  # seconds that an answer may wait for its turn; somebody is looking at the screen
_AT_MOST = 30  # turns within …
_WITHIN = 1.06  # … so many seconds, also after the machine stood still and many are late


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
    """Grants turns."""

    def __init__(self, *, rate: float = RATE) -> None:
        self._interval = 1 / rate
        self._next = 0.0
        self._departures: deque[float] = deque([float("-inf")] * _AT_MOST, maxlen=_AT_MOST)
        self._chats = ChatLimits()
        self._waiters: list[_Waiter] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None

    def rest(self) -> None:
        """Let a second pass before the first turn: a process that was just killed may have used it up."""
        self._next = _time() + _WITHIN

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
        self._departures.append(now)
        # A late turn does not push back the ones after it: they catch up, no closer than half an interval, and never
        # more of them than Telegram takes in any one second.
        catching_up = max(self._next + self._interval, now + self._interval / 2)
        self._next = max(catching_up, self._departures[0] + _WITHIN)
        self._chats.departed(waiter.chat_id, waiter.lane, now)
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


def _time() -> float:
    return asyncio.get_running_loop().time()

"""A Telegram in virtual time, behind the library's own seam for transports, and the rounds that send to it."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.asking import Asking
from bot.courier import Courier
from bot.pacing import PacedLimiter, Pacer
from bot.rounds import Rounds
from ssl_watch.errors import StoreError
from ssl_watch.store import Store
from tests.bot.runtime import virtual_time
from tests.bot.runtime.wire import ME, TOKEN, message
from tests.ssl_watch.composing.owing import NOW

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    at: float
    chat_id: int
    text: str
    parse_mode: str | None


@dataclass(slots=True)
class Sky(BaseRequest):
    """Answers sendMessage after `latency` seconds; `rule` may answer otherwise: a status and what is told with it."""

    latency: float = 0.06
    rule: Callable[[Arrival], tuple[int, dict[str, Any]] | None] = lambda _: None
    arrivals: list[Arrival] = field(default_factory=list)
    open: Counter[int] = field(default_factory=Counter)
    most_to_one_chat: int = 0
    most_in_flight: int = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_named: Any
    ) -> tuple[int, bytes]:
        if request_data is None or not url.endswith("/sendMessage"):
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        told = request_data.json_parameters
        arrival = Arrival(
            at=virtual_time.now(),
            chat_id=int(told["chat_id"]),
            text=told["text"],
            parse_mode=told.get("parse_mode"),
        )
        self.arrivals.append(arrival)
        answer = self.rule(arrival)
        self.open[arrival.chat_id] += 1
        self.most_in_flight = max(self.most_in_flight, self.open.total())
        self.most_to_one_chat = max(self.most_to_one_chat, *self.open.values())
        await asyncio.sleep(self.latency)
        self.open[arrival.chat_id] -= 1
        if answer:
            return answer[0], json.dumps({"ok": False, "error_code": answer[0], **answer[1]}).encode()
        return 200, json.dumps({"ok": True, "result": message(len(self.arrivals), arrival.chat_id)}).encode()

    def chats(self) -> list[int]:
        return [arrival.chat_id for arrival in self.arrivals]


class Inline(Asking):
    """Asks at once, without a thread: threads know no virtual time. The first `away` calls find no database."""

    away: Iterable[int] = ()
    calls = 0

    async def __call__(
        self, use_case: Callable[Concatenate[Store, _P], _R], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        await asyncio.sleep(0.002)
        self.calls += 1
        if self.calls in self.away:
            raise StoreError("The database is away")
        return use_case(self._store, *args, **kwargs)


def clock() -> datetime:
    return NOW + timedelta(seconds=virtual_time.now() - 1000)


@asynccontextmanager
async def the_rounds(
    store: Store, sky: Sky, *, away: Iterable[int] = (), admins: frozenset[int] = frozenset()
) -> AsyncIterator[Rounds]:
    """The rounds over the store, not yet running."""
    pacer, outbox = Pacer(), Inline(store)
    outbox.away = away
    bot = ExtBot(TOKEN, request=sky, get_updates_request=sky, rate_limiter=PacedLimiter(pacer))
    yield Rounds(outbox=outbox, courier=Courier(bot), pacer=pacer, clock=clock, admins=admins)
    outbox.close()


def deliver(store: Store, sky: Sky, *, seconds: float, **options: Any) -> None:
    """Run the rounds for so many (virtual) seconds, and end them as the bot does."""

    async def scene() -> None:
        async with the_rounds(store, sky, **options) as rounds:
            running = asyncio.create_task(rounds.run())
            await asyncio.wait({running}, timeout=seconds)
            await rounds.stop(within=8)
            await running

    virtual_time.run(scene())

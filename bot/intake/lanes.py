"""Updates being handled: those of different chats at once, those of one chat in their order.

`bot.intake` puts them in, and asks which is the first that is not handled yet.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

_logger = logging.getLogger(__name__)
_LONGEST_HANDLING = 120.0  # seconds for one update
# So long, in seconds, and so many of one chat, keep Telegram from forgetting them: Telegram shows a hundred updates at
# a time, and one chat that is slow or floods must not keep the others out of sight.
_HELD_FOR = 30.0
_HELD_OF_A_CHAT = 5
_Lane = tuple[str, int]


class Lanes:
    """Handles updates; a failing or hanging handler ends neither its chat nor the others."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]], *, at_once: int = 32) -> None:
        self._handle = handle
        self._turn = asyncio.Semaphore(at_once)
        self._waiting: dict[_Lane, deque[Update]] = {}
        self._tasks: dict[_Lane, asyncio.Task[None]] = {}
        self._let_go_at: dict[int, float] = {}  # by update id: of all that are not handled

    @property
    def busy(self) -> bool:
        """Whether an update is not handled yet."""
        return bool(self._tasks)

    def put(self, update: Update) -> None:
        """Have the update handled after those of its chat that are waiting."""
        lane = _lane_of(update)
        waiting = self._waiting.setdefault(lane, deque())
        waiting.append(update)
        self._let_go_at[update.update_id] = _time() + (_HELD_FOR if len(waiting) <= _HELD_OF_A_CHAT else 0)
        if lane not in self._tasks:
            self._tasks[lane] = asyncio.create_task(self._drain(lane), name=f"updates of {lane}")

    def first_unhandled(self) -> int | None:
        """The lowest id that must come again if the process dies now; one that hangs is let go of after a while."""
        now = _time()
        return min((update_id for update_id, at in self._let_go_at.items() if at > now), default=None)

    async def empty(self, *, within: float) -> bool:
        """Wait until all is handled, but no longer than `within` seconds; whether it is."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=within)
        return not self._tasks

    async def _drain(self, lane: _Lane) -> None:
        try:
            while waiting := self._waiting[lane]:
                update = waiting.popleft()
                async with self._turn:
                    await self._handle_one(update)
        finally:
            for update in self._waiting.pop(lane):
                del self._let_go_at[update.update_id]
            del self._tasks[lane]

    async def _handle_one(self, update: Update) -> None:
        try:
            async with asyncio.timeout(_LONGEST_HANDLING):
                await self._handle(update)
        except Exception:
            _logger.exception("Update %s was not handled to its end", update.update_id)
        del self._let_go_at[update.update_id]


def _lane_of(update: Update) -> _Lane:
    """Whoever types after the bot's name in some chat does not wait for what is being answered in their own."""
    if update.inline_query:
        return "inline", update.inline_query.from_user.id
    return "chat", update.effective_chat.id if update.effective_chat else 0


def _time() -> float:
    return asyncio.get_running_loop().time()

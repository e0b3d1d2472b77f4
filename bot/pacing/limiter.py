"""The library's own calls under the pacer: every message and every edit of a handler is an answer."""

import asyncio
import math
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pacing.limits import Lane
from bot.pacing.turns import PATIENCE, MustWait, Pacer

ALREADY_PACED = "already paced"


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
        """Call at the chat's turn. Flood waits are sat out as long as somebody may still wait; then they are raised."""
        chat_id, lane = _chat_of(data), _lane_of(endpoint)
        if rate_limit_args == ALREADY_PACED or chat_id is None or lane is None:
            return await callback(*args, **kwargs)
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            await self._turn(chat_id, lane, deadline - asyncio.get_running_loop().time())
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as flood:
                self._pacer.hold(chat_id, seconds(flood))
                if asyncio.get_running_loop().time() + seconds(flood) > deadline:
                    raise

    async def _turn(self, chat_id: int, lane: Lane, patience: float) -> None:
        try:
            await self._pacer.turn(chat_id, lane, patience=patience)
        except MustWait as hold:
            raise RetryAfter(math.ceil(hold.seconds)) from hold


def seconds(flood: RetryAfter) -> float:
    """How long Telegram wants us to wait; the library gives a number or a duration, as its settings are."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _lane_of(endpoint: str) -> Lane | None:
    if endpoint.startswith("edit"):
        return Lane.EDIT
    is_message = endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"
    return Lane.ANSWER if is_message else None


def _chat_of(data: dict[str, Any]) -> int | None:
    try:
        return int(data["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None  # no chat, or a channel by its public name, which this bot never uses

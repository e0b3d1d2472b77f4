"""The library's own calls under the pacer, in virtual time."""

from contextlib import suppress
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.pacing import ALREADY_PACED, Lane, PacedLimiter, Pacer
from tests.bot.runtime.virtual_time import now, run


class _Telegram:
    """What the limiter calls: refuses the first calls with the given flood waits, in seconds."""

    def __init__(self, *floods: int) -> None:
        self.floods = list(floods)
        self.called_at: list[float] = []

    async def call(self, *_args: Any, **_kwargs: Any) -> bool:
        self.called_at.append(now())
        if self.floods:
            raise RetryAfter(self.floods.pop(0))
        return True


async def _send(
    limiter: PacedLimiter, telegram: _Telegram, endpoint: str, data: dict[str, Any], args: Any = None
) -> Any:
    return await limiter.process_request(telegram.call, (), {}, endpoint, data, args)


def test_a_short_flood_wait_of_an_answer_is_sat_out() -> None:
    async def scene() -> list[float]:
        telegram = _Telegram(3)
        assert await _send(PacedLimiter(Pacer()), telegram, "sendMessage", {"chat_id": 7})
        return telegram.called_at

    first, second = run(scene())
    assert second - first == pytest.approx(3)


def test_an_answer_outlasts_several_short_flood_waits_and_no_more_than_people_do() -> None:
    async def scene(*floods: int) -> tuple[int, float]:
        telegram, started_at = _Telegram(*floods), now()
        with suppress(RetryAfter):
            await _send(PacedLimiter(Pacer()), telegram, "sendMessage", {"chat_id": 7})
        return len(telegram.called_at), now() - started_at

    calls, waited = run(scene(1, 2, 4))
    assert calls == 4
    assert 7 <= waited < 7.2
    calls, waited = run(scene(8, 8, 8, 8))
    assert calls == 3
    assert waited <= 20


def test_a_long_flood_wait_is_raised_at_once_and_holds_the_chat_without_asking_again() -> None:
    async def scene() -> tuple[int, float]:
        telegram, pacer = _Telegram(10_072), Pacer()
        limiter = PacedLimiter(pacer)
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await _send(limiter, telegram, "editMessageText", {"chat_id": "7"})
        return len(telegram.called_at), pacer.wait_for(7, Lane.DIGEST)

    calls, wait = run(scene())
    assert calls == 1
    assert wait == pytest.approx(10_072)


@pytest.mark.parametrize(
    ("endpoint", "data", "args"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1"}, None),
        ("getChatMember", {"chat_id": 7, "user_id": 1}, None),
        ("sendChatAction", {"chat_id": 7}, None),
        ("setMyCommands", {}, None),
        ("sendMessage", {"chat_id": 7}, ALREADY_PACED),
        ("sendMessage", {"chat_id": "@channel"}, None),
    ],
)
def test_what_is_no_message_or_was_paced_before_goes_at_once(endpoint: str, data: dict[str, Any], args: Any) -> None:
    async def scene() -> float:
        telegram, limiter = _Telegram(), PacedLimiter(Pacer())
        for _ in range(50):
            await _send(limiter, telegram, endpoint, data, args)
        return telegram.called_at[-1] - telegram.called_at[0]

    assert run(scene()) == 0

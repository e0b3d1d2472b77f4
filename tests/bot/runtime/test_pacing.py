import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.pacing import ALREADY_PACED, ChatLimits, Lane, MustWait, PacedLimiter, Pacer
from tests.bot.runtime import virtual_time
from tests.bot.runtime.virtual_time import now, run


async def _departures(pacer: Pacer, chats: Iterable[int], lane: Lane, *, patience: float = 1e9) -> list[float]:
    times: list[float] = []

    async def send(chat_id: int) -> None:
        await pacer.turn(chat_id, lane, patience=patience)
        times.append(now())

    async with asyncio.TaskGroup() as group:
        for chat_id in chats:
            group.create_task(send(chat_id))
    return times


def _most_within(times: list[float], seconds: float) -> int:
    return max(sum(start <= time < start + seconds for time in times) for start in times)


def test_digests_go_at_28_a_second_and_never_more_than_29_in_one() -> None:
    times = run(_departures(Pacer(), range(1, 1701), Lane.DIGEST))
    assert 28 <= (len(times) - 1) / (times[-1] - times[0]) <= 30
    assert _most_within(times, 1.0) <= 29


def test_a_bot_that_starts_leaves_the_second_to_the_one_that_was_killed() -> None:
    async def scene() -> tuple[float, list[float]]:
        pacer, started_at = Pacer(), now()
        pacer.rest()
        return started_at, await _departures(pacer, range(1, 40), Lane.ANSWER)

    started_at, times = run(scene())
    assert times[0] - started_at >= 1
    assert _most_within(times, 1.0) <= 29


def test_an_answer_does_not_wait_behind_a_digest_run() -> None:
    async def scene() -> tuple[float, int]:
        pacer = Pacer()
        digests = asyncio.create_task(_departures(pacer, range(1, 901), Lane.DIGEST))
        await asyncio.sleep(5)
        asked_at = now()
        await pacer.turn(5000, Lane.ANSWER)
        waited = now() - asked_at
        return waited, len(await digests)

    waited, sent = run(scene())
    assert waited < 0.05
    assert sent == 900


def test_a_private_chat_gets_one_digest_message_a_second() -> None:
    times = run(_departures(Pacer(), [7] * 10, Lane.DIGEST))
    assert _most_within(times, 1.0) == 1


def test_a_few_answers_to_one_chat_go_at_once_and_then_one_a_second() -> None:
    times = run(_departures(Pacer(), [7] * 13, Lane.ANSWER))
    assert times[3] - times[0] < 0.2
    assert all(later - earlier >= 1 for earlier, later in pairwise(times[4:]))
    assert (times[-1] - times[0]) / 9 >= 1


def test_a_chat_that_was_told_to_wait_gets_no_burst_for_ten_minutes() -> None:
    async def scene() -> tuple[list[float], list[float]]:
        pacer = Pacer()
        pacer.hold(7, 1)
        strict = await _departures(pacer, [7] * 10, Lane.ANSWER)
        await asyncio.sleep(601)
        return strict, await _departures(pacer, [7] * 4, Lane.ANSWER)

    strict, later = run(scene())
    assert all(after - before >= 1 for before, after in pairwise(strict))
    assert later[-1] - later[0] < 0.2


def test_many_edits_in_a_private_chat_wait_for_no_second() -> None:
    times = run(_departures(Pacer(), [7] * 12, Lane.EDIT))
    assert times[-1] - times[0] < 0.5


def test_edits_in_a_group_count_as_its_messages_do() -> None:
    times = run(_departures(Pacer(), [-100] * 60, Lane.EDIT))
    assert _most_within(times, 60.0) == 20


def test_a_machine_that_stood_still_is_caught_up_with_but_never_beyond_the_limit() -> None:
    async def scene() -> list[float]:
        pacer = Pacer()
        times = await _departures(pacer, range(1, 60), Lane.DIGEST)
        virtual_time.stand_still(2.0)
        return times + await _departures(pacer, range(100, 200), Lane.DIGEST)

    times = run(scene())
    assert _most_within(times, 1.0) <= 30


def test_a_group_gets_at_most_20_messages_in_any_minute() -> None:
    times = run(_departures(Pacer(), [-100] * 90, Lane.ANSWER))
    assert _most_within(times, 60.0) == 20


def test_digests_leave_a_group_room_for_answers() -> None:
    async def scene() -> float:
        pacer = Pacer()
        digests = asyncio.create_task(_departures(pacer, [-100] * 30, Lane.DIGEST))
        await asyncio.sleep(30)
        asked_at = now()
        await pacer.turn(-100, Lane.ANSWER)
        digests.cancel()
        return now() - asked_at

    assert run(scene()) < 0.1


def test_a_chat_over_its_limit_holds_up_no_other_chat() -> None:
    async def scene() -> float:
        pacer = Pacer()
        group = asyncio.create_task(_departures(pacer, [-100] * 60, Lane.DIGEST))
        await asyncio.sleep(20)
        others = await _departures(pacer, range(1, 101), Lane.DIGEST)
        group.cancel()
        return others[-1] - others[0]

    assert run(scene()) < 4


def test_a_flood_wait_holds_its_chat_only() -> None:
    async def scene() -> tuple[float, float]:
        pacer = Pacer()
        pacer.hold(7, 30)
        await pacer.turn(8, Lane.DIGEST)
        started_at = now()
        await pacer.turn(7, Lane.DIGEST, patience=60)
        return pacer.wait_for(8, Lane.DIGEST), now() - started_at

    wait_of_another, wait = run(scene())
    assert wait_of_another == 0
    assert wait == pytest.approx(30)


def test_who_would_wait_too_long_is_told_how_long() -> None:
    async def scene() -> float:
        pacer = Pacer()
        pacer.hold(7, 3600)
        with pytest.raises(MustWait) as refusal:
            await pacer.turn(7, Lane.DIGEST, patience=2)
        return refusal.value.seconds

    assert run(scene()) == pytest.approx(3600)


def test_a_hold_that_comes_while_waiting_turns_the_waiting_away() -> None:
    async def scene() -> float:
        pacer = Pacer()
        await pacer.turn(7, Lane.DIGEST)
        waiting = asyncio.create_task(pacer.turn(7, Lane.DIGEST, patience=2))
        await asyncio.sleep(0.5)
        pacer.hold(7, 600)
        with pytest.raises(MustWait) as refusal:
            await waiting
        return refusal.value.seconds

    assert run(scene()) == pytest.approx(600)


def test_flood_waits_of_several_chats_at_once_hold_the_whole_bot_and_no_herd_follows() -> None:
    async def scene() -> tuple[float, list[float]]:
        pacer = Pacer()
        for chat_id in (1, 2, 3):
            pacer.hold(chat_id, 10)
        started_at = now()
        return started_at, await _departures(pacer, range(10, 400), Lane.DIGEST)

    started_at, times = run(scene())
    assert times[0] - started_at == pytest.approx(10)
    assert _most_within(times, 1.0) <= 29


def test_two_chats_flood_waits_are_their_own() -> None:
    async def scene() -> float:
        pacer = Pacer()
        pacer.hold(1, 10)
        pacer.hold(1, 10)
        pacer.hold(2, 10)
        return pacer.wait_for(3, Lane.DIGEST)

    assert run(scene()) == 0


def test_a_cancelled_waiter_gives_its_turn_to_the_next() -> None:
    async def scene() -> float:
        pacer = Pacer()
        await pacer.turn(1, Lane.DIGEST)
        waiting = [asyncio.create_task(pacer.turn(chat_id, Lane.DIGEST)) for chat_id in range(2, 52)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        started_at = now()
        await pacer.turn(99, Lane.DIGEST)
        return now() - started_at

    assert run(scene()) < 0.05


def test_tens_of_thousands_of_chats_are_kept_in_bounded_memory() -> None:
    limits = ChatLimits()
    for chat_id in range(50_000):
        limits.hold(chat_id, now=chat_id / 28, wait=5)
        limits.departed(chat_id, Lane.DIGEST, chat_id / 28)
    assert len(limits) <= 4200


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

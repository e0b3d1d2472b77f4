import asyncio
from collections.abc import Iterable
from itertools import pairwise

import pytest

from bot.pacing import ChatLimits, Lane, MustWait, Pacer
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

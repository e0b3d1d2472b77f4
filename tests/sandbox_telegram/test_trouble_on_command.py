from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from sandbox.telegram import Fault, Limits, Trouble, World, judge
from sandbox.telegram.chats import Chat
from sandbox.telegram.journal import busiest
from sandbox.telegram.rates import Rates


def shown(world: World, chat: Chat) -> list[str]:
    return [message.content.text for message in world.from_bot(chat.chat_id)]


async def test_a_message_can_arrive_although_no_answer_comes(bot: Bot, world: World, ada: Chat) -> None:
    world.faults.add(Fault(trouble=Trouble.CLOSE_AFTER))
    with pytest.raises(NetworkError) as lost:
        await bot.send_message(ada.chat_id, "here")
    assert isinstance(lost.value.__cause__, httpx.HTTPError)
    assert shown(world, ada) == ["here"]
    arrival = world.journal.of("sendMessage")[-1]
    assert (arrival.was_done, arrival.fault, arrival.message_id) == (True, "close_after", 2)


async def test_a_connection_can_be_lost_before_anything_was_done(bot: Bot, world: World, ada: Chat) -> None:
    world.faults.add(Fault(trouble=Trouble.CLOSE, times=2))
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ada.chat_id, "here")
    assert shown(world, ada) == []
    await bot.send_message(ada.chat_id, "here")
    assert shown(world, ada) == ["here"]


async def test_a_call_can_hang_until_its_caller_gives_up(bot: Bot, world: World, ada: Chat) -> None:
    world.faults.add(Fault(trouble=Trouble.HANG))
    with pytest.raises(TimedOut):
        await bot.send_message(ada.chat_id, "here", read_timeout=0.2)
    assert shown(world, ada) == []
    world.faults.clear()


@pytest.mark.parametrize(
    ("trouble", "status", "done"),
    [(Trouble.BAD_GATEWAY, 502, 0), (Trouble.BAD_GATEWAY_AFTER, 502, 1), (Trouble.RESTART, 500, 0)],
)
def test_servers_between_and_behind_can_fail(
    base: str, world: World, ada: Chat, trouble: Trouble, status: int, done: int
) -> None:
    world.faults.add(Fault(trouble=trouble))
    answer = httpx.post(f"{base}/bot{world.token}/sendMessage", json={"chat_id": ada.chat_id, "text": "here"})
    assert answer.status_code == status
    assert len(shown(world, ada)) == done


async def test_a_flood_wait_names_its_seconds_and_its_chat(bot: Bot, world: World, ada: Chat) -> None:
    bob = world.add_private("Bob")
    world.say(bob.chat_id, "hello")
    world.faults.add(Fault(trouble=Trouble.FLOOD, chat_id=ada.chat_id, seconds=10_072))
    await bot.send_message(bob.chat_id, "not concerned")
    with pytest.raises(RetryAfter) as wait:
        await bot.send_message(ada.chat_id, "here")
    assert wait.value.retry_after == timedelta(seconds=10_072)


async def test_markup_can_be_refused_while_plain_text_passes(bot: Bot, world: World, ada: Chat) -> None:
    world.faults.add(Fault(trouble=Trouble.REFUSE_MARKUP))
    await bot.send_message(ada.chat_id, "plain")
    with pytest.raises(BadRequest, match="parse entities"):
        await bot.send_message(ada.chat_id, "<b>bold</b>", parse_mode="HTML")


def test_the_thirty_first_in_a_second_is_refused_and_patience_is_rewarded() -> None:
    rates = Rates(Limits())
    refused = [rates.refused_for(chat, now=10 + chat / 100, is_group=False, is_edit=False) for chat in range(31)]
    assert refused == [None] * 30 + [1]
    assert rates.refused_for(99, now=11.5, is_group=False, is_edit=False) is None


def test_whoever_goes_on_while_refused_waits_longer_each_time() -> None:
    rates = Rates(Limits(burst=1))
    answers = [rates.refused_for(1, now=0.1 * step, is_group=False, is_edit=False) for step in range(6)]
    assert answers == [None, 1, 2, 4, 8, 16]


def test_a_group_takes_twenty_a_minute() -> None:
    rates = Rates(Limits())
    times = [2.0 * step for step in range(21)]
    refused = [rates.refused_for(-1, now=at, is_group=True, is_edit=False) for at in times]
    assert refused == [None] * 20 + [1]
    assert rates.refused_for(-1, now=61.0, is_group=True, is_edit=False) is None


async def test_refusals_reach_the_bot_and_the_judge(bot: Bot, world: World, ada: Chat) -> None:
    world.rates = Rates(Limits(burst=1))
    await bot.send_message(ada.chat_id, "one")
    with pytest.raises(RetryAfter):
        await bot.send_message(ada.chat_id, "two")
    verdict = judge(world.journal.arrivals)
    assert (verdict["sent"], verdict["refused"]) == (1, {"429": 1})


async def test_the_judge_sees_repeats_and_speed(bot: Bot, world: World, ada: Chat) -> None:
    await bot.send_message(ada.chat_id, "again")
    await bot.send_message(ada.chat_id, "again")
    verdict = judge(world.journal.arrivals)
    assert verdict["repeated"] == [{"chat_id": ada.chat_id, "times": 2, "text": "again"}]
    assert busiest([0.0, 0.5, 0.99, 1.0, 5.0]) == 3

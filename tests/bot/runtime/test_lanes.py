"""Updates being handled, in virtual time: in order for each chat, and none waiting for another's."""

import asyncio

import pytest
from telegram import Update

from bot.intake.lanes import Lanes
from tests.bot.runtime import virtual_time
from tests.bot.runtime.updates import spoken


def _said(chat_id: int, number: int) -> Update:
    update = Update.de_json(spoken(number, chat_id))
    assert update is not None
    return update


def test_updates_of_a_chat_are_handled_in_order_and_no_chat_waits_for_another() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        slow = update.effective_chat is not None and update.effective_chat.id == 1
        await asyncio.sleep(5 if slow else 0)
        handled.append(update.update_id)

    async def scene() -> float:
        lanes = Lanes(handle)
        for number in range(1, 4):
            lanes.put(_said(1, number))
            lanes.put(_said(2, number + 10))
        started_at = virtual_time.now()
        await lanes.empty(within=0.3)
        assert handled == [11, 12, 13]
        lanes.put(_said(2, 14))
        await lanes.empty(within=0.3)
        waited = virtual_time.now() - started_at
        assert await lanes.empty(within=60)
        return waited

    assert virtual_time.run(scene()) == pytest.approx(0.6)
    assert handled == [11, 12, 13, 14, 1, 2, 3]


def test_a_handler_that_fails_or_hangs_does_not_end_its_chat() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            raise RuntimeError("a bug")
        if update.update_id == 2:
            await asyncio.sleep(1e9)
        handled.append(update.update_id)

    async def scene() -> None:
        lanes = Lanes(handle)
        for number in (1, 2, 3):
            lanes.put(_said(1, number))
        assert await lanes.empty(within=1000)

    virtual_time.run(scene())
    assert handled == [3]


async def _slowly(_update: Update) -> None:
    await asyncio.sleep(12)


def test_the_first_update_that_is_not_handled_is_the_one_that_must_come_again() -> None:
    async def scene() -> list[int | None]:
        lanes = Lanes(_slowly)
        found = [lanes.first_unhandled()]
        for number, chat in ((5, 1), (6, 2), (7, 1)):
            lanes.put(_said(chat, number))
        found.append(lanes.first_unhandled())
        await lanes.empty(within=13)
        found.append(lanes.first_unhandled())
        await lanes.empty(within=13)
        return [*found, lanes.first_unhandled()]

    assert virtual_time.run(scene()) == [None, 5, 7, None]


def test_a_chat_that_floods_or_hangs_keeps_the_others_out_of_sight_only_for_a_while() -> None:
    async def scene() -> tuple[int | None, int | None]:
        lanes = Lanes(_slowly)
        for number in range(1, 200):
            lanes.put(_said(1, number))
        lanes.put(_said(2, 200))
        await lanes.empty(within=31)
        beyond = lanes.first_unhandled()
        lanes.put(_said(3, 201))
        return beyond, lanes.first_unhandled()

    assert virtual_time.run(scene()) == (None, 201)

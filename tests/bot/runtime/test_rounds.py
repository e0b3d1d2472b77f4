"""The rounds in virtual time, on both engines: what arrives, in which order, how fast, and what a fault leaves."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.rounds import IN_FLIGHT
from ssl_watch import composing
from ssl_watch.deliveries import Delivery, DeliveryState, Kind
from ssl_watch.errors import SettingsError
from ssl_watch.store import Store, deliveries, subscribers
from ssl_watch.subscriptions import Chat, State
from tests.bot.runtime import virtual_time
from tests.bot.runtime.sky import Arrival, Sky, deliver, the_rounds
from tests.ssl_watch.composing.owing import ADA, NOW, a_paper, announce, found, subscribe


def owe_notices(store: Store, *chats: int, text: str = "Hello") -> None:
    with store.writing() as tx:
        for number, chat_id in enumerate(chats):
            owed = Delivery(chat=Chat(chat_id=chat_id), kind=Kind.NOTICE, key=f"n{number}", text=f"{text} {number}")
            deliveries.owe(tx, owed, now=NOW)


def states(store: Store) -> list[DeliveryState]:
    with store.reading() as tx:
        known = (deliveries.get(tx, number) for number in range(1, 2000))
        return [each.state for each in known if each]


def test_a_digest_that_is_composed_arrives_once(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    sky = Sky()
    deliver(store, sky, seconds=60)
    (arrival,) = sky.arrivals
    assert "Paper 1" in arrival.text
    assert "repeat" not in arrival.text
    assert states(store) == [DeliveryState.SENT]


def test_a_thousand_messages_go_at_28_a_second_none_beyond_30_in_any_second(store: Store) -> None:
    owe_notices(store, *range(1, 601))
    sky = Sky(latency=0.1)
    deliver(store, sky, seconds=25)
    times = [arrival.at for arrival in sky.arrivals]
    assert sorted(sky.chats()) == list(range(1, 601))
    assert 28 <= 599 / (times[-1] - times[0]) <= 30
    assert max(sum(start <= time < start + 1 for time in times) for start in times) <= 30
    assert sky.most_in_flight <= IN_FLIGHT


def test_one_chat_gets_one_message_at_a_time_and_one_a_second(store: Store) -> None:
    owe_notices(store, *[7] * 6)
    sky = Sky(latency=2.0)
    deliver(store, sky, seconds=30)
    assert len(sky.arrivals) == 6
    assert sky.most_to_one_chat == 1


def test_urgent_ones_overtake(store: Store) -> None:
    owe_notices(store, *range(100, 400))

    async def scene() -> list[int]:
        sky = Sky()
        async with the_rounds(store, sky) as rounds:
            running = asyncio.create_task(rounds.run())
            await asyncio.sleep(2)
            subscribe(store)
            announce(store, a_paper(1))
            composing.compose_now(store, ADA, now=NOW)
            rounds.wake()
            before = len(sky.arrivals)
            await asyncio.sleep(2)
            await rounds.stop(within=8)
            await running
        return sky.chats()[before:]

    assert virtual_time.run(scene()).index(ADA.chat_id) <= IN_FLIGHT


def test_a_message_that_is_owed_while_resting_goes_when_it_is_told_of(store: Store) -> None:
    async def scene() -> float:
        sky = Sky()
        async with the_rounds(store, sky) as rounds:
            running = asyncio.create_task(rounds.run())
            await asyncio.sleep(11)
            owe_notices(store, 7)
            rounds.wake()
            told_at = virtual_time.now()
            await asyncio.sleep(1)
            await rounds.stop(within=8)
            await running
        return sky.arrivals[0].at - told_at

    assert virtual_time.run(scene()) < 0.1


def test_a_message_that_nobody_tells_of_goes_all_the_same(store: Store) -> None:
    async def scene() -> int:
        sky = Sky()
        async with the_rounds(store, sky) as rounds:
            running = asyncio.create_task(rounds.run())
            await asyncio.sleep(11)
            owe_notices(store, 7)
            await asyncio.sleep(6)
            await rounds.stop(within=8)
            await running
        return len(sky.arrivals)

    assert virtual_time.run(scene()) == 1


def _flood(chat_id: int, wait: int, *, until: float) -> Any:
    def rule(arrival: Arrival) -> tuple[int, dict[str, Any]] | None:
        if arrival.chat_id == chat_id and arrival.at < until:
            return 429, {"description": "Too Many Requests", "parameters": {"retry_after": wait}}
        return None

    return rule


def test_a_flood_wait_holds_up_its_chat_alone_and_is_obeyed_to_the_second(store: Store) -> None:
    owe_notices(store, 7, *range(10, 60), 7)
    sky = Sky(rule=_flood(7, 600, until=1100))
    deliver(store, sky, seconds=700)
    to_seven = [arrival.at for arrival in sky.arrivals if arrival.chat_id == 7]
    assert len(to_seven) == 3
    assert to_seven[1] - to_seven[0] >= 600
    others = [arrival.at for arrival in sky.arrivals if arrival.chat_id != 7]
    assert others[-1] - others[0] < 3
    assert set(states(store)) == {DeliveryState.SENT}


def test_a_flood_wait_of_twelve_hours_survives_the_process(store: Store) -> None:
    owe_notices(store, 7)
    deliver(store, Sky(rule=_flood(7, 43_837, until=1e9)), seconds=60)
    with store.reading() as tx:
        delivery = deliveries.get(tx, 1)
    assert delivery is not None
    assert delivery.not_before is not None
    assert timedelta(seconds=43_836) < delivery.not_before - NOW < timedelta(seconds=43_840)
    later = Sky()
    deliver(store, later, seconds=3600)
    assert later.arrivals == []


def test_a_group_over_its_limit_holds_up_nobody_and_gets_everything(store: Store) -> None:
    owe_notices(store, *[-100] * 50, *range(1, 30))
    sky = Sky()
    deliver(store, sky, seconds=300)
    times = [arrival.at for arrival in sky.arrivals if arrival.chat_id == -100]
    assert len(times) == 50
    assert max(sum(start <= time < start + 60 for time in times) for start in times) <= 20
    assert max(arrival.at for arrival in sky.arrivals if arrival.chat_id > 0) - 1000 < 5


def test_a_message_in_doubt_is_repeated_with_a_note_until_it_is_confirmed(store: Store) -> None:
    owe_notices(store, 7)

    def rule(arrival: Arrival) -> tuple[int, dict[str, Any]] | None:
        return (502, {"description": "Bad Gateway"}) if arrival.at < 1003 else None

    sky = Sky(rule=rule)
    deliver(store, sky, seconds=120)
    first, *again = sky.arrivals
    assert "may be a repeat" not in first.text
    assert again
    assert all("may be a repeat" in arrival.text for arrival in again)
    assert states(store) == [DeliveryState.SENT]


def test_a_refused_message_goes_as_plain_text_and_a_refused_text_is_set_aside_and_told(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    owe_notices(store, 8)
    sky = Sky(rule=lambda arrival: (400, {"description": "Bad Request: can't"}) if arrival.chat_id == 1 else None)
    deliver(store, sky, seconds=60, admins=frozenset({900}))
    to_ada = [arrival.parse_mode for arrival in sky.arrivals if arrival.chat_id == 1]
    assert to_ada == ["HTML", None]
    assert set(sky.chats()) == {1, 8, 900}
    assert states(store) == [DeliveryState.REFUSED, DeliveryState.SENT, DeliveryState.SENT]


def test_a_reader_who_blocked_the_bot_is_tried_once(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    sky = Sky(rule=lambda _: (403, {"description": "Forbidden: bot was blocked by the user"}))
    deliver(store, sky, seconds=600)
    assert len(sky.arrivals) == 1
    assert found(store).state is State.GONE


def test_what_was_erased_on_its_way_is_not_sent(store: Store) -> None:
    subscribe(store)
    announce(store, a_paper(1))
    composing.compose_due(store, now=NOW)
    with store.writing() as tx:
        subscribers.forget(tx, ADA)
    sky = Sky()
    deliver(store, sky, seconds=60)
    assert sky.arrivals == []


def test_an_unknown_token_ends_the_rounds_and_loses_nothing(store: Store) -> None:
    owe_notices(store, 7, 8)
    with pytest.raises(SettingsError, match="SSL_WATCH_BOT_TOKEN"):
        deliver(store, Sky(rule=lambda _: (401, {"description": "Unauthorized"})), seconds=60)
    assert DeliveryState.SENT not in states(store)
    sky = Sky()
    deliver(store, sky, seconds=60)
    assert sorted(sky.chats()) == [7, 8]


@pytest.mark.parametrize("away", [range(1, 6), range(3, 5), range(4, 5), range(5, 6), range(6, 12)])
def test_a_database_that_is_away_for_a_while_costs_time_and_no_message(store: Store, away: range) -> None:
    owe_notices(store, *range(1, 10))
    sky = Sky()
    deliver(store, sky, seconds=300, away=away)
    assert set(sky.chats()) == set(range(1, 10))
    assert states(store) == [DeliveryState.SENT] * 9


def test_an_outcome_that_can_not_be_written_down_makes_a_noted_repeat_at_worst(store: Store) -> None:
    owe_notices(store, 7)
    sky = Sky()
    # 1 ready, 2 content, 3 begin, 4 and 5 look for more, 6 settle and all that follow for some time
    deliver(store, sky, seconds=1500, away=range(5, 40))
    first, *again = sky.arrivals
    assert "may be a repeat" not in first.text
    assert all("may be a repeat" in arrival.text for arrival in again)
    assert states(store) == [DeliveryState.SENT]


def test_stopping_waits_for_what_is_in_flight_and_begins_nothing(store: Store) -> None:
    owe_notices(store, *range(1, 100))
    sky = Sky(latency=3.0)

    async def scene() -> None:
        async with the_rounds(store, sky) as rounds:
            running = asyncio.create_task(rounds.run())
            await asyncio.sleep(1)
            await rounds.stop(within=8)
            await running

    virtual_time.run(scene())
    assert len(sky.arrivals) == IN_FLIGHT
    assert states(store).count(DeliveryState.SENT) == IN_FLIGHT
    assert DeliveryState.SENDING not in states(store)

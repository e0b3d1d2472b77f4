from datetime import timedelta

import pytest

from bot.handlers.budget import Budget
from ssl_watch import subscribing
from ssl_watch.subscriptions import Chat, Subscription
from tests.bot.handlers.scene import MONDAY, Scene, only, text_of

OLD = """
colour:blue menu:colours ask:colours set:colour:1 set:time:99:99 set:zone:Mars/Olympus set:days:never set:depth:deep
set:code:2 set:mute:word domain:alchemy:1 group:alchemy:1 domains:alchemy latest:alchemy:0
search:1 dispute:2603.00001:why page:1 x
"""


@pytest.mark.parametrize("data", OLD.split())
async def test_a_button_that_this_version_does_not_know_leads_to_help_and_changes_nothing(
    scene: Scene, data: str
) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    query, written = await scene.press(welcome, data, forged=True)
    assert query.text == "This button is from an older version; here is the menu: /help"
    assert (query.alert, written) == (True, [])
    found = subscribing.find(scene.store, Chat(chat_id=ada.chat_id))
    assert found is not None
    assert found.subscription == Subscription()


async def test_a_link_to_a_domain_ends_a_pause_and_brings_what_was_missed(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-image")
    await scene.say(ada, "/pause")
    scene.record_many(2, domain="image")
    assert "Chosen: Images, Speech" in text_of(await scene.say(ada, "/start d-speech"))
    assert len(scene.woken) == 1


def test_a_budget_remembers_only_the_chats_that_asked_last() -> None:
    budget = Budget(burst=1, refill=timedelta(hours=1), most_chats=2)
    first, second, third = (Chat(chat_id=number) for number in (1, 2, 3))
    for chat in (first, second, third):
        assert budget.spend(chat, now=MONDAY) is None
    assert budget.spend(third, now=MONDAY) == timedelta(hours=1)
    assert budget.spend(second, now=MONDAY) == timedelta(hours=1)
    assert budget.spend(first, now=MONDAY) is None


def test_a_budget_refills_as_time_passes() -> None:
    budget, chat = Budget(burst=2, refill=timedelta(seconds=3)), Chat(chat_id=1)
    waits = [budget.spend(chat, now=MONDAY + timedelta(seconds=at)) for at in (0, 0, 0, 1, 3, 3, 100, 100, 100)]
    seconds = [None if wait is None else wait.total_seconds() for wait in waits]
    assert seconds == [None, None, 3, 2, None, 3, None, None, 3]

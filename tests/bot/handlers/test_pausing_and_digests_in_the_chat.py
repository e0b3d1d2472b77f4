import pytest

from ssl_watch import subscribing
from ssl_watch.store import deliveries
from ssl_watch.subscriptions import Chat, State
from tests.bot.handlers.scene import Scene, labels, only, text_of


def urgent(scene: Scene) -> int:
    """How many deliveries wait to be sent before the others."""
    with scene.store.reading() as transaction:
        ready = deliveries.ready(transaction, now=scene.clock.now, limit=100, leave_out=frozenset())
        return sum(delivery.urgent for delivery in ready)


def state_of(scene: Scene, chat_id: int) -> State:
    """The subscriber's standing."""
    found = subscribing.find(scene.store, Chat(chat_id=chat_id))
    assert found is not None
    return found.state


async def test_a_digest_asked_for_is_owed_at_once_and_is_the_answer(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    scene.record_many(3)
    assert await scene.say(ada, "/digest") == []
    assert (urgent(scene), len(scene.woken)) == (1, 1)
    said = only(await scene.say(ada, "/digest")).content.text
    assert "Nothing new" in said
    assert "Next digest: Tue 24 Nov, 08:00 (UTC)" in said
    assert (urgent(scene), len(scene.woken)) == (1, 1)


@pytest.mark.parametrize(("start", "button"), [("/start", "Newest papers"), ("/start d-speech", "Speech")])
async def test_a_digest_asked_for_on_the_first_day_leads_on_to_the_newest_papers(
    scene: Scene, start: str, button: str
) -> None:
    scene.record_many(3)
    ada = scene.reader()
    await scene.say(ada, start)
    said = only(await scene.say(ada, "/digest"))
    assert "last digest." not in said.content.text.partition("\n")[0]
    assert labels(said) == [button]
    await scene.press(said, button)
    assert "1–3 of 3" in said.content.text


async def test_a_digest_is_not_composed_for_who_paused(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.say(ada, "/pause")
    scene.record_many(1)
    said = only(await scene.say(ada, "/digest"))
    assert "paused" in said.content.text
    assert labels(said) == ["Resume"]
    assert urgent(scene) == 0


async def test_resuming_brings_one_digest_of_what_was_missed(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    assert "/resume" in only(await scene.say(ada, "/pause")).content.text
    scene.record_many(20)
    scene.pass_time(days=9)
    said = only(await scene.say(ada, "/resume")).content.text
    assert "20 papers" in said
    assert "Next digest: Thu 3 Dec, 08:00 (UTC)" in said
    assert (urgent(scene), len(scene.woken), state_of(scene, ada.chat_id)) == (1, 1, State.ACTIVE)


async def test_resuming_where_nothing_was_missed_says_so(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.say(ada, "/pause")
    assert "You missed nothing." in text_of(await scene.say(ada, "/resume"))
    assert text_of(await scene.say(ada, "/resume")) == "Next digest: Tue 24 Nov, 08:00 (UTC)."


async def test_starting_again_after_a_pause_brings_what_was_missed_too(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.say(ada, "/pause")
    scene.record_many(2)
    assert "on its way: 2 papers." in text_of(await scene.say(ada, "/start"))
    assert urgent(scene) == 1


async def test_the_settings_pause_and_resume_by_button(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Pause")
    assert "Digests are paused" in menu.content.text
    scene.record_many(1)
    query, _ = await scene.press(menu, "Resume")
    assert query.text == "What you missed is on its way: 1 paper."
    assert "Next digest: Tue 24 Nov" in menu.content.text
    assert urgent(scene) == 1
    await scene.press(menu, "state:active", forged=True)
    assert urgent(scene) == 1


async def test_stopping_says_what_is_kept_and_resuming_goes_on_with_it(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-speech")
    assert "settings are kept" in text_of(await scene.say(ada, "/stop"))
    scene.record_many(4)
    for said in (await scene.say(ada, "/pause"), await scene.say(ada, "/digest")):
        assert "has ended" in text_of(said)
    assert "You missed nothing." in text_of(await scene.say(ada, "/resume"))
    assert "Domains: Speech" in text_of(await scene.say(ada, "/settings"))


async def test_a_button_sends_the_digest_now(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    scene.record_many(1)
    query, _ = await scene.press(welcome, "now", forged=True)
    assert query.answered
    assert urgent(scene) == 1

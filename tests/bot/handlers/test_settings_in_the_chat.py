from datetime import time
from zoneinfo import available_timezones

import pytest

from bot.keyboards import settings as keyboards
from bot.messages.settings import MENUS
from sandbox.telegram import buttons
from ssl_watch import subscribing
from ssl_watch.subscriptions import Chat, Days, Depth, Subscription, read_zone
from tests.bot.handlers.scene import Scene, labels, only, text_of


def subscription_of(scene: Scene, chat_id: int) -> Subscription:
    """What the chat asked for, as it is held."""
    found = subscribing.find(scene.store, Chat(chat_id=chat_id))
    assert found is not None
    return found.subscription


async def test_settings_tell_everything_that_is_set_and_the_next_digest(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-speech")
    said = only(await scene.say(ada, "/settings")).content.text
    for line in ("Domains: Speech", "Time: 08:00, every day", "Time zone: UTC", "Muted: nothing"):
        assert line in said
    assert said.endswith("Next digest: Tue 24 Nov, 08:00 (UTC).")


async def test_every_setting_is_changed_by_button_in_one_message(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    for opened, pressed in (
        ("Time", "07:00"),
        ("Time zone", "Berlin"),
        ("Days", "Monday to Friday"),
        ("Depth", "Only about SSL itself"),
    ):
        await scene.press(menu, opened)
        query, written = await scene.press(menu, pressed)
        assert query.answered
        assert only(written) is menu
    await scene.press(menu, "Only with code")
    assert subscription_of(scene, ada.chat_id) == Subscription(
        digest_at=time(7, 0), zone="Europe/Berlin", days=Days.WEEKDAYS, depth=Depth.CORE, code_only=True
    )
    assert "Next digest: Tue 24 Nov, 07:00 (Europe/Berlin)" in menu.content.text
    assert "✓ Only with code" in labels(menu)


async def test_each_menu_ticks_what_is_set_names_the_next_digest_and_leads_back(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    for name in sorted(MENUS):
        await scene.press(menu, f"menu:{name}", forged=True)
        assert "Next digest: Tue 24 Nov, 08:00 (UTC)" in menu.content.text
        assert name == "mute" or any(label.startswith("✓ ") for label in labels(menu)), name
        await scene.press(menu, "‹ Settings")
        assert menu.content.text.startswith("Settings")


async def test_every_button_of_every_menu_does_something(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    for name in sorted(MENUS):
        await scene.press(menu, f"menu:{name}", forged=True)
        for button in buttons(menu):
            query, _ = await scene.press(menu, str(button["callback_data"]), forged=True)
            assert query.answered
            assert "older version" not in query.text, button


def test_every_zone_that_is_offered_exists() -> None:
    assert [read_zone(zone) for zone in keyboards.ZONES] == list(keyboards.ZONES)


def test_every_zone_there_is_fits_on_a_button() -> None:
    hints = [zone for zone in available_timezones() if zone not in {"localtime", "Factory"}]
    assert len(keyboards.zone_hints(hints).inline_keyboard) == len(hints) > 400


async def test_a_time_is_typed_and_the_menu_that_asked_shows_it(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Time")
    _, written = await scene.press(menu, "Another time …")
    question = only(written)
    assert "cancel" in question.content.text
    assert question.markup is not None
    assert question.markup["force_reply"] is True
    written = await scene.say(ada, "quarter past nine")
    assert "try 07:30" in only(written).content.text
    written = await scene.say(ada, "9:15 pm")
    assert "Set: 21:15." in text_of(written)
    assert "Time: 21:15, every day" in menu.content.text
    assert subscription_of(scene, ada.chat_id).digest_at == time(21, 15)


async def test_a_zone_is_typed_as_a_city(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.press(only(await scene.say(ada, "/settings")), "ask:zone", forged=True)
    assert "Set: America/New_York." in text_of(await scene.say(ada, "new york"))
    assert subscription_of(scene, ada.chat_id).zone == "America/New_York"


async def test_a_near_miss_is_offered_by_button_and_taken_by_it(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.press(only(await scene.say(ada, "/settings")), "ask:zone", forged=True)
    hint = only(await scene.say(ada, "Europe/Berlim"))
    assert "Did you mean" in hint.content.text
    await scene.press(hint, "Europe/Berlin")
    assert subscription_of(scene, ada.chat_id).zone == "Europe/Berlin"
    assert "Next digest: Tue 24 Nov, 08:00 (Europe/Berlin)" in hint.content.text
    assert "free text" in text_of(await scene.say(ada, "Paris")), "the question is settled"


async def test_muted_words_are_typed_shown_and_cleared(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Muted words")
    assert "Clear" not in labels(menu)
    await scene.press(menu, "Type words …")
    assert "Set: deep fakes, survey." in text_of(await scene.say(ada, "Survey, deep  fakes"))
    assert "Muted: deep fakes, survey" in menu.content.text
    await scene.press(menu, "Muted words")
    await scene.press(menu, "Clear")
    assert subscription_of(scene, ada.chat_id).muted == frozenset()
    assert "Muted: nothing" in menu.content.text


@pytest.mark.parametrize("way_out", ["cancel", "Cancel.", "“cancel”", "/cancel", "/help", "/settings"])
async def test_cancel_or_any_command_leaves_the_setting_as_it_is(scene: Scene, way_out: str) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.press(only(await scene.say(ada, "/settings")), "ask:time", forged=True)
    assert await scene.say(ada, way_out)
    assert "free text" in text_of(await scene.say(ada, "9:15"))
    assert subscription_of(scene, ada.chat_id).digest_at == time(8, 0)


async def test_turning_to_another_menu_settles_the_question(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "ask:time", forged=True)
    await scene.press(menu, "Done")
    assert "free text" in text_of(await scene.say(ada, "9:15"))


async def test_an_answer_finds_its_question_after_a_restart(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    await scene.press(only(await scene.say(ada, "/settings")), "ask:time", forged=True)
    held = subscribing.find(scene.store, Chat(chat_id=ada.chat_id))
    assert held is not None
    assert held.expects is not None
    assert held.expects.startswith("time:")


async def test_a_question_of_another_version_is_forgotten(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    for odd in ("colour:1:2", "time", "time:x:y", "time:1", ":::", "time:1:2:3"):
        subscribing.expect(scene.store, Chat(chat_id=ada.chat_id), odd)
        assert "free text" in text_of(await scene.say(ada, "9:15"))


async def test_a_menu_that_was_deleted_meanwhile_is_no_trouble(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "ask:time", forged=True)
    menu.deleted = True
    assert "Set: 06:00." in only(await scene.say(ada, "6")).content.text

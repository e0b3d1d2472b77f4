import pytest

from ssl_watch import subscribing
from ssl_watch.domains import GROUPS
from ssl_watch.subscriptions import Chat, State, Subscriber, Subscription
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.ssl_watch.store.making import a_paper


def subscriber_of(scene: Scene, chat_id: int) -> Subscriber:
    """The subscriber as it is held."""
    found = subscribing.find(scene.store, Chat(chat_id=chat_id))
    assert found is not None
    return found


async def test_a_new_reader_is_told_what_this_is_what_comes_and_when(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start")).content.text
    assert "self-supervised learning" in welcome
    assert "You get all of SSL." in welcome
    assert "Next digest: Tue 24 Nov, 08:00 (UTC)" in welcome
    assert subscriber_of(scene, ada.chat_id).state is State.ACTIVE


async def test_every_group_of_domains_is_offered_first(scene: Scene) -> None:
    offered = labels(only(await scene.say(scene.reader(), "/start")))
    assert offered[0] == "✓ All of SSL"
    assert offered[-2:] == ["Settings", "Done"]
    assert offered[1:-3] == [f"{group.title} ›" for group in GROUPS]


async def test_the_time_zone_is_one_tap_away_until_it_is_set(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    await scene.press(welcome, "domain:speech:1", forged=True)
    await scene.press(welcome, "‹ All groups")
    await scene.press(welcome, "Digest at 08:00 UTC · set your time zone")
    query, _ = await scene.press(welcome, "Berlin")
    assert query.text == "Time zone: Europe/Berlin."
    assert "Next digest: Tue 24 Nov, 08:00 (Europe/Berlin)" in welcome.content.text
    await scene.press(welcome, "Domains")
    assert not any("time zone" in label for label in labels(welcome))


async def test_domains_are_picked_and_left_in_one_message_edited_in_place(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    await scene.press(welcome, "Speech & audio ›")
    query, written = await scene.press(welcome, "domain:speech:1")
    assert only(written) is welcome
    assert query.text == "Speech: followed."
    assert "Chosen: Speech\n" in welcome.content.text
    assert "✓ Speech · 0" in labels(welcome)
    await scene.press(welcome, "‹ All groups")
    assert labels(welcome)[0] == "All of SSL"
    assert "Speech & audio · 1 of 2" in labels(welcome)
    await scene.press(welcome, "Vision & multimodal ›")
    await scene.press(welcome, "domain:image:1")
    assert subscriber_of(scene, ada.chat_id).subscription.domains == {"speech", "image"}
    query, _ = await scene.press(welcome, "domain:speech:0", forged=True)
    assert query.text == "Speech: left out."
    await scene.press(welcome, "‹ All groups")
    query, _ = await scene.press(welcome, "All of SSL")
    assert query.text == "You get all of SSL."
    assert subscriber_of(scene, ada.chat_id).subscription.domains == frozenset()


async def test_who_followed_only_a_domain_that_is_gone_sees_that_it_is_all_of_ssl_now(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    chat = Chat(chat_id=ada.chat_id)
    gone = Subscription(domains=frozenset({"alchemy"}))
    subscribing.change(scene.store, chat, now=scene.clock.now, change=lambda _: gone)
    menu = only(await scene.say(ada, "/domains"))
    assert labels(menu)[0] == "✓ All of SSL"
    await scene.press(menu, "domain:speech:1", forged=True)
    assert subscriber_of(scene, ada.chat_id).subscription.domains == {"speech"}
    query, _ = await scene.press(menu, "domain:speech:0")
    assert query.text == "You get all of SSL."


async def test_pressing_a_toggle_twice_changes_nothing_and_is_answered(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    await scene.press(welcome, "domains:sound")
    await scene.press(welcome, "domain:speech:1")
    query, written = await scene.press(welcome, "domain:speech:1", forged=True)
    assert query.answered
    assert written == []
    assert subscriber_of(scene, ada.chat_id).subscription.domains == {"speech"}


async def test_done_leaves_a_message_that_tells_what_was_chosen(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    await scene.press(welcome, "domain:graph:1", forged=True)
    await scene.press(welcome, "Done")
    assert "Domains: Graphs" in welcome.content.text
    assert labels(welcome) == ["Domains", "Settings"]


async def test_a_link_to_a_domain_subscribes_to_it(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start d-speech"))
    assert "You get Speech." in welcome.content.text
    assert subscriber_of(scene, ada.chat_id).subscription.domains == {"speech"}
    await scene.say(ada, "/start d-image")
    assert subscriber_of(scene, ada.chat_id).subscription.domains == {"speech", "image"}


async def test_a_link_to_a_domain_takes_nothing_from_who_gets_all_of_ssl(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    said = only(await scene.say(ada, "/start d-speech")).content.text
    assert said == "You get all of SSL already, Speech included."
    assert subscriber_of(scene, ada.chat_id).subscription.domains == frozenset()


@pytest.mark.parametrize("payload", ["d-alchemy", "d-", "x" * 64, "p-", "d-Speech", "\u0661"])
async def test_a_link_that_names_nothing_known_is_a_plain_start(scene: Scene, payload: str) -> None:
    ada = scene.reader()
    assert "You get all of SSL." in text_of(await scene.say(ada, f"/start {payload}"))


async def test_a_link_to_a_paper_shows_it_and_subscribes_nobody(scene: Scene) -> None:
    scene.record(a_paper(1), a_paper(2, arxiv_id="hep-th/9901001"))
    ada = scene.reader()
    assert "part 1" in text_of(await scene.say(ada, "/start p-2603_00001"))
    assert "part 2" in text_of(await scene.say(ada, "/start p-hep-th_9901001"))
    assert subscribing.find(scene.store, Chat(chat_id=ada.chat_id)) is None


async def test_who_comes_back_is_welcomed_with_the_settings_kept(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-speech")
    await scene.say(ada, "/stop")
    said = only(await scene.say(ada, "/start")).content.text
    assert said.startswith("Welcome back.")
    assert "Domains: Speech" in said
    assert "Next digest: Tue 24 Nov, 08:00 (UTC)" in said


async def test_domains_before_start_says_how_to_begin(scene: Scene) -> None:
    assert "/start" in only(await scene.say(scene.reader(), "/domains")).content.text


async def test_a_button_pressed_after_everything_was_forgotten_says_how_to_begin(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    subscribing.forget(scene.store, Chat(chat_id=ada.chat_id))
    for button in ("domain:speech:1", "menu:settings", "set:code:1", "ask:time", "state:paused", "now", "state:active"):
        query, written = await scene.press(welcome, button, forged=True)
        assert (query.alert, written) == (True, [])
        assert "/start" in query.text
    assert subscribing.find(scene.store, Chat(chat_id=ada.chat_id)) is None

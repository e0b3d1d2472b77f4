"""/domains: groups, the domains in them with what each means, and what is typed after the command."""

import pytest

from bot.callbacks import encode
from ssl_watch import subscribing
from ssl_watch.domains import DOMAINS, GROUPS
from ssl_watch.subscriptions import Chat
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.ssl_watch.store.making import a_paper, judged

SOUND = frozenset({"speech", "audio"})


def followed(scene: Scene, chat_id: int) -> frozenset[str]:
    found = subscribing.find(scene.store, Chat(chat_id=chat_id))
    assert found is not None
    return found.subscription.domains


async def test_a_group_tells_what_each_of_its_domains_means_and_what_it_brought(scene: Scene) -> None:
    recent = scene.clock.now.replace(day=20)
    scene.record(judged(a_paper(1, submitted_at=recent), domains=("audio",)))
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    for group in GROUPS:
        await scene.press(welcome, f"{group.title} ›")
        for domain in group.domains:
            assert f"{domain.title}: {domain.definition}" in welcome.content.text
            count = 1 if domain.name == "audio" else 0
            assert f"{domain.title} · {count}" in labels(welcome)
        assert len(welcome.content.text) < 1000  # to be read on a phone, above its buttons
        await scene.press(welcome, "‹ All groups")


async def test_a_whole_group_is_picked_and_left_at_once(scene: Scene) -> None:
    ada = scene.reader()
    menu = only(await scene.say(ada, "/start"))
    await scene.press(menu, "Speech & audio ›")
    query, _ = await scene.press(menu, "All of Speech & audio")
    assert query.text == "Speech & audio: followed."
    assert "Chosen: all of “Speech & audio”" in menu.content.text
    assert followed(scene, ada.chat_id) == SOUND
    await scene.press(menu, "‹ All groups")
    assert "✓ Speech & audio" in labels(menu)
    await scene.press(menu, "✓ Speech & audio")
    await scene.press(menu, "✓ Audio & music · 0")
    assert followed(scene, ada.chat_id) == {"speech"}
    await scene.press(menu, "All of Speech & audio")
    query, _ = await scene.press(menu, "✓ All of Speech & audio")
    assert query.text == "You get all of SSL."
    assert followed(scene, ada.chat_id) == frozenset()


async def test_pressing_a_group_twice_changes_nothing(scene: Scene) -> None:
    ada = scene.reader()
    menu = only(await scene.say(ada, "/start"))
    await scene.press(menu, "group:sound:1", forged=True)
    query, written = await scene.press(menu, "group:sound:1", forged=True)
    assert query.answered
    assert written == []
    assert followed(scene, ada.chat_id) == SOUND


async def test_every_button_of_the_list_as_it_was_before_groups_still_works(scene: Scene) -> None:
    ada = scene.reader()
    old = only(await scene.say(ada, "/start"))
    for domain in DOMAINS:
        await scene.press(old, f"domain:{domain.name}:1", forged=True)
    assert followed(scene, ada.chat_id) == {domain.name for domain in DOMAINS}
    await scene.press(old, "domain:*:1", forged=True)
    assert followed(scene, ada.chat_id) == frozenset()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("speech", {"speech"}), ("speech, audio & music", SOUND), ("Speech & Audio", SOUND),
        ("remote\nNLP", {"remote", "text_nlp"}),
        ("music; driving;", {"audio", "depth"}), ("sound", SOUND), ("grpahs", {"graph"}), ("all", frozenset()),
        ("speech, all of SSL", frozenset()),
    ],
    ids=range(9),
)  # fmt: skip
async def test_domains_and_groups_are_typed_and_take_the_place_of_those_chosen(
    scene: Scene, typed: str, expected: frozenset[str]
) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-image")
    said = only(await scene.say(ada, f"/domains {typed}"))
    assert followed(scene, ada.chat_id) == expected
    assert said.content.text.startswith("Domains\nChosen: ")


@pytest.mark.parametrize("typed", ["speech, alchemy", "💥", "x" * 3000, "<b>alchemy</b>", " , ; "], ids=range(5))
async def test_what_names_no_domain_changes_nothing_and_is_told_how_to_name_one(scene: Scene, typed: str) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-image")
    assert "/domains speech, remote sensing" in text_of(await scene.say(ada, f"/domains {typed}"))
    assert followed(scene, ada.chat_id) == {"image"}


async def test_domains_typed_before_start_say_how_to_begin(scene: Scene) -> None:
    assert "/start" in only(await scene.say(scene.reader(), "/domains speech")).content.text


def test_every_group_fits_on_its_buttons() -> None:
    for group in GROUPS:
        assert len(encode("group", group.name, 1)) <= 64
        assert len(encode("domains", group.name)) <= 64

import json

from ssl_watch import subscribing
from ssl_watch.digests import KEPT_FOR
from ssl_watch.subscriptions import Chat
from tests.bot.handlers.scene import OPERATOR, Scene, labels, only, text_of

THANKS = "Thank you to arXiv for use of its open access interoperability."
DISCLAIMER = (
    "This product was not reviewed or approved by, nor does it necessarily express or reflect the policies or opinions "
    "of, arXiv."
)


async def test_mydata_hands_over_everything_as_json(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start d-speech")
    sent = only(await scene.say(ada, "/mydata"))
    assert sent.document is not None
    assert sent.document.name == "ssl-watch-2026-11-23.json"
    held = json.loads(sent.document.content)
    assert held["chat_id"] == ada.chat_id
    assert held["subscribers"][0]["domains"] == ["speech"]
    assert {"bookmarks", "disputes", "digests", "deliveries"} <= held.keys()


async def test_nothing_is_held_on_who_only_looks_around(scene: Scene) -> None:
    ada = scene.reader()
    for said in ("/search anything", "/latest", "/help", "hello", "2301.08243"):
        await scene.say(ada, said)
    assert text_of(await scene.say(ada, "/mydata")) == "Nothing is held on this chat."
    assert text_of(await scene.say(ada, "/forget")) == "Nothing is held on this chat."


async def test_forget_erases_after_one_confirmation(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    asked = only(await scene.say(ada, "/forget"))
    assert labels(asked) == ["Erase everything", "Keep it"]
    assert subscribing.find(scene.store, Chat(chat_id=ada.chat_id)) is not None
    query, _ = await scene.press(asked, "Erase everything")
    assert query.answered
    assert "is erased" in asked.content.text
    assert labels(asked) == []
    assert subscribing.find(scene.store, Chat(chat_id=ada.chat_id)) is None


async def test_forget_erases_nothing_where_that_is_pressed(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    asked = only(await scene.say(ada, "/forget"))
    await scene.press(asked, "Keep it")
    assert asked.content.text == "Nothing was erased."
    assert subscribing.find(scene.store, Chat(chat_id=ada.chat_id)) is not None


async def test_privacy_states_what_is_held_why_how_long_and_who_answers_for_it(scene: Scene) -> None:
    policy = text_of(await scene.say(scene.reader(), "/privacy")).replace("\u2060", "")
    assert f"for {KEPT_FOR.days} days" in policy
    for needed in ("What is held", "What for", "How long", "/forget", "/mydata", OPERATOR):
        assert needed in policy


async def test_about_carries_what_arxiv_asks_for_word_by_word(scene: Scene) -> None:
    said = text_of(await scene.say(scene.reader(), "/about"))
    assert THANKS in said
    assert DISCLAIMER in said
    assert "MIT" in said

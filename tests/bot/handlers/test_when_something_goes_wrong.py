import io
import logging

import pytest
from telegram import Update
from telegram.error import InvalidToken, NetworkError, TimedOut

from bot.logs import Redaction
from sandbox.telegram import TOKEN
from sandbox.telegram.refusals import Refusal, bad_request, forbidden, too_many
from ssl_watch import subscribing
from ssl_watch.store import Store
from ssl_watch.subscriptions import Chat
from tests.bot.handlers.scene import Scene, only, text_of

WENT_WRONG = "Something went wrong here; nothing is lost."


async def test_a_database_that_can_not_be_read_is_told_once_and_logged(
    scene: Scene, small_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    with small_store.writing() as transaction:
        transaction.exec_driver_sql("DROP TABLE subscribers")
    said = only(await scene.say(ada, "/settings")).content.text
    assert said.startswith(WENT_WRONG)
    query, written = await scene.press(welcome, "Settings")
    assert (query.text.startswith(WENT_WRONG), query.alert, written) == (True, True, [])
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["A handler failed"] * 2


async def test_no_token_reaches_the_log(scene: Scene) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(Redaction([TOKEN]))
    logging.getLogger("bot").addHandler(handler)
    try:
        scene.wire.fail("sendMessage", InvalidToken(f"The token `{TOKEN}` was rejected by the server."))
        await scene.say(scene.reader(), "/help")
    finally:
        logging.getLogger("bot").removeHandler(handler)
    assert "A handler failed" in written.getvalue()
    assert TOKEN not in written.getvalue()


@pytest.mark.parametrize("fault", [TimedOut(), NetworkError("reset"), Refusal(500, "Internal Server Error")])
async def test_an_answer_that_does_not_get_through_is_tried_once_more_as_an_apology(
    scene: Scene, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    scene.wire.fail("sendMessage", fault)
    assert only(await scene.say(scene.reader(), "/help")).content.text.startswith(WENT_WRONG)
    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_where_nothing_gets_through_nothing_is_raised(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    ada = scene.reader()
    scene.wire.fail("sendMessage", TimedOut(), TimedOut())
    assert await scene.say(ada, "/help") == []
    assert {record.levelname for record in caplog.records} == {"WARNING"}
    assert "Your digest" in text_of(await scene.say(ada, "/help"))


async def test_who_blocked_the_bot_meanwhile_is_not_written_to_again(scene: Scene) -> None:
    ada = scene.reader()
    scene.wire.fail("sendMessage", forbidden("bot was blocked by the user"))
    assert await scene.say(ada, "/help") == []
    assert len(scene.wire.sent("sendMessage")) == 1


async def test_a_flood_wait_is_told_to_who_pressed(scene: Scene) -> None:
    scene.record_many(6)
    listed = only(await scene.say(scene.reader(), "/latest"))
    scene.wire.fail("editMessageText", too_many(40))
    query, _ = await scene.press(listed, "›")
    assert query.text == "Telegram asks for a pause. Please try again in 40 seconds."


async def test_a_press_on_a_message_that_is_gone_is_answered_by_a_new_one(scene: Scene) -> None:
    welcome = only(await scene.say(scene.reader(), "/start"))
    welcome.deleted = True
    query, written = await scene.press(welcome, "Settings")
    assert query.answered
    assert only(written).content.text.startswith("Settings")


async def test_a_press_on_a_message_that_is_gone_with_its_topic_changes_nothing(scene: Scene) -> None:
    forum, boss, _ = scene.group(topics=("speech",))
    welcome = only(await scene.say(forum, "/start", by=boss, thread=2))
    welcome.deleted = True
    query, written = await scene.press(welcome, "Settings", by=boss)
    assert (query.alert, written) == (True, [])
    assert "/help" in query.text


async def test_a_message_that_can_not_be_edited_any_more_is_sent_anew(scene: Scene) -> None:
    welcome = only(await scene.say(scene.reader(), "/start"))
    scene.wire.fail("editMessageText", bad_request("message can't be edited"))
    _, written = await scene.press(welcome, "Settings")
    assert only(written) is not welcome


async def test_a_press_that_is_too_old_to_be_answered_is_done_all_the_same(scene: Scene) -> None:
    ada = scene.reader()
    welcome = only(await scene.say(ada, "/start"))
    scene.wire.fail("answerCallbackQuery", bad_request("query is too old and response timeout expired"))
    await scene.press(welcome, "domain:speech:1", forged=True)
    found = subscribing.find(scene.store, Chat(chat_id=ada.chat_id))
    assert found is not None
    assert found.subscription.domains == {"speech"}
    assert "Chosen: Speech" in welcome.content.text


async def test_a_button_that_no_message_of_ours_has_is_answered(scene: Scene) -> None:
    person = scene.world.add_person("Eve")
    query = {"id": "1", "from": {"id": person.user_id, "is_bot": False, "first_name": "Eve"}, "chat_instance": "1"}
    for fields in ({"data": "menu:settings", "inline_message_id": "x"}, {"game_short_name": "chess"}, {"data": ""}):
        await scene.hand_over({"update_id": 1, "callback_query": query | fields})
    assert len(scene.wire.sent("answerCallbackQuery")) == 3


async def test_an_update_of_no_kind_is_no_trouble(scene: Scene) -> None:
    await scene.application.process_update(Update(update_id=1))
    assert scene.wire.calls == []

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.telegram import World
from sandbox.telegram.chats import Chat
from tests.sandbox_telegram.asking import Ask


async def test_a_message_comes_back_with_its_entities(bot: Bot, ada: Chat) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Save", callback_data="save:1")]])
    sent = await bot.send_message(ada.chat_id, "<b>😀</b> see model.py", parse_mode=ParseMode.HTML, reply_markup=markup)
    assert sent.text == "😀 see model.py"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [("bold", 0, 2), ("url", 7, 8)]
    assert sent.reply_markup == markup
    assert sent.from_user == await bot.get_me()


def test_limits_count_what_readers_see_and_raw_bytes(ask: Ask, ada: Chat) -> None:
    def send(text: str) -> tuple[int, str]:
        status, answer = ask("sendMessage", chat_id=ada.chat_id, text=text, parse_mode="HTML")
        return status, answer if status != 200 else ""

    assert send("<b>" + "a" * 4096 + "</b>")[0] == 200
    assert send("a" * 4097) == (400, "Bad Request: message is too long")
    assert send("😀" * 2049) == (400, "Bad Request: message is too long")
    assert send("<b></b>" * 5000 + "a") == (400, "Bad Request: text is too long")


def test_entities_beyond_a_hundred_are_dropped(ask: Ask, ada: Chat) -> None:
    status, message = ask("sendMessage", chat_id=ada.chat_id, text="<b>a</b> " * 150, parse_mode="HTML")
    assert (status, len(message["entities"])) == (200, 100)


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "\u202e"])
def test_an_empty_text_is_refused(ask: Ask, ada: Chat, text: str) -> None:
    assert ask("sendMessage", chat_id=ada.chat_id, text=text, parse_mode="HTML") == (
        400,
        "Bad Request: message text is empty",
    )


def test_markup_that_is_not_telegrams_is_refused(ask: Ask, ada: Chat) -> None:
    for html in ("<p>a</p>", "<b>a", "<blockquote><blockquote>a</blockquote></blockquote>", "x < y"):
        status, reason = ask("sendMessage", chat_id=ada.chat_id, text=html, parse_mode="HTML")
        assert status == 400
        assert reason.startswith("Bad Request: can't parse entities: ")
    assert ask("sendMessage", chat_id=ada.chat_id, text="a", parse_mode="Rich")[0] == 400
    assert ask("sendMessage", chat_id=ada.chat_id, text="x < y")[0] == 200


def test_keyboards_are_checked(ask: Ask, ada: Chat) -> None:
    def send(*rows: list[dict[str, object]]) -> tuple[int, str]:
        status, answer = ask("sendMessage", chat_id=ada.chat_id, text="a", reply_markup={"inline_keyboard": list(rows)})
        return status, answer if status != 200 else ""

    good: dict[str, object] = {"text": "a", "callback_data": "é" * 32}
    assert send([good] * 8)[0] == 200
    assert send([{"text": "a", "callback_data": "é" * 33}]) == (400, "Bad Request: BUTTON_DATA_INVALID")
    assert send([{"text": "a", "callback_data": ""}])[0] == 400
    assert send(*[[good] * 5] * 21) == (400, "Bad Request: reply markup is too long")
    assert send([{"text": "a"}])[0] == 400
    assert send([{"text": " ", "callback_data": "a"}])[0] == 400
    assert send([{"text": "a", "url": "nowhere"}])[0] == 400


async def test_edits_are_for_own_messages_and_for_changes(bot: Bot, world: World, ada: Chat) -> None:
    theirs = world.say(ada.chat_id, "hello")
    own = await bot.send_message(ada.chat_id, "one")
    edited = await bot.edit_message_text("two", ada.chat_id, own.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("<b></b>two", ada.chat_id, own.message_id, parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("mine", ada.chat_id, theirs.message_id)
    with pytest.raises(BadRequest, match="not found"):
        await bot.edit_message_text("mine", ada.chat_id, 999)
    assert await bot.delete_message(ada.chat_id, own.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("three", ada.chat_id, own.message_id)


async def test_nobody_is_written_to_before_they_write(bot: Bot, world: World) -> None:
    chat = world.add_private("Bob")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat.chat_id, "buy")
    world.say(chat.chat_id, "hello")
    await bot.send_message(chat.chat_id, "hello")


async def test_who_is_gone_is_gone_in_telegrams_words(bot: Bot, world: World, ada: Chat) -> None:
    world.block(ada.chat_id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.chat_id, "hello?")
    world.say(ada.chat_id, "I am back")
    await bot.send_message(ada.chat_id, "welcome")
    world.deactivate(ada.chat_id)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ada.chat_id, "hello?")


async def test_a_group_that_moved_says_where(bot: Bot, world: World, ada: Chat) -> None:
    old = world.add_group("Lab", creator=world.people[ada.chat_id], kind="group")
    new = world.migrate(old.chat_id)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.chat_id, "hello")
    assert moved.value.new_chat_id == new.chat_id
    await bot.send_message(new.chat_id, "hello")


async def test_topics_must_exist_and_be_open(bot: Bot, world: World, ada: Chat) -> None:
    forum = world.add_group("Forum", creator=world.people[ada.chat_id], topics=["Papers"])
    sent = await bot.send_message(forum.chat_id, "hello", message_thread_id=2)
    assert (sent.message_thread_id, sent.is_topic_message) == (2, True)
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(forum.chat_id, "hello", message_thread_id=7)
    world.set_topic(forum.chat_id, 2, closed=True)
    with pytest.raises(BadRequest, match=r"(?i)topic_closed"):
        await bot.send_message(forum.chat_id, "hello", message_thread_id=2)


async def test_a_document_is_sent_described_downloaded_and_sent_again(bot: Bot, ada: Chat) -> None:
    sent = await bot.send_document(
        ada.chat_id, b'{"a": 1}', filename="mydata.json", caption="<i>all</i>", parse_mode=ParseMode.HTML
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("mydata.json", "all")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b'{"a": 1}'
    again = await bot.send_document(ada.chat_id, sent.document.file_id)
    assert again.document == sent.document
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(ada.chat_id, b"a", caption="a" * 1025)


def test_every_way_to_put_a_call_is_understood(base: str, world: World, ada: Chat) -> None:
    url = f"{base}/bot{world.token}/sendmessage"
    given = {"chat_id": str(ada.chat_id), "text": "é"}
    answers = [
        httpx.get(url, params=given),
        httpx.post(url, params=given),
        httpx.post(url, data=given),
        httpx.post(url, json=given),
        httpx.post(url, data=given, files={"unused": b"x"}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["é"] * 5


def test_what_is_no_call_is_refused(base: str, world: World, ask: Ask, ada: Chat) -> None:
    assert httpx.post(f"{base}/bot1:wrong/getMe").json()["error_code"] == 401
    assert httpx.post(f"{base}/botwrong/getMe").json()["error_code"] == 404
    assert ask("sendCarrierPigeon") == (404, "Not Found: method not found")
    url = f"{base}/bot{world.token}/sendMessage"
    assert httpx.post(url, content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert httpx.post(url, content=f"chat_id={ada.chat_id}&text=%ff%fe".encode(), headers=form).status_code in {
        200,
        400,
    }
    lone = httpx.post(url, content=b'{"chat_id": 1, "text": "\\ud800"}', headers={"Content-Type": "application/json"})
    assert lone.status_code == 400
    assert ask("sendMessage", chat_id="somewhere", text="a")[0] == 400
    assert ask("sendMessage", text="a") == (400, "Bad Request: chat_id is empty")


def test_a_page_elsewhere_that_calls_itself_loopback_is_turned_away(base: str) -> None:
    assert httpx.get(base, headers={"Host": "evil.example"}).status_code == 400
    assert httpx.post(f"{base}/sandbox/say", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415

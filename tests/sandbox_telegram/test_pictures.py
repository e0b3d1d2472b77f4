from io import BytesIO

import httpx
import pytest
from PIL import Image
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest

from sandbox.telegram.chats import Chat
from sandbox.telegram.world import World
from tests.sandbox_telegram.asking import Ask


def png(width: int = 960, height: int = 1280, *, kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("1", (width, height)).save(out, kind)
    return out.getvalue()


async def test_a_picture_is_sent_described_downloaded_and_sent_again_by_any_of_its_ids(bot: Bot, ada: Chat) -> None:
    sent = await bot.send_photo(ada.chat_id, png(), caption="<b>two</b>", parse_mode=ParseMode.HTML)
    assert [(size.width, size.height) for size in sent.photo] == [(68, 90), (240, 320), (600, 800), (960, 1280)]
    assert (sent.caption, sent.text, sent.document) == ("two", None, None)
    assert [entity.type for entity in sent.caption_entities] == ["bold"]
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == png()
    for size in sent.photo:
        again = await bot.send_photo(ada.chat_id, size.file_id)
        assert again.photo == sent.photo


async def test_a_small_picture_has_fewer_sizes_and_a_large_one_is_made_smaller(bot: Bot, ada: Chat) -> None:
    small = await bot.send_photo(ada.chat_id, png(60, 40, kind="JPEG"))
    assert [(size.width, size.height) for size in small.photo] == [(60, 40)]
    large = await bot.send_photo(ada.chat_id, png(4000, 2000))
    assert (large.photo[-1].width, large.photo[-1].height) == (1280, 640)


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png()[:60], "IMAGE_PROCESS_FAILED"),
        (b"", "non-empty"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(20_000, 20_000), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"\x89PNG" + bytes(10 * 1024 * 1024), "too big for a photo"),
    ],
    ids=["text", "cut short", "empty", "long sides", "a bomb", "a stripe", "too large"],
)
async def test_what_telegram_takes_for_no_picture_is_refused(bot: Bot, ada: Chat, picture: bytes, why: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_photo(ada.chat_id, picture)
    assert not [message for message in ada.messages.values() if message.photo]


async def test_the_longest_sides_and_captions_are_taken_and_no_longer_ones(bot: Bot, ada: Chat) -> None:
    await bot.send_photo(ada.chat_id, png(9000, 1000), caption="a" * 1024)
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ada.chat_id, png(), caption="a" * 1025)


async def test_an_id_is_good_for_what_it_was_given_for(bot: Bot, ada: Chat) -> None:
    document = await bot.send_document(ada.chat_id, png(), filename="a.png")
    photo = await bot.send_photo(ada.chat_id, png())
    assert document.document is not None
    with pytest.raises(BadRequest, match=r"(?i)type document as photo"):
        await bot.send_photo(ada.chat_id, document.document.file_id)
    with pytest.raises(BadRequest, match=r"(?i)type photo as document"):
        await bot.send_document(ada.chat_id, photo.photo[0].file_id)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_photo(ada.chat_id, "AgACof-another-bot")


def test_a_call_without_a_picture_is_told_so(ask: Ask, ada: Chat) -> None:
    assert ask("sendPhoto", chat_id=ada.chat_id) == (400, "Bad Request: there is no photo in the request")


async def test_a_pictures_text_is_its_caption_and_can_not_be_edited_as_text(bot: Bot, ada: Chat) -> None:
    sent = await bot.send_photo(ada.chat_id, png(), caption="a")
    with pytest.raises(BadRequest, match="no text in the message to edit"):
        await bot.edit_message_text("b", ada.chat_id, sent.message_id)


def test_the_page_gets_a_picture_as_one(ada: Chat, base: str, world: World) -> None:
    given = {"chat_id": ada.chat_id}
    sent = httpx.post(f"{base}/bot{world.token}/sendPhoto", data=given, files={"photo": png()}).json()["result"]
    answer = httpx.get(f"{base}/sandbox/files/{sent['photo'][-1]['file_id']}")
    assert (answer.headers["content-type"], answer.content) == ("image/png", png())
    assert world.journal.of("sendPhoto")[0].message_id == sent["message_id"]

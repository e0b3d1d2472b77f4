import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from telegram.error import TimedOut

from bot.handlers.face import Face, give
from bot.pictures.studio import Studio
from sandbox.telegram.chats import Message
from sandbox.telegram.refusals import bad_request
from tests.bot.handlers.scene import Scene, only, text_of
from tests.ssl_watch.store.making import a_paper, judged

NO_PAINTER = Studio((sys.executable, "-c", "raise SystemExit(1)"))


def without_painter(scene: Scene) -> None:
    (face,) = [each for each in scene.application.bot_data.values() if isinstance(each, Face)]
    give(scene.application, replace(face, studio=NO_PAINTER))


def uploads(scene: Scene) -> list[bool]:
    """Whether each picture that was sent went as a file, not by its id."""
    return [bool(call.uploads) for call in scene.wire.sent("sendPhoto")]


def shown(message: Message) -> tuple[int, int]:
    assert message.photo is not None
    with Image.open(BytesIO(message.photo.content)) as picture:
        return picture.size


async def test_the_archive_is_shown_as_a_picture_with_the_numbers_below(scene: Scene) -> None:
    scene.record_many(7)
    sent = only(await scene.say(scene.reader(), "/stats"))
    assert shown(sent) == (960, 1280)
    assert "The archive in numbers\n7 papers · 0 % with code" in sent.content.text
    assert "Speech: 7 (0 %)" in sent.content.text
    assert {entity.kind for entity in sent.content.entities} == {"bold", "expandable_blockquote"}


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("/stats speech", "Speech in numbers\n3 papers"),
        ("/stats Speech", "Speech in numbers\n3 papers"),
        ("/stats all", "The archive in numbers\n5 papers"),
        ("/stats unlabelled domain:graph", "In numbers: unlabelled domain:graph\n2 papers"),
        ("/stats unlabelled things", "In numbers: unlabelled things\n5 papers"),
    ],
)
async def test_a_domain_or_a_search_has_numbers_of_its_own(scene: Scene, asked: str, heading: str) -> None:
    scene.record_many(3)
    scene.record(*(judged(a_paper(number), domains=("graph",)) for number in (8, 9)))
    sent = only(await scene.say(scene.reader(), asked))
    assert sent.content.text.startswith(heading)
    assert sent.photo is not None


async def test_the_same_numbers_are_uploaded_once_and_new_ones_anew(scene: Scene) -> None:
    scene.record_many(2)
    first, again = [only(await scene.say(scene.reader(), "/stats")) for _ in range(2)]
    assert first.photo == again.photo
    assert uploads(scene) == [True, False]
    scene.record(judged(a_paper(3)))
    other = only(await scene.say(scene.reader(), "/stats"))
    assert other.photo != first.photo
    assert "3 papers" in other.content.text
    assert uploads(scene) == [True, False, True]


async def test_what_was_uploaded_outlives_the_process(scene: Scene) -> None:
    scene.record_many(2)
    first = only(await scene.say(scene.reader(), "/stats speech"))
    without_painter(scene)
    again = only(await scene.say(scene.reader(), "/stats speech"))
    assert again.photo == first.photo


async def test_a_picture_that_telegram_does_not_know_any_more_is_uploaded_anew(scene: Scene) -> None:
    scene.record_many(2)
    await scene.say(scene.reader(), "/stats")
    scene.world.photos.clear()
    sent = only(await scene.say(scene.reader(), "/stats"))
    assert sent.photo is not None
    assert uploads(scene) == [True, False, True]
    await scene.say(scene.reader(), "/stats")
    assert uploads(scene) == [True, False, True, False]


async def test_without_a_picture_the_numbers_are_told_all_the_same(scene: Scene) -> None:
    scene.record_many(2)
    without_painter(scene)
    said = only(await scene.say(scene.reader(), "/stats"))
    assert said.photo is None
    assert "2 papers" in said.content.text
    assert not scene.wire.sent("sendPhoto")


async def test_where_a_chat_takes_no_pictures_it_gets_the_text(scene: Scene) -> None:
    scene.record_many(2)
    chat, _, member = scene.group()
    scene.wire.fail("sendPhoto", bad_request("not enough rights to send photos to the chat"))
    said = only(await scene.say(chat, "/stats", by=member))
    assert said.photo is None
    assert "2 papers" in said.content.text


async def test_an_upload_that_may_have_arrived_is_not_repeated(scene: Scene) -> None:
    scene.record_many(2)
    scene.wire.fail("sendPhoto", TimedOut())
    said = only(await scene.say(scene.reader(), "/stats"))
    assert "went wrong" in said.content.text
    assert uploads(scene) == [True]


async def test_an_empty_archive_and_a_search_without_hits_have_no_picture(scene: Scene) -> None:
    reader = scene.reader()
    assert only(await scene.say(reader, "/stats")).content.text.endswith("There is no paper to count.")
    scene.record_many(1)
    assert (
        only(await scene.say(reader, "/stats xyzzy")).content.text == "In numbers: xyzzy\nThere is no paper to count."
    )
    assert "Search title" in only(await scene.say(reader, "/stats ()")).content.text
    assert not scene.wire.sent("sendPhoto")


async def test_a_hostile_question_is_counted_and_shown_as_it_was_written(scene: Scene) -> None:
    scene.record(judged(a_paper(1, title="<b>$\\alpha$</b> & unlabelled @everyone")))
    sent = only(await scene.say(scene.reader(), '/stats title:"<b>" OR @everyone /forget https://evil.example'))
    assert {entity.kind for entity in sent.content.entities} <= {"bold", "code", "expandable_blockquote"}


async def test_many_questions_at_once_are_asked_to_wait_a_little(scene: Scene) -> None:
    without_painter(scene)
    scene.record_many(1)
    reader = scene.reader()
    said = [only(await scene.say(reader, "/stats")) for _ in range(21)]
    assert "in numbers" in text_of(said[:20])
    assert "a lot of searching" in text_of(said[20:])


async def test_in_a_topic_of_a_group_the_answer_stays_there_as_a_reply(scene: Scene) -> None:
    scene.record_many(1)
    chat, _, member = scene.group(topics=["Papers"])
    (topic,) = chat.topics
    sent = only(await scene.say(chat, "/stats", by=member, thread=topic))
    assert sent.thread_id == topic
    assert sent.reply_to is not None
    values: dict[str, Any] = dict(scene.wire.sent("sendPhoto")[0].values)
    assert int(values["message_thread_id"]) == topic

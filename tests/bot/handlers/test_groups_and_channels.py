import pytest
from telegram.error import TimedOut

from sandbox.telegram import shapes
from sandbox.telegram.chats import Chat as Room
from sandbox.telegram.refusals import bad_request
from ssl_watch import subscribing
from ssl_watch.subscriptions import Chat, Subscriber
from tests.bot.handlers.scene import Scene, only, text_of

NOT_YOURS = "Only administrators"


def subscriber_of(scene: Scene, room: Room, thread_id: int | None = None) -> Subscriber | None:
    """The subscriber as it is held."""
    return subscribing.find(scene.store, Chat(chat_id=room.chat_id, thread_id=thread_id))


CHANGING = ("start", "domains", "settings", "digest", "pause", "resume", "stop", "mydata", "forget")
READING = ("latest", "search x", "paper 2301.08243", "saved", "about", "help", "privacy")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_an_administrator_subscribes_a_group(scene: Scene, kind: str) -> None:
    lab, boss, _ = scene.group(kind=kind)
    welcome = only(await scene.say(lab, "/start@ssl_watch_bot", by=boss))
    assert "This chat gets all of SSL." in welcome.content.text
    await scene.press(welcome, "domain:speech:1", by=boss, forged=True)
    held = subscriber_of(scene, lab)
    assert held is not None
    assert (held.kind, held.subscription.domains) == (kind, frozenset({"speech"}))


@pytest.mark.parametrize("command", CHANGING)
async def test_a_member_changes_nothing_by_command(scene: Scene, command: str) -> None:
    lab, boss, member = scene.group()
    await scene.say(lab, "/start", by=boss)
    before = subscriber_of(scene, lab)
    assert NOT_YOURS in only(await scene.say(lab, f"/{command}", by=member)).content.text
    assert subscriber_of(scene, lab) == before


@pytest.mark.parametrize("command", READING)
async def test_a_member_reads_whatever_there_is(scene: Scene, command: str) -> None:
    lab, _, member = scene.group()
    assert NOT_YOURS not in only(await scene.say(lab, f"/{command}", by=member)).content.text


@pytest.mark.parametrize(
    "data",
    [
        "domain:speech:1", "set:code:1", "ask:time", "menu:settings", "state:paused", "now", "forget:yes", "forget:no",
        "save:2603.00001:1",
    ],
)  # fmt: skip
async def test_a_member_changes_nothing_by_button(scene: Scene, data: str) -> None:
    lab, boss, member = scene.group()
    scene.record_many(1)
    welcome = only(await scene.say(lab, "/start", by=boss))
    before, text = subscriber_of(scene, lab), welcome.content.text
    query, written = await scene.press(welcome, data, by=member, forged=True)
    assert (query.alert, NOT_YOURS in query.text, written) == (True, True, [])
    assert subscriber_of(scene, lab) == before
    assert welcome.content.text == text


async def test_a_member_turns_pages(scene: Scene) -> None:
    lab, _, member = scene.group()
    scene.record_many(6)
    listed = only(await scene.say(lab, "/latest", by=member))
    await scene.press(listed, "›", by=member)
    assert "4–6 of 6" in listed.content.text


async def test_rights_that_change_count_within_a_minute(scene: Scene) -> None:
    lab, boss, member = scene.group()
    welcome = only(await scene.say(lab, "/start", by=boss))
    await scene.press(welcome, "domain:speech:1", by=member, forged=True)
    scene.world.join(lab.chat_id, member, status="administrator")
    scene.pass_time(seconds=60)
    query, _ = await scene.press(welcome, "domain:speech:1", by=member, forged=True)
    assert query.text == "Speech: followed."
    scene.world.join(lab.chat_id, member)
    scene.pass_time(seconds=60)
    query, _ = await scene.press(welcome, "domain:speech:0", by=member, forged=True)
    assert NOT_YOURS in query.text


async def test_telegram_is_asked_once_for_many_presses_in_a_row(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    welcome = only(await scene.say(lab, "/start", by=boss))
    for domain in ("speech", "image", "graph"):
        await scene.press(welcome, f"domain:{domain}:1", by=boss, forged=True)
    assert len(scene.wire.sent("getChatMember")) == 1


async def test_an_anonymous_administrator_may_change_settings(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    scene.world.join(lab.chat_id, boss, status="creator", anonymous=True)
    welcome = only(await scene.say(lab, "/start", by=boss))
    assert "This chat gets" in welcome.content.text
    query, _ = await scene.press(welcome, "domain:speech:1", by=boss, forged=True)
    assert query.text == "Speech: followed."


async def hand_over_command(scene: Scene, room: Room, command: str, **author: object) -> str:
    """A command by an author that no person is; what the bot answered."""
    before = scene.world.changes
    message = {"message_id": 900, "date": 1, "chat": shapes.chat(room), "text": command, **author}
    message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    await scene.hand_over({"update_id": 1, "message": message})
    return text_of(scene.world.from_bot(room.chat_id, since=before))


async def test_who_speaks_as_a_channel_is_no_administrator(scene: Scene) -> None:
    lab, _, _ = scene.group()
    stranger = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    channel = {"id": -1005, "type": "channel", "title": "Elsewhere"}
    assert NOT_YOURS in await hand_over_command(scene, lab, "/start", **{"from": stranger, "sender_chat": channel})


async def test_a_post_of_the_linked_channel_is_by_administrators_but_nothing_else_by_telegram_is(scene: Scene) -> None:
    lab, _, _ = scene.group()
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    channel = {"id": -1005, "type": "channel", "title": "Ours"}
    post = {"from": telegram, "sender_chat": channel, "is_automatic_forward": True}
    assert NOT_YOURS in await hand_over_command(scene, lab, "/start", **{"from": telegram})
    assert "This chat gets" in await hand_over_command(scene, lab, "/start", **post)


async def test_where_telegram_can_not_be_asked_nothing_is_changed_and_it_is_said(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    scene.wire.fail("getChatMember", TimedOut())
    assert "try again" in only(await scene.say(lab, "/start", by=boss)).content.text
    assert subscriber_of(scene, lab) is None
    of_a_later_version = {"status": "administrator", "user": shapes.person(boss)}  # without the rights known today
    scene.wire.reply("getChatMember", of_a_later_version)
    assert "try again" in only(await scene.say(lab, "/start", by=boss)).content.text
    assert subscriber_of(scene, lab) is None
    scene.wire.fail("getChatMember", bad_request("member list is inaccessible"))
    assert NOT_YOURS in only(await scene.say(lab, "/start", by=boss)).content.text


async def test_each_topic_of_a_forum_is_a_subscriber_of_its_own_and_is_answered_there(scene: Scene) -> None:
    forum, boss, _ = scene.group(topics=("speech", "graphs"))
    for thread_id, domain in ((2, "speech"), (3, "graph")):
        welcome = only(await scene.say(forum, "/start", by=boss, thread=thread_id))
        assert welcome.thread_id == thread_id
        await scene.press(welcome, f"domain:{domain}:1", by=boss, forged=True)
    speech, graphs = subscriber_of(scene, forum, 2), subscriber_of(scene, forum, 3)
    assert speech is not None
    assert graphs is not None
    assert speech.subscription.domains == {"speech"}
    assert graphs.subscription.domains == {"graph"}
    assert subscriber_of(scene, forum) is None


async def test_the_thread_of_a_reply_is_no_topic(scene: Scene) -> None:
    lab, boss, _ = scene.group()
    message = {"message_id": 900, "date": 1, "chat": shapes.chat(lab), "text": "/start", "message_thread_id": 44}
    await scene.hand_over({"update_id": 1, "message": message | {"from": shapes.person(boss)}})
    assert subscriber_of(scene, lab) is not None


async def test_in_a_group_only_a_reply_to_the_question_is_an_answer(scene: Scene) -> None:
    lab, boss, member = scene.group()
    scene.world.change_standing(lab.chat_id, "administrator")  # so that the bot hears everything
    await scene.say(lab, "/start", by=boss)
    menu = only(await scene.say(lab, "/settings", by=boss))
    _, written = await scene.press(menu, "ask:time", by=boss, forged=True)
    question = only(written)
    assert question.content.text.startswith("Boss: ")
    assert "Reply to this message" in question.content.text
    assert await scene.say(lab, "9:15", by=boss) == []
    assert await scene.say(lab, "9:15", by=boss, reply_to=menu.message_id) == []
    assert NOT_YOURS in text_of(await scene.say(lab, "9:15", by=member, reply_to=question.message_id))
    assert "Set: 09:15." in text_of(await scene.say(lab, "9:15", by=boss, reply_to=question.message_id))
    assert "Time: 09:15" in menu.content.text


async def test_talk_in_a_group_is_not_answered(scene: Scene) -> None:
    lab, boss, member = scene.group()
    scene.world.change_standing(lab.chat_id, "administrator")
    for text in ("hello", "2603.00001", "/unknown", "/start@another_bot", "cancel"):
        assert await scene.say(lab, text, by=member) == [], text
    assert "no command" in text_of(await scene.say(lab, "/unknown@ssl_watch_bot", by=boss))


async def test_a_channels_posts_are_by_its_administrators(scene: Scene) -> None:
    channel, boss, viewer = scene.group(kind="channel")
    welcome = only(await scene.say(channel, "/start", by=boss))
    assert subscriber_of(scene, channel) is not None
    query, _ = await scene.press(welcome, "domain:speech:1", by=viewer, forged=True)
    assert NOT_YOURS in query.text
    query, _ = await scene.press(welcome, "domain:speech:1", by=boss, forged=True)
    assert query.text == "Speech: followed."


async def test_a_setting_is_typed_in_a_channel_as_a_reply(scene: Scene) -> None:
    channel, boss, _ = scene.group(kind="channel")
    await scene.say(channel, "/start", by=boss)
    menu = only(await scene.say(channel, "/settings", by=boss))
    question = only((await scene.press(menu, "ask:zone", by=boss, forged=True))[1])
    assert question.markup is None
    assert await scene.say(channel, "Berlin", by=boss) == []
    await scene.say(channel, "Berlin", by=boss, reply_to=question.message_id)
    assert "Time zone: Europe/Berlin" in menu.content.text


async def test_a_viewers_press_in_a_channel_posts_nothing_there_but_opens_the_viewers_own_chat(scene: Scene) -> None:
    channel, boss, viewer = scene.group(kind="channel")
    scene.record_many(1)
    card = only(await scene.say(channel, "/paper 2603.00001", by=boss))
    for data in ("abstract:2603.00001", "paper:2603.00001", "bibtex:2603.00001", "dispute:2603.00001:ask"):
        query, written = await scene.press(card, data, by=viewer, forged=True)
        assert (query.answered, written) == (True, [])
        assert scene.wire.sent("answerCallbackQuery")[-1].text("url") == (
            "https://t.me/ssl_watch_bot?start=p-2603_00001"
        )


async def test_forgetting_in_a_topic_asks_about_the_topic(scene: Scene) -> None:
    forum, boss, member = scene.group(topics=("speech",))
    await scene.say(forum, "/start", by=boss, thread=2)
    await scene.say(forum, "/start", by=boss)
    asked = only(await scene.say(forum, "/forget", by=boss, thread=2))
    assert "this topic" in asked.content.text
    query, _ = await scene.press(asked, "Erase everything", by=member)
    assert NOT_YOURS in query.text
    await scene.press(asked, "Erase everything", by=boss)
    assert subscriber_of(scene, forum, 2) is None
    assert subscriber_of(scene, forum) is not None

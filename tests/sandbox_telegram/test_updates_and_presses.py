import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from sandbox.telegram import NoSuchButton, World
from sandbox.telegram.chats import Chat
from tests.sandbox_telegram.asking import Ask


async def test_a_poll_waits_for_what_is_said(bot: Bot, world: World, ada: Chat) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.to_thread(world.wait_for, lambda: bool(world.journal.of("getUpdates")), within=5)
    world.say(ada.chat_id, "/search speech")
    (update,) = await poll
    assert update.message is not None
    assert (update.message.text, update.message.chat_id) == ("/search speech", ada.chat_id)
    assert update.message.entities[0].type == "bot_command"


async def test_an_update_comes_again_until_a_later_one_is_asked_for(bot: Bot, world: World, ada: Chat) -> None:
    for word in ("one", "two", "three"):
        world.say(ada.chat_id, word)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first if update.message] == ["one", "two"]
    assert await bot.get_updates(limit=2) == first
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.message.text for update in rest if update.message] == ["three"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()


async def test_a_second_poller_ends_the_first_ones_poll(bot: Bot, world: World) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.to_thread(world.wait_for, lambda: bool(world.journal.of("getUpdates")), within=5)
    await bot.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await first


async def test_only_the_kinds_that_were_asked_for_come(bot: Bot, world: World, ada: Chat) -> None:
    await bot.get_updates(allowed_updates=[Update.MY_CHAT_MEMBER])
    world.say(ada.chat_id, "unheard")
    world.block(ada.chat_id)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"


async def test_a_press_is_answered_once(bot: Bot, world: World, ada: Chat, ask: Ask) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Save", "callback_data": "save:1"}]]}
    sent = ask("sendMessage", chat_id=ada.chat_id, text="a", reply_markup=keyboard)[1]
    world.press(ada.chat_id, sent["message_id"], "Save")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.message and query.message.message_id) == ("save:1", sent["message_id"])
    assert await query.answer("saved")
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query("12345")
    assert ask("answerCallbackQuery", callback_query_id="1", text="a" * 201)[0] == 400


def test_only_buttons_that_are_there_can_be_pressed(world: World, ada: Chat, ask: Ask) -> None:
    sent = ask("sendMessage", chat_id=ada.chat_id, text="a")[1]
    with pytest.raises(NoSuchButton):
        world.press(ada.chat_id, sent["message_id"], "Save")
    world.press(ada.chat_id, sent["message_id"], "forged:data", forged=True)
    assert world.updates.waiting[-1]["callback_query"]


async def test_a_press_on_a_deleted_message_comes_with_an_inaccessible_one(bot: Bot, world: World, ada: Chat) -> None:
    sent = await bot.send_message(ada.chat_id, "a")
    await bot.delete_message(ada.chat_id, sent.message_id)
    world.press(ada.chat_id, sent.message_id, "x", forged=True)
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(bot: Bot, world: World, ada: Chat) -> None:
    person = world.people[ada.chat_id]
    group = world.add_group("Lab", creator=person)
    await bot.get_updates(offset=-1)
    own = await bot.send_message(group.chat_id, "hello")
    world.say(group.chat_id, "nice weather")
    world.say(group.chat_id, "/latest@another_bot")
    world.say(group.chat_id, "/latest")
    world.say(group.chat_id, "/latest@SSL_watch_bot speech")
    world.say(group.chat_id, "08:30", reply_to=own.message_id)
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["/latest", "/latest@SSL_watch_bot speech", "08:30"]


async def test_an_anonymous_administrator_writes_in_the_groups_name(bot: Bot, world: World, ada: Chat) -> None:
    person = world.people[ada.chat_id]
    group = world.add_group("Lab", creator=person)
    world.join(group.chat_id, person, status="administrator", anonymous=True)
    world.say(group.chat_id, "/settings", by=person)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.from_user is not None
    assert message.sender_chat is not None
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, group.chat_id)


async def test_a_channels_posts_are_channel_posts(bot: Bot, world: World, ada: Chat) -> None:
    person = world.people[ada.chat_id]
    channel = world.add_group("News", creator=person, kind="channel", bot_status="administrator")
    world.say(channel.chat_id, "/start")
    update = (await bot.get_updates())[-1]
    assert update.channel_post is not None
    assert update.channel_post.from_user is None
    sent = await bot.send_message(channel.chat_id, "hello")
    assert sent.sender_chat == update.channel_post.sender_chat


async def test_members_and_administrators_are_told_apart(bot: Bot, world: World, ada: Chat) -> None:
    person, guest = world.people[ada.chat_id], world.add_person("Guest")
    group = world.add_group("Lab", creator=person)
    world.join(group.chat_id, guest)
    assert (await bot.get_chat_member(group.chat_id, person.user_id)).status == "creator"
    assert (await bot.get_chat_member(group.chat_id, guest.user_id)).status == "member"
    assert (await bot.get_chat_member(group.chat_id, world.add_person("Stranger").user_id)).status == "left"
    assert [member.user.id for member in await bot.get_chat_administrators(group.chat_id)] == [person.user_id]
    assert await bot.get_chat_member_count(group.chat_id) == 3
    assert (await bot.get_chat(group.chat_id)).title == "Lab"
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(group.chat_id, 1)
    assert await bot.leave_chat(group.chat_id)


def test_updates_of_any_shape_can_be_put_in(world: World, ada: Chat, ask: Ask) -> None:
    world.inject({"telepathy": {"from": 1}})
    world.inject({"callback_query": {"id": "1"}})
    status, updates = ask("getUpdates")
    assert status == 200
    assert [set(update) - {"update_id"} for update in updates] == [{"telepathy"}, {"callback_query"}]


def test_commands_and_descriptions_are_kept_by_scope_and_checked(ask: Ask) -> None:
    commands = [{"command": "start", "description": "Begin"}]
    scope = {"type": "all_private_chats"}
    assert ask("setMyCommands", commands=commands, scope=scope) == (200, True)
    assert ask("getMyCommands", scope=scope) == (200, commands)
    assert ask("getMyCommands") == (200, [])
    assert ask("setMyCommands", commands=[{"command": "Start!", "description": "a"}])[0] == 400
    assert ask("setMyCommands", commands=[{"command": "start", "description": "a" * 257}])[0] == 400
    assert ask("setMyCommands", commands=commands * 101)[0] == 400
    assert ask("deleteMyCommands", scope=scope) == (200, True)
    assert ask("setMyDescription", description="a" * 513)[0] == 400
    assert ask("setMyShortDescription", short_description="short") == (200, True)
    assert ask("getMyShortDescription") == (200, {"short_description": "short"})
    assert ask("getMyName") == (200, {"name": "SSL-Watch"})

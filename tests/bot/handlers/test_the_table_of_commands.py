import json
import re

from bot.commands import COMMANDS, OFFERED, commands_table, publish
from tests.bot.handlers.scene import Scene, only

CONTRACT = """
/start /domains /settings /digest /latest /search /paper /saved
/pause /resume /stop /mydata /forget /privacy /about /help
"""
ADDED = "/status /export /stats /similar"


def test_the_table_has_every_command_of_the_contract_and_what_was_added() -> None:
    assert sorted(f"/{command.name}" for command in COMMANDS) == sorted(f"{CONTRACT} {ADDED}".split())


def test_names_and_descriptions_fit_telegrams_menu() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
        assert 3 <= len(command.description) <= 50


def test_the_readmes_table_names_every_command_once() -> None:
    rows = commands_table().splitlines()
    assert rows[:2] == ["| command | does |", "|---|---|"]
    assert [row.split("`")[1] for row in rows[2:]] == [f"/{command.name}" for command in COMMANDS]


async def test_help_lists_every_command_with_its_description(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/help")).content.text
    for command in OFFERED:
        assert f"/{command.name} · {command.description}" in said
    assert "/status" not in said


async def test_the_menu_in_groups_offers_members_only_what_they_may_do(scene: Scene) -> None:
    await publish(scene.application.bot)
    menus = {
        json.loads(call.text("scope") or "{}")["type"]: {
            each["command"] for each in json.loads(call.text("commands") or "")
        }
        for call in scene.wire.sent("setMyCommands")
    }
    everything = {command.name for command in COMMANDS} - {"status"}
    assert menus["default"] == menus["all_chat_administrators"] == everything
    for_members = {"latest", "search", "paper", "similar", "saved", "stats", "export", "privacy", "about", "help"}
    assert menus["all_group_chats"] == for_members


async def test_every_command_is_answered_from_a_chat_that_never_subscribed(scene: Scene) -> None:
    for command in COMMANDS:
        reader = scene.reader()
        assert await scene.say(reader, f"/{command.name}"), command.name


async def test_every_command_is_answered_when_something_unreadable_follows_it(scene: Scene) -> None:
    reader = scene.reader()
    await scene.say(reader, "/start")
    for command in COMMANDS:
        if command.name not in {"stop", "digest"}:
            said = await scene.say(reader, f"/{command.name} \u202e<b>&amp; %s {{}} \U0001f9ec' OR 1=1 --")
            assert said, command.name

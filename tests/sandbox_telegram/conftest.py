"""A simulated Telegram over HTTP, a bot of python-telegram-bot's, and a bare client that says anything."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox.serving import serving
from sandbox.telegram import NO_LIMITS, World, build
from sandbox.telegram.chats import Chat
from tests.sandbox_telegram.asking import Ask


@pytest.fixture
def world() -> World:
    return World(limits=NO_LIMITS)


@pytest.fixture
def base(world: World) -> Iterator[str]:
    with serving(build(world)) as address:
        yield address
        world.close()


@pytest.fixture
def ada(world: World) -> Chat:
    """A private chat that the bot may write to."""
    chat = world.add_private("Ada")
    world.say(chat.chat_id, "/start")
    world.updates.waiting.clear()
    return chat


@pytest.fixture
def ask(base: str, world: World) -> Iterator[Ask]:
    """`ask(method, **parameters)` posts JSON and gives the status and the result, or the refusal's sentence."""
    with httpx.Client(base_url=f"{base}/bot{world.token}/", timeout=10) as client:

        def post(method: str, **parameters: object) -> tuple[int, Any]:
            answer = client.post(method, json=parameters)
            body = answer.json()
            return answer.status_code, body["result"] if body["ok"] else body["description"]

        yield post


@pytest.fixture
async def bot(base: str, world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its own future otherwise
    async with Bot(
        world.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", get_updates_request=HTTPXRequest(2)
    ) as made:
        yield made

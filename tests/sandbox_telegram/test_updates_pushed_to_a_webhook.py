import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict

from sandbox.serving import serving
from sandbox.telegram import World
from sandbox.telegram.chats import Chat


class Receiver:
    """Takes what is pushed, after it has refused the first."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.secrets: list[str | None] = []
        self.texts: list[str] = []
        self.refuses = 1

    async def take(self, request: Request) -> Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuses:
            self.refuses -= 1
            return Response(status_code=500)
        self.texts.append((await request.json())["message"]["text"])
        self.world.touch()
        return Response()


@pytest.fixture
def receiver(world: World) -> Receiver:
    return Receiver(world)


@pytest.fixture
def address(receiver: Receiver) -> Iterator[str]:
    with serving(Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])) as base:
        yield f"{base}/hook"


async def test_updates_are_pushed_in_order_with_the_secret_until_they_are_taken(
    bot: Bot, world: World, ada: Chat, receiver: Receiver, address: str
) -> None:
    await bot.set_webhook(address, secret_token="s3cret_-")
    world.say(ada.chat_id, "one")
    world.say(ada.chat_id, "two")
    await asyncio.to_thread(world.wait_for, lambda: receiver.texts == ["one", "two"], within=10)
    assert receiver.secrets == ["s3cret_-"] * 3
    information = await bot.get_webhook_info()
    assert (information.url, information.last_error_message) == (address, "Wrong response from the webhook: 500")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    world.say(ada.chat_id, "three")
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["three"]


async def test_nothing_is_pushed_off_this_machine_or_with_an_odd_secret(bot: Bot, address: str) -> None:
    with pytest.raises(BadRequest, match="loopback"):
        await bot.set_webhook("https://example.org/hook")
    with pytest.raises(BadRequest, match="unallowed"):
        await bot.set_webhook(address, secret_token="a b")

"""What is held on a chat: /mydata hands it over, /forget erases it after one confirmation, /privacy says why it is."""

import json
from datetime import datetime

from bot.handlers.exchange import Exchange
from bot.keyboards import settings as keyboards
from bot.messages import sentences
from ssl_watch import subscribing

_FILE = "ssl-watch-{day:%Y-%m-%d}.json"


async def mydata(exchange: Exchange) -> None:
    """Hand over everything held on the chat, as a JSON file."""
    held = await exchange.ask(subscribing.held_on, exchange.chat)
    if not _holds_something(held):
        await exchange.say(sentences.NOTHING_HELD)
        return
    content = json.dumps(held, ensure_ascii=False, indent=2).encode()
    await exchange.hand_over(content, name=_file_name(exchange.now), caption=sentences.DATA_CAPTION)


def _holds_something(held: dict[str, object]) -> bool:
    return any(isinstance(rows, list) and rows for rows in held.values())


def _file_name(now: datetime) -> str:
    return _FILE.format(day=now)


async def forget(exchange: Exchange) -> None:
    """Ask whether everything held on the chat is to be erased."""
    held = await exchange.ask(subscribing.held_on, exchange.chat)
    if _holds_something(held):
        await exchange.say(sentences.forgetting(exchange.chat), keyboards.forgetting())
    else:
        await exchange.say(sentences.NOTHING_HELD)


async def confirm(exchange: Exchange) -> None:
    """Erase everything, or nothing, as was pressed."""
    if exchange.arguments == ("yes",):
        await exchange.ask(subscribing.forget, exchange.chat)
        await exchange.show(sentences.FORGOTTEN)
    else:
        await exchange.show(sentences.NOT_FORGOTTEN)


async def privacy(exchange: Exchange) -> None:
    """State what is held, why, and for how long."""
    await exchange.say(sentences.privacy(exchange.face.settings.contact))

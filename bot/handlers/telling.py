"""What the bot is, and how it stands: /about, /help and, for who runs it, /status."""

from collections.abc import Iterable
from importlib.metadata import version

from bot.handlers.exchange import Exchange
from bot.messages import sentences, status
from ssl_watch import polling

Sections = Iterable[tuple[str, Iterable[tuple[str, str]]]]


async def about(exchange: Exchange) -> None:
    """Name version and licence, and say what arXiv asks for."""
    await exchange.say(sentences.about(version("ssl-watch")))


async def help_with(exchange: Exchange, sections: Sections) -> None:
    """List the commands."""
    await exchange.say(sentences.help_text(sections))


async def standing(exchange: Exchange) -> None:
    """Tell operators how the watch stands, in the chats that get their notices; others are told whom it is for."""
    if exchange.chat.chat_id not in exchange.face.settings.admins:
        await exchange.say(status.FOR_OPERATORS)
        return
    found = await exchange.ask(polling.look, now=exchange.now)
    await exchange.say(status.status(found))

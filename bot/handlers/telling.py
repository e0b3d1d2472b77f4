"""What the bot is: /about and /help."""

from collections.abc import Iterable
from importlib.metadata import version

from bot.handlers.exchange import Exchange
from bot.messages import sentences

Sections = Iterable[tuple[str, Iterable[tuple[str, str]]]]


async def about(exchange: Exchange) -> None:
    """Name version and licence, and say what arXiv asks for."""
    await exchange.say(sentences.about(version("ssl-watch")))


async def help_with(exchange: Exchange, sections: Sections) -> None:
    """List the commands."""
    await exchange.say(sentences.help_text(sections))

"""Let an exchange take place if the one who asks may ask for it."""

from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.handlers.exchange import Exchange
from bot.messages import sentences


async def act(exchange: Exchange, handler: Callable[[Exchange], Awaitable[None]], *, changes: bool) -> None:
    """Run the handler; what changes the chat's own things, only for those who may."""
    if not changes or await may_change(exchange):
        await handler(exchange)


async def may_change(exchange: Exchange) -> bool:
    """Whether the asker may; if not, or if it can't be known just now, this is said."""
    try:
        allowed = await exchange.may_change()
    except TelegramError:
        await exchange.toast(sentences.UNSURE, alert=True)
        return False
    if not allowed:
        await exchange.toast(sentences.NOT_YOURS, alert=True)
    return allowed

"""☆ under an answer of /search: its new matches come in the digest. And the list of followed searches in /settings."""

from datetime import UTC

from bot.handlers.exchange import Exchange
from bot.handlers.searching import asked
from bot.keyboards import following as keyboards
from bot.messages import following as messages
from bot.messages import sentences
from ssl_watch import following
from ssl_watch.following import Following, Kept
from ssl_watch.queries import Query


async def press(exchange: Exchange) -> None:
    """Follow the search whose answer the button stands under, or leave it; the button then offers the other."""
    query = asked(exchange)
    if query.term is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    elif exchange.arguments == ("1",):
        await _follow(exchange, query)
    elif kept := await _known(exchange, await exchange.ask(following.leave, exchange.chat, query)):
        await exchange.toast(_left(kept), alert=kept.all_again)
        await _turn_over(exchange, followed=False)


async def _follow(exchange: Exchange, query: Query) -> None:
    said = await exchange.ask(following.follow, exchange.chat, query, now=exchange.now)
    text = messages.followed(said)
    await exchange.toast(text, alert=text != messages.FOLLOWED)
    if said.outcome is Following.FOLLOWED:
        await _turn_over(exchange, followed=True)


async def _turn_over(exchange: Exchange, *, followed: bool) -> None:
    if markup := exchange.message.reply_markup:
        await exchange.rebutton(keyboards.with_followed(markup, followed=followed))


async def searches(exchange: Exchange) -> None:
    """List what the chat follows."""
    if kept := await _known(exchange, await exchange.ask(following.of_chat, exchange.chat)):
        await _show(exchange, kept)


async def drop(exchange: Exchange) -> None:
    """Follow no more the search whose number was pressed, and list what is left."""
    kept = await exchange.ask(following.drop, exchange.chat, int(exchange.arguments[0]))
    if kept := await _known(exchange, kept):
        await exchange.toast(_left(kept), alert=kept.all_again)
        await _show(exchange, kept)


async def nothing_else(exchange: Exchange) -> None:
    """Have only what the searches find, or all of SSL again."""
    wanted = exchange.arguments == ("1",)
    kept = await exchange.ask(following.follow_nothing_else, exchange.chat, wanted=wanted)
    if kept := await _known(exchange, kept):
        await exchange.toast(messages.nothing_else(kept, wanted=wanted))
        await _show(exchange, kept)


async def _known(exchange: Exchange, kept: Kept | None) -> Kept | None:
    """What a subscriber follows; a chat that is none is told how to become one."""
    if kept is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
    return kept


def _left(kept: Kept) -> str:
    return messages.LAST_LEFT if kept.all_again else messages.LEFT


async def _show(exchange: Exchange, kept: Kept) -> None:
    today = exchange.now.astimezone(UTC).date()
    await exchange.show(messages.searches(kept, today=today), keyboards.searches(kept))

"""The archive in the chat: /paper and /saved; /search is in `searching`, /latest in `latest`."""

from bot.handlers.exchange import Exchange
from bot.handlers.paging import page, per_page
from bot.handlers.papers import show_card
from bot.keyboards import exporting
from bot.keyboards.listings import listing_keyboard
from bot.messages import listings, sentences
from bot.messages.html import escape
from ssl_watch import bookmarking
from ssl_watch.errors import NotAnArxivId
from ssl_watch.queries import Results


async def saved(exchange: Exchange) -> None:
    """Show the papers that the chat saved."""
    await _saved(exchange, 0)


async def turn_saved(exchange: Exchange) -> None:
    """Turn a page of the saved papers."""
    await _saved(exchange, int(exchange.arguments[0]))


async def _saved(exchange: Exchange, number: int) -> None:
    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(bookmarking.saved, exchange.chat, limit=limit, offset=offset)

    size = per_page(exchange)
    results = await page(read, number, size=size)
    text = listings.listing(results, heading=sentences.SAVED_HEADING, nothing=sentences.NOTHING_SAVED)
    below = [exporting.offer("saved", results.offset // size)] if results.papers else []
    await exchange.show(text, listing_keyboard(results, "saved", per_page=size, below=below))


async def paper(exchange: Exchange) -> None:
    """Show the paper that is named by id or link."""
    if not exchange.words:
        await exchange.say(sentences.HOW_TO_ASK_FOR_A_PAPER)
        return
    try:
        await show_card(exchange, exchange.words)
    except NotAnArxivId as refusal:
        await exchange.say(f"{escape(str(refusal))}.")

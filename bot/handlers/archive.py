"""The archive in the chat: /latest, /search, /paper and /saved, and their pages, turned in place."""

from collections.abc import Awaitable, Callable

from telegram import MessageEntity

from bot.handlers.exchange import Exchange
from bot.handlers.papers import show_card
from bot.keyboards import papers as keyboards
from bot.keyboards.domains import latest as domains_keyboard
from bot.messages import paper as messages
from bot.messages import sentences
from bot.messages.domains import TITLES
from bot.messages.html import escape
from bot.messages.paper import PER_PAGE
from ssl_watch import bookmarking, queries, searching
from ssl_watch.domains import find_domain
from ssl_watch.errors import NotAnArxivId
from ssl_watch.queries import Query, Results

_ALL = {"", "*", "all", "all of ssl", "ssl", "everything"}


async def latest(exchange: Exchange) -> None:
    """Show the newest papers, of the domain that is named or of all of SSL."""
    if exchange.words.casefold() in _ALL:
        await _latest(exchange, None, 0)
    elif domain := find_domain(exchange.words):
        await _latest(exchange, domain.name, 0)
    else:
        popularity = await exchange.ask(searching.popularity, now=exchange.now)
        await exchange.say(sentences.unknown_domain(exchange.words), domains_keyboard(popularity))


async def turn_latest(exchange: Exchange) -> None:
    """Turn a page of the newest papers."""
    domain, number = exchange.arguments
    if domain != "*" and domain not in TITLES:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await _latest(exchange, None if domain == "*" else domain, int(number))


async def _latest(exchange: Exchange, domain: str | None, number: int) -> None:
    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(searching.latest, exchange.chat, domain, limit=limit, offset=offset)

    results = await _page(read, number)
    text = messages.listing(results, heading=messages.latest_heading(domain), nothing=sentences.NOTHING_LATEST)
    await exchange.show(text, keyboards.listing_keyboard(results, "latest", domain or "*"))


async def search(exchange: Exchange) -> None:
    """Search for what stands after the command."""
    query = queries.read(exchange.words)
    if query.term is None:
        await exchange.say(sentences.HOW_TO_SEARCH)
        return
    await _search(exchange, query, 0)


async def turn_search(exchange: Exchange) -> None:
    """Turn a page of a search, whose words stand in the message itself."""
    query = queries.read(next(iter(exchange.message.parse_entities([MessageEntity.CODE]).values()), ""))
    if query.term is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await _search(exchange, query, int(exchange.arguments[0]))


async def _search(exchange: Exchange, query: Query, number: int) -> None:
    if wait := exchange.face.searches.spend(exchange.chat, now=exchange.now):
        await exchange.toast(sentences.slow_down(wait), alert=True)
        return

    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(searching.search, query.text, now=exchange.now, limit=limit, offset=offset)

    results = await _page(read, number)
    heading = messages.search_heading(query)
    text = messages.listing(results, heading=heading, nothing=sentences.NOTHING_FOUND, sought=query.term)
    await exchange.show(text, keyboards.listing_keyboard(results, "search"))


async def saved(exchange: Exchange) -> None:
    """Show the papers that the chat saved."""
    await _saved(exchange, 0)


async def turn_saved(exchange: Exchange) -> None:
    """Turn a page of the saved papers."""
    await _saved(exchange, int(exchange.arguments[0]))


async def _saved(exchange: Exchange, number: int) -> None:
    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(bookmarking.saved, exchange.chat, limit=limit, offset=offset)

    results = await _page(read, number)
    text = messages.listing(results, heading=sentences.SAVED_HEADING, nothing=sentences.NOTHING_SAVED)
    await exchange.show(text, keyboards.listing_keyboard(results, "saved"))


async def paper(exchange: Exchange) -> None:
    """Show the paper that is named by id or link."""
    if not exchange.words:
        await exchange.say(sentences.HOW_TO_ASK_FOR_A_PAPER)
        return
    try:
        await show_card(exchange, exchange.words)
    except NotAnArxivId as refusal:
        await exchange.say(f"{escape(str(refusal))}.")


async def _page(read: Callable[[int, int], Awaitable[Results]], number: int) -> Results:
    """One page of an answer; the last one where it has fewer pages by now."""
    results = await read(PER_PAGE, number * PER_PAGE)
    if results.papers or not results.total:
        return results
    return await read(PER_PAGE, (results.total - 1) // PER_PAGE * PER_PAGE)

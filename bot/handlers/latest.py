"""/latest: the newest papers, of a domain or of all of SSL, and their pages, turned in place."""

from bot.handlers.exchange import Exchange
from bot.handlers.paging import page, per_page
from bot.keyboards.domains import latest as domains_keyboard
from bot.keyboards.listings import listing_keyboard
from bot.messages import listings, sentences
from bot.messages.domains import TITLES
from ssl_watch import searching
from ssl_watch.domains import find_domain
from ssl_watch.queries import Results

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


async def turn(exchange: Exchange) -> None:
    """Turn a page of the newest papers."""
    domain, number = exchange.arguments
    if domain != "*" and domain not in TITLES:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await _latest(exchange, None if domain == "*" else domain, int(number))


async def _latest(exchange: Exchange, domain: str | None, number: int) -> None:
    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(searching.latest, exchange.chat, domain, limit=limit, offset=offset)

    size = per_page(exchange)
    results = await page(read, number, size=size)
    text = listings.listing(results, heading=listings.latest_heading(domain), nothing=sentences.NOTHING_LATEST)
    await exchange.show(text, listing_keyboard(results, "latest", domain or "*", per_page=size))

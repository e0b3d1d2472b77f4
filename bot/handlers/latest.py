"""/latest: the newest papers, of a domain or of all of SSL, of any time or of a week; pages are turned in place."""

from bot.handlers.exchange import Exchange
from bot.handlers.paging import page, per_page
from bot.keyboards.domains import latest as domains_keyboard
from bot.keyboards.listings import listing_keyboard
from bot.keyboards.weeks import weeks_keyboard
from bot.messages import listings, sentences
from bot.messages.domains import TITLES
from ssl_watch import searching, weeks
from ssl_watch.domains import find_domain
from ssl_watch.queries import Results
from ssl_watch.weeks import Week

_ALL = {"", "*", "all", "all of ssl", "ssl", "everything"}


async def latest(exchange: Exchange) -> None:
    """Show the newest papers, of the domain that is named or of all of SSL, of the week that is named or of any."""
    if misnamed := weeks.misnamed(exchange.words, now=exchange.now):
        await exchange.say(sentences.no_such_week(misnamed, first=weeks.FIRST, last=weeks.week_of(exchange.now)))
        return
    week, words = weeks.spoken(exchange.words, now=exchange.now)
    if words.casefold() in _ALL:
        await _latest(exchange, None, week, 0)
    elif domain := find_domain(words):
        await _latest(exchange, domain.name, week, 0)
    else:
        popularity = await exchange.ask(searching.popularity, now=exchange.now)
        await exchange.say(sentences.unknown_domain(words), domains_keyboard(popularity))


async def turn(exchange: Exchange) -> None:
    """Turn a page of the newest papers."""
    domain, number = exchange.arguments
    await _pressed(exchange, domain, None, int(number))


async def turn_week(exchange: Exchange) -> None:
    """Turn a page of a week's papers, or to another week."""
    domain, name, number = exchange.arguments
    week = weeks.read(name, now=exchange.now)
    if week is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await _pressed(exchange, domain, week, int(number))


async def _pressed(exchange: Exchange, domain: str, week: Week | None, number: int) -> None:
    if domain != "*" and domain not in TITLES:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await _latest(exchange, None if domain == "*" else domain, week, number)


async def _latest(exchange: Exchange, domain: str | None, week: Week | None, number: int) -> None:
    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(searching.latest, exchange.chat, domain, limit=limit, offset=offset, week=week)

    size, key = per_page(exchange), domain or "*"
    results = await page(read, number, size=size)
    nothing = sentences.NOTHING_THAT_WEEK if week else sentences.NOTHING_LATEST
    text = listings.listing(results, heading=listings.latest_heading(domain, week), nothing=nothing)
    turning = ("week", key, week.name) if week else ("latest", key)
    below = [weeks_keyboard(key, week, now=exchange.now)]
    await exchange.show(text, listing_keyboard(results, *turning, per_page=size, below=below))

"""/search, and its pages. The query's text stands in the message: it is all the state; `refining` rewrites it."""

from telegram import MessageEntity
from telegram.error import BadRequest

from bot.handlers.exchange import Exchange
from bot.handlers.paging import page, per_page
from bot.keyboards import exporting
from bot.keyboards import following as follow_keyboards
from bot.keyboards.listings import listing_keyboard
from bot.keyboards.refining import filters, order
from bot.keyboards.rows import Row
from bot.messages import listings, sentences
from ssl_watch import following, queries, searching
from ssl_watch.queries import Query, Results


async def search(exchange: Exchange) -> None:
    """Search for what stands after the command."""
    query = queries.read(exchange.words)
    if query.term is None:
        await exchange.say(sentences.HOW_TO_SEARCH)
        return
    await show_found(exchange, query, 0)


async def turn(exchange: Exchange) -> None:
    """Turn a page of a search, whose words stand in the message itself."""
    query = asked(exchange)
    if query.term is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    await show_found(exchange, query, int(exchange.arguments[0]))


def asked(exchange: Exchange) -> Query:
    """The query whose answer the pressed button stands under."""
    return queries.read(next(iter(exchange.message.parse_entities([MessageEntity.CODE]).values()), ""))


async def show_found(exchange: Exchange, query: Query, number: int) -> None:
    """Show a page of the answer, in the place of the page before."""
    if wait := exchange.face.searches.spend(exchange.chat, now=exchange.now):
        await exchange.toast(sentences.slow_down(wait), alert=True)
        return

    async def read(limit: int, offset: int) -> Results:
        return await exchange.ask(searching.search, query.text, now=exchange.now, limit=limit, offset=offset)

    size = per_page(exchange)
    results = await page(read, number, size=size)
    heading = listings.search_heading(query)
    text = listings.listing(results, heading=heading, nothing=sentences.NOTHING_FOUND, sought=query.term)
    followed = await exchange.ask(following.follows, exchange.chat, query)
    shown = results.offset // size
    below = [*filters(query, shown), *_below(query, results, shown), follow_keyboards.offer(followed=followed)]
    keyboard = listing_keyboard(results, "search", per_page=size, below=below)
    if exchange.query is not None or exchange.private:
        await exchange.show(text, keyboard)
        return
    said = await exchange.say(text, keyboard)
    await _take_away(exchange, exchange.face.answered.swap((exchange.chat, exchange.sender), said.message_id))


def _below(query: Query, results: Results, number: int) -> list[Row]:
    """What can be done with the answer; nothing is ordered or handed over where nothing was found."""
    return [[order(query, number), *exporting.offer("found", number)]] if results.papers else []


async def _take_away(exchange: Exchange, message_id: int | None) -> None:
    """Delete the earlier answer; after two days Telegram lets it stand."""
    if message_id is None:
        return
    try:
        await exchange.bot.delete_message(exchange.chat.chat_id, message_id)
    except BadRequest:
        return

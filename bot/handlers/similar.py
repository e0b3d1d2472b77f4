"""/similar, and the button under a card: the papers that are like one, and their pages, turned in place."""

from bot.handlers.exchange import Exchange
from bot.handlers.paging import per_page
from bot.handlers.papers import pressed_paper
from bot.keyboards.listings import listing_keyboard
from bot.messages import listings, sentences
from bot.messages.html import escape
from ssl_watch import searching
from ssl_watch.errors import NotAnArxivId
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.searching import Similar


async def similar(exchange: Exchange) -> None:
    """Show the papers that are like the one named by id or link."""
    if not exchange.words:
        await exchange.say(sentences.HOW_TO_ASK_FOR_SIMILAR)
        return
    try:
        arxiv_id, _ = parse_arxiv_id(exchange.words)
    except NotAnArxivId as refusal:
        await exchange.say(f"{escape(str(refusal))}.")
    else:
        await _show(exchange, arxiv_id, 0)


async def press(exchange: Exchange) -> None:
    """Send the papers that are like the one of the pressed button."""
    if page := await pressed_paper(exchange):
        await _show(exchange, page.judged.paper.arxiv_id, 0)


async def turn(exchange: Exchange) -> None:
    """Turn a page of similar papers."""
    arxiv_id, number = exchange.arguments
    await _show(exchange, arxiv_id, int(number), in_place=True)


async def _show(exchange: Exchange, arxiv_id: str, number: int, *, in_place: bool = False) -> None:
    if wait := exchange.face.searches.spend(exchange.chat, now=exchange.now):
        await exchange.toast(sentences.slow_down(wait), alert=True)
        return
    size = per_page(exchange)
    found = await _page(exchange, arxiv_id, number, size=size)
    if found is None:
        await _tell_of_unknown(exchange, arxiv_id)
        return
    shared = {each.paper.arxiv_id: words for each, words in zip(found.results.papers, found.shared, strict=True)}
    heading = listings.similar_heading(found.to.paper)
    text = listings.listing(found.results, heading=heading, nothing=sentences.NOTHING_SIMILAR, shared=shared)
    keyboard = listing_keyboard(found.results, "similars", arxiv_id, per_page=size)
    await (exchange.show if in_place else exchange.say)(text, keyboard)


async def _page(exchange: Exchange, arxiv_id: str, number: int, *, size: int) -> Similar | None:
    """Page `number` (from 0); the last one where there are fewer by now."""
    found = await exchange.ask(searching.similar, arxiv_id, limit=size, offset=number * size)
    if found is None or found.results.papers or not found.results.total:
        return found
    last = (found.results.total - 1) // size
    return await exchange.ask(searching.similar, arxiv_id, limit=size, offset=last * size)


async def _tell_of_unknown(exchange: Exchange, arxiv_id: str) -> None:
    if exchange.query is None:
        await exchange.say(sentences.unknown_paper(arxiv_id))
    else:
        await exchange.toast(sentences.NO_SUCH_PAPER, alert=True)

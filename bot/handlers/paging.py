"""One page of an answer, however long the answer is by now; a page is shorter where many read along."""

from collections.abc import Awaitable, Callable

from bot.handlers.exchange import Exchange
from bot.messages.listings import IN_GROUPS, PER_PAGE
from ssl_watch.queries import Results


def per_page(exchange: Exchange) -> int:
    """How many papers a page has in this chat."""
    return PER_PAGE if exchange.private else IN_GROUPS


async def page(read: Callable[[int, int], Awaitable[Results]], number: int, *, size: int) -> Results:
    """Page `number` (from 0), read by limit and offset; the last one where there are fewer pages by now.

    Where not all were counted the one before is the last, if there is any: “›” leads to where nobody knew of more.
    """
    results = await read(size, number * size)
    if results.papers or not results.total:
        return results
    if results.capped and number and (before := await read(size, (number - 1) * size)).papers:
        return before
    return await read(size, (results.total - 1) // size * size)

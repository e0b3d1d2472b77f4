"""The buttons that narrow a search or put it in another order: they rewrite the query that stands in the message."""

from bot.handlers.exchange import Exchange
from bot.handlers.searching import asked, show_found
from bot.keyboards.refining import ORDERS, choices
from bot.messages import sentences
from bot.messages.domains import TITLES
from ssl_watch.queries import Order, Query, rewriting

_ANY = "any"
_YEARS = range(1900, 2100)


async def choose(exchange: Exchange) -> None:
    """Open the choices of one filter or of the order, in the place of the answer's buttons."""
    query = asked(exchange)
    if query.term is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    what, number = exchange.arguments
    await exchange.rebutton(choices(query, what, this_year=exchange.now.year, back=int(number)))


async def narrow(exchange: Exchange) -> None:
    """Show the first page of the search as the button asks for it."""
    before = asked(exchange)
    what, value = exchange.arguments
    after = _rewritten(before, what, value) if before.term else None
    if after is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    elif after.term is None:
        await exchange.toast(sentences.NOTHING_LEFT, alert=True)
    elif after.read_as:
        await exchange.toast(sentences.TOO_LONG_A_QUERY, alert=True)
    else:
        await show_found(exchange, after, 0)


def _rewritten(query: Query, what: str, value: str) -> Query | None:
    """The query as the button asks for it; None where no button of this version asks so."""
    if what == "domain" and (value == _ANY or value in TITLES):
        return rewriting.with_domain(query, None if value == _ANY else value)
    if what == "year" and (value == _ANY or (value.isdecimal() and int(value) in _YEARS)):
        return rewriting.with_year(query, None if value == _ANY else int(value))
    if what == "code" and value in ("0", "1"):
        return rewriting.with_code(query, wanted=value == "1")
    if what == "order" and value in ORDERS:
        return rewriting.with_order(query, Order(value))
    return None

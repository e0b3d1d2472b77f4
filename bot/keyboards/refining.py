"""The buttons that narrow a search or order it otherwise: rows under the answer, and a page of choices for each.

Pure. A press carries the filter that it asks for, never the query: that stands in the message.
"""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows, ticked
from ssl_watch.domains import DOMAINS, find_domain
from ssl_watch.queries import Order, Query, rewriting

FIRST_YEAR = 2018  # before it the words of the field were others; `year:` finds older papers
ORDERS = {
    Order.FIT: "Titles first",
    Order.BEST: "Best match",
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
}


def filters(query: Query, number: int) -> list[Row]:
    """What the answer, at page `number`, is narrowed to; each opens a page of choices, code is on or off."""
    name, year, code = rewriting.domain_of(query), rewriting.year_of(query), rewriting.asks_for_code(query)
    domain = find_domain(name) if name else None
    return [
        [
            button(ticked(domain.title if domain else "Domain", chosen=domain is not None), "refine", "domain", number),
            button(ticked(str(year or "Year"), chosen=year is not None), "refine", "year", number),
            button(ticked("Has code", chosen=code), "filter", "code", int(not code)),
        ],
    ]


def order(query: Query, number: int) -> InlineKeyboardButton:
    """The order of the answer; opens the others."""
    return button(f"⇅ {ORDERS[query.order]}", "refine", "order", number)


def choices(query: Query, what: str, *, this_year: int, back: int) -> InlineKeyboardMarkup:
    """The choices: the chosen one is ticked, and pressing it again undoes it; `back` is the answer's page."""
    asked, width = _OFFERED[what](query, this_year)
    everything = _all_of(query, what)
    way_back = [button("‹ Back", "search", back)]
    return InlineKeyboardMarkup([*([everything] if everything else []), *rows(asked, width), way_back])


def _domains(query: Query, _: int) -> tuple[Row, int]:
    chosen = rewriting.domain_of(query)
    return [_choice(each.title, "domain", each.name, chosen=each.name == chosen) for each in DOMAINS], 2


def _years(query: Query, this_year: int) -> tuple[Row, int]:
    chosen = rewriting.year_of(query)
    years = range(this_year, max(FIRST_YEAR, this_year - 40) - 1, -1)
    return [_choice(str(each), "year", str(each), chosen=each == chosen) for each in years], 3


def _orders(query: Query, _: int) -> tuple[Row, int]:
    given = ((title, each) for each, title in ORDERS.items())
    return [button(ticked(title, chosen=each is query.order), "filter", "order", each) for title, each in given], 2


def _choice(title: str, what: str, value: str, *, chosen: bool) -> InlineKeyboardButton:
    return button(ticked(title, chosen=chosen), "filter", what, "any" if chosen else value)


def _all_of(query: Query, what: str) -> Row:
    match what:
        case "domain":
            everywhere = rewriting.with_domain(query, None).term == query.term
            return [button(ticked("All domains", chosen=everywhere), "filter", "domain", "any")]
        case "year":
            ever = rewriting.with_year(query, None).term == query.term
            return [button(ticked("All years", chosen=ever), "filter", "year", "any")]
        case _:
            return []


_OFFERED = {"domain": _domains, "year": _years, "order": _orders}

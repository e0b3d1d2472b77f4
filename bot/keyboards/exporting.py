"""The buttons that hand over papers as a file: one under a list of papers, and a page of formats."""

from telegram import InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows
from bot.messages.exporting import TITLES

_LISTS = {"found": "search", "saved": "saved"}


def offer(what: str, number: int) -> Row:
    """A row that opens the formats under page `number` of a list; `what` is found or saved."""
    return [button("⤓ As a file", "files", what, number)]


def formats(what: str, *, back: int | None = None) -> InlineKeyboardMarkup:
    """Every format, and the way back to the page of the list from which they were opened; `what` may be all."""
    asked = [button(title, "export", what, form.value) for form, title in TITLES.items()]
    way_back = [] if back is None else [[button("‹ Back", _LISTS[what], back)]]
    return InlineKeyboardMarkup([*rows(asked, 3), *way_back])

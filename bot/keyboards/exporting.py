"""The buttons that hand over papers as a file: one under a list of papers, and a page of formats."""

from telegram import InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows
from bot.messages.exporting import TITLES

_BACK = {"found": ("search", 0), "saved": ("saved", 0)}


def offer(what: str) -> Row:
    """A row that opens the formats; `what` is found, saved or all."""
    return [button("⤓ As a file", "export", what, "ask")]


def formats(what: str) -> InlineKeyboardMarkup:
    """Every format, and the way back where there is one."""
    asked = [button(title, "export", what, form.value) for form, title in TITLES.items()]
    back = [[button("‹ Back", *_BACK[what])]] if what in _BACK else []
    return InlineKeyboardMarkup([*rows(asked, 3), *back])

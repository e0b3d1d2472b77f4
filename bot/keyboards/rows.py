"""Buttons and rows of them, as every keyboard of choices makes them."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.callbacks import encode

Row = list[InlineKeyboardButton]


def button(label: str, action: str, *arguments: object) -> InlineKeyboardButton:
    """A button with this label, which carries the action."""
    return InlineKeyboardButton(label, callback_data=encode(action, *arguments))


def ticked(label: str, *, chosen: bool) -> str:
    """The label, with a tick before it where it is chosen."""
    return f"✓ {label}" if chosen else label


def rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Row]:
    """The buttons in rows of so many."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]

"""The save button of one paper, turned over wherever it stands, with every other button left as it is."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import decode, encode

_LABELS = {True: ("☆ Save", "★ Saved"), False: ("★ Saved", "☆ Save")}


def with_saved(markup: InlineKeyboardMarkup, arxiv_id: str, *, saved: bool) -> InlineKeyboardMarkup:
    """The same keyboard, where the paper's button says and asks for the opposite of what it did, if it must."""
    return InlineKeyboardMarkup(
        [[_turned_over(button, arxiv_id, saved=saved) for button in row] for row in markup.inline_keyboard]
    )


def _turned_over(button: InlineKeyboardButton, arxiv_id: str, *, saved: bool) -> InlineKeyboardButton:
    press = decode(button.callback_data) if isinstance(button.callback_data, str) else None
    if press is None or press.action != "save" or press.arguments[0] != arxiv_id:
        return button
    before, after = _LABELS[saved]
    label = button.text.replace(before, after, 1)
    return InlineKeyboardButton(label, callback_data=encode("save", arxiv_id, int(not saved)))

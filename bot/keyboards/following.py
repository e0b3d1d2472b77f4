"""The buttons of followed searches: ☆ under an answer, and the list of what the chat follows.

Pure. A press carries no query: under an answer it stands in the message, in the list each search has its number.
"""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import decode
from bot.keyboards.rows import Row, button, rows, ticked
from ssl_watch.following import Kept


def offer(*, followed: bool) -> Row:
    """A row of one button, which follows the search or leaves it."""
    return [button("★ Followed" if followed else "☆ Follow this search", "follow", int(not followed))]


def with_followed(markup: InlineKeyboardMarkup, *, followed: bool) -> InlineKeyboardMarkup:
    """The same keyboard, where the button says and asks for the opposite of what it did, if it must."""
    return InlineKeyboardMarkup(
        [offer(followed=followed) if any(map(_follows, row)) else row for row in markup.inline_keyboard]
    )


def _follows(button: InlineKeyboardButton) -> bool:
    press = decode(button.callback_data) if isinstance(button.callback_data, str) else None
    return press is not None and press.action == "follow"


def searches(kept: Kept) -> InlineKeyboardMarkup:
    """One button to drop each search, and whether domains bring papers too."""
    numbered = enumerate(kept.searches, 1)
    dropping = [button(f"Drop {place}", "unfollow", each.search_id) for place, each in numbered]
    only = kept.subscriber.subscription.only_searches
    nothing_else = [button(ticked("Only my searches, no domain", chosen=only), "only", int(not only))]
    return InlineKeyboardMarkup([
        *rows(dropping, 5),
        *([nothing_else] if kept.searches else []),
        [button("‹ Settings", "menu", "settings")],
    ])  # fmt: skip

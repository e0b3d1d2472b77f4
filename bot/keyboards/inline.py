"""The buttons of inline mode: under a paper that was posted in any chat, and the way back to that chat.

The bot may not be in that chat: these buttons lead somewhere and press nothing.
"""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.messages.html import clean, cut
from ssl_watch.papers import Paper

_LONGEST_NAME = 24


def payload(arxiv_id: str) -> str:
    """What stands behind `?start=` to show a paper; a link can't carry . or /. `bot.handlers.starting` reads it."""
    return f"p-{arxiv_id.replace('.', '_').replace('/', '_')}"


def posted(paper: Paper, *, bot_name: str, username: str) -> InlineKeyboardMarkup:
    """Buttons under a posted paper: the bot knows more of it; its PDF."""
    name = cut(clean(bot_name), _LONGEST_NAME) or username
    row = [InlineKeyboardButton(f"More in {name}", url=f"https://t.me/{username}?start={payload(paper.arxiv_id)}")]
    if not paper.withdrawn:
        row.append(InlineKeyboardButton("PDF", url=f"https://arxiv.org/pdf/{paper.arxiv_id}v{paper.version}"))
    return InlineKeyboardMarkup([row])


def back() -> InlineKeyboardMarkup:
    """A button that leads back to the chat where somebody was typing (Bot API, switch_inline_query)."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("‹ Back to the chat", switch_inline_query="")]])

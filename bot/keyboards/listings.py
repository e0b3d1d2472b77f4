"""The buttons under lists of papers: the number of each, which opens its card, and one row to turn pages.

What the lists say is `bot.messages.listings`' business. Pages are counted from 0 in a press and from 1 on a button. A
paper whose id no button can carry gets none.
"""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.keyboards.rows import Row, button
from bot.messages.facts import is_arxiv_id
from bot.messages.listings import PER_PAGE
from ssl_watch.papers import Paper
from ssl_watch.queries import Results

_LAST_PAGE = 9_999  # the highest number that a press can carry


def listing_keyboard(
    results: Results, action: str, *arguments: object, per_page: int = PER_PAGE, below: Sequence[Row] = ()
) -> InlineKeyboardMarkup | None:
    """Buttons under a listing; pages turn by `action` and its arguments, and other rows stand below them."""
    numbered = enumerate(results.papers, results.offset + 1)
    numbers = [each for number, judged in numbered for each in paper_button(judged.paper, str(number), "paper")]
    number, total = results.offset // per_page, -(-results.total // per_page)
    further = results.capped and len(results.papers) == per_page
    return markup([numbers, turning(action, *arguments, number=number, total=total, further=further), *below])


def paper_button(paper: Paper, label: str, action: str, *arguments: object) -> Row:
    """A row of one button that carries the paper; of none where no button can."""
    return [button(label, action, paper.arxiv_id, *arguments)] if is_arxiv_id(paper.arxiv_id) else []


def turning(action: str, *arguments: object, number: int, total: int, forward: str = "›", further: bool = False) -> Row:
    """Turn to the page before and to the one after `number` (from 0); `further` where there are more than counted."""
    if total < 2:
        return []
    row = [button(f"{number + 1}/{max(total, number + 1) if further else total}{'+' if further else ''}", "page")]
    if number > 0:
        row.insert(0, button("‹", action, *arguments, number - 1 if further else min(number, total) - 1))
    if number < _LAST_PAGE and (further or number + 1 < total):
        row.append(button(forward, action, *arguments, number + 1))
    return row


def markup(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    """A keyboard of the rows that hold anything."""
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None

"""The buttons under papers: under a digest's page, a listing and a card; those of disputes are in `disputes`.

What a press carries is `bot.callbacks`' business. Pages are counted from 0 in a press and from 1 on a button. A paper
whose id no button can carry gets none.
"""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import callbacks
from bot.messages.digest import Page
from bot.messages.facts import is_arxiv_id
from bot.messages.paper import PER_PAGE
from ssl_watch.papers import Paper
from ssl_watch.queries import Results

_LAST_PAGE = 9_999  # the highest number that a press can carry
_Row = list[InlineKeyboardButton]


def digest_keyboard(
    digest_id: int, number: int, pages: Sequence[Page], *, saved: frozenset[str]
) -> InlineKeyboardMarkup | None:
    """Buttons under page `number` (from 0) of a digest: a row for each paper, and one to turn pages."""
    page = pages[number]
    rows = [_paper_row(judged.paper, label, saved) for label, judged in enumerate(page.papers, page.first)]
    forward = f"{page.more} more ›" if page.more else "›"
    return _markup([*rows, _turning("digest", digest_id, number=number, total=len(pages), forward=forward)])


def listing_keyboard(results: Results, action: str, *arguments: object) -> InlineKeyboardMarkup | None:
    """Buttons under a listing: each paper's number opens its card; pages turn by `action` (latest, search, saved)."""
    numbered = enumerate(results.papers, results.offset + 1)
    numbers = [button for number, judged in numbered for button in _paper_button(judged.paper, str(number), "paper")]
    number, total = results.offset // PER_PAGE, -(-results.total // PER_PAGE)
    return _markup([numbers, _turning(action, *arguments, number=number, total=total)])


def card_keyboard(paper: Paper, *, saved: bool) -> InlineKeyboardMarkup | None:
    """Buttons under a card: keep it, read it at arXiv, dispute the verdict."""
    arxiv = [InlineKeyboardButton("arXiv page", url=paper.abstract_url)]
    if not paper.withdrawn:
        arxiv.append(InlineKeyboardButton("PDF", url=f"https://arxiv.org/pdf/{paper.arxiv_id}v{paper.version}"))
    keep = _paper_button(paper, "★ Saved" if saved else "☆ Save", "save", int(not saved))
    dispute = _paper_button(paper, "✗ Wrong?", "dispute", "ask")
    return _markup([[*keep, *dispute], arxiv if keep else []])


def _paper_row(paper: Paper, number: int, saved: frozenset[str]) -> _Row:
    kept = paper.arxiv_id in saved
    return [
        *_paper_button(paper, f"{'★ Saved' if kept else '☆ Save'} {number}", "save", int(not kept)),
        *_paper_button(paper, f"Abstract {number}", "abstract"),
        *_paper_button(paper, f"✗ {number}", "dispute", "ask"),
    ]


def _paper_button(paper: Paper, label: str, action: str, *arguments: object) -> _Row:
    return [_button(label, action, paper.arxiv_id, *arguments)] if is_arxiv_id(paper.arxiv_id) else []


def _turning(action: str, *arguments: object, number: int, total: int, forward: str = "›") -> _Row:
    if total < 2:
        return []
    row = [_button(f"{number + 1}/{total}", "page")]
    if number > 0:
        row.insert(0, _button("‹", action, *arguments, min(number, total) - 1))
    if number + 1 < min(total, _LAST_PAGE + 1):
        row.append(_button(forward, action, *arguments, number + 1))
    return row


def _button(label: str, action: str, *arguments: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=callbacks.encode(action, *arguments))


def _markup(rows: Sequence[_Row]) -> InlineKeyboardMarkup | None:
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None

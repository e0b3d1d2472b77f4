"""The buttons under papers: under a digest's page and a card; lists are in `listings`, disputes in `disputes`.

What a press carries is `bot.callbacks`' business. Pages are counted from 0 in a press and from 1 on a button. A paper
whose id no button can carry gets none.
"""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.listings import markup, paper_button, turning
from bot.keyboards.rows import Row
from bot.messages.digest import Page
from ssl_watch.papers import Paper


def digest_keyboard(
    digest_id: int, number: int, pages: Sequence[Page], *, saved: frozenset[str]
) -> InlineKeyboardMarkup | None:
    """Buttons under page `number` (from 0) of a digest: a row for each paper, and one to turn pages."""
    page = pages[number]
    rows = [_paper_row(judged.paper, label, saved) for label, judged in enumerate(page.papers, page.first)]
    forward = f"{page.more} more ›" if page.more else "›"
    return markup([*rows, turning("digest", digest_id, number=number, total=len(pages), forward=forward)])


def card_keyboard(paper: Paper, *, saved: bool) -> InlineKeyboardMarkup | None:
    """Buttons under a card: keep it, see what is like it, dispute the verdict, read it at arXiv, cite it."""
    arxiv = [InlineKeyboardButton("arXiv page", url=paper.abstract_url)]
    if not paper.withdrawn:
        arxiv.append(InlineKeyboardButton("PDF", url=f"https://arxiv.org/pdf/{paper.arxiv_id}v{paper.version}"))
    keep = paper_button(paper, "★ Saved" if saved else "☆ Save", "save", int(not saved))
    dispute = paper_button(paper, "✗ Wrong?", "dispute", "ask")
    like = paper_button(paper, "≈ Similar", "similar")
    return markup([[*keep, *like, *dispute], [*arxiv, *paper_button(paper, "BibTeX", "bibtex")] if keep else []])


def _paper_row(paper: Paper, number: int, saved: frozenset[str]) -> Row:
    kept = paper.arxiv_id in saved
    return [
        *paper_button(paper, f"{'★ Saved' if kept else '☆ Save'} {number}", "save", int(not kept)),
        *paper_button(paper, f"Abstract {number}", "abstract"),
        *paper_button(paper, f"✗ {number}", "dispute", "ask"),
    ]

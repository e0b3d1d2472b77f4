"""The buttons of disputes: what is wrong?, undo, and the list of what the chat goes by.

What they stand under is said in `bot.messages.disputes`. A paper whose id no button can carry gets none.
"""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows
from bot.messages.disputes import PER_PAGE, Applied
from bot.messages.domains import TITLES
from bot.messages.facts import is_arxiv_id
from ssl_watch.disputes import Claim, Dispute
from ssl_watch.papers import Paper

_CORRECTIONS = "Corrections"


def claims(paper: Paper, domain: str) -> InlineKeyboardMarkup | None:
    """Ask what is wrong with a verdict; “Back” shows the paper's card."""
    if not is_arxiv_id(paper.arxiv_id):
        return None
    misfiled, claim = "Wrong domain", Claim.DOMAIN.value
    if domain in TITLES:  # pressed twice it must not be said of the domain to which the first press moved the paper
        misfiled, claim = f"{misfiled}: {TITLES[domain]}", domain
    return InlineKeyboardMarkup([
        [button("Not about SSL", "dispute", paper.arxiv_id, Claim.NOT_SSL.value)],
        [button(misfiled, "dispute", paper.arxiv_id, claim)],
        [button("‹ Back", "paper", paper.arxiv_id)],
    ])  # fmt: skip


def noted(dispute: Dispute) -> InlineKeyboardMarkup:
    """Take back what was just said, or see all of it."""
    return InlineKeyboardMarkup([[*_undo("Undo", dispute), button(_CORRECTIONS, "disputes", 0)]])


def corrections(applied: Applied, number: int) -> InlineKeyboardMarkup:
    """One button to undo each dispute on the page (from 0), and the ways on."""
    shown = enumerate(applied[number * PER_PAGE : (number + 1) * PER_PAGE], number * PER_PAGE + 1)
    undoing = [each for place, (dispute, _) in shown for each in _undo(f"Undo {place}", dispute)]
    return InlineKeyboardMarkup([
        *rows(undoing, 4),
        *_turning(applied, number),
        [button("‹ Settings", "menu", "settings")],
    ])  # fmt: skip


def _undo(label: str, dispute: Dispute) -> Row:
    claim = Claim.NOT_SSL.value if dispute.domain is None else dispute.domain
    return [button(label, "undispute", dispute.arxiv_id, claim)] if is_arxiv_id(dispute.arxiv_id) and claim else []


def _turning(applied: Sequence[object], number: int) -> list[Row]:
    last = (len(applied) - 1) // PER_PAGE
    before = [button("‹", "disputes", number - 1)] if number > 0 else []
    after = [button("›", "disputes", number + 1)] if number < last else []
    return [[*before, *after]] if before or after else []

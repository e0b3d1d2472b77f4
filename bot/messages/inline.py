"""What inline mode offers: papers as lines of a list, the message that choosing one posts, the words above the list.

Lines and words are plain text, the message is HTML; all of it fits Telegram's limits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.messages import facts, sentences
from bot.messages.dates import date
from bot.messages.facts import joined
from bot.messages.html import clean, cut, visible
from bot.messages.latex import readable
from ssl_watch.papers import Paper
from ssl_watch.queries import Query, Results
from ssl_watch.verdicts import JudgedPaper

NEWEST = "The newest papers · how to search"
NOTHING = "No paper has all of this · how to search"
CUT_SHORT = "There may be more: ask for less"
WENT_WRONG = "Something went wrong; please try again"
_LONGEST_LINE = 200
_LONGEST_ABOVE = 64
_LONGEST_SUMMARY = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One paper: title and description in the list, and the message that is posted."""

    paper: Paper
    title: str
    description: str
    text: str


def offers(papers: Iterable[JudgedPaper]) -> tuple[Offer, ...]:
    """Offer the papers that have an address to lead to, each once."""
    known = {judged.paper.arxiv_id: judged for judged in papers if facts.is_arxiv_id(judged.paper.arxiv_id)}
    return tuple(_offer(judged) for judged in known.values())


def above(query: Query, results: Results) -> str | None:
    """Say above the list what is to be said of it, in a few words; None where it speaks for itself."""
    if query.term is None:
        said = NEWEST
    elif query.read_as:
        said = f"{'Read as' if results.papers else 'Nothing for'}: {clean(query.read_as)}"
    elif not results.papers and not results.cut_short:
        said = NOTHING
    elif results.cut_short:
        said = CUT_SHORT
    else:
        return None
    return cut(said, _LONGEST_ABOVE)


def slow_down(wait: timedelta) -> str:
    """Ask somebody who asks too often to wait."""
    return f"A lot of searching: please go on in {sentences.seconds(wait)}"


def _offer(judged: JudgedPaper) -> Offer:
    paper, known = judged.paper, _known(judged)
    return Offer(
        paper=paper,
        title=cut(clean(readable(paper.title)), _LONGEST_LINE) or f"arXiv:{paper.arxiv_id}",
        description=cut(clean(visible(known)), _LONGEST_LINE),
        text="\n".join(
            line
            for line in (f"<b>{facts.title(paper)}</b>", known, facts.summary(judged.verdict, _LONGEST_SUMMARY))
            if line
        ),
    )


def _known(judged: JudgedPaper) -> str:
    """Say who wrote it, when, where it was accepted, and whether there is code (HTML)."""
    paper, verdict = judged.paper, judged.verdict
    when = date(paper.submitted_at or paper.updated_at)
    return joined(
        (
            facts.withdrawn(paper),
            facts.authors(paper.authors),
            when,
            facts.venue(verdict.venue),
            facts.code(verdict.code),
        )
    )

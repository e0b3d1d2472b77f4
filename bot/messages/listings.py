"""Papers in lists: one page of an answer under its heading, each paper in a few lines.

Made of `bot.messages.facts`; the buttons below are made by `bot.keyboards.listings`. Each fits Telegram's limits.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.messages import facts
from bot.messages.dates import date, dated_week
from bot.messages.facts import joined, said
from bot.messages.html import fits, verbatim
from ssl_watch.papers import Paper
from ssl_watch.queries import Part, Query, Results, Term, excerpt
from ssl_watch.verdicts import JudgedPaper
from ssl_watch.weeks import Week

PER_PAGE = 5  # papers on a page of a listing
IN_GROUPS = 3  # on one in a group: many read along who did not ask
CUT_SHORT = "<i>Looking took too long and was ended: there may be more. Ask for less.</i>"
# How long titles and summaries of a listing may be; the next row is tried where a page does not fit.
_ROOM = ((facts.LONGEST_TITLE, 240), (facts.LONGEST_TITLE, 140), (160, 80), (100, 0), (40, 0))


def listing(
    results: Results,
    *,
    heading: str,
    nothing: str = "No papers here yet.",
    sought: Term | None = None,
    shared: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Show one page of an answer under its heading (HTML), each paper in a few lines.

    What was sought is in bold; `shared` are the words, by id, that a paper has in common with the one asked about.
    """
    if not results.papers:
        return f"{heading}\n\n{CUT_SHORT if results.cut_short else nothing}"
    first, last = results.offset + 1, results.offset + len(results.papers)
    head = f"{heading}\n{first}–{last} of {results.total}{'+' if results.capped else ''}"
    if results.cut_short:
        head = f"{head}\n{CUT_SHORT}"
    pages = (_listed(head, results, longest, sought, shared) for longest in _ROOM)
    return next((page for page in pages if fits(page)), head)


def search_heading(query: Query) -> str:
    """Head a search; its words stand in the message's first `<code>`, from where they are read when pages turn."""
    heading = f"<b>Search</b> <code>{verbatim(query.text)}</code>"
    return f"{heading}\nRead as <code>{verbatim(query.read_as)}</code>" if query.read_as else heading


def latest_heading(domain: str | None, week: Week | None = None) -> str:
    """Head the latest papers of a domain, or of all of SSL; perhaps of one week only."""
    heading = f"<b>Latest: {facts.domain(domain)}</b>" if domain else "<b>Latest in self-supervised learning</b>"
    return f"{heading}\nNew in the week of {dated_week(week.begins_at)}" if week else heading


def similar_heading(paper: Paper) -> str:
    """Head the papers that are like one."""
    return f"<b>Similar to</b> {facts.title(paper, 160)}"


def _listed(
    head: str,
    results: Results,
    longest: tuple[int, int],
    sought: Term | None,
    shared: Mapping[str, Sequence[str]],
) -> str:
    numbered = enumerate(results.papers, results.offset + 1)
    lines = (
        _lines((_line(judged, number, longest, sought), _in_common(shared.get(judged.paper.arxiv_id, ()))))
        for number, judged in numbered
    )
    return "\n\n".join((head, *lines))


def _line(judged: JudgedPaper, number: int, longest: tuple[int, int], sought: Term | None) -> str:
    paper = judged.paper
    longest_title, longest_summary = longest
    when = date(paper.submitted_at or paper.updated_at)
    return _lines(
        (
            f"{number}. {facts.title(paper, longest_title, sought)}",
            joined(
                (
                    facts.withdrawn(paper),
                    facts.authors_sought(paper.authors, sought) if sought else facts.authors(paper.authors),
                    when,
                    *facts.links(judged),
                    facts.found_later(judged),
                )
            ),
            _reason(judged, longest_summary, sought) if sought else facts.summary(judged.verdict, longest_summary),
        )
    )


def _in_common(words: Sequence[str]) -> str:
    return f"<i>both: {facts.evidence(words, most=len(words))}</i>" if words else ""


def _reason(judged: JudgedPaper, longest: int, sought: Term) -> str:
    """Why a paper was found: its summary, unless only the rest of the abstract holds what was sought."""
    summary = facts.summary(judged.verdict, longest, sought)
    title = said(judged.paper.title, facts.LONGEST_TITLE, sought, Part.TITLE)
    if "<b>" in summary or "<b>" in title or not longest:
        return summary
    abstract = said(excerpt(judged.paper.abstract, sought, longest), longest, sought)
    return abstract if "<b>" in abstract else summary


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)

"""A paper as a reader sees it: a block of a digest, a card, an abstract.

Made of `bot.messages.facts`; `bot.messages.digest` puts blocks on pages, `bot.messages.listings` papers in lists.
Each message made here fits Telegram's limits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages import facts
from bot.messages.dates import date
from bot.messages.facts import joined, said
from bot.messages.html import LONGEST_TEXT, fits, length, verbatim
from ssl_watch.code_links import CodeState
from ssl_watch.digests import Entry, is_late
from ssl_watch.papers import Paper
from ssl_watch.venues import VenueState
from ssl_watch.verdicts import JudgedPaper

LONGEST_SUMMARY = 420
_NAMED_AUTHORS = 6
_NAMED_DOMAINS = 4
_NAMED_VERSIONS = 6
_LONGEST_EVIDENCE = 120
_CODE_SOURCES = {
    CodeState.ABSTRACT: "named in the abstract",
    CodeState.COMMENT: "named in the comment",
    CodeState.PROJECT: "project page, no repository named",
    CodeState.PROMISED: "promised, no link named",
    CodeState.LISTED: "from an imported list",
    CodeState.NONE: "none named",
}


class Version(Protocol):
    """What a card tells of each version; `ssl_watch.store.papers` has it."""

    @property
    def version(self) -> int:
        """Its number."""

    @property
    def updated_at(self) -> datetime:
        """When it was submitted."""

    @property
    def withdrawn(self) -> bool:
        """Whether it withdraws the paper."""


class PaperPage(Protocol):
    """What a card is made of; `ssl_watch.searching` looks it up."""

    @property
    def judged(self) -> JudgedPaper:
        """The paper, with its verdict."""

    @property
    def versions(self) -> Sequence[Version]:
        """Every version that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paper of a digest; the abstract stands apart because it is the first to go where room is short."""

    text: str
    abstract: str


def block(entry: Entry, number: int, *, name_domain: bool) -> Block:
    """Show one paper of a digest; `name_domain` where no heading above it does."""
    judged, verdict = entry.judged, entry.judged.verdict
    late = f"arrived {facts.days_late(judged)} days late" if is_late(judged) else ""
    filed = (
        facts.domain(entry.domain) if name_domain else "",
        facts.also(entry.also),
        facts.searches(entry.searches),
    )
    lines = (
        f"{number}. {facts.title(judged.paper)}",
        joined((facts.withdrawn(judged.paper), facts.authors(judged.paper.authors), *facts.links(judged), late)),
        facts.summary(verdict, LONGEST_SUMMARY),
        f"<i>{joined((facts.level(judged), facts.evidence(verdict.relevance.evidence), *filed))}</i>",
    )
    return Block(text=_lines(lines), abstract=_quotation(judged.paper.abstract))


def card(page: PaperPage) -> str:
    """Show everything known of one paper, with as much of its abstract as there is room for."""
    judged, paper = page.judged, page.judged.paper
    head = (
        f"<b>{facts.title(paper)}</b>",
        joined((facts.withdrawn(paper), facts.all_authors(paper.authors, _NAMED_AUTHORS))),
    )
    parts = (_lines(head), facts.summary(judged.verdict, LONGEST_SUMMARY), _lines(_verdicts(judged)))
    known = "\n\n".join(part for part in (*parts, _lines(_record(judged, page.versions))) if part)
    return _with_abstract(known, paper)


def abstract(judged: JudgedPaper) -> str:
    """Show a paper's abstract, for the button under a digest."""
    title = f"<b>{facts.title(judged.paper)}</b>"
    if not said(judged.paper.abstract, 10):
        return f"{title}\n\nThe abstract is not known here; the link leads to arXiv's page."
    pages = (f"{title}\n\n{said(judged.paper.abstract, longest)}" for longest in (4000, 3000, 2000))
    return next((page for page in pages if fits(page)), title)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _quotation(text: str, longest: int = LONGEST_TEXT) -> str:
    quoted = said(text, longest)
    return f"<blockquote expandable>{quoted}</blockquote>" if quoted else ""


def _with_abstract(known: str, paper: Paper) -> str:
    room = LONGEST_TEXT - length(known) - 1
    pages = (_lines((known, _quotation(paper.abstract, longest))) for longest in (room, room * 2 // 3, room // 2))
    return next((page for page in pages if fits(page)), known)


def _verdicts(judged: JudgedPaper) -> tuple[str, ...]:
    verdict = judged.verdict
    reason = joined(
        (facts.level(judged), facts.evidence(verdict.relevance.evidence, most=3), facts.found_later(judged))
    )
    found = verdict.venue
    accepted = "accepted" if found and found.state is VenueState.ACCEPTED else ""
    code = (
        facts.code_address(verdict.code),
        _CODE_SOURCES[verdict.code.state],
        _quoted(verdict.code.evidence, judged.paper),
    )
    return (
        _labelled("SSL", reason),
        _labelled("Domains", ", ".join(facts.filing(filing) for filing in verdict.filings[:_NAMED_DOMAINS])),
        _labelled("Code", joined(code)),
        _labelled(
            "Venue", joined((facts.venue(found), accepted, _quoted(found.evidence, judged.paper))) if found else ""
        ),
    )


def _quoted(evidence: str, paper: Paper) -> str:
    """The words that led there, unless they can be read in the comment or the reference below."""
    words = said(evidence, _LONGEST_EVIDENCE)
    return f"“{words}”" if words and not any(words in told for told in (_comment(paper), _reference(paper))) else ""


def _comment(paper: Paper) -> str:
    return said(paper.comment or "", 160)


def _reference(paper: Paper) -> str:
    return said(paper.journal_ref or "", 120)


def _record(judged: JudgedPaper, versions: Sequence[Version]) -> tuple[str, ...]:
    paper = judged.paper
    return (
        _labelled("Versions", ", ".join(_versions(paper, versions))),
        _labelled("Seen here", date(judged.first_seen_at) if judged.first_seen_at else ""),
        _labelled("Comment", _comment(paper)),
        _labelled("Published", joined((_reference(paper), *(facts.doi(doi) for doi in paper.dois[:2])))),
        _labelled("arXiv", joined((_number(paper), said(", ".join(paper.categories[:6]), 80)))),
    )


def _number(paper: Paper) -> str:
    return f"<code>{verbatim(f'{paper.arxiv_id}v{paper.version}'[:40])}</code>"


def _versions(paper: Paper, versions: Sequence[Version]) -> Iterator[str]:
    """The last that are known, and the first, of which arXiv tells the date in any case."""
    last = sorted(versions, key=lambda version: version.version)[-_NAMED_VERSIONS:]
    first = last[0].version if last else paper.version
    if paper.submitted_at and first > 1:
        yield f"v1 {date(paper.submitted_at)}"
        if first > 2:
            yield "…"
    yield from map(_version, last) if last else (f"v{paper.version} {date(paper.updated_at)}",)


def _version(version: Version) -> str:
    withdrawn = " (withdrawn)" if version.withdrawn else ""
    return f"v{version.version} {date(version.updated_at)}{withdrawn}"


def _labelled(label: str, fact: str) -> str:
    return f"<b>{label}:</b> {fact}" if fact else ""

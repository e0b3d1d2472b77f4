"""Everything judged about a paper, in one value: what POLL and import record, and what digests and search show."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from ssl_watch import code_links, domains, relevance, summaries, venues
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.domains import Filing
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.venues import Venue

# Who judges: it changes whenever weights or words do, and `rejudging` then judges anew what another one judged.
JUDGE = "3"

_FOUND = {CodeState.ABSTRACT, CodeState.COMMENT}
_UNJUDGED = "imported without being judged"
_LISTED_UNDER = "listed under “{}”"
_LISTED_UNDER_PATTERN = re.compile(r"listed under “(.*)”", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The five verdicts on one paper, each with its own evidence.

    `summary_by` names whose words the summary is, where they are not the abstract's own.
    """

    relevance: Relevance
    filings: tuple[Filing, ...]
    code: CodeLink
    venue: Venue | None
    summary: str
    summary_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPaper:
    """A paper with its verdict; `first_seen` is this instance's own order of first sight (None until recorded).

    `news` is False for papers that came with an import or a first reading of arXiv: nobody is owed those.
    `rejudged_at` is when a better judge found the paper among those that had been passed over.
    """

    paper: Paper
    verdict: Verdict
    first_seen: int | None = None
    first_seen_at: datetime | None = None
    news: bool = False
    rejudged_at: datetime | None = None

    @property
    def domain_names(self) -> tuple[str, ...]:
        """The domains' names, surest first."""
        return tuple(filing.name for filing in self.verdict.filings)


def judge(paper: Paper) -> JudgedPaper:
    """Judge a paper; pure, and the same for the same text."""
    return _judged(paper, relevance.judge(paper))


def judge_if_relevant(paper: Paper) -> JudgedPaper | None:
    """Judge a paper as `judge` does, or no further than that it has nothing to do with SSL: a quarter of the time."""
    found = relevance.judge(paper)
    return None if found.level is Level.NONE else _judged(paper, found)


def _judged(paper: Paper, found: Relevance) -> JudgedPaper:
    verdict = Verdict(
        relevance=found,
        filings=domains.file(paper),
        code=code_links.find(paper),
        venue=venues.find(paper),
        summary=summaries.summarise(paper),
    )
    return JudgedPaper(paper=paper, verdict=verdict)


def unjudged(paper: Paper, level: Level = Level.MENTIONS) -> JudgedPaper:
    """A paper as somebody else's word has it, until `rejudging` looks at it."""
    verdict = Verdict(
        relevance=Relevance(level=level, score=0.0, evidence=(_UNJUDGED,)),
        filings=(),
        code=CodeLink(state=CodeState.NONE),
        venue=None,
        summary="",
    )
    return JudgedPaper(paper=paper, verdict=verdict)


def judge_of(verdict: Verdict) -> str | None:
    """Who judged: today's judge, or nobody."""
    return None if verdict.relevance.evidence == (_UNJUDGED,) else JUDGE


def vouched(relevance: Relevance, heading: str | None) -> Relevance:
    """A paper that a curated table lists is at least mentioned: the table's `heading` becomes the evidence."""
    if heading is None or relevance.level is not Level.NONE:
        return relevance
    return Relevance(level=Level.MENTIONS, score=relevance.score, evidence=(_LISTED_UNDER.format(heading),))


def heading_of(judged: JudgedPaper) -> str | None:
    """The heading that alone vouches for a paper, or None where its own text does."""
    evidence = judged.verdict.relevance.evidence
    match = _LISTED_UNDER_PATTERN.fullmatch(evidence[0]) if len(evidence) == 1 else None
    return match[1] if match else None


def merge(known: JudgedPaper, judged: JudgedPaper) -> JudgedPaper:
    """What is to be kept of a known paper and of the same or a later version of it.

    A row of an imported table (no authors, no categories) never overwrites a whole record of the same version, it
    only adds its link and its code link; neither link is lost to a poll that has none, nor is the list's word that
    the paper belongs here.
    """
    partial = _is_partial(judged.paper) and not _is_partial(known.paper)
    base = known if partial and judged.paper.version == known.paper.version else judged
    paper = _completed(base.paper, known.paper, partial=partial)
    code = _best_code(base.verdict.code, judged.verdict.code, known.verdict.code)
    verdict = replace(base.verdict, code=code, relevance=vouched(base.verdict.relevance, heading_of(known)))
    if (known.paper.title, known.paper.abstract) == (paper.title, paper.abstract):
        verdict = _as_summarised(verdict, known.verdict)
    return replace(base, paper=replace(paper, link=judged.paper.link or known.paper.link), verdict=verdict)


def judge_anew(known: JudgedPaper) -> JudgedPaper:
    """What today's judge makes of a recorded paper; what a curated list or an endpoint said of it is kept."""
    judged = judge(known.paper)
    verdict = replace(
        judged.verdict,
        relevance=vouched(judged.verdict.relevance, heading_of(known)),
        code=_best_code(judged.verdict.code, known.verdict.code),
    )
    return replace(known, verdict=_as_summarised(verdict, known.verdict))


def _as_summarised(verdict: Verdict, known: Verdict) -> Verdict:
    """With the summary that an endpoint wrote, where one did: the same text is not asked for twice."""
    if known.summary_by is None or verdict.summary_by is not None:
        return verdict
    return replace(verdict, summary=known.summary, summary_by=known.summary_by)


def _is_partial(paper: Paper) -> bool:
    return not paper.authors and not paper.categories


def _completed(paper: Paper, known: Paper, *, partial: bool) -> Paper:
    completed = replace(
        paper,
        authors=paper.authors or known.authors,
        categories=paper.categories or known.categories,
        submitted_at=paper.submitted_at or known.submitted_at,
    )
    if not partial:
        return completed
    return replace(completed, dois=paper.dois or known.dois, journal_ref=paper.journal_ref or known.journal_ref)


def _best_code(base: CodeLink, *others: CodeLink) -> CodeLink:
    if base.state in _FOUND:
        return base
    return next((code for code in (base, *others) if code.state is CodeState.LISTED), base)

"""Everything judged about a paper, in one value: what POLL and import record, and what digests and search show."""

from dataclasses import dataclass
from datetime import datetime

from ssl_watch import code_links, domains, relevance, summaries, venues
from ssl_watch.code_links import CodeLink
from ssl_watch.domains import Filing
from ssl_watch.papers import Paper
from ssl_watch.relevance import Relevance
from ssl_watch.venues import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The five verdicts on one paper, each with its own evidence."""

    relevance: Relevance
    filings: tuple[Filing, ...]
    code: CodeLink
    venue: Venue | None
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPaper:
    """A paper with its verdict; `first_seen` is this instance's own order of first sight (None until recorded).

    `news` is False for papers that came with an import or a first reading of arXiv: nobody is owed those.
    """

    paper: Paper
    verdict: Verdict
    first_seen: int | None = None
    first_seen_at: datetime | None = None
    news: bool = False

    @property
    def domain_names(self) -> tuple[str, ...]:
        """The domains' names, surest first."""
        return tuple(filing.name for filing in self.verdict.filings)


def judge(paper: Paper) -> JudgedPaper:
    """Judge a paper; pure, and the same for the same text."""
    verdict = Verdict(
        relevance=relevance.judge(paper),
        filings=domains.file(paper),
        code=code_links.find(paper),
        venue=venues.find(paper),
        summary=summaries.summarise(paper),
    )
    return JudgedPaper(paper=paper, verdict=verdict)

"""Values to store: plain ones with what a test cares about changed, arbitrary ones by hypothesis."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.digests import Coverage, Digest, Entry
from ssl_watch.disputes import Dispute
from ssl_watch.domains import Filing
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.store import Transaction, papers
from ssl_watch.subscriptions import Chat
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper, Verdict

NOW = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)
CHAT = Chat(chat_id=4242)


def a_paper(number: int = 1, **changes: Any) -> Paper:
    """A paper as arXiv gives it; a later number is a newer paper."""
    paper = Paper(
        arxiv_id=f"2603.{number:05}",
        version=1,
        title=f"Learning from unlabelled things, part {number}",
        abstract="We learn without labels and see what comes of it.",
        updated_at=NOW + timedelta(minutes=number),
        submitted_at=NOW + timedelta(minutes=number),
        authors=(Author(name="Ada Example", affiliations=("Somewhere",)), Author(name="Ben Sample")),
        categories=("cs.LG", "cs.CV"),
    )
    return replace(paper, **changes)


def a_table_row(number: int = 1, **changes: Any) -> Paper:
    """The same paper as an imported table has it: no authors, no categories, only a day."""
    day = NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    partial = {"authors": (), "categories": (), "submitted_at": None, "updated_at": day}
    return a_paper(number, **{**partial, **changes})


def judged(
    paper: Paper,
    *,
    level: Level = Level.CORE,
    domains: tuple[str, ...] = ("vision",),
    code: CodeLink | None = None,
) -> JudgedPaper:
    """The paper with a verdict."""
    verdict = Verdict(
        relevance=Relevance(level=level, score=0.75, evidence=("without labels",)),
        filings=tuple(Filing(name=name, score=0.5, evidence=("words",)) for name in domains),
        code=code or CodeLink(state=CodeState.NONE),
        venue=None,
        summary="They learn.",
    )
    return JudgedPaper(paper=paper, verdict=verdict)


def record(transaction: Transaction, *many: Paper | JudgedPaper, news: bool = True) -> list[papers.Recording]:
    """Record papers in this order."""
    all_judged = (paper if isinstance(paper, JudgedPaper) else judged(paper) for paper in many)
    return [papers.record(transaction, one, news=news, now=NOW) for one in all_judged]


def a_dispute(number: int = 1, **changes: Any) -> Dispute:
    """Somebody says that the paper is not about SSL."""
    return replace(Dispute(arxiv_id=a_paper(number).arxiv_id, disputed_at=NOW), **changes)


def a_digest(*entries: JudgedPaper, chat: Chat = CHAT, composed_at: datetime = NOW) -> Digest:
    """A digest of the papers, each filed under its first domain."""
    coverage = Coverage(
        announced=9, relevant=5, matched=len(entries), late=1, failed=2, sources=("api", "oai"), read_at=NOW
    )
    filed = tuple(Entry(judged=one, domain=one.domain_names[0], also=one.domain_names[1:]) for one in entries)
    return Digest(chat=chat, composed_at=composed_at, entries=filed, coverage=coverage, cap=15)


# Everything below is arbitrary: NUL, lone surrogates and controls included.
texts = st.text(st.characters(), max_size=40)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    datetime.fromisoformat("1991-01-01"), datetime.fromisoformat("2200-01-01"), timezones=zones | st.just(UTC)
)
scores = st.floats(0, 1)
authors = st.builds(Author, name=texts, affiliations=st.lists(texts, max_size=3).map(tuple))
arbitrary_papers = st.builds(
    Paper,
    arxiv_id=st.just("2603.00001"),
    version=st.integers(1, 9999),
    title=texts | st.just("0"),
    abstract=texts,
    updated_at=moments,
    submitted_at=st.none() | moments,
    authors=st.lists(authors, max_size=5).map(tuple),
    categories=st.lists(texts, max_size=5).map(tuple),
    comment=st.none() | texts,
    journal_ref=st.none() | texts,
    dois=st.lists(texts, max_size=3).map(tuple),
    withdrawn=st.booleans(),
    link=st.none() | texts,
)
arbitrary_verdicts = st.builds(
    Verdict,
    relevance=st.builds(
        Relevance, level=st.sampled_from(Level), score=scores, evidence=st.lists(texts, max_size=3).map(tuple)
    ),
    filings=st.lists(
        st.builds(Filing, name=texts, score=scores, evidence=st.lists(texts, max_size=3).map(tuple)), max_size=4
    ).map(tuple),
    code=st.builds(CodeLink, state=st.sampled_from(CodeState), url=st.none() | texts, evidence=texts),
    venue=st.none()
    | st.builds(
        Venue,
        name=texts,
        state=st.sampled_from(VenueState),
        evidence=texts,
        year=st.none() | st.integers(1900, 2100),
        track=st.none() | texts,
    ),
    summary=texts,
)

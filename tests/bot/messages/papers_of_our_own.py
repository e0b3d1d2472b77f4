"""Papers, verdicts and digests of our own making, for the tests of what the bot says."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.digests import Coverage, Digest, Entry
from ssl_watch.domains import Filing
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.subscriptions import Chat
from ssl_watch.verdicts import JudgedPaper, Verdict

NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
EVIDENCE = ("“masked autoencoder” in title", "“pretext task”")

_PAPER = Paper(
    arxiv_id="2611.01234",
    version=1,
    title="A masked autoencoder that listens",
    abstract="We hide parts of a recording and let a network guess them. It learns to hear.",
    updated_at=NOW - timedelta(days=2),
    submitted_at=NOW - timedelta(days=2),
    authors=(Author(name="Ada Byron"), Author(name="Mary Somerville"), Author(name="Sofja Kowalewskaja")),
    categories=("cs.LG", "cs.SD"),
)
_VERDICT = Verdict(
    relevance=Relevance(level=Level.CORE, score=0.97, evidence=EVIDENCE),
    filings=(Filing(name="alchemy", score=0.9, evidence=("“recording”",)),),
    code=CodeLink(state=CodeState.NONE),
    venue=None,
    summary="A network guesses the hidden parts of a recording, and learns to hear.",
)
_COVERAGE = Coverage(
    announced=41,
    relevant=12,
    matched=7,
    late=0,
    failed=0,
    sources=("api",),
    read_at=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVersion:
    """A version, as the store knows it."""

    version: int
    updated_at: datetime = NOW
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """A paper that was looked up."""

    judged: JudgedPaper
    versions: tuple[KnownVersion, ...] = ()


def judged(*, domains: tuple[str, ...] = ("alchemy",), seen: datetime = NOW, **facts: Any) -> JudgedPaper:
    """A paper with its verdict; any field of either may be given."""
    filings = tuple(Filing(name=name, score=0.9, evidence=("“recording”",)) for name in domains)
    verdict = {name: value for name, value in facts.items() if name in Verdict.__slots__}
    paper = {name: value for name, value in facts.items() if name in Paper.__slots__}
    return JudgedPaper(
        paper=replace(_PAPER, **paper),
        verdict=replace(_VERDICT, **({"filings": filings} | verdict)),
        first_seen=1,
        first_seen_at=seen,
        news=True,
    )


def entry(**facts: Any) -> Entry:
    """A paper of a digest, filed under its first domain."""
    subject = judged(**facts)
    return Entry(judged=subject, domain=subject.domain_names[0], also=subject.domain_names[1:])


def many(count: int, **facts: Any) -> tuple[Entry, ...]:
    """So many papers with ids of their own, the first third under one domain, and so on."""
    names = ("alchemy", "astrology", "augury")
    return tuple(
        entry(**({"arxiv_id": f"2611.{number:05}", "domains": (names[3 * number // count],)} | facts))
        for number in range(count)
    )


def coverage(**counts: Any) -> Coverage:
    """A receipt; any count may be given."""
    return replace(_COVERAGE, **counts)


def digest(*entries: Entry, cap: int | None = None, receipt: Coverage = _COVERAGE) -> Digest:
    """A digest of these papers."""
    return Digest(chat=Chat(chat_id=1), composed_at=NOW, entries=entries, coverage=receipt, cap=cap, digest_id=7)

"""A reader's verdict against ours: “not SSL”, “wrong domain”; and the rule by which a chat goes by it at once.

Pure. The rule in one sentence: what is disputed of a paper is left out for it and, where the verdict was unsure, for
every paper where the same was judged for no reason beyond the disputed ones and with no higher score. `disputing`
stores disputes, `composing` and `searching.latest` go by them; a search does not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from ssl_watch.domains import Filing
from ssl_watch.relevance import Level
from ssl_watch.spelling import letters
from ssl_watch.subscriptions import Subscription, filed_under, wants
from ssl_watch.verdicts import JudgedPaper

ELSEWHERE = "general"  # the domain of a paper that has lost all of its own
# A verdict with this score or more is rarely wrong, and if it is, that says little of others: by the words alone, a
# dispute of a sure one hid up to a third of all papers on SSL. Of what disputes of unsure ones hide, four papers in
# five are not about SSL (both on the development labels).
_SURE = 0.7


class Claim(StrEnum):
    """What a reader says is wrong."""

    NOT_SSL = "not_ssl"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A verdict that a chat disputes, as it stood then: on relevance, or on the filing under `domain`.

    `applied` says that the chat goes by it; otherwise it is only noted. `level` and `score` are None where they were
    not noted in earlier versions.
    """

    arxiv_id: str
    domain: str | None = None
    level: Level | None = None
    score: float | None = None
    evidence: tuple[str, ...] = ()
    applied: bool = True
    disputed_at: datetime

    @property
    def claim(self) -> Claim:
        """What is said to be wrong."""
        return Claim.NOT_SSL if self.domain is None else Claim.DOMAIN

    @property
    def reaches_others(self) -> bool:
        """Whether papers that were judged so for the same words fall under it; else it is about its paper alone."""
        return self.score is not None and self.score < _SURE and bool(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a dispute changes among `papers` that a chat got: some left out, some moved to another domain."""

    papers: int
    left_out: tuple[JudgedPaper, ...] = ()
    moved: tuple[tuple[JudgedPaper, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What readers said of one verdict, for the next training: in how many chats, since when, and against what.

    `level`, `score` and `evidence` are those of the verdict disputed last; `judged` holds today's.
    """

    judged: JudgedPaper
    dispute: Dispute
    chats: int
    first_at: datetime
    last_at: datetime


def against(judged: JudgedPaper, domain: str | None, *, applied: bool, now: datetime) -> Dispute:
    """The dispute of a paper's relevance, or of its filing under the domain, with what led there."""
    relevance = judged.verdict.relevance
    found = relevance if domain is None else _filing(judged, domain)
    return Dispute(
        arxiv_id=judged.paper.arxiv_id,
        domain=domain,
        level=relevance.level,
        score=found.score,
        evidence=found.evidence,
        applied=applied,
        disputed_at=now,
    )


def _filing(judged: JudgedPaper, domain: str) -> Filing:
    filings = (filing for filing in judged.verdict.filings if filing.name == domain)
    return next(filings, Filing(name=domain, score=0.0))


def phrase(evidence: str) -> str:
    """What two pieces of evidence have in common: “Masked autoencoders” in title, “masked auto-encoder”."""
    quoted = evidence[1:].rsplit("”", 1)[0] if evidence.startswith("“") else evidence
    return letters(quoted).removesuffix("s")


def covers(dispute: Dispute, arxiv_id: str, score: float, evidence: Iterable[str]) -> bool:
    """Whether a verdict on a paper falls under the dispute: it is the disputed one, or has no reason beyond it."""
    if arxiv_id == dispute.arxiv_id:
        return True
    if dispute.score is None or score > dispute.score or not dispute.reaches_others:
        return False
    phrases = _phrases(tuple(evidence))
    return bool(phrases) and phrases <= _phrases(dispute.evidence)


def others_covered(disputes: Iterable[Dispute], verdicts: Iterable[tuple[str, float, Sequence[str]]]) -> frozenset[str]:
    """The papers, of verdicts given as id, score and evidence, that fall under disputes of other ones' verdicts."""
    by_phrase: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        for each in _phrases(dispute.evidence):
            by_phrase.setdefault(each, []).append(dispute)
    return frozenset(
        arxiv_id
        for arxiv_id, score, evidence in verdicts
        for first in islice(_phrases(tuple(evidence)), 1)  # whatever covers it has every phrase: one finds it
        if any(covers(dispute, arxiv_id, score, evidence) for dispute in by_phrase.get(first, ()))
    )


@lru_cache(maxsize=8192)  # the same words come with many papers, and are held against each dispute
def _phrases(evidence: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(phrase, evidence))


def seen_by(disputes: Sequence[Dispute], judged: JudgedPaper) -> JudgedPaper | None:
    """The paper as a chat wants it that made these disputes: without disputed filings; None where it is left out.

    One that lost every filing is one of `ELSEWHERE`.
    """
    paper, relevance = judged.paper, judged.verdict.relevance
    applied = [dispute for dispute in disputes if dispute.applied]
    if any(
        dispute.domain is None and covers(dispute, paper.arxiv_id, relevance.score, relevance.evidence)
        for dispute in applied
    ):
        return None
    filings = tuple(filing for filing in judged.verdict.filings if not _is_struck(applied, paper.arxiv_id, filing))
    if filings == judged.verdict.filings:
        return judged
    return replace(judged, verdict=replace(judged.verdict, filings=filings or (Filing(name=ELSEWHERE, score=0.0),)))


def all_seen_by(disputes: Sequence[Dispute], papers: Iterable[JudgedPaper]) -> tuple[JudgedPaper, ...]:
    """Those of the papers that the chat is to see, as it wants them."""
    if not disputes:
        return tuple(papers)
    return tuple(seen for judged in papers if (seen := seen_by(disputes, judged)) is not None)


def _is_struck(applied: Sequence[Dispute], arxiv_id: str, filing: Filing) -> bool:
    return any(
        dispute.domain == filing.name and covers(dispute, arxiv_id, filing.score, filing.evidence)
        for dispute in applied
    )


def effect(
    subscription: Subscription, before: Sequence[Dispute], dispute: Dispute, papers: Sequence[JudgedPaper]
) -> Effect:
    """What a further dispute would have changed among papers that the chat got."""
    left_out: list[JudgedPaper] = []
    moved: list[tuple[JudgedPaper, str]] = []
    for judged in papers:
        was, now = seen_by(before, judged), seen_by((*before, dispute), judged)
        if was is None or was == now:
            continue
        if now is None or (wants(subscription, was) and not wants(subscription, now)):
            left_out.append(judged)
        elif filed_under(subscription, now) != filed_under(subscription, was):
            moved.append((judged, filed_under(subscription, now)))
    return Effect(papers=len(papers), left_out=tuple(left_out), moved=tuple(moved))

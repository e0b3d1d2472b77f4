"""REJUDGE: what another judge decided is decided anew, at home; nothing is asked of arXiv and nothing becomes news.

Every recorded paper is judged again, and every paper that was passed over although its text showed a sign of SSL. What
is done is marked with the judge's name, so that an interrupted job goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting
from ssl_watch.store import Store, papers, sightings
from ssl_watch.verdicts import JUDGE, JudgedPaper, judge, judge_anew

_BATCH = 200  # papers in one transaction
_MOST_NAMED = 1000


@dataclass(slots=True)
class RejudgeReport:
    """What judging anew came to.

    `judged` papers were looked at, `changed` of the recorded ones have another verdict now. `found` are about SSL by
    today's judge and were passed over before; `left` were about SSL and are not any more (both: the first thousand).
    `beyond` papers were so far from SSL that only their verdict was kept: they can't be judged again.
    """

    judged: int = 0
    changed: int = 0
    beyond: int = 0
    found: list[JudgedPaper] = field(default_factory=list)
    left: list[JudgedPaper] = field(default_factory=list)

    def name(self, names: list[JudgedPaper], judged: JudgedPaper) -> None:
        """Add a paper to `found` or `left`, while there is room."""
        if len(names) < _MOST_NAMED:
            names.append(judged)


def rejudge(store: Store, *, now: datetime, progress: Callable[[int], None] = lambda _: None) -> RejudgeReport:
    """Judge anew what another judge decided; `progress` hears how many papers are done."""
    report = RejudgeReport()
    after = ""
    while recorded := _recorded(store, after):
        after = recorded[-1].paper.arxiv_id
        _rejudge_recorded(store, recorded, report, now=now)
        progress(report.judged)
    after = ""
    while passed := _passed_over(store, after):
        after = passed[-1].arxiv_id
        _rejudge_passed_over(store, passed, report, now=now)
        progress(report.judged)
    with store.reading() as tx:
        report.beyond = sightings.count_beyond(tx, judge=JUDGE)
    return report


def _recorded(store: Store, after: str) -> tuple[JudgedPaper, ...]:
    with store.reading() as tx:
        return papers.judged_by_others(tx, judge=JUDGE, after=after, limit=_BATCH)


def _passed_over(store: Store, after: str) -> tuple[Sighting, ...]:
    with store.reading() as tx:
        return sightings.passed_over(tx, judge=JUDGE, after=after)


def _rejudge_recorded(store: Store, known: tuple[JudgedPaper, ...], report: RejudgeReport, *, now: datetime) -> None:
    """Judging takes long and holds no transaction."""
    anew = [_dated(one, judge_anew(one), now) for one in known]
    with store.writing() as tx:
        current = {one.paper.arxiv_id: one for one in papers.get_many(tx, [one.paper.arxiv_id for one in known])}
        for before, after in zip(known, anew, strict=True):
            if current.get(before.paper.arxiv_id) != before:
                continue  # a poll was faster, and today's judge judged what it brought
            papers.rejudge(tx, after)
            _account(report, before, after)
        remembered = sightings.get_many(tx, [one.paper.arxiv_id for one in anew])
        sightings.note(
            tx,
            [_decided(remembered[one.paper.arxiv_id], one, now) for one in anew if one.paper.arxiv_id in remembered],
        )
    report.judged += len(known)


def _dated(before: JudgedPaper, after: JudgedPaper, now: datetime) -> JudgedPaper:
    return replace(after, rejudged_at=now) if _is_none(before) and not _is_none(after) else after


def _account(report: RejudgeReport, before: JudgedPaper, after: JudgedPaper) -> None:
    report.changed += before.verdict != after.verdict
    if _is_none(before) and not _is_none(after):
        report.name(report.found, after)
    elif _is_none(after) and not _is_none(before):
        report.name(report.left, after)


def _rejudge_passed_over(store: Store, passed: tuple[Sighting, ...], report: RejudgeReport, *, now: datetime) -> None:
    judged = [(one, judge(one.paper)) for one in passed if one.paper is not None]
    with store.writing() as tx:
        recorded = papers.known(tx, [one.arxiv_id for one in passed])
        for before, after in judged:
            if not _is_none(after) and before.arxiv_id not in recorded:
                found = replace(after, rejudged_at=now)
                papers.record(tx, found, news=False, now=now)
                report.name(report.found, found)
        sightings.note(tx, [_decided(before, after, now) for before, after in judged])
    report.judged += len(judged)


def _decided(known: Sighting, judged: JudgedPaper, now: datetime) -> Sighting:
    relevance = judged.verdict.relevance
    return replace(
        known,
        level=relevance.level,
        score=relevance.score,
        judge=JUDGE,
        judged_at=now,
        paper=known.paper if relevance.level is Level.NONE else None,
    )


def _is_none(judged: JudgedPaper) -> bool:
    return judged.verdict.relevance.level is Level.NONE

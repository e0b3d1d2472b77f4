"""A reading becomes records: what changed is judged outside of any transaction, then written down in one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from ssl_watch.digests import LATE_AFTER
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level
from ssl_watch.store import Store, Transaction, papers
from ssl_watch.store.papers import Recording
from ssl_watch.verdicts import JudgedPaper, judge

_AT_ONCE = 500  # ids in one question to the database
_ABOUT_SSL = {Level.CORE, Level.USES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of a reading; the names are those of `PollReport`."""

    announced: int
    recorded: int
    new: int
    replaced: int
    relevant: int
    late: int


def judge_changes(store: Store, reading: Iterable[Paper]) -> tuple[JudgedPaper, ...]:
    """Judge the papers that are not recorded yet just as they are now."""
    changed: list[JudgedPaper] = []
    rest = iter(reading)
    while batch := list(islice(rest, _AT_ONCE)):
        with store.reading() as tx:
            known = {one.paper.arxiv_id: one.paper for one in papers.get_many(tx, [one.arxiv_id for one in batch])}
        changed += [judge(paper) for paper in batch if not _is_recorded(paper, known.get(paper.arxiv_id))]
    return tuple(changed)


def record(
    transaction: Transaction, judged: Iterable[JudgedPaper], *, is_news: Callable[[Paper], bool], now: datetime
) -> Recorded:
    """Write papers down. A paper is late if it is new, news, and was submitted long before."""
    outcomes = [
        (one, papers.record(transaction, one, news=is_news(one.paper), now=now))
        for one in sorted(judged, key=lambda one: one.paper.arxiv_id)  # ids are given in the order of announcement
    ]
    new = [one for one, outcome in outcomes if outcome is Recording.NEW]
    return Recorded(
        announced=len(new),
        recorded=sum(outcome is not Recording.UNCHANGED for _, outcome in outcomes),
        new=len(new),
        replaced=sum(outcome is Recording.REPLACED for _, outcome in outcomes),
        relevant=sum(one.verdict.relevance.level in _ABOUT_SSL for one in new),
        late=sum(is_news(one.paper) and _is_late(one.paper, now) for one in new),
    )


def _is_recorded(paper: Paper, known: Paper | None) -> bool:
    return known is not None and (paper.version < known.version or replace(known, link=paper.link) == paper)


def _is_late(paper: Paper, now: datetime) -> bool:
    return paper.submitted_at is not None and now - paper.submitted_at > LATE_AFTER

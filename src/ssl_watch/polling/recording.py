"""A reading becomes records: what changed is judged outside of any transaction, then written down in short ones.

Every identifier is remembered with its verdict (`store.sightings`); a paper with any sign of SSL is recorded as well
(`store.papers`). What stands there just as it came costs a look and nothing else.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ssl_watch import relevance
from ssl_watch.announcements import Number, is_news, newest_of
from ssl_watch.arxiv import Reading
from ssl_watch.digests import LATE_AFTER
from ssl_watch.holes import HoleKind, HoleState
from ssl_watch.papers import Paper
from ssl_watch.polls import Counts
from ssl_watch.polls.plans import OAI
from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting, keeps_text
from ssl_watch.store import Store, Transaction, feed, holes, papers, sightings
from ssl_watch.store.papers import Recording
from ssl_watch.verdicts import JUDGE, JudgedPaper, judge

_AT_ONCE = 250  # papers in one transaction: who sends meanwhile waits for it
_ABOUT_SSL = {Level.CORE, Level.USES}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A paper of a reading: what is to be remembered of it and, if there is any, what is to be recorded."""

    paper: Paper
    sighting: Sighting
    is_first: bool
    judged: JudgedPaper | None = None


def _give_way() -> None:
    """Let the bot's other threads have a turn: judging is long work that never waits for anything."""
    time.sleep(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Records readings. First sights from `news_from` on are news; without it none is."""

    store: Store
    now: datetime
    news_from: Number | None = None
    give_way: Callable[[], None] = _give_way

    def record(self, reading: Reading) -> Counts:
        """Record what of a reading is not known just so; what became of it. What can't be read is a hole."""
        counts = Counts(total=reading.total)
        for batch in _batches(_each_once(reading.papers)):
            counts += self._record(batch, reading)
        if reading.unreadable:
            with self.store.writing() as tx:
                holes.add(tx, sightings.unknown(tx, reading.unreadable), HoleKind.UNREAD, now=self.now)
        return counts

    def _record(self, batch: Sequence[Paper], reading: Reading) -> Counts:
        with self.store.reading() as tx:
            known = sightings.get_many(tx, [paper.arxiv_id for paper in batch])
            changed = [paper for paper in batch if not _is_settled(paper, known.get(paper.arxiv_id), reading)]
            held = {one.paper.arxiv_id: one for one in papers.get_many(tx, [paper.arxiv_id for paper in changed])}
        looked = [self._see(paper, known.get(paper.arxiv_id), held.get(paper.arxiv_id), reading) for paper in changed]
        seen = [one for one in looked if one is not None]
        again = [one for one in known.values() if reading.source not in one.sources]
        noted = [replace(one, sources=frozenset({reading.source})) for one in again]
        if not seen and not noted:
            return Counts()
        with self.store.writing() as tx:
            sightings.note(tx, noted)
            sightings.note(tx, [one.sighting for one in seen])
            self._fill_holes(tx, seen)
            return self._write(tx, seen)

    def _see(self, paper: Paper, known: Sighting | None, held: JudgedPaper | None, reading: Reading) -> _Seen | None:
        self.give_way()
        modified_on = reading.modified_on.get(paper.arxiv_id)
        if known is not None and held is not None and known.judge == JUDGE and _is_same(paper, held.paper):
            return self._unchanged(paper, known, reading)
        verdict = relevance.judge(paper)
        wanted = held is not None or verdict.level is not Level.NONE
        sighting = Sighting(
            arxiv_id=paper.arxiv_id,
            version=paper.version,
            modified_on=modified_on,
            first_seen_at=self.now,
            news=self._is_news(paper, known, held),
            sources=frozenset({reading.source}),
            level=verdict.level,
            score=verdict.score,
            judge=JUDGE,
            judged_at=self.now,
            paper=paper if keeps_text(verdict) and not wanted else None,
        )
        judged = judge(paper) if wanted else None
        return _Seen(paper=paper, sighting=sighting, is_first=known is None and held is None, judged=judged)

    def _unchanged(self, paper: Paper, known: Sighting, reading: Reading) -> _Seen | None:
        """The same text as before: worth noting only where the datestamp is new."""
        modified_on = reading.modified_on.get(paper.arxiv_id)
        if modified_on is None:
            return None
        sources = frozenset({reading.source})
        sighting = replace(known, sources=sources, modified_on=modified_on, judged_at=self.now)
        return _Seen(paper=paper, sighting=sighting, is_first=False)

    def _is_news(self, paper: Paper, known: Sighting | None, held: JudgedPaper | None) -> bool:
        unseen = known is None and held is None
        return unseen and self.news_from is not None and is_news(paper.arxiv_id, self.news_from)

    def _write(self, tx: Transaction, seen: Sequence[_Seen]) -> Counts:
        outcomes = [
            (one, papers.record(tx, one.judged, news=one.sighting.news, now=self.now))
            for one in seen
            if one.judged is not None
        ]
        new = [one for one, outcome in outcomes if outcome is Recording.NEW]
        announced = [one.sighting.arxiv_id for one in seen if one.sighting.news]
        if newest := newest_of(announced, self.now):
            feed.note_newest(tx, newest, now=self.now)
        return Counts(
            announced=sum(one.is_first for one in seen),
            recorded=sum(outcome is not Recording.UNCHANGED for _, outcome in outcomes),
            new=len(new),
            replaced=sum(outcome is Recording.REPLACED for _, outcome in outcomes),
            relevant=sum(one.sighting.level in _ABOUT_SSL for one in new),
            late=sum(one.sighting.news and self._is_late(one.paper) for one in new),
        )

    def _fill_holes(self, tx: Transaction, seen: Sequence[_Seen]) -> None:
        if filled := holes.among(tx, [one.sighting.arxiv_id for one in seen]):
            holes.settle(tx, filled, HoleState.FILLED, now=self.now)

    def _is_late(self, paper: Paper) -> bool:
        return paper.submitted_at is not None and self.now - paper.submitted_at > LATE_AFTER


def _is_settled(paper: Paper, known: Sighting | None, reading: Reading) -> bool:
    """Whether there is nothing to learn from a record, by what is remembered of the identifier alone.

    OAI-PMH's datestamps are days: a record may change again on the day on which it was judged, so that it is settled
    only by a reading of a later day. At the same version other sources tell nothing that OAI-PMH does not, and it alone
    sees edits: it speaks last, or two sources would undo each other's writing at every poll.
    """
    if known is None or paper.version > known.version:
        return False
    if paper.version < known.version:
        return True
    if known.judge != JUDGE:
        return False
    modified_on = reading.modified_on.get(paper.arxiv_id)
    if reading.source != OAI or modified_on is None:
        return OAI in known.sources or known.level is Level.NONE
    if known.modified_on is None or OAI not in known.sources:
        return False
    return modified_on < known.modified_on or (
        modified_on == known.modified_on and known.judged_at.date() > modified_on
    )


def _is_same(paper: Paper, held: Paper) -> bool:
    return replace(held, link=paper.link) == paper


def _each_once(found: Iterable[Paper]) -> list[Paper]:
    """Each paper at its latest version, in the order of identifiers, which is that of announcement."""
    latest: dict[str, Paper] = {}
    for paper in found:
        before = latest.get(paper.arxiv_id)
        if before is None or paper.version >= before.version:
            latest[paper.arxiv_id] = paper
    return [latest[arxiv_id] for arxiv_id in sorted(latest)]


def _batches(found: Sequence[Paper]) -> Iterator[Sequence[Paper]]:
    return (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))

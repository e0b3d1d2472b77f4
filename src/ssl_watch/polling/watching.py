"""The poll that runs by the clock: the 60 days of submissions before the last good poll, read whole every time.

There is no high-water mark, because arXiv's dates are dates of submission and a paper may be announced weeks later.
What is new is what this instance has never seen. A poll that fails changes nothing and is written down.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from ssl_watch.arxiv import Reader, ReaderClosed, Reading
from ssl_watch.errors import ArxivError, ArxivUnavailable
from ssl_watch.papers import Paper
from ssl_watch.polling import notices
from ssl_watch.polling.recording import judge_changes, record
from ssl_watch.polling.silence import Silent, raise_if_silent
from ssl_watch.polls import PollReport
from ssl_watch.store import Store, poll_runs
from ssl_watch.verdicts import JudgedPaper

WINDOW = timedelta(days=60)
# A source's first reading fills the archive; only what arXiv announced lately is news then (its checks take 1-4 days).
FRESH = timedelta(days=4)
_ENOUGH_TO_COMPARE = 20
_BELIEVED_AFTER = 8  # polls in a row that tell of the same few papers: about a day and a half of them
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """How earlier polls of this source ended; `failures` counts those since the last good one."""

    last: PollReport | None
    last_good: PollReport | None
    failures: int

    @property
    def is_failing(self) -> bool:
        return self.last is not None and not self.last.succeeded

    @property
    def has_papers(self) -> bool:
        """Whether this source ever gave any: an empty first answer fills no archive."""
        return self.last_good is not None and self.last_good.total > 0


class _Doubtful(ArxivUnavailable):
    """The answer is well-formed, and can't be true."""

    def __init__(self, message: str, *, total: int) -> None:
        super().__init__(message)
        self.total = total


def poll(
    store: Store,
    reader: Reader,
    *,
    now: datetime,
    admins: frozenset[int] = frozenset(),
    stopwatch: Callable[[], float] = time.monotonic,
) -> PollReport:
    """Read one source, judge and record what changed. arXiv's failures are in the report, which is stored as well.

    Two kinds of poll are not stored, since nothing was asked: one within a day of a 403, and one that is given up
    because the process ends. `stopwatch` only measures how long a poll took.
    """
    began = stopwatch()
    past = _past(store, reader.source)
    report = PollReport(source=reader.source, started_at=now, ended_at=now)
    try:
        raise_if_silent(store, now=now)
        reading = _read(reader, past, now)
        judged = judge_changes(store, reading.papers)
    except (ReaderClosed, Silent) as error:
        return replace(report, error=str(error))
    except ArxivError as error:
        _LOG.warning("arXiv (%s) was not read: %s", reader.source, error)
        report = replace(report, ended_at=now + timedelta(seconds=stopwatch() - began))
        return _record_failure(store, report, past, error=error, admins=admins)
    report = replace(report, ended_at=now + timedelta(seconds=stopwatch() - began))
    return _record_reading(store, report, past, reading=reading, judged=judged, admins=admins)


def _past(store: Store, source: str) -> _Past:
    with store.reading() as tx:
        last_good = poll_runs.last_good(tx, source=source)
        return _Past(
            last=poll_runs.last(tx, source=source),
            last_good=last_good,
            failures=poll_runs.failed_since(tx, last_good.ended_at if last_good else None),
        )


def _read(reader: Reader, past: _Past, now: datetime) -> Reading:
    # After a long silence of ours the window begins where it would have begun at the last good poll.
    since = min(now, past.last_good.started_at) if past.last_good else now
    reading = reader.read_window(since - WINDOW, now, expect_some=past.has_papers)
    for kind, ids in (("without title and dates", reading.ghosts), ("unreadable", reading.unreadable)):
        if ids:
            _LOG.warning("arXiv (%s) has records that are %s: %s", reading.source, kind, ", ".join(ids))
    _doubt(reading, past, now)
    return reading


def _doubt(reading: Reading, past: _Past, now: datetime) -> None:
    """An empty answer is never believed where there was one before; half of one only when it stays that way."""
    good = past.last_good
    if good is None or now - good.started_at > WINDOW or good.total == 0:
        return
    if reading.total == 0:
        raise _Doubtful(f"arXiv told of no papers where it told of {good.total} before.", total=0)
    if good.total < _ENOUGH_TO_COMPARE or reading.total * 2 >= good.total or _stays(reading.total, past):
        return
    raise _Doubtful(f"arXiv told of {reading.total} papers where it told of {good.total} before.", total=reading.total)


def _stays(total: int, past: _Past) -> bool:
    same = past.last is not None and 0.8 * past.last.total <= total <= 1.25 * past.last.total
    return same and past.failures >= _BELIEVED_AFTER


def _record_failure(
    store: Store, report: PollReport, past: _Past, *, error: ArxivError, admins: frozenset[int]
) -> PollReport:
    total = error.total if isinstance(error, _Doubtful) else 0
    report = replace(report, total=total, error=str(error))
    with store.writing() as tx:
        poll_runs.add(tx, report)
        notices.tell(tx, admins, notices.failed(report.source, error, past.last_good), now=report.started_at)
    return report


def _record_reading(
    store: Store,
    report: PollReport,
    past: _Past,
    *,
    reading: Reading,
    judged: tuple[JudgedPaper, ...],
    admins: frozenset[int],
) -> PollReport:
    now = report.started_at
    since = None if past.has_papers else now - FRESH
    with store.writing() as tx:
        recorded = record(tx, judged, is_news=lambda paper: _is_news(paper, since), now=now)
        report = replace(report, total=reading.total, **asdict(recorded))
        poll_runs.add(tx, report)
        if past.is_failing:
            notices.tell(tx, admins, notices.recovered(report.source, past.failures, past.last_good), now=now)
        if reading.unreadable:
            notices.tell(tx, admins, notices.unreadable(report.source, reading.unreadable), now=now)
    return report


def _is_news(paper: Paper, since: datetime | None) -> bool:
    return since is None or (paper.submitted_at is not None and paper.submitted_at >= since)

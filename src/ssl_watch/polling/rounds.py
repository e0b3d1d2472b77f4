"""One round of reading: what every source of a poll shares, and how the end of each is written down."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ssl_watch.arxiv import ReaderClosed, Readers
from ssl_watch.errors import ArxivError, ArxivRefused, ArxivUnavailable
from ssl_watch.polling import notices
from ssl_watch.polling.silence import Silent, raise_if_silent
from ssl_watch.polls import Counts, SourceReport
from ssl_watch.polls.plans import API, LIST, OAI
from ssl_watch.store import Store, poll_runs

_LOG = logging.getLogger(__name__)
_TOLD_OF = frozenset({OAI, API, LIST})  # the others are tried again, and stand in /status

Stopwatch = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How earlier readings of a source ended; `failures` counts those since the last good one."""

    last: SourceReport | None
    last_good: SourceReport | None
    failures: int

    @property
    def good_at(self) -> datetime | None:
        """When the last good reading began."""
        return self.last_good.started_at if self.last_good else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """`now` is when the poll began; `shown` gathers the ids that sources other than the primary one told of."""

    store: Store
    readers: Readers
    now: datetime
    admins: frozenset[int] = frozenset()
    stopwatch: Stopwatch = time.monotonic
    shown: set[str] = field(default_factory=set)

    def past(self, source: str) -> Past:
        """How earlier readings of the source ended."""
        with self.store.reading() as tx:
            return Past(
                last=poll_runs.last(tx, source=source),
                last_good=poll_runs.last_good(tx, source=source),
                failures=poll_runs.failures(tx, source),
            )

    def read_well(self, source: str) -> bool:
        """Whether the source was read whole in this round."""
        report = self._report(source)
        return report is not None and report.succeeded

    def read_some(self, source: str) -> bool:
        """Whether at least a part of the source was read in this round."""
        report = self._report(source)
        return report is not None and (report.succeeded or report.total > 0)

    def _report(self, source: str) -> SourceReport | None:
        with self.store.reading() as tx:
            last = poll_runs.last(tx, source=source)
        return last if last is not None and last.started_at == self.now else None


class Doubtful(ArxivUnavailable):
    """The answer is well-formed, and can't be true."""

    def __init__(self, message: str, *, total: int) -> None:
        super().__init__(message)
        self.total = total


def attempt(round_: Round, source: str, reading: Iterator[Counts]) -> SourceReport:
    """Read a source to its end, whatever that is, and write down how it ended.

    Raises:
        ReaderClosed: the process ends; nothing is written down, as arXiv is not to blame.
        Silent: arXiv must not be asked, and was not.
    """
    raise_if_silent(round_.store, now=round_.now)
    began, past = round_.stopwatch(), round_.past(source)
    report = SourceReport(source=source, started_at=round_.now, ended_at=round_.now)
    fault: ArxivError | None = None
    try:
        for counts in reading:
            report = report.plus(counts)
    except (ReaderClosed, Silent):
        raise
    except ArxivError as error:
        _LOG.warning("arXiv (%s) was not read: %s", source, error)
        fault = error
        total = error.total if isinstance(error, Doubtful) else report.total
        report = replace(report, total=total, error=str(error))
    report = replace(report, ended_at=round_.now + timedelta(seconds=round_.stopwatch() - began))
    _write_down(round_, report, past, fault)
    return report


def _write_down(round_: Round, report: SourceReport, past: Past, fault: ArxivError | None) -> None:
    source = report.source
    with round_.store.writing() as tx:
        poll_runs.add(tx, report)
        if fault is None and past.failures and source in _TOLD_OF:
            notice = notices.recovered(source, past.failures, past.last_good)
            notices.tell(tx, round_.admins, notice, now=round_.now)
        elif fault is not None and (source in _TOLD_OF or isinstance(fault, ArxivRefused)):
            notices.tell(tx, round_.admins, notices.failed(source, fault, past.last_good), now=round_.now)

"""History, month by month: old papers for the archive, which are never news.

Each month is read, judged and recorded by itself, and written down as a poll run of the source “backfill YYYY-MM-DD”:
a backfill that was interrupted goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ssl_watch.announcements import Number, is_news
from ssl_watch.announcements.numbers import FRESH
from ssl_watch.arxiv import Reader, ReaderClosed
from ssl_watch.errors import ArxivError
from ssl_watch.papers import Paper
from ssl_watch.polling.recording import Recorder
from ssl_watch.polling.silence import Silent, raise_if_silent
from ssl_watch.polls import SourceReport
from ssl_watch.polls.plans import WINDOW
from ssl_watch.store import Store, feed, poll_runs

Progress = Callable[[int, int], object]  # months done, months in all
_STILL_GOOD = timedelta(days=7)  # a month that was read within a week is not read again, unless it seemed empty


def backfill(
    store: Store,
    reader: Reader,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    progress: Progress | None = None,
) -> SourceReport:
    """Read everything submitted between two aware times; the report counts all months read by this call.

    It stops at the first month that can't be read: the report's `error` says why, what came before is kept, and the
    same call goes on from there. Nobody is notified of anything.
    """
    report = SourceReport(source=f"backfill of {reader.source}", started_at=now, ended_at=now)
    months = slices(since, until)
    for done, (start, end) in enumerate(months):
        if progress is not None:
            progress(done, len(months))
        try:
            report = _add(report, _month(store, reader, start, end, now=now))
        except ArxivError as error:
            _note_failure(store, error, start, end, now=now)
            return replace(report, error=f"{error} Read up to {start:%Y-%m-%d}; the same command goes on from there.")
    if progress is not None:
        progress(len(months), len(months))
    return report


def slices(since: datetime, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Cut a span at the first of each month, UTC. Neighbours share their boundary, so that nothing falls between."""
    start, end = since.astimezone(UTC), until.astimezone(UTC)
    found = []
    while start < end:
        following = (start.replace(day=1) + timedelta(days=32)).replace(
            day=1, hour=0, minute=0, second=0, microsecond=0
        )
        found.append((start, min(following, end)))
        start = following
    return tuple(found)


def _month(store: Store, reader: Reader, start: datetime, end: datetime, *, now: datetime) -> SourceReport | None:
    source = _source(start, end)
    with store.reading() as tx:
        done = poll_runs.last_good(tx, source=source)
    had_papers = done is not None and done.total > 0
    if done is not None and had_papers and now - done.ended_at < _STILL_GOOD:
        return None
    raise_if_silent(store, now=now)
    reading = reader.read_window(start, end, expect_some=had_papers)
    with store.reading() as tx:
        news_from = feed.news_from(tx)
    old = tuple(paper for paper in reading.papers if not _is_left_to_polls(paper, news_from, now))
    report = SourceReport(source=source, started_at=now, ended_at=now)
    # Its months are not read again: whatever did not come as a paper is asked for by the polls.
    unread = (*reading.unreadable, *reading.ghosts)
    report = report.plus(Recorder(store=store, now=now).record(replace(reading, papers=old, unreadable=unread)))
    with store.writing() as tx:
        poll_runs.add(tx, report)
    return report


def _source(start: datetime, end: datetime) -> str:
    return f"{poll_runs.BACKFILL}{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def _note_failure(store: Store, error: ArxivError, start: datetime, end: datetime, *, now: datetime) -> None:
    if isinstance(error, Silent | ReaderClosed):
        return  # nothing was asked
    report = SourceReport(source=_source(start, end), started_at=now, ended_at=now, error=str(error))
    with store.writing() as tx:
        poll_runs.add(tx, report)


def _is_left_to_polls(paper: Paper, news_from: Number | None, now: datetime) -> bool:
    """Whether the next poll may call the paper news: what it would tell subscribers of is left to it."""
    if paper.submitted_at is None:
        return False
    if news_from is None:
        return paper.submitted_at >= now - FRESH
    return is_news(paper.arxiv_id, news_from) and paper.submitted_at >= now - WINDOW


def _add(report: SourceReport, month: SourceReport | None) -> SourceReport:
    if month is None:
        return report
    return report.plus(month)

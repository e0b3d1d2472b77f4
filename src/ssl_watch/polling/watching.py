"""The poll that runs by the clock: every source in turn, each failing on its own.

What is read this time is decided by `polls.plans`, what is new by what this instance has seen, what is news by its
place in arXiv's sequence. A reading that fails advances nothing, and is made good by the next one.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from ssl_watch.announcements import FeedState
from ssl_watch.arxiv import ReaderClosed, Readers
from ssl_watch.polling import notices, proving, sources, sweeping
from ssl_watch.polling.rounds import Round, Stopwatch, attempt
from ssl_watch.polling.silence import Silent
from ssl_watch.polls import Counts, PollReport, SourceReport, put_together
from ssl_watch.polls.plans import API, HOLES, LIST, OAI, RSS, SWEEP, YEAR
from ssl_watch.store import Store, Transaction, feed, sightings

_COMPARED_FOR = timedelta(days=30)  # then it is no delay: a paper that one source files elsewhere

Step = Callable[[Round], Iterator[Counts] | None]


def poll(
    store: Store,
    readers: Readers,
    *,
    now: datetime,
    admins: frozenset[int] = frozenset(),
    stopwatch: Stopwatch = time.monotonic,
) -> PollReport:
    """Read every source, judge and record what changed. arXiv's failures are in the report, and stored as well.

    Not stored is what was not asked: within a day of a 403, and after the process begins to end. `stopwatch` only
    measures how long readings took.
    """
    round_ = Round(store=store, readers=readers, now=now, admins=admins, stopwatch=stopwatch)
    began = stopwatch()
    reports, given_up = _read(round_)
    if reports:
        _conclude(round_)
    ended_at = now + timedelta(seconds=stopwatch() - began)
    return put_together(reports, started_at=now, ended_at=ended_at, given_up=given_up)


def _read(round_: Round) -> tuple[list[SourceReport], str | None]:
    reports: list[SourceReport] = []
    sweeping.plan(round_)
    for source, step in _STEPS:
        reading = step(round_)
        if reading is None:
            continue
        try:
            reports.append(attempt(round_, source, reading))
        except (ReaderClosed, Silent) as error:
            return reports, str(error)
    return reports, None


def _holes(round_: Round) -> Iterator[Counts] | None:
    due = proving.due_holes(round_)
    return proving.ask_again(round_, due) if due else None


def _sweep(round_: Round) -> Iterator[Counts] | None:
    slices = sweeping.taken(round_)
    return sweeping.look_back(round_, slices) if slices else None


def _year(round_: Round) -> Iterator[Counts] | None:
    months = sweeping.months_taken(round_)
    return sweeping.read_year(round_, months) if months else None


# First what subscribers wait for, then what proves it, then the past.
_STEPS: tuple[tuple[str, Step], ...] = (
    (OAI, sources.harvest),
    (API, sources.search),
    (LIST, lambda round_: proving.compare(round_) if proving.is_list_due(round_) else None),
    (RSS, lambda round_: proving.listen(round_) if proving.is_batch_due(round_) else None),
    (HOLES, _holes),
    (SWEEP, _sweep),
    (YEAR, _year),
)


def _conclude(round_: Round) -> None:
    """Compare what the sources showed, and tell operators of a feed that stalls or moves again."""
    compared = round_.read_well(OAI)
    with round_.store.writing() as tx:
        if compared:
            feed.note_unmatched(tx, _unmatched(tx, round_))
        found, told = feed.get(tx), feed.told(tx)
        state = found.state(round_.now)
        if state is FeedState.STALLED and told is None:
            notices.tell(tx, round_.admins, notices.stalled(found, round_.now), now=round_.now)
            feed.note_told(tx, state)
        elif state in {FeedState.FRESH, FeedState.QUIET} and told is not None:
            notices.tell(tx, round_.admins, notices.moving(found, round_.now), now=round_.now)
            feed.note_told(tx, None)


def _unmatched(tx: Transaction, round_: Round) -> set[str]:
    """What others showed and the primary source has not. What nobody gave is a hole by now, and counted as one."""
    ids = {*feed.unmatched(tx), *round_.shown}
    known = sightings.get_many(tx, ids)
    since = round_.now - _COMPARED_FOR
    late = {one for one, sighting in known.items() if OAI not in sighting.sources and sighting.first_seen_at > since}
    return late | (round_.shown - known.keys())

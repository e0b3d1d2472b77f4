"""How the watch stands, gathered for `/status` and the doctor. Nothing is asked of arXiv."""

from datetime import datetime

from ssl_watch.announcements import last_due
from ssl_watch.holes import HoleState
from ssl_watch.polling.sweeping import waiting
from ssl_watch.polls import SourceStanding, Standing
from ssl_watch.polls.plans import API, HOLES, LIST, OAI, RSS, SWEEP, YEAR
from ssl_watch.relevance import Level
from ssl_watch.store import Store, Transaction, feed, holes, papers, poll_runs, sightings

_ABOUT_SSL = (Level.CORE, Level.USES)


def look(store: Store, *, now: datetime) -> Standing:
    """Look at everything as it is."""
    due_at = last_due(now)
    with store.reading() as tx:
        first_seen = sightings.count_new(tx, after=due_at, until=now)
        missing = holes.counts(tx)
        sweep = waiting(tx)
        standings = (_standing(tx, source) for source in (OAI, API, RSS, LIST, HOLES, SWEEP, YEAR))
        return Standing(
            at=now,
            feed=feed.get(tx),
            due_at=due_at,
            sources=tuple(one for one in standings if one is not None),
            announced=sum(first_seen.values()),
            relevant=sum(first_seen[level] for level in _ABOUT_SSL),
            open_holes=missing[HoleState.OPEN],
            gaps=missing[HoleState.GAP],
            slices=len({*sweep.soon, *sweep.later}),
            held=papers.totals(tx),
        )


def _standing(tx: Transaction, source: str) -> SourceStanding | None:
    last, good = poll_runs.last(tx, source=source), poll_runs.last_good(tx, source=source)
    if last is None:
        return None
    return SourceStanding(
        source=source,
        good_at=good.ended_at if good else None,
        total=good.total if good else 0,
        failures=poll_runs.failures(tx, source),
        error=last.error,
    )

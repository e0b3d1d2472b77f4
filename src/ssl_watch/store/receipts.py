"""What was covered since a moment, gathered from everything that the polls left behind."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from ssl_watch.digests import Coverage
from ssl_watch.holes import HoleState
from ssl_watch.polls import SOURCES_OF_PAPERS
from ssl_watch.relevance import Level
from ssl_watch.store import feed, holes, poll_runs, sightings

_SHOWN = ("oai", "api", "rss")
_ABOUT_SSL = (Level.CORE, Level.USES)
_A_DAY = timedelta(days=1)


def coverage(transaction: Connection, *, since: datetime | None, now: datetime) -> Coverage:
    """Account for what was read since a moment, a day ago where that is not known; nothing is matched yet."""
    since = since or now - _A_DAY
    announced = sightings.count_new(transaction, after=since, until=now)
    good = poll_runs.good_since(transaction, since)
    last = [poll_runs.last_good(transaction, source=source) for source in SOURCES_OF_PAPERS]
    missing = holes.counts(transaction, since=since)
    found = feed.get(transaction)
    return Coverage(
        announced=sum(announced.values()),
        relevant=sum(announced[level] for level in _ABOUT_SSL),
        matched=0,
        late=0,
        failed=poll_runs.failed_since(transaction, since, sources=SOURCES_OF_PAPERS, until=now),
        sources=tuple(source for source in _SHOWN if source in good),
        read_at=max((report.ended_at for report in last if report), default=None),
        open_holes=missing[HoleState.OPEN],
        gaps=missing[HoleState.GAP],
        unmatched=found.unmatched,
        state=found.state(now),
    )

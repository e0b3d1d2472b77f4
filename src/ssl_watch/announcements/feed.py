"""How arXiv's feed stands: an announcement was read, is awaited, none was due, or it does not come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ssl_watch.announcements.timetable import first_due_after, last_due

_STALLED_AFTER = timedelta(hours=18)  # announcements are hours late now and then
_EVENING = timedelta(hours=24)


class FeedState(StrEnum):
    """What can be said of the last announcement."""

    FRESH = "fresh"  # it was read
    WAITING = "waiting"  # it is due, and did not show yet
    QUIET = "quiet"  # it was read, and the evenings since were a weekend's or a holiday's
    STALLED = "stalled"  # it has been due for long
    FAILED = "failed"  # arXiv could not be read at all last time


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the polls know: `seen_at` is when the newest identifier was first seen, `newest`.

    `failed`: the last reading of the primary source failed. `unmatched` counts the papers that other sources showed
    and the primary one did not, None where they could not be compared.
    """

    newest: str | None = None
    seen_at: datetime | None = None
    failed: bool = False
    unmatched: int | None = None

    def state(self, now: datetime) -> FeedState:
        """How the feed stands at a moment."""
        if self.failed:
            return FeedState.FAILED
        due = last_due(now)
        if self.seen_at is None:
            return FeedState.WAITING
        if self.seen_at >= due:
            return FeedState.FRESH if now - due < _EVENING else FeedState.QUIET
        awaited = first_due_after(self.seen_at)
        return FeedState.WAITING if now - awaited < _STALLED_AFTER else FeedState.STALLED

"""How the watch stands, for operators: each source, the last announcement, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ssl_watch.announcements import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStanding:
    """One source: when it was last read whole, how often it failed since, and why the last time."""

    source: str
    good_at: datetime | None
    total: int = 0
    failures: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything at one moment.

    `announced` and `relevant` are identifiers first seen since the last announcement was due (`due_at`), all and those
    about SSL. `open_holes` are asked for, `gaps` were asked for in vain; `slices` of the past wait to be checked.
    `held` is the archive, the subscribers and the outbox in numbers.
    """

    at: datetime
    feed: Feed
    due_at: datetime
    sources: tuple[SourceStanding, ...]
    announced: int
    relevant: int
    open_holes: int
    gaps: int
    slices: int
    held: Mapping[str, int]

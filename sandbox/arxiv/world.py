"""What the stand-in knows: papers in all their states, a clock, the faults to come, and the rate judge."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sandbox.arxiv.faults import Fault
from sandbox.arxiv.judge import Judge
from sandbox.arxiv.listings import Listings
from sandbox.arxiv.records import Record
from sandbox.arxiv.views import View

ARXIV_INTERVAL = 3.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one answer holds at most."""

    records: int = 2500
    headers: int = 20_000
    feed: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lags:
    """How long after an announcement a service knows of it. arXiv's OAI-PMH is ready about 22:30 in New York."""

    api: timedelta = timedelta()
    oai: timedelta = timedelta()


class World:
    """The state behind the API, OAI-PMH and the feeds. Tests and the demo change it from other threads."""

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        profile: Literal["new", "old"] = "new",
        interval: float = ARXIV_INTERVAL,
        seconds: Callable[[], float] = time.monotonic,
        seed: int = 0,
    ) -> None:
        self.profile = profile
        self.limits = Limits()
        self.lags = Lags()
        self.faults: deque[Fault] = deque()
        self.judge = Judge(interval=interval, seconds=seconds)
        self.random = random.Random(seed)
        self.tokens: dict[str, datetime] = {}  # resumption tokens given out, and when they expire
        self._lock = threading.RLock()
        self._records: dict[tuple[str, int, int], Record] = {}
        self._views: dict[str, View] = {}
        self._listings: Listings | None = None
        self._stopped_at: datetime | None = None
        self._ahead = timedelta()
        self.add(records)

    @property
    def now(self) -> datetime:
        """The simulated time; the real one unless it was stopped or moved."""
        return (self._stopped_at or datetime.now(UTC)) + self._ahead

    def stop_clock(self, at: datetime) -> None:
        """Let it be this time until told otherwise."""
        self._stopped_at, self._ahead = at, timedelta()

    def forward(self, by: timedelta) -> None:
        """Move the clock, stopped or running."""
        self._ahead += by

    def run_clock(self) -> None:
        """Back to the real time."""
        self._stopped_at, self._ahead = None, timedelta()

    def add(self, records: Iterable[Record]) -> None:
        """Add states of papers; one with the same id, version and edition takes the place of the old one."""
        with self._lock:
            self._records |= {record.key: record for record in records}
            self._forget()

    def announce(self, ids: Iterable[str] | None = None) -> tuple[str, ...]:
        """Show papers now, from the stated ids or all that are held; gives those it concerned."""
        wanted = None if ids is None else set(ids)
        with self._lock:
            due = [
                record
                for record in self._records.values()
                if (record.arxiv_id in wanted if wanted is not None else record.announced_at is None)
                and not self._is_shown(record)
            ]
            self._records |= {one.key: replace(one, announced_at=self.now, shown_at=None) for one in due}
            self._forget()
        return tuple(record.short_id for record in due)

    def records(self) -> list[Record]:
        """Everything, announced or not."""
        with self._lock:
            return list(self._records.values())

    def view(self, service: Literal["api", "oai"]) -> View:
        """What that service knows now."""
        with self._lock:
            now, lag = self.now, self.lags.api if service == "api" else self.lags.oai
            view = self._views.get(service)
            if view is None or now < view.now or lag != view.lag:
                view = self._views[service] = View(self._records.values(), lag=lag)
            view.move_to(now)
            return view

    def listings(self) -> Listings:
        """What each announcement lists."""
        with self._lock:
            if self._listings is None:
                self._listings = Listings(self._records.values())
            return self._listings

    def shown(self) -> list[Record]:
        """What the API searches: the latest announced version of each paper."""
        return list(self.view("api").latest.values())

    def fault_for(self, service: str, *, resumes: bool = False) -> Fault | None:
        """The next fault that is meant for such a request; it is used up."""
        with self._lock:
            found = next((fault for fault in self.faults if fault.is_for(service, resumes=resumes)), None)
            if found is not None:
                self.faults.remove(found)
        return found

    def _forget(self) -> None:
        self._views.clear()
        self._listings = None

    def _is_shown(self, record: Record) -> bool:
        at = record.shown_at or record.announced_at
        return at is not None and at <= self.now

"""What the stand-in knows: papers in all their versions, a clock, the faults to come, and the rate judge."""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sandbox.arxiv.faults import Fault
from sandbox.arxiv.judge import Judge
from sandbox.arxiv.records import Record

ARXIV_INTERVAL = 3.0  # seconds


class World:
    """The state behind `/api/query`. Tests and the demo change it from other threads."""

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        profile: Literal["new", "old"] = "new",
        interval: float = ARXIV_INTERVAL,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.profile = profile
        self.faults: deque[Fault] = deque()
        self.judge = Judge(interval=interval, seconds=seconds)
        self.random = random.Random(0)
        self._lock = threading.Lock()
        self._records: dict[tuple[str, int], Record] = {}
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
        """Add versions; one with the same id and version takes the place of the old one."""
        with self._lock:
            self._records |= {(record.arxiv_id, record.version): record for record in records}

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
            self._records |= {(one.arxiv_id, one.version): replace(one, announced_at=self.now) for one in due}
        return tuple(record.short_id for record in due)

    def records(self) -> list[Record]:
        """Everything, announced or not."""
        with self._lock:
            return list(self._records.values())

    def shown(self) -> list[Record]:
        """What the API searches: the latest announced version of each paper."""
        latest: dict[str, Record] = {}
        for record in sorted(self.records(), key=lambda record: record.version):
            if self._is_shown(record):
                latest[record.arxiv_id] = record
        return list(latest.values())

    def shown_version(self, arxiv_id: str, version: int) -> Record | None:
        """One announced version."""
        record = self._records.get((arxiv_id, version))
        return record if record is not None and self._is_shown(record) else None

    def _is_shown(self, record: Record) -> bool:
        return record.announced_at is not None and record.announced_at <= self.now

"""The rate judge: were arXiv's rules kept? Three seconds between requests, and one connection at a time.

https://info.arxiv.org/help/api/tou.html. It judges what arrives here, so a client can't argue.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

_TOLERANCE = 0.001  # seconds


@dataclass(slots=True)
class Visit:
    """One request. `ended_at` is None while its answer is being made."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    connection: str
    began_at: float
    ended_at: float | None = None


class Judge:
    """Notes visits and what was wrong with them. `seconds` is a clock that only grows."""

    def __init__(self, *, interval: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self.interval = interval
        self.visits: list[Visit] = []
        self.violations: list[str] = []
        self._seconds = seconds
        self._connections: set[asyncio.Transport] = set()

    def knows_another(self, connection: asyncio.Transport) -> bool:
        """Whether a different connection seems open; a moment later the loop may have noticed that it is not."""
        return any(known is not connection and not known.is_closing() for known in self._connections)

    def begin(self, visit_of: Callable[[float], Visit], connection: asyncio.Transport) -> Visit:
        """A request arrived."""
        visit = visit_of(self._seconds())
        self._judge_connections(connection)
        if self.visits:
            self._judge_spacing(self.visits[-1], visit)
        self.visits.append(visit)
        return visit

    def end(self, visit: Visit) -> None:
        """Its answer is about to go out. To count from there is a trifle kind to clients, and never unjust."""
        visit.ended_at = self._seconds()

    def _judge_connections(self, connection: asyncio.Transport) -> None:
        self._connections = {known for known in self._connections if not known.is_closing()} | {connection}
        if len(self._connections) > 1:
            self.violations.append(f"{len(self._connections)} connections open at once")

    def _judge_spacing(self, before: Visit, visit: Visit) -> None:
        if before.ended_at is None:
            self.violations.append("a request while another was being answered")
        elif visit.began_at - before.ended_at < self.interval - _TOLERANCE:
            gap = visit.began_at - before.ended_at
            self.violations.append(f"{gap:.3f} s between two requests where {self.interval:g} are due")

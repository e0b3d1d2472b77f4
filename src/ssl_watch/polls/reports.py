"""What one poll of arXiv reported: a row for each source that was read, and their sum."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

SOURCES_OF_PAPERS = frozenset({"oai", "api"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of records.

    `total`: records that the source told of; `announced`: identifiers that this instance had never seen, SSL or not;
    `recorded`: papers whose record was written, new ones included; `new`, `replaced`: papers recorded first, and later
    versions of recorded ones; `relevant`: of the new ones, those judged SSL; `late`: of the new ones that are news,
    those submitted long before.
    """

    total: int = 0
    announced: int = 0
    recorded: int = 0
    new: int = 0
    replaced: int = 0
    relevant: int = 0
    late: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        names = (each.name for each in fields(Counts))
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport(Counts):
    """One reading of one source. Of a failed one `error` says why; what it read before that is kept."""

    source: str
    started_at: datetime
    ended_at: datetime
    error: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the source was read whole."""
        return self.error is None

    @property
    def state(self) -> str:
        """In one word."""
        return "ok" if self.succeeded else "failed"

    def plus(self, counts: Counts) -> "SourceReport":
        """The report with more read."""
        total = self + counts
        return replace(self, **{each.name: getattr(total, each.name) for each in fields(Counts)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PollReport(Counts):
    """All readings of one poll and their sum. `given_up` says why it ended before its time, if it did.

    A paper that two sources showed counts once, with the source that showed it first.
    """

    started_at: datetime
    ended_at: datetime
    sources: tuple[SourceReport, ...] = ()
    given_up: str | None = None

    @property
    def error(self) -> str | None:
        """Why something was not read; None where all was."""
        faults = (f"{each.source}: {each.error}" for each in self.sources if each.error)
        return self.given_up or next(faults, None)

    @property
    def succeeded(self) -> bool:
        """Whether everything was read whole that was to be read."""
        return self.error is None

    @property
    def failed(self) -> bool:
        """Whether none of the sources of papers could be read."""
        return not any(each.succeeded for each in self.sources if each.source in SOURCES_OF_PAPERS)


def put_together(
    sources: Sequence[SourceReport], *, started_at: datetime, ended_at: datetime, given_up: str | None = None
) -> PollReport:
    """Make one report of those of its sources."""
    counts = sum(sources, Counts())
    told = {each.name: getattr(counts, each.name) for each in fields(Counts)}
    return PollReport(**told, started_at=started_at, ended_at=ended_at, sources=tuple(sources), given_up=given_up)

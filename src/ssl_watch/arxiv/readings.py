"""What readers of arXiv promise: whole answers, or an error that says why not.

Three sources, each with what it alone can do: the OAI-PMH interface (`Harvester`) tells what changed on which day, the
search API (`Searcher`) what was submitted when, RSS (`Listener`) what was announced last. `polling` works with these.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper

# How the message of a 403 begins. It is kept in the poll runs, so that the day's silence outlives the process.
DENIED = "arXiv denied access (403)"

Announced = Literal["new", "cross", "replace", "replace-cross"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source had. It is whole: what could not be read whole was raised instead.

    `total` is the number of records the source counted. `ghosts` are ids whose records have neither title
    nor dates, because there is no such paper; `unreadable` are ids whose records are there but can't be read.
    `modified_on` is filled by OAI-PMH alone: the UTC day of each record's last change, its announcement included.
    """

    papers: tuple[Paper, ...]
    total: int
    source: str = "api"
    ghosts: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    modified_on: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """That a paper is there, and when its record last changed.

    `sets` are as OAI-PMH writes them: `cs:cs:LG`, `physics:physics:optics`, on older servers just `cs`. A deleted paper
    is in none: it is not there to be read, and its number is not missing.
    """

    arxiv_id: str
    modified_on: date
    sets: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """One paper as it was announced."""

    arxiv_id: str
    version: int
    kind: Announced


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The announcement that RSS shows: a signal, never a proof.

    The feeds are cut at 2,000 items, new papers first, are empty at weekends and may be a day old without saying so.
    `published_at` is the announcement's own date (midnight in New York), None where the feeds are empty.
    """

    published_at: datetime | None
    items: tuple[BatchItem, ...]
    source: str = "rss"


class ReaderClosed(ArxivUnavailable):
    """The reading was given up because the process is ending; arXiv is not to blame."""


class Reader(Protocol):
    """A source of windows of submission dates. It reads one window at a time; any thread may close it."""

    @property
    def source(self) -> str:
        """The source's name in poll runs and receipts."""

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        """Read everything submitted between two aware times, both included.

        `expect_some` says that this source told of papers before: an empty answer is then a fault, and asked again.

        Raises:
            ArxivUnavailable: no whole answer was to be had; later may work.
            ArxivRefused: asking the same again can't succeed.
        """

    def close(self) -> None:
        """Give up what is going on, within moments; a closed reader reads no more."""


class Searcher(Reader, Protocol):
    """The search API. Every method raises what `read_window` raises."""

    def read_ids(self, ids: Collection[str]) -> Reading:
        """Read papers at their latest versions by their base ids; `ghosts` are the ids that arXiv does not have."""


class Harvester(Protocol):
    """The OAI-PMH interface. Every method raises what `Reader.read_window` raises.

    Days are UTC days of the records' last change; a paper changes when it is announced, whatever its dates.
    """

    @property
    def source(self) -> str:
        """The source's name in poll runs and receipts."""

    def harvest(self, since: date, until: date | None = None) -> Iterator[Reading]:
        """Read the records of our sets changed since a day, up to and including another; one page at a time.

        A page holds 2,500 records at most. A paper in two sets comes twice, and a page may repeat an earlier one's
        records. Nothing changed is no page at all. Each set is read for itself: an error comes after all pages that
        were to be had, which are right and may be kept, and the days have to be read again.
        """

    def identifiers(self, since: date, until: date | None = None) -> Iterator[tuple[Header, ...]]:
        """Tell of all of arXiv's papers whose records changed in these days, 20,000 at a time at most."""

    def read_ids(self, ids: Collection[str]) -> Reading:
        """Read papers by their base ids, one request each; `ghosts` are the ids that arXiv does not have."""

    def close(self) -> None:
        """See `Reader.close`."""


class Listener(Protocol):
    """RSS. It raises what `Reader.read_window` raises."""

    @property
    def source(self) -> str:
        """The source's name in poll runs and receipts."""

    def read_batch(self) -> Batch:
        """Read the latest announcement of a few categories, merged."""

    def close(self) -> None:
        """See `Reader.close`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """All three sources, under one pace and one connection."""

    oai: Harvester
    api: Searcher
    rss: Listener

    def close(self) -> None:
        """Give up whatever is going on, in any thread, within moments."""
        for reader in (self.oai, self.api, self.rss):
            reader.close()

"""What a reader of arXiv promises: a whole window of submission dates, or an error that says why not.

`polling` works with any `Reader`; `api` is the first. The two later sources are read through the same two methods.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper

# How the message of a 403 begins. It is kept in the poll runs, so that the day's silence outlives the process.
DENIED = "arXiv denied access (403)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything a source had for a window. It is whole: what could not be read whole was raised instead.

    `total` is the number of records the source counted. `ghosts` are ids whose records have neither title
    nor dates, because there is no such paper; `unreadable` are ids whose records are there but can't be read.
    """

    papers: tuple[Paper, ...]
    total: int
    source: str = "api"
    ghosts: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


class ReaderClosed(ArxivUnavailable):
    """The reading was given up because the process is ending; arXiv is not to blame."""


class Reader(Protocol):
    """One source. It reads one window at a time; any thread may close it."""

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

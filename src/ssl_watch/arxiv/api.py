"""arXiv's search API as a `Reader`: a window of submission dates, read in pages until it is proven whole.

`client` gets the pages; here they are counted against arXiv's own total. Importing this module is cheap: the libraries
behind `client` are loaded at the first reading.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.pacing import PACER, Pacer, Sleep
from ssl_watch.arxiv.questions import query_for
from ssl_watch.arxiv.readings import Reader, ReaderClosed, Reading
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper
from ssl_watch.settings import Settings

if TYPE_CHECKING:
    from ssl_watch.arxiv.client import Client
    from ssl_watch.arxiv.pages import Page
    from ssl_watch.arxiv.wire import Wire

_PASSES = 2  # a window that changes while it is read is read once more
_SHORTEST_WINDOW = timedelta(minutes=2)  # arXiv's query counts in minutes


def open_reader(
    settings: Settings, *, bounds: Bounds | None = None, pacer: Pacer = PACER, sleep: Sleep | None = None
) -> Reader:
    """A reader of arXiv's search API; nothing is loaded or connected before its first reading.

    `pacer` is shared by the process unless a test brings its own clock, and `sleep` with it.
    """
    return ApiReader(settings, bounds=bounds or Bounds(), pacer=pacer, sleep=sleep)


class ApiReader:
    """See `Reader`."""

    source = "api"

    def __init__(self, settings: Settings, *, bounds: Bounds, pacer: Pacer, sleep: Sleep | None) -> None:
        self._settings = settings
        self._bounds = bounds
        self._pacer = pacer
        self._closing = threading.Event()
        self._reading = threading.Lock()
        self._rest = sleep or self._closing.wait
        self._wire: Wire | None = None
        self._client: Client | None = None

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        """See `Reader.read_window`."""
        with self._reading:
            self._raise_if_closed()
            client = self._client = self._client or self._connect()
            client.begin()
            try:
                return self._window(client, since, until, expect_some=expect_some).reading(self.source)
            except ArxivUnavailable as error:
                if self._closing.is_set():
                    raise ReaderClosed("The reading of arXiv was given up.") from error
                raise
            finally:
                self._hang_up()  # a connection that is kept for hours may be dead without anyone knowing

    def close(self) -> None:
        """See `Reader.close`."""
        self._closing.set()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.drop()

    def _connect(self) -> "Client":
        from ssl_watch.arxiv.asking import Asker
        from ssl_watch.arxiv.client import Client
        from ssl_watch.arxiv.wire import Wire

        self._wire = Wire(_user_agent(self._settings.contact), self._bounds)
        interval = self._settings.arxiv_interval
        asker = Asker(self._wire, self._pacer, self._sleep, interval=interval, bounds=self._bounds)
        return Client(self._settings.arxiv_api_url, asker, size=self._bounds.page)

    def _sleep(self, seconds: float) -> None:
        self._rest(seconds)
        self._raise_if_closed()

    def _raise_if_closed(self) -> None:
        if self._closing.is_set():
            raise ReaderClosed("The reading of arXiv was given up.")

    def _window(self, client: "Client", since: datetime, until: datetime, *, expect_some: bool) -> "_Found":
        query = query_for(since, until)
        found = _Found()
        for _ in range(_PASSES):
            self._pages(client, query, found, expect_some=expect_some)
            if found.total > self._bounds.most:
                return self._halves(client, since, until, least=found.total)
            if found.is_whole:
                return found
        raise ArxivUnavailable(
            f"arXiv's pages do not add up: {len(found.ids)} different papers where it counts {found.total}."
        )

    def _pages(self, client: "Client", query: str, found: "_Found", *, expect_some: bool) -> None:
        """One pass over all pages. What an earlier pass found stays: records trade places between passes."""
        found.totals.clear()
        start = 0
        while start == 0 or start < found.total <= self._bounds.most:
            page, papers = client.page(query, start, expect_some=expect_some)
            found.add(page, papers)
            start += self._bounds.page

    def _halves(self, client: "Client", since: datetime, until: datetime, *, least: int) -> "_Found":
        """Too many for arXiv's paging: read the older half and the newer half. Both hold the minute between them.

        Together they have to come to what arXiv counted before: a half may be empty by mistake.
        """
        if until - since <= _SHORTEST_WINDOW:
            raise ArxivUnavailable("arXiv tells of more papers in two minutes than there can be.")
        middle = since + (until - since) / 2
        found = self._window(client, since, middle, expect_some=False)
        found.join(self._window(client, middle, until, expect_some=False))
        if found.total < least:
            raise ArxivUnavailable(f"arXiv's halves do not add up: {found.total} papers where it counts {least}.")
        return found


@dataclass(slots=True)
class _Found:
    """What was found so far, and what arXiv said there is."""

    papers: dict[str, Paper] = field(default_factory=dict)
    ghosts: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    totals: list[int] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        return {*self.papers, *self.ghosts, *self.unreadable}

    @property
    def total(self) -> int:
        """By the latest page."""
        return self.totals[-1]

    @property
    def is_whole(self) -> bool:
        return len(set(self.totals)) == 1 and len(self.ids) == self.total

    def add(self, page: "Page", papers: tuple[Paper, ...]) -> None:
        for paper in papers:
            known = self.papers.get(paper.arxiv_id)
            if known is None or known.version <= paper.version:
                self.papers[paper.arxiv_id] = paper
        self.ghosts.update(page.ghosts)
        self.unreadable.update(page.unreadable)
        self.totals.append(page.total)

    def join(self, other: "_Found") -> None:
        self.papers |= other.papers
        self.ghosts |= other.ghosts
        self.unreadable |= other.unreadable
        self.totals = [len(self.ids)]

    def reading(self, source: str) -> Reading:
        return Reading(
            papers=tuple(self.papers.values()),
            total=self.total,
            source=source,
            ghosts=tuple(sorted(self.ghosts)),
            unreadable=tuple(sorted(self.unreadable)),
        )


def _user_agent(contact: str) -> str:
    """https://info.arxiv.org/help/api/tou.html asks who we are; default agents of libraries fare worse."""
    from importlib.metadata import version

    reachable = "".join(char for char in contact if " " <= char <= "~").strip()
    return f"ssl-watch/{version('ssl-watch')}" + (f" (+{reachable})" if reachable else "")

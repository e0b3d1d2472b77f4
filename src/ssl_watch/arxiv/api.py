"""arXiv's search API as a `Searcher`: a window of submission dates, read in pages until it is proven whole; or ids.

`client` gets the pages; here they are counted against arXiv's own total. Importing this module is cheap: the libraries
behind `client` are loaded at the first reading.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ssl_watch.arxiv.line import Line
from ssl_watch.arxiv.questions import query_for
from ssl_watch.arxiv.readings import Reading
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper

if TYPE_CHECKING:
    from ssl_watch.arxiv.asking import Asker
    from ssl_watch.arxiv.client import Client
    from ssl_watch.arxiv.pages import Page

_PASSES = 4  # over a window whose papers trade places, or change, while its pages are turned
_IDS = 100  # papers asked for by id in one request
_SHORTEST_WINDOW = timedelta(minutes=2)  # arXiv's query counts in minutes


class ApiReader:
    """See `Searcher`."""

    source = "api"

    def __init__(self, line: Line) -> None:
        self._line = line
        self._bounds = line.bounds

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        """See `Reader.read_window`."""
        with self._line.reading() as asker:
            client = self._client(asker, self._bounds.page)
            return self._window(client, since, until, expect_some=expect_some).reading(self.source)

    def read_ids(self, ids: Collection[str]) -> Reading:
        """See `Searcher.read_ids`."""
        found = _Found()
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), _IDS):
            with self._line.reading() as asker:
                some = tuple(wanted[start : start + _IDS])
                page, papers = self._client(asker, _IDS).papers(some)
            if not page.ids.issubset(some):
                raise ArxivUnavailable("arXiv told of papers that it was not asked for.")
            found.add(page, papers)
            found.ghosts.update(set(some) - page.ids)
        found.totals = [len(found.papers) + len(found.unreadable)]
        return found.reading(self.source)

    def close(self) -> None:
        """See `Reader.close`."""
        self._line.close()

    def _client(self, asker: "Asker", size: int) -> "Client":
        from ssl_watch.arxiv.client import Client

        return Client(self._line.url, asker, size=size)

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

"""One page of a query through the `arxiv` library, over our own transport.

The library writes the address and reads the records; waiting, trying again and judging answers are `asking`'s, since
the library's own ways lose papers in silence (it takes an error page for an empty answer, and never times out).
"""

from functools import partial
from io import BytesIO
from itertools import islice
from typing import Any

import arxiv
import requests
from requests.adapters import BaseAdapter

from ssl_watch.arxiv.asking import Asker
from ssl_watch.arxiv.pages import Page, accept
from ssl_watch.arxiv.questions import Question
from ssl_watch.arxiv.records import paper_of
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper


class Client:
    """Asks for pages of `size` records."""

    def __init__(self, url: str, asker: Asker, *, size: int) -> None:
        self._size = size
        self._asker = asker
        self._bridge = _Bridge(asker)
        self._library = arxiv.Client(page_size=size, delay_seconds=0, num_retries=0)
        self._library.query_url_format = url.replace("{", "{{").replace("}", "}}") + "?{}"
        session = requests.Session()
        session.trust_env = False  # proxies and the like are `wire`'s
        session.mount("http://", self._bridge)
        session.mount("https://", self._bridge)
        # The library offers no other way to give it a transport.
        self._library._session = session

    def page(self, query: str, start: int, *, expect_some: bool) -> tuple[Page, tuple[Paper, ...]]:
        """One page, oldest submission first: then what arXiv adds while we turn pages does not move the earlier ones.

        Raises:
            ArxivUnavailable, ArxivRefused: see `Asker.ask`.
        """
        search = arxiv.Search(
            query=query,
            max_results=None,
            sort_by=arxiv.SortCriterion.SubmittedDate,
            sort_order=arxiv.SortOrder.Ascending,
        )
        return self._read(search, Question(query=query, start=start, size=self._size), expect_some=expect_some)

    def papers(self, ids: tuple[str, ...]) -> tuple[Page, tuple[Paper, ...]]:
        """The papers of these base ids, no more of them than fit on a page; unknown ones are just not there.

        Raises:
            ArxivUnavailable, ArxivRefused: see `Asker.ask`.
        """
        search = arxiv.Search(id_list=list(ids), max_results=None)
        return self._read(search, Question(query="", start=0, size=self._size, ids=ids), expect_some=False)

    def _read(self, search: arxiv.Search, question: Question, *, expect_some: bool) -> tuple[Page, tuple[Paper, ...]]:
        self._bridge.expect(question, expect_some=expect_some)
        results = self._library.results(search, offset=question.start)
        first = list(islice(results, 1))  # this makes the request; one more would make the next
        page = self._bridge.page
        rest = islice(results, max(0, len(page.records) - 1))
        return page, _papers(page, [*first, *rest])


def _papers(page: Page, results: list[arxiv.Result]) -> tuple[Paper, ...]:
    if len(results) != len(page.records):
        raise ArxivUnavailable(f"The arxiv library read {len(results)} records out of {len(page.records)}.")
    return tuple(paper_of(result, record) for result, record in zip(results, page.records, strict=True))


class _Bridge(BaseAdapter):
    """What the library takes for the network: it is given the readable part of pages that passed every check."""

    def __init__(self, asker: Asker) -> None:
        super().__init__()
        self._asker = asker
        self._question: Question | None = None
        self._expect_some = False
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that was handed to the library."""
        if self._page is None:
            raise ArxivUnavailable("The arxiv library did not ask for the page.")
        return self._page

    def expect(self, question: Question, *, expect_some: bool) -> None:
        """What the library is about to ask; checked against what comes back."""
        self._question, self._expect_some, self._page = question, expect_some, None

    def send(self, request: requests.PreparedRequest, *_args: Any, **_kwargs: Any) -> requests.Response:
        """Answer one request of the library's."""
        if self._question is None or self._page is not None or request.url is None:
            raise ArxivUnavailable("The arxiv library asked for more than one page.")
        self._page = self._asker.ask(request.url, partial(self._accept, self._question))
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response.raw = BytesIO(self._page.body)
        return response

    def _accept(self, question: Question, body: bytes) -> Page:
        page = accept(body, question)
        if self._expect_some and not page.total:
            raise ArxivUnavailable("arXiv told of no papers at all where it told of some before.")
        return page

    def close(self) -> None:
        """Nothing is held open here."""

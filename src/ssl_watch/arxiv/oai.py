"""arXiv's OAI-PMH interface as a `Harvester`: lists that go on by tokens, followed to their end or to an error.

A strict client of our own (with `oai_requests`, `oai_pages`, `raw_records`), because Sickle 0.7 and oaipmh-scythe 0.16
failed where it counts: a page cut in mid-record gave the records before the cut and a good end, an HTML page an empty
list; a damaged record passed as whole, another request's answer as ours, a token that repeats went on for ever, a
`Retry-After` with a date was a ValueError. Behind our transport, which would check all of that before they see it,
nothing would be left for them to do.
"""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from ssl_watch.arxiv.line import Line
from ssl_watch.arxiv.oai_requests import EARLIEST, SETS, Request, listing, single
from ssl_watch.arxiv.readings import DENIED, Header, ReaderClosed, Reading
from ssl_watch.errors import ArxivError, ArxivUnavailable

if TYPE_CHECKING:
    from ssl_watch.arxiv.oai_pages import Listed

Accept = Callable[[bytes, Request], "Listed"]


class OaiReader:
    """See `Harvester`. `today` gives the UTC day."""

    source = "oai"

    def __init__(self, line: Line, today: Callable[[], date]) -> None:
        self._line = line
        self._today = today

    def harvest(self, since: date, until: date | None = None) -> Iterator[Reading]:
        """See `Harvester.harvest`."""
        from ssl_watch.arxiv.oai_pages import accept_records

        faults: dict[str, ArxivError] = {}
        tries = None
        for of_set in SETS:
            request = self._list("ListRecords", "arXivRaw", since, until, of_set=of_set)
            if request is None:
                return
            try:
                yield from (page.reading for page in self._pages(request, accept_records, tries=tries))
            except ReaderClosed:
                raise
            except ArxivError as error:
                faults[of_set] = error
            tries = 1 if of_set in faults else None  # where one set is in trouble the next may well be
        _raise_if_any(faults)

    def identifiers(self, since: date, until: date | None = None) -> Iterator[tuple[Header, ...]]:
        """See `Harvester.identifiers`."""
        from ssl_watch.arxiv.oai_pages import accept_headers

        request = self._list("ListIdentifiers", "oai_dc", since, until)
        if request is not None:
            latest = min(until or self._today(), self._today())
            yield from (page.headers for page in self._pages(request, partial(accept_headers, latest=latest)))

    def read_ids(self, ids: Collection[str]) -> Reading:
        """See `Harvester.read_ids`."""
        from ssl_watch.arxiv.oai_pages import accept_records

        wanted = sorted(set(ids))
        readings = [self._one(single(arxiv_id), arxiv_id, accept_records) for arxiv_id in wanted]
        return Reading(
            papers=tuple(chain.from_iterable(reading.papers for reading in readings)),
            total=sum(reading.total for reading in readings),
            source=self.source,
            ghosts=tuple(chain.from_iterable(reading.ghosts for reading in readings)),
            unreadable=tuple(chain.from_iterable(reading.unreadable for reading in readings)),
            modified_on={name: day for reading in readings for name, day in reading.modified_on.items()},
        )

    def close(self) -> None:
        """See `Reader.close`."""
        self._line.close()

    def _list(
        self, verb: str, prefix: str, since: date, until: date | None, *, of_set: str | None = None
    ) -> Request | None:
        """The list's first request; None where no day is left, since arXiv refuses days before or after its own."""
        today = self._today()
        since = max(since, EARLIEST)
        if since > min(until or today, today):
            return None
        return listing(verb, prefix, since=since, until=until if until and until < today else None, of_set=of_set)

    def _one(self, request: Request, arxiv_id: str, accept: Accept) -> Reading:
        page = self._ask(request, accept)
        if page.ids != {arxiv_id}:
            raise ArxivUnavailable("arXiv sent another paper than the one it was asked for.")
        return page.reading

    def _pages(self, first: Request, accept: Accept, *, tries: int | None = None) -> "Iterator[Listed]":
        """A list's pages. Tokens die at midnight UTC: the list is then begun again, and its pages may come twice."""
        for _ in range(1 + self._line.bounds.restarts):
            if (yield from self._run(first, accept, tries)):
                return
        raise ArxivUnavailable("arXiv broke off a list again and again.")

    def _run(self, request: Request, accept: Accept, tries: int | None) -> "Generator[Listed, None, bool]":
        """Once through; gives whether the end was reached."""
        before: frozenset[str] = frozenset()
        tokens: set[str] = set()
        for _ in range(self._line.bounds.pages):
            page = self._ask(request, accept, tries)
            if page.is_over:
                return False
            ids = page.ids
            # A last page may hold nothing but records that came before: the list has shifted while it was read.
            if page.token in tokens or (before and ids <= before and (page.token or ids == before)):
                raise ArxivUnavailable("arXiv's list goes round in circles.")
            if ids:
                yield page
            if page.token is None:
                return True
            tokens.add(page.token)
            before, request = ids, request.resumed(page.token)
        raise ArxivUnavailable(f"arXiv's list did not end after {self._line.bounds.pages} pages.")

    def _ask(self, request: Request, accept: Accept, tries: int | None = None) -> "Listed":
        """One page. The line is free while whoever wanted it works on it."""
        with self._line.reading(tries=tries) as asker:
            return asker.ask(request.url(self._line.url), lambda body: accept(body, request))


def _raise_if_any(faults: Mapping[str, ArxivError]) -> None:
    """Raise the first fault, with the sets that it and others left unread; a 403 before any, as it silences us."""
    for error in sorted(faults.values(), key=lambda fault: not str(fault).startswith(DENIED)):
        told = f"{error} Sets that were not read whole: {', '.join(faults)}."
        if isinstance(error, ArxivUnavailable):
            raise ArxivUnavailable(told, retry_after=error.retry_after) from error
        raise type(error)(told) from error

"""The only package that talks to arXiv, and the only importer of the `arxiv` library.

A paper's way in, file by file:

    opening        all readers (`open_readers`), or the API's alone (`open_reader`)
    readings       what each promises and gives
    oai            OAI-PMH: lists of what changed, by days and sets, page by page; `rss`: what was announced last;
    api            the search API: a window of submission dates -> slices and pages; ids
    client           one page through the `arxiv` library, over our own transport
    line           a source's way out: one reading at a time, closed from any thread
    asking         one page, tried again where that can help, never faster than arXiv allows (`pacing`)
    wire           one HTTP request, bounded in time and size (`bounds`)
    parsing        strict XML, less its damaged records
    pages, oai_pages, feeds
                   is this answer whole, and the answer to what was asked (`questions`, `oai_requests`)?
    records        the library's result -> `ssl_watch.papers.Paper`
    raw_records    an arXivRaw record -> the same `Paper` (`authorship`, `accents`); both by `texts`

All of it is one pace and one connection (`pacing`), whichever sources are read and from whatever threads; other
processes of ours on the machine wait for their turn as well (`neighbours`).
"""

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.opening import open_reader, open_readers
from ssl_watch.arxiv.pacing import Pacer
from ssl_watch.arxiv.readings import (
    DENIED,
    Batch,
    BatchItem,
    Harvester,
    Header,
    Listener,
    Reader,
    ReaderClosed,
    Readers,
    Reading,
    Searcher,
)

__all__ = [
    "DENIED",
    "Batch",
    "BatchItem",
    "Bounds",
    "Harvester",
    "Header",
    "Listener",
    "Pacer",
    "Reader",
    "ReaderClosed",
    "Readers",
    "Reading",
    "Searcher",
    "open_reader",
    "open_readers",
]

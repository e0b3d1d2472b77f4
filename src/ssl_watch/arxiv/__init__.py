"""The only package that talks to arXiv, and the only importer of the `arxiv` library.

A paper's way in, file by file:

    api        a window of submission dates -> slices and pages -> a whole `Reading`
    client     one page through the `arxiv` library, over our own transport
    asking     one page, tried again where that can help, never faster than arXiv allows (`pacing`)
    wire       one HTTP request, bounded in time and size
    pages      is this answer whole, and the answer to what was asked (`questions`)?
    records    the library's result -> `ssl_watch.papers.Paper`

`polling` sees `open_reader`, `Reader` and `Reading`. Two more sources, OAI-PMH and RSS, will be further `Reader`s.
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

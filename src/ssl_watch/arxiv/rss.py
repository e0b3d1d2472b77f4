"""arXiv's RSS as a `Listener`: what was announced last in a few categories, merged.

Only single categories: the feeds are cut at 2,000 items with new papers going first, which happens to `cs` on any busy
day. A category whose feed is stale is left out by its date; `feeds` reads them.
"""

from functools import partial

from ssl_watch.arxiv.line import Line
from ssl_watch.arxiv.readings import Batch

# Together they show whether an announcement is out: two that are never empty, and one where SSL is frequent.
CATEGORIES = ("cs.LG", "cs.CV", "eess.AS")


class RssReader:
    """See `Listener`."""

    source = "rss"

    def __init__(self, line: Line) -> None:
        self._line = line

    def read_batch(self) -> Batch:
        """See `Listener.read_batch`."""
        from ssl_watch.arxiv.feeds import accept, merged

        with self._line.reading() as asker:
            feeds = [
                asker.ask(f"{self._line.url}/atom/{category}", partial(accept, category=category))
                for category in CATEGORIES
            ]
        return merged(feeds)

    def close(self) -> None:
        """See `Reader.close`."""
        self._line.close()

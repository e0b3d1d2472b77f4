"""One source's line to arXiv: it is opened at the first reading, and can be given up from any thread.

Each reader (`api`, `oai`, `rss`) has one. `pacing` sees to it that of all lines only one is connected at a time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.pacing import Pacer, Sleep
from ssl_watch.arxiv.readings import ReaderClosed
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.settings import Settings

if TYPE_CHECKING:
    from ssl_watch.arxiv.asking import Asker
    from ssl_watch.arxiv.wire import Wire


class Line:
    """`name` is that of the setting that holds the address."""

    def __init__(self, settings: Settings, name: str, *, bounds: Bounds, pacer: Pacer, sleep: Sleep | None) -> None:
        self.url: str = getattr(settings, name)
        self.bounds = bounds
        self._settings = settings
        self._setting = f"SSL_WATCH_{name.upper()}"
        self._pacer = pacer
        self._closing = threading.Event()
        self._busy = threading.Lock()
        self._rest = sleep or self._closing.wait
        self._wire: Wire | None = None

    @contextmanager
    def reading(self, *, tries: int | None = None) -> "Iterator[Asker]":
        """Ask in the block, with fresh patience; other threads wait. The connection ends with it.

        `tries` stands in for that of the bounds.

        Raises:
            ReaderClosed: the line was closed, before or meanwhile.
        """
        with self._busy:
            self._raise_if_closed()
            try:
                yield self._asker(replace(self.bounds, tries=tries) if tries else self.bounds)
            except ArxivUnavailable as error:
                if self._closing.is_set():
                    raise ReaderClosed("The reading of arXiv was given up.") from error
                raise
            finally:
                self._hang_up()  # a connection that is kept for hours may be dead without anyone knowing

    def close(self) -> None:
        """Give up what is going on, within moments."""
        self._closing.set()
        self._hang_up()

    def _hang_up(self) -> None:
        if self._wire is not None:
            self._wire.drop()

    def _asker(self, bounds: Bounds) -> "Asker":
        from ssl_watch.arxiv.asking import Asker
        from ssl_watch.arxiv.wire import Wire

        self._wire = self._wire or Wire(_user_agent(self._settings.contact), self.bounds)
        interval = self._settings.arxiv_interval
        return Asker(self._wire, self._pacer, self._sleep, interval=interval, bounds=bounds, setting=self._setting)

    def _sleep(self, seconds: float) -> None:
        self._rest(seconds)
        self._raise_if_closed()

    def _raise_if_closed(self) -> None:
        if self._closing.is_set():
            raise ReaderClosed("The reading of arXiv was given up.")


def _user_agent(contact: str) -> str:
    """https://info.arxiv.org/help/api/tou.html asks who we are; default agents of libraries fare worse."""
    from importlib.metadata import version

    reachable = "".join(char for char in contact if " " <= char <= "~").strip()
    return f"ssl-watch/{version('ssl-watch')}" + (f" (+{reachable})" if reachable else "")

"""What two of the three ticks do: ask the watch to poll or to compose, and wake the rounds where something is owed."""

import asyncio
import ctypes
import gc
import logging
from collections.abc import Callable
from datetime import datetime

from bot.asking import Asking
from ssl_watch import composing, polling, summarising
from ssl_watch.arxiv import Readers
from ssl_watch.polls import SourceReport
from ssl_watch.polls.plans import OAI
from ssl_watch.store import Store, poll_runs
from ssl_watch.summarising import Endpoint

_logger = logging.getLogger(__name__)
_WAKE_EVERY = 1.0  # seconds, while composing takes longer


class Ticks:
    """The work of the ticks, each in a thread of its own."""

    def __init__(
        self,
        *,
        composing: Asking,
        polling: Asking,
        readers: Readers,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        admins: frozenset[int],
        endpoint: Endpoint | None = None,
    ) -> None:
        self._composing, self._polling, self._readers = composing, polling, readers
        self._clock, self._wake, self._admins = clock, wake, admins
        self._endpoint = endpoint

    async def poll(self) -> None:
        """Read every source once; operators may be owed a notice then."""
        report = await self._polling(polling.poll, self._readers, now=self._clock(), admins=self._admins)
        if not report.failed:
            _logger.info(
                "arXiv was read: %d records, %d never seen before, %d papers new, %d of them relevant",
                *(report.total, report.announced, report.new, report.relevant),
            )
        self._wake()
        if self._endpoint is not None:
            await self._polling(summarising.improve, self._endpoint, now=self._clock())
        await self._polling(_give_memory_back)

    async def compose(self) -> None:
        """Compose every digest that is due; the first are sent while the last are composed."""
        work = asyncio.ensure_future(self._composing(composing.compose_due, now=self._clock()))
        while not (await asyncio.wait({work}, timeout=_WAKE_EVERY))[0]:
            self._wake()
        if composed := work.result():
            _logger.info("%d digests were composed", composed)
            self._wake()

    async def last_polls(self) -> tuple[SourceReport | None, SourceReport | None]:
        """The last reading of all, and the last that read the primary source whole."""
        return await self._polling(_last_polls)

    def give_up(self) -> None:
        """End a poll that is going on, within moments; the reading under way counts as not made."""
        self._readers.close()


def _last_polls(store: Store) -> tuple[SourceReport | None, SourceReport | None]:
    with store.reading() as tx:
        return poll_runs.last(tx), poll_runs.last_good(tx, source=OAI)


def _give_memory_back(_store: Store) -> None:
    """A poll fills tens of megabytes for a second; glibc would keep them for good, and the smallest machine has few."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)

"""What two of the three ticks do: ask the watch to poll or to compose, and wake the rounds where something is owed."""

import asyncio
import ctypes
import gc
import logging
from collections.abc import Callable
from datetime import datetime

from bot.asking import Asking
from ssl_watch import composing, polling
from ssl_watch.arxiv import Reader
from ssl_watch.polls import PollReport
from ssl_watch.store import Store, poll_runs

_logger = logging.getLogger(__name__)
_WAKE_EVERY = 1.0  # seconds, while composing takes longer


class Ticks:
    """The work of the ticks, each in a thread of its own."""

    def __init__(
        self,
        *,
        composing: Asking,
        polling: Asking,
        reader: Reader,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        admins: frozenset[int],
    ) -> None:
        self._composing, self._polling, self._reader = composing, polling, reader
        self._clock, self._wake, self._admins = clock, wake, admins

    async def poll(self) -> None:
        """Read arXiv once; operators may be owed a notice then."""
        report = await self._polling(polling.poll, self._reader, now=self._clock(), admins=self._admins)
        if report.succeeded:
            _logger.info(
                "arXiv was read: %d papers, %d new, %d of them relevant", report.total, report.new, report.relevant
            )
        await self._polling(_give_memory_back)
        self._wake()

    async def compose(self) -> None:
        """Compose every digest that is due; the first are sent while the last are composed."""
        work = asyncio.ensure_future(self._composing(composing.compose_due, now=self._clock()))
        while not (await asyncio.wait({work}, timeout=_WAKE_EVERY))[0]:
            self._wake()
        if composed := work.result():
            _logger.info("%d digests were composed", composed)
            self._wake()

    async def last_polls(self) -> tuple[PollReport | None, PollReport | None]:
        """The last poll, and the last that read arXiv whole."""
        return await self._polling(_last_polls)

    def give_up(self) -> None:
        """End a poll that is going on, within moments; nothing of it is recorded."""
        self._reader.close()


def _last_polls(store: Store) -> tuple[PollReport | None, PollReport | None]:
    with store.reading() as tx:
        return poll_runs.last(tx), poll_runs.last_good(tx)


def _give_memory_back(_store: Store) -> None:
    """A poll fills tens of megabytes for a second; glibc would keep them for good, and the smallest machine has few."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)

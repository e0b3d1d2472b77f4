"""Ask the watch from the event loop: its use cases are synchronous and run in a small pool of threads.

Handlers, the delivery rounds and the compose tick each have an `Asking` of their own, so that none waits for another's
threads: a search is answered while digests are composed and marked as sent.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from ssl_watch.store import Store

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Asking:
    """Runs `use_case(store, …)` in a thread and gives its result, or its error."""

    def __init__(self, store: Store, *, threads: int = 4, name: str = "asking") -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)

    async def __call__(
        self, use_case: Callable[Concatenate[Store, _P], _R], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        """Run the use case; cancelling the caller does not undo what the thread has begun."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(use_case, self._store, *args, **kwargs))

    def close(self) -> None:
        """Take no more; what runs is left to end by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

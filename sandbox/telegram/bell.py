"""Tells threads and event loops that the world has changed, so that nobody has to sleep and look again."""

import asyncio
import threading
from collections.abc import Callable


class Bell:
    """One lock for the whole world, and a way to wait for a change of it, from a thread or from a coroutine."""

    def __init__(self) -> None:
        self._condition = threading.Condition(threading.RLock())
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def __enter__(self) -> None:
        self._condition.acquire()

    def __exit__(self, *_: object) -> None:
        self._condition.release()

    def ring(self) -> None:
        """Something changed. Called with the lock held, or without."""
        with self._condition:
            self._condition.notify_all()
            for loop, event in self._listeners:
                loop.call_soon_threadsafe(event.set)

    def wait_for(self, ready: Callable[[], bool], *, within: float) -> bool:
        """Block this thread until `ready` holds; False where it did not within so many seconds."""
        with self._condition:
            return self._condition.wait_for(ready, within)

    async def heard(self, ready: Callable[[], bool], *, within: float) -> bool:
        """The same for a coroutine."""
        listener = (asyncio.get_running_loop(), asyncio.Event())
        with self._condition:
            self._listeners.add(listener)
        try:
            async with asyncio.timeout(within):
                return await self._until(ready, listener[1])
        except TimeoutError:
            return False
        finally:
            with self._condition:
                self._listeners.discard(listener)

    async def _until(self, ready: Callable[[], bool], event: asyncio.Event) -> bool:
        while True:
            event.clear()
            with self._condition:
                if ready():
                    return True
            await event.wait()

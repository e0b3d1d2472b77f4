"""Other processes of ours on this machine: a bot, a backfill and the doctor turn to arXiv one after the other.

arXiv counts them together. A lock file in the user's data folder lets one of them ask at a time; it holds when the last
request was. The lock dies with its process, however that ends.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Sleep = Callable[[float], None]
_LOOKED_AGAIN_AFTER = 0.2  # seconds


class Neighbours:
    """`path` names the lock file. Where it can't be written this process minds only itself."""

    def __init__(self, path: Callable[[], Path]) -> None:
        self._path = path

    @contextmanager
    def alone(self, interval: float, sleep: Sleep) -> Iterator[None]:
        """Wait until no other process asks, nor has asked within the interval; none does during the block."""
        file = self._opened()
        if file is None:
            yield
            return
        try:
            while not _is_taken(file):
                sleep(_LOOKED_AGAIN_AFTER)
            while (rest := _rest(file, interval)) > 0:
                sleep(rest)
            _stamp(file)  # now as well: the process may be killed in the middle of the request
            try:
                yield
            finally:
                _stamp(file)
        finally:
            os.close(file)

    def _opened(self) -> int | None:
        path = self._path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return None


def _is_taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: all that is left is the time of the last request
    return True


def _rest(file: int, interval: float) -> float:
    """By the clock that all processes share; after a restart of the machine it tells of a time to come, or of none."""
    try:
        ago = time.monotonic() - float(os.pread(file, 40, 0))
    except (OSError, ValueError):
        return 0.0
    return interval - ago if ago >= 0 else 0.0


def _stamp(file: int) -> None:
    with suppress(OSError):  # a full disk
        os.pwrite(file, f"{time.monotonic():<30.6f}".encode(), 0)

"""An event loop whose time jumps: where nothing is left to do now, the clock stands at the next timer."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


class _Jumping(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits, and no timer is set: this would hang")
        self.now += timeout
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def stand_still(self, seconds: float) -> None:
        self._jumping.now += seconds


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run without waiting: an hour of sleeping takes no time, and times are exact."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)


def now() -> float:
    """The running loop's time, in seconds."""
    return asyncio.get_running_loop().time()


def stand_still(seconds: float) -> None:
    """Let time pass in which nothing runs, as on a machine that is busy with something else."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, _Loop)
    loop.stand_still(seconds)

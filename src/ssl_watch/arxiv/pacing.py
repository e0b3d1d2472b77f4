"""How often this process may turn to arXiv: one request at a time, an interval apart, and silence when told so.

arXiv counts all its legacy services and all our readers together (https://info.arxiv.org/help/api/tou.html), and allows
one connection, so one `Pacer` is shared by the whole process. `asking` takes its turns here.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ssl_watch.errors import ArxivError

Clock = Callable[[], float]  # seconds that only grow
Sleep = Callable[[float], None]
HangUp = Callable[[], None]


class Held(Exception):
    """No request may start yet, because of what arXiv said last."""

    def __init__(self, reason: ArxivError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Pacer:
    """Hands out turns; the interval runs from the end of one request to the start of the next."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self.clock = clock
        self._turn = threading.Lock()
        self._ended: float | None = None
        self._held_until = 0.0
        self._held_for: ArxivError | None = None
        self._hang_up: HangUp | None = None

    @contextmanager
    def turn(self, interval: float, sleep: Sleep, hang_up: HangUp | None = None) -> Iterator[None]:
        """Wait until a request may start; the block makes it.

        `hang_up` closes the connection that the block leaves open; it is called when somebody else's turn comes.

        Raises:
            Held: while `hold` holds.
        """
        with self._turn:
            self._refuse_while_held()
            while (rest := self._rest(interval)) > 0:
                sleep(rest)
            if self._hang_up is not None and self._hang_up != hang_up:
                self._hang_up()
            self._hang_up = hang_up
            try:
                yield
            finally:
                self._ended = self.clock()

    def hold(self, seconds: float, reason: ArxivError) -> None:
        """Let no request start for so long; whoever asks for a turn is told the reason."""
        until = self.clock() + seconds
        if self._held_for is None or until > self._held_until:
            self._held_until, self._held_for = until, reason

    def _rest(self, interval: float) -> float:
        return 0.0 if self._ended is None else self._ended + interval - self.clock()

    def _refuse_while_held(self) -> None:
        if self._held_for is None:
            return
        if self.clock() < self._held_until:
            raise Held(self._held_for)
        self._held_for = None


PACER = Pacer()

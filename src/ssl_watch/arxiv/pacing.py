"""How often this process may turn to arXiv: one request at a time, an interval apart, and silence when told so.

arXiv counts all its legacy services and all our readers together (https://info.arxiv.org/help/api/tou.html), and allows
one connection, so one `Pacer` is shared by the whole process, and minds its `neighbours`. `asking` takes its turns
here. Silence may be asked of all of them, or of one `service`: that OAI-PMH is down is no reason to leave the API
unread.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from operator import itemgetter

from ssl_watch.arxiv.neighbours import Neighbours
from ssl_watch.errors import ArxivError
from ssl_watch.settings import data_folder

Clock = Callable[[], float]  # seconds that only grow
Sleep = Callable[[float], None]
HangUp = Callable[[], None]


class Held(Exception):
    """No request may start yet, because of what arXiv said last."""

    def __init__(self, reason: ArxivError) -> None:
        super().__init__(str(reason))
        self.reason = reason


EVERY = ""  # in place of a service's name: all of arXiv


class Pacer:
    """Hands out turns; the interval runs from the end of one request to the start of the next.

    `asked_at` is when a request may have ended that this pacer did not see; `neighbours` are those to keep out of the
    way of: no connection stays open between two requests then.
    """

    def __init__(
        self, clock: Clock = time.monotonic, *, asked_at: float | None = None, neighbours: Neighbours | None = None
    ) -> None:
        self.clock = clock
        self._neighbours = neighbours
        self._turn = threading.Lock()
        self._ended = asked_at
        self._holds: dict[str, tuple[float, ArxivError]] = {}  # service: until when, and why
        self._hang_up: HangUp | None = None

    @contextmanager
    def turn(
        self, interval: float, sleep: Sleep, hang_up: HangUp | None = None, *, service: str = EVERY
    ) -> Iterator[None]:
        """Wait until a request to a service may start; the block makes it.

        `hang_up` closes the connection that the block leaves open; it is called when somebody else's turn comes.

        Raises:
            Held: while `hold` holds.
        """
        with self._turn:
            self._refuse_while_held(service)
            while (rest := self._rest(interval)) > 0:
                sleep(rest)
            if self._hang_up is not None and self._hang_up != hang_up:
                self._hang_up()
            self._hang_up = hang_up
            with self._neighbours.alone(interval, sleep) if self._neighbours else nullcontext():
                try:
                    yield
                finally:
                    if self._neighbours and hang_up is not None:
                        hang_up()
                    self._ended = self.clock()

    def hold(self, seconds: float, reason: ArxivError, *, service: str = EVERY) -> None:
        """Let no request to a service, or to any, start for so long; whoever asks for a turn is told the reason."""
        until = self.clock() + seconds
        if service not in self._holds or until > self._holds[service][0]:
            self._holds[service] = until, reason

    def held(self, service: str) -> tuple[float, ArxivError] | None:
        """For how many seconds more a service is to be left in peace, and why."""
        holds = [self._holds[each] for each in (EVERY, service) if each in self._holds]
        until, reason = max(holds, key=itemgetter(0), default=(0.0, None))
        left = until - self.clock()
        return None if reason is None or left <= 0 else (left, reason)

    def _rest(self, interval: float) -> float:
        return 0.0 if self._ended is None else self._ended + interval - self.clock()

    def _refuse_while_held(self, service: str) -> None:
        if held := self.held(service):
            raise Held(held[1])


# Another process may have asked a moment ago: a poll that was killed, or the one before this.
PACER = Pacer(asked_at=time.monotonic(), neighbours=Neighbours(lambda: data_folder() / "arxiv.lock"))

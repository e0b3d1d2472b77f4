"""One answer from arXiv, tried again where that can help, and never sooner than arXiv allows.

Between the readers (`client`, `oai`, `rss`), who say what they take for a whole answer, and `wire`, which makes single
requests.
"""

import logging
from collections.abc import Callable
from typing import TypeVar

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.pacing import Held, Pacer, Sleep
from ssl_watch.arxiv.readings import DENIED
from ssl_watch.arxiv.wire import Answer, Wire, may_follow
from ssl_watch.errors import ArxivError, ArxivRefused, ArxivUnavailable

_LOG = logging.getLogger(__name__)
_DAY = 86_400.0
_TOO_FAST = {406, 429}  # 406 has been one of arXiv's ways to say so since September 2026
_TEMPORARY = {408, 425, *_TOO_FAST}
_REDIRECTS = 3

Page = TypeVar("Page")
# Takes an answer's body apart. Raises ArxivUnavailable where it is not whole or answers something else, ArxivRefused
# where arXiv says that the question is wrong.
Accept = Callable[[bytes], Page]


class Asker:
    """Asks for the pages of one reading, with the patience that `bounds` give it; `setting` names the address."""

    def __init__(
        self, wire: Wire, pacer: Pacer, sleep: Sleep, *, interval: float, bounds: Bounds, setting: str
    ) -> None:
        self._wire = wire
        self._pacer = pacer
        self._sleep = sleep
        self._interval = interval
        self._bounds = bounds
        self._setting = setting
        self._until = pacer.clock() + bounds.patience

    def ask(self, url: str, accept: Accept[Page]) -> Page:
        """Get one page that passes every check.

        Raises:
            ArxivUnavailable: tries or patience are used up.
            ArxivRefused: asking the same again can't succeed.
        """
        self._wait_while_held()
        for failures in range(self._bounds.tries):
            try:
                return self._once(url, accept)
            except ArxivUnavailable as error:
                self._wait_after(error, failures)
            except Held as held:
                raise held.reason.with_traceback(None) from None
        raise AssertionError("the last wait raises")

    def _once(self, url: str, accept: Accept[Page]) -> Page:
        answer = self._answer(url)
        if answer.status not in {200, 406}:
            raise self._trouble(answer, accept)
        try:
            return accept(answer.body)
        except ArxivUnavailable as error:
            raise (error if answer.status == 200 else self._trouble(answer, accept)) from error

    def _answer(self, url: str) -> Answer:
        for _ in range(1 + _REDIRECTS):
            with self._pacer.turn(self._interval, self._sleep, self._wire.drop, service=self._setting):
                answer = self._wire.get(url)
            target = answer.redirect
            if target is None:
                return answer
            if not may_follow(url, target):
                raise ArxivUnavailable("arXiv's answer led away from arXiv.")
            url = target
        raise ArxivUnavailable("arXiv's answer led in circles.")

    def _trouble(self, answer: Answer, accept: Accept[Page]) -> ArxivError:
        """What a status means. A 403 silences the whole process for a day: to go on would count as an attack."""
        if answer.status == 403:
            refused = ArxivRefused(f"{DENIED}; it will not be asked again for a day.")
            self._pacer.hold(_DAY, refused)
            return refused
        if 400 <= answer.status < 500 and answer.status not in _TEMPORARY:
            return self._refusal(answer, accept)
        message = f"arXiv answered with status {answer.status}."
        error = ArxivUnavailable(message, retry_after=answer.retry_after)
        if answer.retry_after and answer.status in _TOO_FAST:  # told to us, not of the service
            self._pacer.hold(min(answer.retry_after.total_seconds(), _DAY), error)
        return error

    def _wait_while_held(self) -> None:
        """Wait for what another reading was told to wait for, if it is not for long; `turn` raises it otherwise."""
        held = self._pacer.held(self._setting)
        if held and isinstance(held[1], ArxivUnavailable) and self._pacer.clock() + held[0] <= self._until:
            self._sleep(held[0])

    def _wait_after(self, error: ArxivUnavailable, failures: int) -> None:
        """Wait before the next try, or raise the error where there will be none."""
        asked = error.retry_after.total_seconds() if error.retry_after else 0.0
        doubled = self._bounds.wait * 2**failures * (1 + self._bounds.jitter() / 4)
        wait = max(asked, self._interval, min(doubled, self._bounds.longest_wait))
        if failures + 1 < self._bounds.tries and self._pacer.clock() + wait <= self._until:
            _LOG.info("%s It is asked again in %.0f seconds.", error, wait)
            self._sleep(wait)
            return
        if asked:
            self._pacer.hold(min(asked, _DAY), error, service=self._setting)
        raise error

    def _refusal(self, answer: Answer, accept: Accept[Page]) -> ArxivRefused:
        """A 400 explains itself in its body; other statuses mean that this is not the address it should be."""
        try:
            accept(answer.body)
        except ArxivRefused as refused:
            return refused
        except ArxivUnavailable:
            pass
        return ArxivRefused(f"arXiv answered with status {answer.status}; is {self._setting} right?")

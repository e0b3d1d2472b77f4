"""One page from arXiv, tried again where that can help, and never sooner than arXiv allows.

Between `client`, which wants pages, and `wire`, which makes single requests; `pages` says whether an answer will do.
"""

import logging

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.arxiv.pacing import Held, Pacer, Sleep
from ssl_watch.arxiv.pages import Page, accept
from ssl_watch.arxiv.questions import Question
from ssl_watch.arxiv.readings import DENIED
from ssl_watch.arxiv.wire import Answer, Wire, may_follow
from ssl_watch.errors import ArxivError, ArxivRefused, ArxivUnavailable

_LOG = logging.getLogger(__name__)
_DAY = 86_400.0
_TEMPORARY = {406, 408, 425, 429}  # 406 has been one of arXiv's ways to say “too fast” since September 2026
_REDIRECTS = 3


class Asker:
    """Asks for pages; one per reader."""

    def __init__(self, wire: Wire, pacer: Pacer, sleep: Sleep, *, interval: float, bounds: Bounds) -> None:
        self._wire = wire
        self._pacer = pacer
        self._sleep = sleep
        self._interval = interval
        self._bounds = bounds
        self._until = 0.0

    def begin(self) -> None:
        """A new reading begins, with fresh patience."""
        self._until = self._pacer.clock() + self._bounds.patience

    def ask(self, url: str, question: Question, *, expect_some: bool) -> Page:
        """Get one page that passes every check.

        Raises:
            ArxivUnavailable: tries or patience are used up.
            ArxivRefused: asking the same again can't succeed.
        """
        for failures in range(self._bounds.tries):
            try:
                return self._once(url, question, expect_some=expect_some)
            except ArxivUnavailable as error:
                self._wait_after(error, failures)
            except Held as held:
                raise held.reason.with_traceback(None) from None
        raise AssertionError("the last wait raises")

    def _once(self, url: str, question: Question, *, expect_some: bool) -> Page:
        answer = self._answer(url)
        if answer.status not in {200, 406}:
            raise self._trouble(answer, question)
        try:
            page = accept(answer.body, question)
        except ArxivUnavailable as error:
            raise (error if answer.status == 200 else self._trouble(answer, question)) from error
        if expect_some and not page.total:
            raise ArxivUnavailable("arXiv told of no papers at all where it told of some before.")
        return page

    def _answer(self, url: str) -> Answer:
        for _ in range(1 + _REDIRECTS):
            with self._pacer.turn(self._interval, self._sleep):
                answer = self._wire.get(url)
            target = answer.redirect
            if target is None:
                return answer
            if not may_follow(url, target):
                raise ArxivUnavailable("arXiv's answer led away from arXiv.")
            url = target
        raise ArxivUnavailable("arXiv's answer led in circles.")

    def _trouble(self, answer: Answer, question: Question) -> ArxivError:
        """What a status means. A 403 silences the whole process for a day: to go on would count as an attack."""
        if answer.status == 403:
            refused = ArxivRefused(f"{DENIED}; it will not be asked again for a day.")
            self._pacer.hold(_DAY, refused)
            return refused
        if 400 <= answer.status < 500 and answer.status not in _TEMPORARY:
            return _refusal(answer, question)
        message = f"arXiv answered with status {answer.status}."
        return ArxivUnavailable(message, retry_after=answer.retry_after)

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
            self._pacer.hold(min(asked, _DAY), error)
        raise error


def _refusal(answer: Answer, question: Question) -> ArxivRefused:
    """A 400 explains itself in a feed; other statuses mean that this is not the address of arXiv's API."""
    try:
        accept(answer.body, question)
    except ArxivRefused as refused:
        return refused
    except ArxivUnavailable:
        pass
    return ArxivRefused(f"arXiv answered with status {answer.status}; is SSL_WATCH_ARXIV_API_URL right?")

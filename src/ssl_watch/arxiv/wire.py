"""One HTTP request to arXiv, bounded in every way: time to connect, to each read and in all, size, redirects.

`asking` decides whether to try again. There is never more than one connection; after any trouble the next request
opens a fresh one, because connections that stopped answering were seen to stay dead for minutes.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from ssl_watch.arxiv.bounds import Bounds
from ssl_watch.errors import ArxivUnavailable

_CHUNK = 1 << 16
_LONGEST_WAIT = 30 * 86_400  # seconds; what asks for more means “go away”
_ASKED_IN_THE_BODY = re.compile(rb"(?i)retry after (\d{1,6}) seconds")  # OAI-PMH's 503 has said it in HTML alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, whatever it says."""

    url: str
    status: int
    headers: requests.structures.CaseInsensitiveDict[str]
    body: bytes

    @property
    def redirect(self) -> str | None:
        """Where the answer sends us, as an absolute address."""
        target = self.headers.get("Location") if self.status in {301, 302, 303, 307, 308} else None
        try:
            return urljoin(self.url, target) if target else None
        except ValueError as error:
            raise ArxivUnavailable("arXiv's answer led nowhere.") from error

    @property
    def retry_after(self) -> timedelta | None:
        """How long arXiv asks us to wait; None where it does not, or says zero, as it does when it is at a loss.

        A date is compared with the answer's own Date, so that our clock need not agree with arXiv's.
        """
        value = self.headers.get("Retry-After", "").strip()
        if not value.strip("0") and (told := _ASKED_IN_THE_BODY.search(self.body[:1000])):
            value = told[1].decode()
        if value.isdecimal():
            wait = timedelta(seconds=min(int(value[:9]), _LONGEST_WAIT))
        else:
            until, served = _date(value), _date(self.headers.get("Date", "")) or datetime.now(UTC)
            wait = until - served if until else timedelta()
        return wait if wait > timedelta() else None


class Wire:
    """The one connection to arXiv."""

    def __init__(self, user_agent: str, bounds: Bounds) -> None:
        self._bounds = bounds
        self._live: list[socket.socket] = []
        self._late = False
        self._host = ""
        self._adapter = _OneConnection(self._live)
        self._environment: dict[str, Any] = {}  # its proxies and certificates for the host
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "application/atom+xml, text/xml, */*",
            "Accept-Encoding": "gzip",
            "Connection": "keep-alive",
        }

    def get(self, url: str) -> Answer:
        """Ask once, following no redirect.

        Raises:
            ArxivUnavailable: no whole answer came in time.
        """
        host = urlsplit(url).netloc
        if host != self._host:
            self.drop()  # never two connections, not even where a redirect leads to another host
            self._environment = {}
        self._host = host
        try:
            with self._deadline():
                return self._whole(url)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            self.drop()
            raise ArxivUnavailable(self._what_happened(error)) from error

    def drop(self) -> None:
        """Hang up, even in the middle of an answer and from another thread; the next request connects afresh."""
        while self._live:
            _hang_up(self._live.pop())
        self._adapter.close()

    def _whole(self, url: str) -> Answer:
        # Not by a session's `send`, which reads the whole body of a redirect, however long.
        request = requests.Request("GET", url, headers=self._headers).prepare()
        around = self._environment = self._environment or _environment(url)
        certificates, proxies = around["verify"] or True, around["proxies"]
        times = (self._bounds.connect, self._bounds.read)
        with self._adapter.send(request, stream=True, timeout=times, verify=certificates, proxies=proxies) as response:
            body = bytearray()
            # read1 gives what one read of the socket gave, so that a trickle can't hide from the deadline.
            while chunk := response.raw.read1(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > self._bounds.bytes:
                    self.drop()
                    raise ArxivUnavailable("arXiv's answer was far larger than a page can be.")
            return Answer(url=url, status=response.status_code, headers=response.headers, body=bytes(body))

    @contextmanager
    def _deadline(self) -> Iterator[None]:
        """Cut the connection when the time for the whole request is over, wherever in it we are."""
        self._late = False
        timer = threading.Timer(self._bounds.total, self._be_late)
        timer.daemon = True
        timer.start()
        try:
            yield
            if self._late:
                raise requests.Timeout
        finally:
            timer.cancel()

    def _be_late(self) -> None:
        self._late = True
        self.drop()

    def _what_happened(self, error: Exception) -> str:
        if self._late:
            return f"arXiv did not finish its answer within {self._bounds.total:g} seconds."
        if isinstance(error, requests.ConnectTimeout):
            return f"arXiv could not be reached within {self._bounds.connect:g} seconds."
        if isinstance(error, requests.ReadTimeout | urllib3.exceptions.ReadTimeoutError):
            return f"arXiv was silent for {self._bounds.read:g} seconds."
        if isinstance(error, requests.exceptions.SSLError):
            return "The connection to arXiv is not trusted: its certificate was not accepted."
        if isinstance(error, urllib3.exceptions.ProtocolError):
            return "arXiv's answer broke off."
        return "arXiv could not be reached, or broke the connection off."


def may_follow(asked: str, target: str) -> bool:
    """Whether a redirect leads where arXiv's answers come from: the same host, or arXiv's own; never off HTTPS."""
    before, after = urlsplit(asked), urlsplit(target)
    same = after.hostname == before.hostname
    own = all(f".{name}".endswith(".arxiv.org") for name in (before.hostname, after.hostname))
    kept = after.scheme == "https" or (after.scheme == "http" and before.scheme == "http" and same)
    return kept and (same or own)


def _environment(url: str) -> dict[str, Any]:
    """HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE and what else `requests` goes by."""
    with requests.Session() as session:
        return {**session.merge_environment_settings(url, {}, stream=True, verify=None, cert=None)}


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


class _OneConnection(HTTPAdapter):
    """Keeps one connection per host and notes its socket in `live`."""

    def __init__(self, live: list[socket.socket]) -> None:
        self._live = live
        super().__init__(pool_connections=1, pool_maxsize=1, pool_block=True, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._note)

    def _note(self, connected: socket.socket | None) -> None:
        self._live[:] = [connected] if connected else []


def _pools(note: Callable[[socket.socket | None], None]) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    class Plain(urllib3.connection.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            note(self.sock)

    class Secure(urllib3.connection.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            note(self.sock)

    class PlainPool(urllib3.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was closed already

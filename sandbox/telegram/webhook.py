"""The other way for updates to reach a bot: pushed to its address, one after the other, with its secret.

Telegram demands HTTPS; here plain HTTP is taken too, as nothing leaves this machine: only loopback is called.
"""

import http.client
import json
import re
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox.telegram.bell import Bell
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.updates import Updates

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = {"127.0.0.1", "localhost"}
_ANSWERS_WITHIN = 10.0  # seconds
_LONGEST_PAUSE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to push, and the secret to show there."""

    url: str
    secret: str | None = None


def read_target(url: str, secret: str | None) -> Target:
    """Check what setWebhook was given.

    Raises:
        Refusal: 400; no address that can be pushed to, or no such secret is allowed.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: only loopback addresses are called from this stand-in")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return Target(url=url, secret=secret)


class Webhook:
    """Pushes what waits until it is ended; an update that is not taken with 2xx is tried again."""

    def __init__(self, target: Target, updates: Updates, bell: Bell) -> None:
        self.target = target
        self.last_error: str | None = None
        self._updates = updates
        self._bell = bell
        self._news = threading.Event()
        self._ended = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="webhook").start()

    def wake(self) -> None:
        """There may be something to push."""
        self._news.set()

    def end(self) -> None:
        """Push nothing more."""
        self._ended.set()
        self._news.set()

    def _run(self) -> None:
        pause = 0.1
        while not self._ended.is_set():
            waiting = list(self._updates.waiting[:1])
            if not waiting:
                self._news.wait()
                self._news.clear()
            elif self._push(waiting[0]):
                with self._bell:
                    self._updates.confirm(int(str(waiting[0]["update_id"])) + 1)
                pause = 0.1
            else:
                self._ended.wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    def _push(self, update: dict[str, object]) -> bool:
        parts = urlsplit(self.target.url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=_ANSWERS_WITHIN)
        headers = {"Content-Type": "application/json"}
        if self.target.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.target.secret
        try:
            connection.request("POST", f"{parts.path or '/'}?{parts.query}".rstrip("?"), json.dumps(update), headers)
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            self.last_error = f"Connection failed: {type(error).__name__}"
            return False
        finally:
            connection.close()
        if not 200 <= status < 300:
            self.last_error = f"Wrong response from the webhook: {status}"
        return 200 <= status < 300

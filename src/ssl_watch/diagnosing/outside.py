"""arXiv, Telegram and, by arXiv's own, the clock: one request each, and never the token in what is told."""

import http.client
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode

from ssl_watch.arxiv.pacing import PACER, Pacer
from ssl_watch.diagnosing.findings import Finding, fail, ok, warn
from ssl_watch.settings import Settings

PATIENCE = 20.0  # seconds for an answer, however slowly it trickles
_MOST_READ = 1 << 16  # bytes
_CLOCK_IS_OFF = timedelta(minutes=1)
_NETWORK = "check the network, its proxy and its firewall"
_AFTER_403 = "wait a day before asking again, and give SSL_WATCH_CONTACT"
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_TRANSIENT = frozenset({406, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """`status` 0: there was none, and `fault` says why."""

    status: int = 0
    body: bytes = b""
    date: str = ""
    fault: str = ""


def look_outside(
    settings: Settings, *, now: datetime, silence: str | None = None, patience: float = PATIENCE, pacer: Pacer = PACER
) -> Iterator[Finding]:
    """Ask arXiv, compare the clocks, ask Telegram. arXiv is not asked while it is to be left in peace (`silence`)."""
    answer = _Answer(fault=silence) if silence else _ask_arxiv(settings, patience, pacer)
    yield _clock(answer, now)
    yield fail("arxiv", silence, _AFTER_403) if silence else _arxiv(answer)
    yield _telegram(settings, patience)


def _ask_arxiv(settings: Settings, patience: float, pacer: Pacer) -> _Answer:
    question = urlencode({"search_query": 'ti:"self-supervised"', "start": 0, "max_results": 1})
    agent = f"ssl-watch-doctor (+{settings.contact})" if settings.contact else "ssl-watch-doctor"
    with pacer.turn(settings.arxiv_interval, time.sleep):  # a poll may have ended a moment ago
        return _ask(f"{settings.arxiv_api_url}?{question}", agent=agent, patience=patience)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Elsewhere is not where we were told to ask, and a second request at once is more than arXiv allows."""

    def redirect_request(self, *_args: Any) -> None:
        """Make an error of it, which tells the status."""


def _ask(url: str, *, agent: str, patience: float) -> _Answer:
    """One request. The socket's own time-out is for each piece of an answer, which may come in thousands."""
    answers: list[_Answer] = []
    asking = threading.Thread(target=lambda: answers.append(_answer(url, agent, patience)), daemon=True)
    asking.start()
    asking.join(patience)
    return answers[0] if answers else _Answer(fault=f"no whole answer within {patience:g} seconds")


def _answer(url: str, agent: str, patience: float) -> _Answer:
    opener = urllib.request.build_opener(_NoRedirects)
    opener.addheaders = [("User-Agent", "".join(filter(str.isprintable, agent.encode("ascii", "ignore").decode())))]
    try:
        with opener.open(url, timeout=patience) as response:
            return _Answer(
                status=response.status, body=response.read(_MOST_READ), date=response.headers.get("Date", "")
            )
    except urllib.error.HTTPError as error:
        with error:
            return _Answer(status=error.code, date=error.headers.get("Date", ""), fault=f"HTTP status {error.code}")
    except urllib.error.URLError as error:
        return _Answer(fault=_reason(error.reason))
    except (OSError, ValueError, http.client.HTTPException) as error:
        return _Answer(fault=_reason(error))


def _reason(error: object) -> str:
    """The kind of error and the system's word for it; an error's own text may hold the address, token included."""
    told = error.strerror if isinstance(error, OSError) else None
    return told or type(error).__name__


def _arxiv(answer: _Answer) -> Finding:
    if answer.status == 200 and b"<feed" in answer.body:
        return ok("arxiv", "it answers")
    if answer.status == 200:
        return fail("arxiv", "something answers that is not arXiv's API", "check SSL_WATCH_ARXIV_API_URL and the proxy")
    if answer.status == 403:
        return fail("arxiv", "it denies access (403)", _AFTER_403)
    if answer.status in _ELSEWHERE:
        return warn(
            "arxiv", f"it sends us elsewhere ({answer.fault})", "name the new address in SSL_WATCH_ARXIV_API_URL"
        )
    if answer.status in _TRANSIENT:
        return warn("arxiv", f"it is busy ({answer.fault})", "wait; the next poll reads everything that was missed")
    return fail("arxiv", f"it does not answer: {answer.fault}", f"{_NETWORK}, and SSL_WATCH_ARXIV_API_URL")


def _clock(answer: _Answer, now: datetime) -> Finding:
    try:
        theirs = parsedate_to_datetime(answer.date).astimezone(UTC)
    except ValueError:
        return warn("clock", f"{now:%Y-%m-%d %H:%M} UTC by this machine, compared with nobody", "see arxiv below")
    off = abs(now - theirs)
    if off <= _CLOCK_IS_OFF + timedelta(seconds=PATIENCE):
        return ok("clock", "agrees with arXiv's")
    told = f"{now:%Y-%m-%d %H:%M} UTC here, {theirs:%Y-%m-%d %H:%M} UTC at arXiv"
    return fail("clock", told, "set the clock (timedatectl set-ntp true): digests go out by it")


def _telegram(settings: Settings, patience: float) -> Finding:
    if settings.bot_token is None:
        return fail("telegram", "there is no token", "get one from @BotFather and put it into SSL_WATCH_BOT_TOKEN")
    token = quote(settings.bot_token.get_secret_value(), safe=":")
    answer = _ask(f"{settings.telegram_url}/bot{token}/getMe", agent="ssl-watch-doctor", patience=patience)
    if answer.status in {401, 404}:
        return fail("telegram", "the token was refused", "ask @BotFather for a new one (/token)")
    if answer.status in _TRANSIENT:
        return warn("telegram", f"it is busy ({answer.fault})", "wait; nothing owed is lost")
    if answer.status != 200:
        return fail("telegram", f"it does not answer: {answer.fault}", f"{_NETWORK}, and SSL_WATCH_TELEGRAM_URL")
    name = _bot_name(answer.body)
    if name is None:
        return fail("telegram", "something answers that is not the Bot API", "check SSL_WATCH_TELEGRAM_URL")
    return ok("telegram", f"it answers as @{name}")


def _bot_name(body: bytes) -> str | None:
    try:
        name = json.loads(body)["result"]["username"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return name if isinstance(name, str) and name.isidentifier() else None

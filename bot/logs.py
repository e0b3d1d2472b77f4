"""Logging: one line or one JSON document per record on standard error, in UTC, and never a secret.

Set up once, by `bot.__main__`. httpx writes every address it calls, token included, at INFO: it is kept at WARNING,
and what still carries a token, an exception's text for one, is redacted on its way out.
"""

import json
import logging
import re
import sys
import time
from collections.abc import Iterable
from typing import TextIO

_HIDDEN = "[hidden]"
_TOKEN_SHAPE = re.compile(r"\d{5,}(?::|%3[Aa])[\w-]{20,}")  # of any bot, ours or one pasted by somebody
_WORDY = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "urllib3": logging.WARNING,
    "arxiv": logging.WARNING,
    "alembic.runtime.plugins": logging.WARNING,
    "apscheduler": logging.ERROR,  # it warns of every tick that is due while the last one still runs
}


class Redaction(logging.Filter):
    """Takes the given secrets, and whatever looks like a bot's token, out of records and their tracebacks."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        known = {form for secret in secrets for form in _forms(secret)}
        self._known = sorted(known, key=len, reverse=True)
        self._tracebacks = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; every record passes."""
        record.msg, record.args = self.hide(_message(record)), None
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = self.hide(record.exc_text or self._tracebacks.formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = self.hide(record.stack_info)
        return True

    def hide(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._known:
            text = text.replace(secret, _HIDDEN)
        return _TOKEN_SHAPE.sub(_HIDDEN, text)


class JsonLines(logging.Formatter):
    """One JSON document per record."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, logger, message and, if there is one, the traceback."""
        fields = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            fields["traceback"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def set_up(level: str, *, form: str = "text", secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send everything from `level` up to standard error (or `stream`), as `text` or `json`."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.addFilter(Redaction(secrets))
    handler.setFormatter(JsonLines() if form == "json" else _text_lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name, least in _WORDY.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))


def _forms(secret: str) -> set[str]:
    """How the secret may stand in a text: as it is, in an address, and a token's secret half by itself."""
    return {form for form in (secret, secret.replace(":", "%3A"), secret.partition(":")[2]) if len(form) > 3}


def _text_lines() -> logging.Formatter:
    lines = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    lines.converter = time.gmtime
    return lines


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"  # a wrong log call is shown as it is, never raised in its caller

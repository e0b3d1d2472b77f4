"""Every error the watch raises, in one tree; permanent and temporary ones are different classes.

    WatchError
    ├── BadInput                a user, a file or a setting said something unreadable; the message says what to do
    │   ├── NotAnArxivId
    │   ├── NotATimeZone
    │   └── NotATime
    ├── SettingsError           a setting is missing or wrong; names the variable
    ├── StoreError              the database can't be opened or is not ours
    ├── SummaryError            no summary came of the endpoint that the operator named; the local one stays
    │   ├── EndpointUnavailable temporary: time-outs, refusals, an answer in no known form
    │   └── NotASummary         what it said is not a summary of the paper
    └── ArxivError              arXiv could not be read
        ├── ArxivUnavailable    temporary: time-outs, 429, 5xx, a short or wrong page; later may work
        └── ArxivRefused        permanent: a query that arXiv calls wrong (400), or access denied (403)

Libraries' errors are translated at the border where they arise, always `raise … from` their cause.
"""

from datetime import timedelta


class WatchError(Exception):
    """Base of all; its text is one sentence for a person."""


class BadInput(WatchError):
    """Somebody's input can't be read; the text tells what would be."""


class NotAnArxivId(BadInput):
    """The text holds no arXiv identifier."""


class NotATimeZone(BadInput):
    """The text names no IANA time zone; `hints` are the nearest names."""

    def __init__(self, text: str, hints: tuple[str, ...] = ()) -> None:
        super().__init__(f"“{text[:60]}” is not a time zone")
        self.hints = hints


class NotATime(BadInput):
    """The text is not a time of day such as 08:30."""


class SettingsError(WatchError):
    """A setting is missing or wrong."""


class StoreError(WatchError):
    """The database can't be used."""


class SummaryError(WatchError):
    """No summary came of the endpoint."""


class EndpointUnavailable(SummaryError):
    """The endpoint could not be asked, or gave no answer in its protocol."""


class NotASummary(SummaryError):
    """The endpoint's text is not a summary of the paper; says why."""


class ArxivError(WatchError):
    """arXiv could not be read."""


class ArxivUnavailable(ArxivError):
    """Temporary. `retry_after` is what arXiv asked for, if it did."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ArxivRefused(ArxivError):
    """Permanent: asking the same again can't succeed."""

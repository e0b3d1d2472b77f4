"""The coverage receipt: what was read of arXiv for a digest, and what became of it.

It closes each page of a digest (`bot.messages.digest`), so that its reader can check that nothing was missed.
"""

from collections.abc import Sequence

from bot.messages.dates import ARXIV_ZONE, moment
from bot.messages.facts import said
from ssl_watch.digests import Coverage

_SOURCES = {"api": "API", "oai": "OAI-PMH", "rss": "RSS"}


def receipt(coverage: Coverage, days_late: Sequence[int] = ()) -> str:
    """Account for what was read: new candidates, those about SSL, those that match, late ones, sources, failures.

    `announced` counts papers that were new to this instance in what it asked arXiv for, not all that arXiv announced.
    """
    late = f", {coverage.late} of them late{_span(days_late)}" if coverage.late else ""
    counts = (
        f"arXiv: {count(coverage.announced, 'new candidate')} read, {coverage.relevant} about SSL, "
        f"{coverage.matched} matching your settings{late}."
    )
    return f"<i>{counts} {_reading(coverage)} {_failures(coverage.failed)}</i>"


def _span(days: Sequence[int]) -> str:
    if not days:
        return ""
    return f" ({count(days[0], 'day')})" if min(days) == max(days) else f" ({min(days)} to {max(days)} days)"


def _reading(coverage: Coverage) -> str:
    if coverage.read_at is None:
        return "arXiv has not been read yet."
    names = ", ".join(said(_SOURCES.get(source, source), 20) for source in coverage.sources[:5])
    label = "Sources" if len(coverage.sources) > 1 else "Source"
    return f"{label}: {names or 'unknown'}, last read {moment(coverage.read_at, ARXIV_ZONE)} ET."


def _failures(failed: int) -> str:
    return f"{count(failed, 'reading')} failed since your last digest." if failed else "No reading failed."


def count(number: int, noun: str) -> str:
    """Count: 1 paper, 2 papers."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""The coverage receipt: what arXiv announced since the last digest, what of it was read, and what became of it.

It closes each page of a digest (`bot.messages.digest`), so that its reader can check that nothing was missed.
"""

from collections.abc import Iterable, Sequence

from bot.messages.dates import ARXIV_ZONE, moment
from bot.messages.facts import said
from ssl_watch.announcements import FeedState
from ssl_watch.digests import Coverage

_SOURCES = {"api": "API", "oai": "OAI-PMH", "rss": "RSS"}
_FEED = {
    FeedState.WAITING: "arXiv’s latest announcement is still awaited.",
    FeedState.QUIET: "No announcement was due since.",
    FeedState.STALLED: "arXiv’s announcements have stalled.",
    FeedState.FAILED: "The last reading failed; the next one makes it good.",
}


def receipt(coverage: Coverage, days_late: Sequence[int] = ()) -> str:
    """Account for what was announced, about SSL, matching, late; for the sources; for what is missing or failed."""
    late = f", {coverage.late} of them late{_span(days_late)}" if coverage.late else ""
    left_out = f"; {coverage.left_out:,} more left out by your corrections" if coverage.left_out else ""
    counts = (
        f"arXiv: {count(coverage.announced, 'paper')} announced, {coverage.relevant:,} about SSL, "
        f"{coverage.matched:,} matching your settings{late}{left_out}."
    )
    feed = _FEED.get(coverage.state, "") if coverage.state else ""
    told = (counts, _reading(coverage), _missing(coverage), _failures(coverage.failed), feed)
    return f"<i>{' '.join(filter(None, told))}</i>"


def _span(days: Sequence[int]) -> str:
    if not days:
        return ""
    return f" ({count(days[0], 'day')})" if min(days) == max(days) else f" ({min(days)} to {max(days)} days)"


def _reading(coverage: Coverage) -> str:
    if coverage.read_at is None:
        return "arXiv has not been read yet."
    label = "Sources" if len(coverage.sources) > 1 else "Source"
    read = f"{label}: {source_names(coverage.sources)}, last read {moment(coverage.read_at, ARXIV_ZONE)} ET"
    if coverage.unmatched is None or len(coverage.sources) < 2:
        return f"{read}."
    if not coverage.unmatched:
        return f"{read}; they agree."
    return f"{read}; {count(coverage.unmatched, 'paper')} not in all of them yet."


def source_names(sources: Iterable[str]) -> str:
    """Name the sources as arXiv does."""
    named = [said(_SOURCES.get(source, source), 20) for source in sources]
    return ", ".join(named[:5]) or "unknown"


def _missing(coverage: Coverage) -> str:
    """Numbers of arXiv's sequence whose papers nobody has; nothing is said while there are none."""
    told = []
    if coverage.open_holes:
        told.append(f"{count(coverage.open_holes, 'number')} of arXiv’s sequence missing, asked for daily")
    if coverage.gaps:
        told.append(f"{coverage.gaps} given up after two weeks")
    return f"{'; '.join(told)}." if told else ""


def _failures(failed: int) -> str:
    return f"{count(failed, 'reading')} failed since your last digest." if failed else "No reading failed."


def count(number: int, noun: str) -> str:
    """Count: 1 paper, 2 papers."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

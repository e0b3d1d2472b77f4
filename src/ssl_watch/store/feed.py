"""What the polls leave behind about arXiv's feed: since when papers are news, the newest identifier, what disagrees."""

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from ssl_watch.announcements import Feed, Number, number_of
from ssl_watch.store import marks, poll_runs

_PRIMARY = "oai"
_NEWS_FROM, _NEWEST, _UNMATCHED, _TOLD = "news from", "newest", "unmatched", "feed told"
_MOST_UNMATCHED = 1000


def get(transaction: Connection) -> Feed:
    """How the feed was found."""
    newest, _, seen_at = (marks.get(transaction, _NEWEST) or "").partition(" ")
    last = poll_runs.last(transaction, source=_PRIMARY)
    failed = last is not None and not last.succeeded
    compared = last is not None and last.succeeded
    return Feed(
        newest=newest or None,
        seen_at=datetime.fromisoformat(seen_at) if seen_at else None,
        failed=failed,
        unmatched=len(unmatched(transaction)) if compared else None,
    )


def news_from(transaction: Connection) -> Number | None:
    """The first identifier that is news, once that was decided."""
    return number_of(marks.get(transaction, _NEWS_FROM) or "")


def begin_news(transaction: Connection, number: Number) -> None:
    """Decide from where on papers are news; it is decided once."""
    if news_from(transaction) is None:
        marks.put(transaction, _NEWS_FROM, str(number))


def note_newest(transaction: Connection, number: Number, *, now: datetime) -> None:
    """Note an identifier that was first seen at a moment, if it is the newest."""
    known = number_of((marks.get(transaction, _NEWEST) or "").partition(" ")[0])
    if known is None or number > known:
        marks.put(transaction, _NEWEST, f"{number} {now.isoformat()}")


def unmatched(transaction: Connection) -> tuple[str, ...]:
    """The ids that other sources showed and the primary one has not."""
    return tuple(json.loads(marks.get(transaction, _UNMATCHED) or "[]"))


def note_unmatched(transaction: Connection, ids: Collection[str]) -> None:
    """Keep those ids, in place of what was there."""
    marks.put(transaction, _UNMATCHED, json.dumps(sorted(ids)[:_MOST_UNMATCHED]))


def told(transaction: Connection) -> str | None:
    """Which trouble of the feed operators were told of, while it lasts."""
    return marks.get(transaction, _TOLD) or None


def note_told(transaction: Connection, trouble: str | None) -> None:
    """Note that operators were told, or that the trouble is over."""
    marks.put(transaction, _TOLD, trouble or "")

"""Every table, as the newest migration leaves it (a test compares the two).

The files beside this package, one per noun, read and write them; nothing outside `ssl_watch.store` sees a column.
In the database a chat without a topic has thread 0, because a key can't hold NULL.
"""

from ssl_watch.store.tables.chats import (
    OF_A_CHAT,
    SETTINGS,
    bookmarks,
    deliveries,
    digests,
    disputes,
    followed_searches,
    sent_papers,
    subscribers,
)
from ssl_watch.store.tables.papers import filings, likenesses, papers, search_places, tallies, versions
from ssl_watch.store.tables.shared import LISTED, NEWS, metadata
from ssl_watch.store.tables.watching import changes, holes, marks, poll_runs, sightings

__all__ = [
    "LISTED",
    "NEWS",
    "OF_A_CHAT",
    "SETTINGS",
    "bookmarks",
    "changes",
    "deliveries",
    "digests",
    "disputes",
    "filings",
    "followed_searches",
    "holes",
    "likenesses",
    "marks",
    "metadata",
    "papers",
    "poll_runs",
    "search_places",
    "sent_papers",
    "sightings",
    "subscribers",
    "tallies",
    "versions",
]

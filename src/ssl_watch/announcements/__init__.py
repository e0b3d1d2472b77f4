"""arXiv's announcements: when one is due, in which order they give identifiers out, and how the feed stands.

`timetable` knows arXiv's evenings, `numbers` the sequence of identifiers that is the only proof of completeness, `feed`
tells fresh from quiet and late from stalled. All of it pure; `polling` and `composing` ask.
"""

from ssl_watch.announcements.feed import Feed, FeedState
from ssl_watch.announcements.numbers import (
    Number,
    first_news,
    is_news,
    is_plausible,
    missing_between,
    newest_of,
    number_of,
)
from ssl_watch.announcements.timetable import ZONE, first_due_after, is_announced_on, last_due

__all__ = [
    "ZONE",
    "Feed",
    "FeedState",
    "Number",
    "first_due_after",
    "first_news",
    "is_announced_on",
    "is_news",
    "is_plausible",
    "last_due",
    "missing_between",
    "newest_of",
    "number_of",
]

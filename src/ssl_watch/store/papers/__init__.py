"""Papers in the database: recorded once and again as they change, read back whole, listed and searched.

`recording` writes, `reading` finds by id or by order of first sight, `listing` answers lists, `finding` searches in
what `indexing` keeps and `asking` puts into words, `likening` finds papers that are like one, `counting` counts,
`tallying` keeps counts ready; `filling` makes for older papers what is kept beside them; `rows` knows how a judged
paper lies in its tables.
"""

from ssl_watch.store.papers.counting import count_news, counts_by_domain, totals
from ssl_watch.store.papers.finding import search
from ssl_watch.store.papers.indexing import settle
from ssl_watch.store.papers.likening import Like, like
from ssl_watch.store.papers.listing import every, latest, reasons
from ssl_watch.store.papers.reading import (
    Version,
    get,
    get_many,
    judged_by_others,
    known,
    last_seen,
    last_seen_by,
    news_between,
    versions,
)
from ssl_watch.store.papers.recording import Recording, record, record_many, rejudge

__all__ = [
    "Like",
    "Recording",
    "Version",
    "count_news",
    "counts_by_domain",
    "every",
    "get",
    "get_many",
    "judged_by_others",
    "known",
    "last_seen",
    "last_seen_by",
    "latest",
    "like",
    "news_between",
    "reasons",
    "record",
    "record_many",
    "rejudge",
    "search",
    "settle",
    "totals",
    "versions",
]

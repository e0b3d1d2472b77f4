"""Polling: one reading of a source, judged and recorded, and what operators are told of it.

`watching` is the poll that runs by the clock, `backfilling` reads history month by month; both judge and record
through `recording`. `notices` are the sentences for operators. Between `arxiv`, which reads, and `store`, which keeps.
"""

from ssl_watch.polling.backfilling import backfill
from ssl_watch.polling.silence import raise_if_silent
from ssl_watch.polling.watching import poll

__all__ = ["backfill", "poll", "raise_if_silent"]

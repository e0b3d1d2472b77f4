"""Polling: every source of arXiv read, judged and recorded, and what operators are told of it.

`watching` is the poll that runs by the clock and goes through the others in turn: `sources` reads OAI-PMH and the API,
`proving` compares with arXiv's list of identifiers and with RSS and asks for what is missing, `sweeping` looks back.
`rounds` is what they share, `recording` what becomes of a reading. `backfilling` reads history month by month.
`notices` are the sentences for operators, `standing` is what they are shown. Between `arxiv`, which reads, and `store`,
which keeps.
"""

from ssl_watch.polling.backfilling import backfill
from ssl_watch.polling.silence import raise_if_silent
from ssl_watch.polling.standing import look
from ssl_watch.polling.watching import poll

__all__ = ["backfill", "look", "poll", "raise_if_silent"]

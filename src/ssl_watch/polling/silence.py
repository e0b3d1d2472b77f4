"""The day of silence after arXiv's 403, which outlives the process in the rows of the polls.

To go on asking would count as an attack, so `watching`, `backfilling` and the doctor all look here first.
"""

from datetime import datetime, timedelta

from ssl_watch.arxiv import DENIED
from ssl_watch.errors import ArxivRefused
from ssl_watch.store import Store, poll_runs

_SILENCE = timedelta(days=1)


def raise_if_silent(store: Store, *, now: datetime) -> None:
    """See that arXiv may be asked.

    Raises:
        Silent: it denied access within the last day.
    """
    with store.reading() as tx:
        denied = poll_runs.last_error(tx, beginning=DENIED)
    if denied is not None and abs(now - denied.ended_at) < _SILENCE:  # our clock may have run ahead then
        raise Silent(f"{DENIED}; it will not be asked again before {denied.ended_at + _SILENCE:%Y-%m-%d %H:%M} UTC.")


class Silent(ArxivRefused):
    """arXiv was not asked."""

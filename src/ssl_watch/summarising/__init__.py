"""IMPROVE: new papers' summaries written by an endpoint of the operator's choice; off unless one is named.

`endpoint` asks it, `summaries.answers` holds what it says hostile. Whatever goes wrong, the paper keeps the summary
that was chosen from its abstract. Every question counts against the budget of the day, also after a restart; what was
written lies with its paper and is not asked for again.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from ssl_watch.errors import EndpointUnavailable, NotASummary
from ssl_watch.store import Store
from ssl_watch.store import summaries as stored
from ssl_watch.summaries import answers
from ssl_watch.summarising.endpoint import Endpoint, open_endpoint
from ssl_watch.verdicts import JudgedPaper

__all__ = ["Endpoint", "improve", "open_endpoint"]

_LOG = logging.getLogger(__name__)
_FRESH = timedelta(days=2)  # older papers have been sent with the summary they have
_LONGEST = 300.0  # seconds in one go: the next poll must not wait
_MOST_FAILURES = 2  # one after the other, and the endpoint is left alone until the next poll


def improve(store: Store, endpoint: Endpoint, *, now: datetime, stopwatch: Callable[[], float] = time.monotonic) -> int:
    """Ask for summaries of the papers that came last; how many were kept. No transaction is open while it is asked."""
    began, failures, kept = stopwatch(), 0, 0
    for judged in _awaiting(store, endpoint, now=now):
        if failures >= _MOST_FAILURES or stopwatch() - began > _LONGEST:
            break
        with store.writing() as tx:
            stored.spend(tx, now=now)
        try:
            text = answers.read(endpoint.summarise(judged.paper), judged.paper)
        except EndpointUnavailable as error:
            _LOG.warning("The endpoint for summaries gave none: %s", error)
            failures += 1
            continue
        except NotASummary as error:
            _LOG.warning("The endpoint's summary of %s is not used: %s", judged.paper.arxiv_id, error)
            failures = 0
            continue
        failures = 0
        with store.writing() as tx:
            kept += stored.put(tx, judged, text=text, by=endpoint.model)
    return kept


def _awaiting(store: Store, endpoint: Endpoint, *, now: datetime) -> tuple[JudgedPaper, ...]:
    with store.reading() as tx:
        left = endpoint.budget - stored.spent(tx, now=now)
        return stored.awaiting(tx, since=now - _FRESH, limit=left) if left > 0 else ()

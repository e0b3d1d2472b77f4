"""Looking back: slices of the past compared with arXiv's lists, and the API's year month by month.

Which slices a poll takes is decided by `polls.plans`. Each is done for itself, and crossed off when it is: a poll that
fails or ends halfway loses one of them, and the next goes on.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial

from ssl_watch.errors import ArxivError
from ssl_watch.polling.rounds import Round
from ssl_watch.polling.sources import record_pages
from ssl_watch.polls import Counts
from ssl_watch.polls.plans import OAI, Sweep, end_of, in_our_sets, month_after, overlap
from ssl_watch.store import Store, Transaction, feed, marks, sightings

_SWEEP = "sweep"
_ONE_BY_ONE = 8  # so many single requests cost no more than the harvest of a slice


def plan(round_: Round) -> Sweep:
    """The slices that wait; those of a new week, of a new month and of a long silence of ours are added first.

    To be called before OAI-PMH is harvested: a good harvest ends the silence.
    """
    urgent = overlap(round_.now, round_.past(OAI).good_at).slices
    return _change(round_.store, lambda sweep: sweep.refilled(round_.now, urgent))


def waiting(tx: Transaction) -> Sweep:
    """The slices that wait, as the last poll left them."""
    return Sweep.from_text(marks.get(tx, _SWEEP))


def taken(round_: Round) -> tuple[date, ...]:
    """The slices to be compared now; none before anything was read, or while OAI-PMH can't be."""
    with round_.store.reading() as tx:
        if feed.news_from(tx) is None:
            return ()
        slices = waiting(tx).taken(round_.now)
    return slices if round_.read_well(OAI) else ()


def look_back(round_: Round, slices: tuple[date, ...]) -> Iterator[Counts]:
    """Compare slices with arXiv's lists. One that can't be read goes behind the others, and the poll takes no more."""
    for start in slices:
        try:
            yield from _compare(round_, start)
        except ArxivError:
            _change(round_.store, partial(Sweep.put_off, start=start))
            raise
        _change(round_.store, partial(Sweep.without, start=start, now=round_.now))


def _compare(round_: Round, start: date) -> Iterator[Counts]:
    """Read what is not held as it is now: one by one where that is little, else the slice whole."""
    changed: dict[str, date] = {}
    for page in round_.readers.oai.identifiers(start, end_of(start)):
        changed |= {header.arxiv_id: header.modified_on for header in page if in_our_sets(header.sets)}
        yield Counts(total=len(page))
    with round_.store.reading() as tx:
        held = sightings.modified_on(tx, changed)
    stale = [arxiv_id for arxiv_id, day in changed.items() if (held.get(arxiv_id) or date.min) < day]
    if len(stale) > _ONE_BY_ONE:
        yield from record_pages(round_, round_.readers.oai.harvest(start, end_of(start)))
    elif stale:
        yield from record_pages(round_, [round_.readers.oai.read_ids(stale)])


def months_taken(round_: Round) -> tuple[date, ...]:
    """The months of the API's year to be read now."""
    with round_.store.reading() as tx:
        return () if feed.news_from(tx) is None else waiting(tx).months_taken()


def read_year(round_: Round, months: tuple[date, ...]) -> Iterator[Counts]:
    """Read months of submissions from the API, as `look_back` does slices."""
    for start in months:
        try:
            reading = round_.readers.api.read_window(_midnight(start), _midnight(month_after(start)))
            yield from record_pages(round_, [reading])
        except ArxivError:
            _change(round_.store, partial(Sweep.without_month, start=start, again=True))
            raise
        _change(round_.store, partial(Sweep.without_month, start=start))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _change(store: Store, change: Callable[[Sweep], Sweep]) -> Sweep:
    with store.writing() as tx:
        before = waiting(tx)
        sweep = change(before)
        if sweep != before:
            marks.put(tx, _SWEEP, sweep.to_text())
        return sweep

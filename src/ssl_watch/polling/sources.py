"""The sources of papers that every poll reads: OAI-PMH with days of overlap, and the API's rolling window.

Neither has a high-water mark. What is new is what this instance has never seen, and its place in arXiv's sequence says
whether it is news; dates of submission tell neither.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ssl_watch.announcements import Number, first_news, is_news, last_due, newest_of
from ssl_watch.announcements.numbers import FRESH
from ssl_watch.arxiv import ReaderClosed, Reading
from ssl_watch.errors import ArxivError
from ssl_watch.papers import Paper
from ssl_watch.polling import notices
from ssl_watch.polling.recording import Recorder
from ssl_watch.polling.rounds import Doubtful, Past, Round
from ssl_watch.polls import Counts
from ssl_watch.polls.plans import API, OAI, WINDOW, in_our_archives, overlap
from ssl_watch.store import Transaction, feed, holes

_ENOUGH_TO_COMPARE = 20
_BELIEVED_AFTER = 8  # polls in a row that tell of the same few papers: about two days of them
_LOG = logging.getLogger(__name__)


def harvest(round_: Round) -> Iterator[Counts]:
    """Read OAI-PMH: all records of our sets that changed since four days before the last good reading."""
    past = round_.past(OAI)
    since = overlap(round_.now, past.good_at).since
    counts = Counts()
    for each in record_pages(round_, round_.readers.oai.harvest(since)):
        counts += each
        yield each
    announced = last_due(round_.now - timedelta(days=1)).date() > since
    if counts.total == 0 and announced and past.last_good is not None and past.last_good.total > 0:
        raise Doubtful(f"OAI-PMH told of no records since {since:%Y-%m-%d}, where arXiv announces daily.", total=0)


def search(round_: Round) -> Iterator[Counts]:
    """Read the API: all candidates submitted in the 60 days before the last good reading, whole every time."""
    past = round_.past(API)
    # After a long silence of ours the window begins where it would have begun at the last good poll.
    since = min(round_.now, past.good_at or round_.now) - WINDOW
    has_papers = past.last_good is not None and past.last_good.total > 0
    reading = round_.readers.api.read_window(since, round_.now, expect_some=has_papers)
    _doubt(reading, past, round_.now)
    yield from record_pages(round_, [reading])
    with round_.store.reading() as tx:
        news_from = feed.news_from(tx)
    if news_from is not None:
        ours = (paper for paper in reading.papers if in_our_archives(paper.categories))
        round_.shown.update(paper.arxiv_id for paper in ours if is_news(paper.arxiv_id, news_from))


def record_pages(round_: Round, pages: Iterable[Reading]) -> Iterator[Counts]:
    """Record page by page. The first reading ever is held before: it tells from where on papers are news."""
    with round_.store.reading() as tx:
        news_from = feed.news_from(tx)
    fault: ArxivError | None = None
    if news_from is None:
        pages, fault = _all_that_come(pages)
        news_from = _begin(round_, [paper for page in pages for paper in page.papers], is_whole=fault is None)
    if fault is None or news_from is not None:
        yield from _record(round_, pages, news_from)
    if fault is not None:
        raise fault


def _all_that_come(pages: Iterable[Reading]) -> tuple[list[Reading], ArxivError | None]:
    """The pages that were to be had, and what kept the others away."""
    found: list[Reading] = []
    try:
        found.extend(pages)
    except ReaderClosed:
        raise
    except ArxivError as error:
        return found, error
    return found, None


def _record(round_: Round, pages: Iterable[Reading], news_from: Number | None) -> Iterator[Counts]:
    recorder = Recorder(store=round_.store, now=round_.now, news_from=news_from)
    done: dict[str, int] = {}  # papers come once for each of their sets
    for page in pages:
        rest = tuple(paper for paper in page.papers if done.get(paper.arxiv_id, 0) < paper.version)
        done |= {paper.arxiv_id: paper.version for paper in rest}
        yield recorder.record(replace(page, papers=rest))
        _tell_of_oddities(round_, page)


def _begin(round_: Round, papers: list[Paper], *, is_whole: bool) -> Number | None:
    number = first_news(papers, round_.now)
    newest = newest_of((paper.arxiv_id for paper in papers), round_.now)
    if number is None or (not is_whole and (newest is None or number > newest)):  # the rest may hold younger ones
        return None
    with round_.store.writing() as tx:
        feed.begin_news(tx, number)
        _note_that_nothing_came(tx, papers, round_.now)
        return feed.news_from(tx)


def _note_that_nothing_came(tx: Transaction, papers: list[Paper], now: datetime) -> None:
    """The newest paper of a first reading is at least so old; a newer one is noted when it is recorded."""
    if newest := newest_of((paper.arxiv_id for paper in papers), now):
        feed.note_newest(tx, newest._replace(place=max(newest.place - 1, 0)), now=now - FRESH)


def _doubt(reading: Reading, past: Past, now: datetime) -> None:
    """An empty answer is never believed where there was one before; half of one only when it stays that way."""
    good = past.last_good
    if good is None or now - good.started_at > WINDOW or good.total == 0:
        return
    if reading.total == 0:
        raise Doubtful(f"arXiv told of no papers where it told of {good.total} before.", total=0)
    if good.total < _ENOUGH_TO_COMPARE or reading.total * 2 >= good.total or _stays(reading.total, past):
        return
    raise Doubtful(f"arXiv told of {reading.total} papers where it told of {good.total} before.", total=reading.total)


def _stays(total: int, past: Past) -> bool:
    same = past.last is not None and 0.8 * past.last.total <= total <= 1.25 * past.last.total
    return same and past.failures >= _BELIEVED_AFTER


def _tell_of_oddities(round_: Round, reading: Reading) -> None:
    ghosts = _not_told_of(round_, reading.ghosts)
    for kind, ids in (("without title and dates", ghosts), ("unreadable", reading.unreadable)):
        if ids:
            _LOG.warning("arXiv (%s) has records that are %s: %s", reading.source, kind, ", ".join(ids[:20]))
    if reading.unreadable:
        with round_.store.writing() as tx:
            notice = notices.unreadable(reading.source, reading.unreadable)
            notices.tell(tx, round_.admins, notice, now=round_.now)


def _not_told_of(round_: Round, ghosts: tuple[str, ...]) -> tuple[str, ...]:
    """Without holes that were asked for before: they are asked for day by day, and that they stay open is no news."""
    if not ghosts:
        return ()
    with round_.store.reading() as tx:
        asked = {hole.arxiv_id for hole in holes.open_holes(tx) if hole.asked}
    return tuple(arxiv_id for arxiv_id in ghosts if arxiv_id not in asked)

"""The proof of completeness: arXiv's list of identifiers against what is held, and holes asked for until they fill.

arXiv counts its papers, so a number that no list names is missing or was never used. Nothing else can prove that no
paper was missed: every source may leave some out without a word.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ssl_watch.announcements import is_news, last_due, missing_between, newest_of, number_of
from ssl_watch.arxiv import DENIED, Harvester, ReaderClosed, Searcher
from ssl_watch.errors import ArxivError
from ssl_watch.holes import Hole, HoleKind, HoleState
from ssl_watch.polling.rounds import Round
from ssl_watch.polling.sources import record_pages
from ssl_watch.polls import Counts
from ssl_watch.polls.plans import LIST, OAI, in_our_sets, is_due, unread_since
from ssl_watch.store import Transaction, feed, holes, marks, sightings

CHECKED = "sequence checked"  # up to which number the sequence was compared
_HEARD = "rss heard"
_CUT_AFTER = timedelta(hours=4)  # RSS is cut at midnight, an announcement made at 20:00
_AT_ONCE = 100  # ids in one question to the API
_ONE_BY_ONE = 20  # GetRecord is a request for each
_TROUBLED = 2  # faults in a row


def is_list_due(round_: Round) -> bool:
    """Once a day, when OAI-PMH is in order: a list beside a harvest that failed as a whole proves nothing.

    Where single sets failed it names just what they left unread, and that is then asked for by its ids.
    """
    return is_due(round_.now, round_.past(LIST).good_at) and round_.read_some(OAI)


def compare(round_: Round) -> Iterator[Counts]:
    """Read the list of all identifiers that changed lately: the sequence without a hole, ours without one unread."""
    since = unread_since(round_.now, round_.past(LIST).good_at)
    listed: dict[str, bool] = {}  # id: whether it is in one of our sets
    for page in round_.readers.oai.identifiers(since):
        listed |= {header.arxiv_id: in_our_sets(header.sets) for header in page}
        yield Counts(total=len(page))
    with round_.store.writing() as tx:
        unread = sightings.unknown(tx, [arxiv_id for arxiv_id, ours in listed.items() if ours])
        holes.add(tx, unread, HoleKind.UNREAD, now=round_.now)
        _check_sequence(tx, listed, round_.now)
        others = [arxiv_id for arxiv_id, ours in listed.items() if not ours]
        holes.settle(tx, holes.among(tx, others), HoleState.FILLED, now=round_.now)


def _check_sequence(tx: Transaction, listed: dict[str, bool], now: datetime) -> None:
    """The check begins with the newest identifier of the first list."""
    checked = number_of(marks.get(tx, CHECKED) or "")
    if checked is None:
        newest = newest_of(listed, now)
        if newest is not None:
            marks.put(tx, CHECKED, str(newest))
        return
    missing, reached = missing_between(listed, after=checked, now=now)
    holes.add(tx, sightings.unknown(tx, missing), HoleKind.SEQUENCE, now=now)
    marks.put(tx, CHECKED, str(reached))


def is_batch_due(round_: Round) -> bool:
    """Until the batch of the last announcement was heard; RSS is stale at times."""
    with round_.store.reading() as tx:
        heard = marks.get(tx, _HEARD)
    return heard is None or datetime.fromisoformat(heard) < last_due(round_.now - _CUT_AFTER)


def listen(round_: Round) -> Iterator[Counts]:
    """Read RSS: what it names of our sets and nobody else showed is asked for. That it names nothing means nothing."""
    batch = round_.readers.rss.read_batch()
    compared = round_.read_well(OAI)
    with round_.store.writing() as tx:
        news_from = feed.news_from(tx)
        news = {item.arxiv_id for item in batch.items if news_from and is_news(item.arxiv_id, news_from)}
        if compared:
            holes.add(tx, sightings.unknown(tx, news), HoleKind.UNREAD, now=round_.now)
        if batch.published_at is not None:
            marks.put(tx, _HEARD, min(batch.published_at, round_.now).isoformat())
    round_.shown.update(news)
    yield Counts(total=len(batch.items))


def due_holes(round_: Round) -> tuple[Hole, ...]:
    """The open holes that were not asked for today."""
    with round_.store.reading() as tx:
        return tuple(hole for hole in holes.open_holes(tx) if is_due(round_.now, hole.asked_at))


def ask_again(round_: Round, due: tuple[Hole, ...]) -> Iterator[Counts]:
    """Ask for holes by their ids: the API, a hundred at once, then OAI-PMH for some of what it does not have.

    What can't be asked for keeps nothing else from being asked for; the first fault is raised in the end. What was
    asked for two weeks in vain is a known gap, and is asked for no more.
    """
    ids = [hole.arxiv_id for hole in due]
    inquiry = _Inquiry(round_)
    for start in range(0, len(ids), _AT_ONCE):
        yield from inquiry.ask(round_.readers.api, ids[start : start + _AT_ONCE])
    for arxiv_id in _still_open(round_, ids)[:_ONE_BY_ONE]:
        yield from inquiry.ask(round_.readers.oai, [arxiv_id])
    with round_.store.writing() as tx:
        holes.asked(tx, inquiry.answered, now=round_.now)
        given_up = [hole.arxiv_id for hole in holes.open_holes(tx) if hole.is_given_up(round_.now)]
        holes.settle(tx, given_up, HoleState.GAP, now=round_.now)
    if inquiry.faults:
        raise inquiry.faults[0]


@dataclass(slots=True)
class _Inquiry:
    """Questions for holes: `answered` are the ids that a source answered for, were it with no paper."""

    round_: Round
    answered: set[str] = field(default_factory=set)
    faults: list[ArxivError] = field(default_factory=list)
    _in_a_row: Counter[str] = field(default_factory=Counter)

    def ask(self, reader: Searcher | Harvester, ids: list[str]) -> Iterator[Counts]:
        """Ask a source, unless it is the source and not the ids that is in trouble: two faults in a row tell."""
        if self._in_a_row[reader.source] >= _TROUBLED:
            return
        try:
            yield from record_pages(self.round_, [reader.read_ids(ids)])
        except ReaderClosed:
            raise
        except ArxivError as error:
            if str(error).startswith(DENIED):
                raise
            self._in_a_row[reader.source] += 1
            self.faults.append(error)
            return
        self._in_a_row[reader.source] = 0
        self.answered.update(ids)


def _still_open(round_: Round, ids: list[str]) -> list[str]:
    with round_.store.reading() as tx:
        still = holes.among(tx, ids)
    return [arxiv_id for arxiv_id in ids if arxiv_id in still]

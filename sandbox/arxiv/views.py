"""What one of arXiv's services knows at a time: the latest state of each paper, in the orders that services read them.

Services lag behind the announcement, each by as much as `World.lags` says. A view moves on with the clock and never
back; `World` makes a new one where the clock or the past was changed.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sandbox.arxiv.grammar import Node
from sandbox.arxiv.records import Record

_Place = tuple[datetime, str]


class View:
    """`by_change` is in the order of OAI-PMH, `by_submission` in that of submission; both name papers."""

    def __init__(self, records: Iterable[Record], *, lag: timedelta = timedelta()) -> None:
        timed = [(_shown_at(record) + lag, *record.key, record) for record in records if record.announced_at]
        self._coming = sorted(timed, key=lambda each: each[:-1], reverse=True)
        self.lag = lag
        self.now = datetime.min.replace(tzinfo=UTC)
        self.latest: dict[str, Record] = {}
        self.versions: defaultdict[str, dict[int, Record]] = defaultdict(dict)
        self.by_change: list[_Place] = []
        self.by_submission: list[_Place] = []
        self.found: dict[Node, dict[str, bool]] = {}  # what the search has worked out already
        self.written: dict[tuple[str | int, ...], str] = {}  # records as OAI-PMH has written them already

    def move_to(self, now: datetime) -> None:
        """Take in what was shown until now."""
        self.now = now
        while self._coming and self._coming[-1][0] <= now:
            self._show(self._coming.pop()[-1])

    def changed_between(self, since: date, until: date) -> list[Record]:
        """By time of change, then by id; days are UTC's, and both included."""
        return self._between(self.by_change, _midnight(since), _midnight(until) + timedelta(days=1, microseconds=-1))

    def submitted_between(self, since: datetime, until: datetime) -> list[Record]:
        """By the first version's submission; both times included."""
        return self._between(self.by_submission, since, until)

    def _between(self, places: list[_Place], since: datetime, until: datetime) -> list[Record]:
        start, end = bisect_left(places, (since, "")), bisect_right(places, (until, "\uffff"))
        return [self.latest[arxiv_id] for _, arxiv_id in places[start:end]]

    def _show(self, record: Record) -> None:
        versions = self.versions[record.arxiv_id]
        before = versions.get(record.version)
        if before is None or before.edition < record.edition:
            versions[record.version] = record
        latest = self.latest.get(record.arxiv_id)
        if latest is not None and latest.key > record.key:
            return
        if latest is not None:
            _remove(self.by_change, _change(latest))
            _remove(self.by_submission, _submission(latest))
        insort(self.by_change, _change(record))
        insort(self.by_submission, _submission(record))
        self.latest[record.arxiv_id] = record
        for answers in self.found.values():
            answers.pop(record.arxiv_id, None)


def _shown_at(record: Record) -> datetime:
    return record.shown_at or record.announced_at or datetime.max.replace(tzinfo=UTC)


def _change(record: Record) -> _Place:
    return record.announced_at or _shown_at(record), record.arxiv_id


def _submission(record: Record) -> _Place:
    return record.submitted_at, record.arxiv_id


def _remove(places: list[_Place], place: _Place) -> None:
    del places[bisect_left(places, place)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)

"""What a poll is to read this time, given how earlier ones ended.

OAI-PMH is harvested with days of overlap at every poll. Further back its lists are compared with what is held, slice by
slice: 35 days every week, 400 days every month. A list names 20,000 records in one request where the records themselves
take eight, so this proves the same for a hundredth of the traffic; what is not held as it is now is then read whole.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

OAI, API, RSS = "oai", "api", "rss"
LIST, HOLES, SWEEP, YEAR = "oai list", "holes", "oai sweep", "api year"

# What is watched whole; `ssl_watch.arxiv` harvests the same (a test compares the two).
SETS = ("cs", "stat", "eess", "q-bio", "physics:physics")
_ARCHIVES = frozenset(name.rpartition(":")[2] for name in SETS)

WINDOW = timedelta(days=60)  # of submissions, read from the API at every poll
ONCE_A_DAY = timedelta(hours=20)  # polls are not to the minute
SLICE = 4  # days: about what one list of identifiers holds, and one harvest
_DAY = timedelta(days=1)
_OVERLAP = timedelta(days=4)
_LONGEST_HARVEST = timedelta(days=8)
_WEEKLY, _MONTHLY = timedelta(days=35), timedelta(days=400)
_MONTH = timedelta(days=30)
_AT_MOST = 12  # urgent slices in one poll
_STEP = _MONTH / (_MONTHLY.days / SLICE)  # the pace at which a month's slices are due
_STEPS_AT_MOST = 4
_LISTS = ("soon", "later", "months")
_MONTHS_AT_ONCE = 4  # of the API's year


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Days to read anew: from `since` on, and the slices that a long silence of ours left between."""

    since: date
    slices: tuple[date, ...] = ()


def unread_since(now: datetime, last_good: datetime | None) -> date:
    """From which day on a source is to be read: four days before its last good reading, however long ago that was."""
    return (min(last_good or now, now) - _OVERLAP).date()


def overlap(now: datetime, last_good: datetime | None) -> Overlap:
    """Four days before the last good reading of the source, whatever happened since.

    After a long silence only the last days are harvested at once; the rest is left to slices, which can be gone through
    one by one, so that a failure costs one of them.
    """
    latest = (now - _OVERLAP).date()
    since = unread_since(now, last_good)
    if since >= (now - _LONGEST_HARVEST).date():
        return Overlap(since=since)
    return Overlap(since=latest, slices=slices(since, latest))


def slices(since: date, until: date) -> tuple[date, ...]:
    """The first days of the slices that hold any of these days, the newest first; always the same slices."""
    first, last = since.toordinal() // SLICE, until.toordinal() // SLICE
    return tuple(date.fromordinal(number * SLICE) for number in range(last, first - 1, -1))


def end_of(start: date) -> date:
    """The last day of a slice."""
    return start + (SLICE - 1) * _DAY


def is_due(now: datetime, last_good: datetime | None) -> bool:
    """Whether what is read once a day is to be read; a clock that was set back does not stop it."""
    return last_good is None or not timedelta() <= now - last_good < ONCE_A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The slices that wait to be compared with arXiv's lists. It lies in the database between polls.

    `soon` are taken at once, `later` at the pace of a month. `week` and `month` tell when they were last filled,
    `paced` up to when the pace has been kept; `months` are those of the API's year that wait.
    """

    soon: tuple[date, ...] = ()
    later: tuple[date, ...] = ()
    months: tuple[date, ...] = ()
    week: date | None = None
    month: date | None = None
    paced: datetime | None = None

    def refilled(self, now: datetime, urgent: Iterable[date] = ()) -> "Sweep":
        """With the slices of a new week and of a new month, and with urgent ones."""
        today = now.date()
        paced = min(self.paced, now) if self.paced else None  # a clock that was set back does not stop the pace
        sweep = replace(self, soon=_union(self.soon, urgent), paced=paced)
        if self.week is None or not timedelta() <= today - self.week < 7 * _DAY:
            monday = today - today.weekday() * _DAY
            weekly = slices(today - _WEEKLY, today - _OVERLAP)
            sweep = replace(sweep, soon=_union(sweep.soon, weekly), months=_months(today), week=monday)
        if self.month is None or not timedelta() <= today - self.month < _MONTH:
            monthly = slices(today - _MONTHLY, today - _WEEKLY)
            sweep = replace(sweep, later=_union(sweep.later, monthly), month=today, paced=paced or now)
        return sweep

    def taken(self, now: datetime) -> tuple[date, ...]:
        """The slices of this poll."""
        paced = self.later[: self._steps(now)]
        return tuple(dict.fromkeys((*self.soon[:_AT_MOST], *paced)))

    def months_taken(self) -> tuple[date, ...]:
        """The months of this poll, each by its first day."""
        return self.months[:_MONTHS_AT_ONCE]

    def without(self, start: date, now: datetime) -> "Sweep":
        """With one slice done."""
        paced = self.paced
        if start in self.later and start not in self.soon and paced is not None:
            paced = max(paced + _STEP, now - _STEPS_AT_MOST * _STEP)
        return replace(self, soon=_less(self.soon, start), later=_less(self.later, start), paced=paced)

    def put_off(self, start: date) -> "Sweep":
        """With one slice, that can't be read, behind the others."""
        soon = (*_less(self.soon, start), start) if start in self.soon else self.soon
        later = (*_less(self.later, start), start) if start in self.later else self.later
        return replace(self, soon=soon, later=later)

    def without_month(self, start: date, *, again: bool = False) -> "Sweep":
        """With one month of the API's year done, or put behind the others."""
        months = _less(self.months, start)
        return replace(self, months=(*months, start) if again else months)

    def _steps(self, now: datetime) -> int:
        if self.paced is None:
            return 0
        return max(0, min(_STEPS_AT_MOST, int((now - self.paced) / _STEP)))

    def to_text(self) -> str:
        """For the database."""
        told: dict[str, Any] = {name: [each.isoformat() for each in getattr(self, name)] for name in _LISTS}
        told |= {name: each.isoformat() for name in ("week", "month", "paced") if (each := getattr(self, name))}
        return json.dumps(told)

    @classmethod
    def from_text(cls, text: str | None) -> "Sweep":
        """From the database; what can't be read is filled anew."""
        try:
            told = json.loads(text or "{}")
            soon, later, months = (tuple(map(date.fromisoformat, told.get(name, ()))) for name in _LISTS)
            week, month = (date.fromisoformat(told[name]) if name in told else None for name in ("week", "month"))
            paced = datetime.fromisoformat(told["paced"]) if "paced" in told else None
        except (ValueError, TypeError, AttributeError):
            return cls()
        paced = paced if paced is None or paced.tzinfo else None
        return cls(soon=soon, later=later, months=months, week=week, month=month, paced=paced)


def in_our_sets(sets: Iterable[str]) -> bool:
    """Whether OAI-PMH's sets of a record (`cs:cs:LG`) are among those that are watched whole."""
    return any(each == ours or each.startswith(f"{ours}:") for each in sets for ours in SETS)


def in_our_archives(categories: Iterable[str]) -> bool:
    """The same by a paper's categories (`cs.LG`)."""
    return any(each.partition(".")[0] in _ARCHIVES for each in categories)


def month_after(start: date) -> date:
    """The first day of the next month."""
    return (start.replace(day=1) + 32 * _DAY).replace(day=1)


def _months(today: date) -> tuple[date, ...]:
    """The months of the last year, before those that every poll reads from the API; the newest first."""
    found = []
    start = (today - WINDOW).replace(day=1)
    while start > today - timedelta(days=396):
        found.append(start)
        start = (start - _DAY).replace(day=1)
    return tuple(found)


def _union(one: Iterable[date], other: Iterable[date]) -> tuple[date, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _less(dates: Iterable[date], gone: date) -> tuple[date, ...]:
    return tuple(each for each in dates if each != gone)

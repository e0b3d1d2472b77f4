"""When arXiv announces: 20:00 in New York, Sunday to Thursday, holidays aside; in summer and in winter.

https://info.arxiv.org/help/availability.html lists the holidays of each year anew; those of 2026 are as listed there,
and other years follow the rule that they show.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
_CUT_OFF = time(14)
_MAILING = time(20)
_MONDAY, _THURSDAY, _FRIDAY, _SATURDAY = 0, 3, 4, 5
_DAY = timedelta(days=1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The evenings of a year, Fridays and Saturdays aside, on which nothing is announced."""
    return frozenset(
        {
            date(year, 1, 1),
            _nth(year, 1, _MONDAY, 3),
            _observed(date(year, 6, 19)),
            _observed(date(year, 7, 4)),
            _nth(year, 9, _MONDAY, 1),
            _nth(year, 11, _THURSDAY, 4),
            *(date(year, 12, day) for day in (25, 29, 31)),
        }
    )


def announcement_after(submitted_at: datetime) -> datetime:
    """The first announcement that a submission can be in: what comes in by 14:00 is mailed at 20:00.

    Friday's later submissions and the weekend's wait for Monday; Thursday's later ones are mailed on Sunday.
    """
    local = submitted_at.astimezone(NEW_YORK)
    closing = local.date() + _DAY * (local.time() >= _CUT_OFF)
    while closing.weekday() >= _SATURDAY or closing in holidays(closing.year):
        closing += _DAY
    return mailed_on(closing + 2 * _DAY if closing.weekday() == _FRIDAY else closing)


def announcements(since: date, until: date) -> Iterator[datetime]:
    """All announcements of the evenings between two dates, both included."""
    for number in range((until - since).days + 1):
        evening = since + number * _DAY
        if evening.weekday() not in {_FRIDAY, _SATURDAY} and evening not in holidays(evening.year):
            yield mailed_on(evening)


def mailed_on(evening: date) -> datetime:
    """That evening's announcement, in UTC: midnight in summer, 01:00 of the next day in winter."""
    return datetime.combine(evening, _MAILING, tzinfo=NEW_YORK).astimezone(UTC)


def midnight(day: date) -> datetime:
    """The beginning of a day in New York, when its feeds are made."""
    return datetime.combine(day, time(), tzinfo=NEW_YORK)


def day_in_new_york(moment: datetime) -> date:
    """The date there."""
    return moment.astimezone(NEW_YORK).date()


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _observed(day: date) -> date:
    """A holiday at the weekend moves to Friday or to Monday."""
    return day + {_SATURDAY: -_DAY, 6: _DAY}.get(day.weekday(), timedelta())

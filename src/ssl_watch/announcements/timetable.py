"""When arXiv announces: at 20:00 in New York, Sunday to Thursday, but for its holidays.

https://info.arxiv.org/help/availability.html; each year's holidays stand there as well.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
_AT = time(20, 0)
_DAY = timedelta(days=1)
_SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
_SILENT_IN_2026 = frozenset(
    date(2026, month, day)
    for month, day in ((1, 1), (1, 19), (6, 19), (7, 3), (9, 7), (11, 26), (12, 25), (12, 29), (12, 31))
)
_LONGEST_SILENCE = 15  # days; longer than any that the rules below can make


def is_announced_on(day: date) -> bool:
    """Whether an announcement is due on the evening of that day in New York."""
    return day.weekday() in _SUNDAY_TO_THURSDAY and not _is_holiday(day)


def last_due(now: datetime) -> datetime:
    """When the last announcement was due, at `now` or before; UTC."""
    day = now.astimezone(ZONE).date()
    evenings = (_evening(day - _DAY * back) for back in range(_LONGEST_SILENCE + 1))
    return next(due for due in evenings if due <= now and is_announced_on(due.astimezone(ZONE).date()))


def first_due_after(moment: datetime) -> datetime:
    """When the first announcement after a moment is due; UTC."""
    day = moment.astimezone(ZONE).date()
    evenings = (_evening(day + _DAY * ahead) for ahead in range(_LONGEST_SILENCE + 1))
    return next(due for due in evenings if due > moment and is_announced_on(due.astimezone(ZONE).date()))


def _evening(day: date) -> datetime:
    return datetime.combine(day, _AT, ZONE).astimezone(UTC)


def _is_holiday(day: date) -> bool:
    """2026 by arXiv's list. Of other years the days that it keeps silent every year.

    Between Christmas and New Year they differ from year to year: none of these evenings is relied on then. What is
    announced all the same is read all the same.
    """
    if day.year == 2026:
        return day in _SILENT_IN_2026
    if (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
        return True
    return _is_nth_weekday(day) or any(day == _observed(day.year, *fixed) for fixed in ((6, 19), (7, 4)))


def _is_nth_weekday(day: date) -> bool:
    """Martin Luther King's day, Labor Day, Thanksgiving."""
    nth = (day.month, day.weekday(), (day.day + 6) // 7)
    return nth in {(1, 0, 3), (9, 0, 1), (11, 3, 4)}


def _observed(year: int, month: int, day: int) -> date:
    """A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after."""
    fixed = date(year, month, day)
    return fixed + _DAY * {5: -1, 6: 1}.get(fixed.weekday(), 0)

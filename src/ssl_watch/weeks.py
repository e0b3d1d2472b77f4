"""Weeks, as papers become known in them: Monday to Sunday by UTC, named as ISO 8601 does (2026-W48). Pure.

arXiv announces from Sunday to Thursday at 20:00 New York time, which is Monday to Friday by UTC: a week holds the five
announcements that its readers call this week's. A paper that was news stands in the week in which we first saw it, as
in the digests, so that one that arXiv held back is not slipped into a week that was read already. One that never was
news (a list that was imported, history) stands in the week of its first submission: they all were first seen in one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_WEEK = timedelta(days=7)
_NAME = re.compile(r"(\d{4})-w(\d{2})", re.IGNORECASE)
_SAID = r"this\s+week|last\s+week|week|\d{4}-w\d{2}"
_FIRST = re.compile(rf"({_SAID})(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_LAST = re.compile(rf"(?:(.*?)\s)?({_SAID})", re.IGNORECASE | re.DOTALL)
_OLDEST = date(1991, 8, 12)  # arXiv's first: https://info.arxiv.org/about/index.html


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Week:
    """The week that begins on a Monday."""

    monday: date

    @property
    def name(self) -> str:
        """2026-W48."""
        year, number, _ = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.monday, time(), UTC)

    @property
    def ends_at(self) -> datetime:
        """The first moment of the next week."""
        return self.begins_at + _WEEK

    @property
    def before(self) -> "Week | None":
        """The week before; None before arXiv began."""
        return Week(monday=self.monday - _WEEK) if self.monday > _OLDEST else None

    @property
    def after(self) -> "Week":
        """The week after."""
        return Week(monday=self.monday + _WEEK)


FIRST = Week(monday=_OLDEST)


def week_of(at: datetime) -> Week:
    """The week of a moment."""
    day = at.astimezone(UTC).date()
    return Week(monday=day - timedelta(days=day.weekday()))


def read(name: str, *, now: datetime) -> Week | None:
    """The week of that name; None where there is none such, and of one before arXiv or after the present."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        week = Week(monday=date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return None
    return week if week.monday >= _OLDEST and week <= week_of(now) else None


def misnamed(text: str, *, now: datetime) -> str | None:
    """What in a text is written as a week and is none: before arXiv, after the present, the 99th of a year."""
    return next((name[0] for name in _NAME.finditer(text) if read(name[0], now=now) is None), None)


def spoken(text: str, *, now: datetime) -> tuple[Week | None, str]:
    """The week that a text begins or ends with (this week, last week, 2026-W48), and what is left of the text."""
    if match := _FIRST.fullmatch(text.strip()):
        said, rest = match[1], match[2]
    elif match := _LAST.fullmatch(text.strip()):
        rest, said = match[1], match[2]
    else:
        return None, text
    this = week_of(now)
    week = this.before if said.casefold().startswith("last") else read(said, now=now) if said[0].isdigit() else this
    return (week, (rest or "").strip()) if week else (None, text)

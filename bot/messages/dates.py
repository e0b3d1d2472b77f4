"""Days and times in words, in the reader's time zone, in English whatever the machine's locale."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ARXIV_ZONE = "America/New_York"  # arXiv announces by this clock, "ET" in its own words
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(at: datetime, zone: str) -> str:
    """Name a day for a heading: Monday 23 November."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"


def moment(at: datetime, zone: str) -> str:
    """Name a moment: Mon 23 Nov, 08:00."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{_DAYS[local.weekday()][:3]} {local.day} {_MONTHS[local.month - 1][:3]}, {local:%H:%M}"


def date(at: datetime) -> str:
    """Name a paper's date, which arXiv gives in UTC: 23 Nov 2026."""
    return f"{at.day} {_MONTHS[at.month - 1][:3]} {at.year}"


def week(monday: datetime) -> str:
    """Name the days of a week by its Monday: 23–29 Nov, 30 Nov – 6 Dec."""
    sunday = monday + timedelta(days=6)
    if sunday.month == monday.month:
        return f"{monday.day}–{sunday.day} {month(monday.month)}"
    return f"{monday.day} {month(monday.month)} – {sunday.day} {month(sunday.month)}"


def dated_week(monday: datetime) -> str:
    """The same with the year: 23–29 Nov 2026, 28 Dec 2026 – 3 Jan 2027."""
    sunday = monday + timedelta(days=6)
    return f"{week(monday)} {monday.year}" if sunday.year == monday.year else f"{date(monday)} – {date(sunday)}"


def month(number: int) -> str:
    """Name a month, the eleventh: Nov."""
    return _MONTHS[number - 1][:3]

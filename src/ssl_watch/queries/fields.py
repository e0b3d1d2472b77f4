"""What may stand before a colon, and how its values are read."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from ssl_watch.domains import find_domain
from ssl_watch.errors import NotAnArxivId
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.queries.terms import Dates, Kind, Mark, Order, Part, Recent, Term
from ssl_watch.relevance import Level

SHORTEST_PREFIX = 3  # bytes: three letters of English, one sign of Chinese; less begins too many words
PARTS = {
    "title": Part.TITLE,
    "ti": Part.TITLE,
    "author": Part.AUTHOR,
    "au": Part.AUTHOR,
    "venue": Part.VENUE,
}
SORT = "sort"  # no field of papers: it says in which order they come
ORDERS = {**{order.value: order for order in Order}, "date": Order.NEWEST, "relevance": Order.BEST}
_DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_YEARS = re.compile(r"(\d{4})(?:(?:\.\.|[-–])(\d{4}))?")
_SPAN = re.compile(r"(\d{1,5})\s*([dwmy]?)", re.IGNORECASE)
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}
_CATEGORY = re.compile(r"[a-z-]{2,12}(?:\.[a-z-]{2,10})?", re.IGNORECASE)


def read(name: str, value: str) -> Term | None:
    """The term that a field and its value ask for; None where there is no such field or value."""
    reader = _READERS.get(name)
    return reader(value) if reader else None


def _domain(value: str) -> Term | None:
    found = find_domain(value)
    return Mark(kind=Kind.DOMAIN, value=found.name) if found else None


def _category(value: str) -> Term | None:
    return Mark(kind=Kind.CATEGORY, value=value.casefold()) if _CATEGORY.fullmatch(value) else None


def _id(value: str) -> Term | None:
    try:
        return Mark(kind=Kind.ID, value=parse_arxiv_id(value)[0])
    except NotAnArxivId:
        return None


def _has(value: str) -> Term | None:
    return Mark(kind=Kind.HAS, value=value.casefold()) if value.casefold() in ("code", "venue") else None


def _level(value: str) -> Term | None:
    known = {level.value for level in Level if level is not Level.NONE}
    return Mark(kind=Kind.LEVEL, value=value.casefold()) if value.casefold() in known else None


def _year(value: str) -> Term | None:
    match = _YEARS.fullmatch(value)
    if match is None:
        return None
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    since, before = _day(first), _day(last + 1)
    return Dates(since=since, before=before) if since and before else None


def _after(value: str) -> Term | None:
    since = _date(value)
    return Dates(since=since) if since else None


def _before(value: str) -> Term | None:
    before = _date(value)
    return Dates(before=before) if before else None


def _date(value: str) -> date | None:
    match = _DAY.fullmatch(value)
    return _day(*(int(part or 1) for part in match.groups())) if match else None


def _day(year: int, month: int = 1, day: int = 1) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _new(value: str) -> Term | None:
    match = _SPAN.fullmatch(value)
    days = int(match[1]) * _DAYS[match[2].lower()] if match else 0
    return Recent(days=days) if 0 < days <= timedelta(days=36500).days else None


_READERS: dict[str, Callable[[str], Term | None]] = {
    "domain": _domain,
    "in": _domain,
    "cat": _category,
    "category": _category,
    "id": _id,
    "has": _has,
    "level": _level,
    "year": _year,
    "after": _after,
    "since": _after,
    "before": _before,
    "until": _before,
    "new": _new,
}

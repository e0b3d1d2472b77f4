"""What each announcement lists, as the feeds tell it: new papers, cross-lists and replacements, by New York's days.

An announcement of the evening before is the feed of the day from its midnight on, and of that day only. Edits of
metadata are not listed; neither are replacements from the sixth version on.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from sandbox.arxiv.records import Record
from sandbox.arxiv.taxonomy import is_listed
from sandbox.arxiv.timetable import day_in_new_york

_ORDER = ("new", "cross", "replace", "replace-cross")
_LAST_LISTED_VERSION = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a listing."""

    record: Record
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    record: Record
    is_replacement: bool
    categories: tuple[str, ...]  # under which it is listed; the primary one is among them when it is no cross-list


class Listings:
    """All announcements' lines."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._days: defaultdict[date, list[_Line]] = defaultdict(list)
        before: Record | None = None
        for record in sorted(records, key=attrgetter("key")):
            known = before if before is not None and before.arxiv_id == record.arxiv_id else None
            line = _line(record, known)
            if line is not None and record.announced_at is not None:
                self._days[day_in_new_york(record.announced_at) + timedelta(days=1)].append(line)
            before = record

    def of(self, day: date, asked: Iterable[str], *, limit: int) -> tuple[Item, ...]:
        """A day's items under categories or archives, in the feeds' order: where they are too many, new ones go."""
        categories = tuple(asked)
        found = [item for line in self._days.get(day, ()) if (item := _item(line, categories))]
        found.sort(key=lambda item: (_ORDER.index(item.kind), item.record.arxiv_id), reverse=True)
        once = {item.record.arxiv_id: item for item in found}  # a paper is listed once, by what matters most
        kept = [item for item in found if once[item.record.arxiv_id] is item][:limit]
        kept.sort(key=lambda item: (_ORDER.index(item.kind), item.record.arxiv_id))
        return tuple(kept)


def _line(record: Record, before: Record | None) -> _Line | None:
    if before is None:
        return _Line(record=record, is_replacement=False, categories=record.categories)
    if record.version > before.version:
        shown = record.version <= _LAST_LISTED_VERSION
        return _Line(record=record, is_replacement=True, categories=record.categories) if shown else None
    added = tuple(category for category in record.categories if category not in before.categories)
    return _Line(record=record, is_replacement=False, categories=added) if added else None


def _item(line: _Line, asked: tuple[str, ...]) -> Item | None:
    under = [category for category in line.categories if any(is_listed(category, one) for one in asked)]
    if not under:
        return None
    is_primary = line.record.categories[0] in under
    if line.is_replacement:
        return Item(record=line.record, kind="replace" if is_primary else "replace-cross")
    return Item(record=line.record, kind="new" if is_primary else "cross")

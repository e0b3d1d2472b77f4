"""The demo's papers: `papers.json` divided into an archive, what arXiv shows already, and what it is about to announce.

The file holds facts of 38 real papers (of a later version's first submission only the month is known, from the id: its
first day stands for it) with abstracts written for this project. A poll looks 60 days back, so papers that the
simulated arXiv shows get submission dates of the last weeks; the demo says so.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sandbox.arxiv import Record, read_records

PAPERS = Path(__file__).with_name("papers.json")
Row = dict[str, object]

# Submitted so many days before the demo begins. What is older than five days at first sight counts as late.
_SHOWN = {
    "2505.15120": 40, "2412.11550": 36, "2408.04294": 31, "2403.00416": 27, "2310.09706": 24, "2304.09874": 20,
    "2304.11168": 17, "2109.10135": 14, "2106.02594": 12, "2503.18406": 9, "2208.14845": 8,
}  # fmt: skip
_FIRST = {
    "2312.09040": 2, "2307.02244": 2, "2406.02572": 1, "2508.10559": 3, "2512.17209": 2, "2409.15283": 8,
    "2507.03415": 2, "2510.26407": 1, "2512.07666": 2,
}  # fmt: skip
_HARVESTED = 3  # days back that every source still tells of at a first poll
_LATER = ("2510.23643", "2506.19615", "2411.11148", "2404.10211", "2306.07598", "2512.24674", "2410.16029")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`archive` is imported; `shown` is at arXiv from the start; `first` comes in one announcement, `later` in more."""

    archive: tuple[Row, ...]
    shown: tuple[Record, ...]
    first: tuple[Record, ...]
    later: tuple[Record, ...]


def plan(now: datetime) -> Plan:
    """Divide the papers, with the dates of those at arXiv moved to the weeks before `now`."""
    by_id = {str(row["arxiv_id"]): row for row in _rows()}
    later = {arxiv_id: 1 + number % 3 for number, arxiv_id in enumerate(_LATER)}
    return Plan(
        archive=archive(),
        shown=_moved(by_id, _SHOWN, now, held=False),
        first=_moved(by_id, _FIRST, now, held=True),
        later=_moved(by_id, later, now, held=True),
    )


def archive() -> tuple[Row, ...]:
    """The older papers, with their own dates."""
    moved = {*_SHOWN, *_FIRST, *_LATER}
    return tuple(row for row in _rows() if row["arxiv_id"] not in moved)


def _rows() -> list[Row]:
    rows: list[Row] = json.loads(PAPERS.read_text(encoding="utf-8"))
    return rows


def as_lines(rows: Iterable[Row]) -> str:
    """Rows as `ssl-watch import` reads them."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _told(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _moved(by_id: dict[str, Row], days: dict[str, int], now: datetime, *, held: bool) -> tuple[Record, ...]:
    rows: list[Row] = []
    for arxiv_id, ago in days.items():
        at = _told(now - timedelta(days=ago, minutes=len(rows)))
        announced_at = None if held else _told(now - timedelta(days=min(ago, _HARVESTED)))
        rows.append({**by_id[arxiv_id], "submitted_at": at, "updated_at": at, "announced_at": announced_at})
    return read_records(rows)

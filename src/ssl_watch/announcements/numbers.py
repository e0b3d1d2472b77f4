"""The sequence of identifiers, YYMM.NNNNN: arXiv counts each month's papers in the order of their announcement.

So an identifier tells what no date of arXiv's does: whether a paper was announced before or after another one, and
whether one is missing between two others (https://info.arxiv.org/help/arxiv_identifier.html).
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from ssl_watch.papers import Paper

# A first reading fills the archive; only what arXiv announced lately is news then (its checks take 1-4 days).
FRESH = timedelta(days=4)
_MARGIN = timedelta(days=1)
_NEW_STYLE = re.compile(r"(\d{2}(?:0[1-9]|1[0-2]))\.(\d{4,5})", re.ASCII)
_FIVE_DIGITS_SINCE = 1501
# The largest announcements have 2,300 papers. A jump much longer than two of them is an odd number, not a hole.
_LONGEST_JUMP = 5000


class Number(NamedTuple):
    """An identifier of the new style; compares in the order of announcement."""

    month: int  # YYMM
    place: int  # NNNNN, in the order of announcement

    def __str__(self) -> str:
        """As arXiv writes it."""
        return f"{self.month:04}.{self.place:0{5 if self.month >= _FIVE_DIGITS_SINCE else 4}}"


def number_of(arxiv_id: str) -> Number | None:
    """Read a base id; None for those of before April 2007, which are in no order."""
    match = _NEW_STYLE.fullmatch(arxiv_id)
    return Number(int(match[1]), int(match[2])) if match else None


def is_plausible(number: Number, now: datetime) -> bool:
    """Whether it can have been given out by now; clocks and months end a day apart."""
    return number.month <= _month(now + _MARGIN)


def newest_of(ids: Iterable[str], now: datetime) -> Number | None:
    """The last one that was given out."""
    numbers = (number_of(arxiv_id) for arxiv_id in ids)
    return max((number for number in numbers if number and is_plausible(number, now)), default=None)


def is_news(arxiv_id: str, news_from: Number) -> bool:
    """Whether the identifier was given out since the watch began."""
    number = number_of(arxiv_id)
    return number is not None and number >= news_from


def first_news(papers: Collection[Paper], now: datetime) -> Number | None:
    """From which identifier on a first reading is news: the first of the papers submitted within the last days.

    Never one of an earlier month than those days': an odd record must not make news of the whole archive. Where no
    paper is that young, whatever comes after the last one; None where there is nothing to go by.
    """
    young = (
        paper.arxiv_id
        for paper in papers
        if paper.version == 1 and paper.submitted_at is not None and paper.submitted_at >= now - FRESH
    )
    numbers = [number for number in map(number_of, young) if number and is_plausible(number, now)]
    if numbers:
        return max(min(numbers), Number(_month(now - FRESH - _MARGIN), 0))
    newest = newest_of((paper.arxiv_id for paper in papers), now)
    return newest._replace(place=newest.place + 1) if newest else None


def missing_between(listed: Iterable[str], *, after: Number, now: datetime) -> tuple[tuple[str, ...], Number]:
    """The numbers after one that was checked that nobody lists, and up to where that was checked.

    A month begins with 1; how far it went is known by its last listed number alone. A number beyond a jump that no
    announcement makes is passed over: it is odd, and no proof that thousands are missing before it.
    """
    missing: list[str] = []
    reached = after
    numbers = {number for number in map(number_of, listed) if number and number > after and is_plausible(number, now)}
    for number in sorted(numbers):
        before = reached.place if number.month == reached.month else 0
        if number.place - before > _LONGEST_JUMP:
            continue
        missing += [str(number._replace(place=place)) for place in range(before + 1, number.place)]
        reached = number
    return tuple(missing), reached


def _month(moment: datetime) -> int:
    return moment.year % 100 * 100 + moment.month

"""The archive in numbers: how many papers, month by month and by domain, how near to SSL, with code, accepted.

Pure. `store.papers.tallying` keeps the counts, `counting` makes a census of them; `bot.messages.census` tells it and
`bot.pictures.census` says what is drawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ssl_watch.relevance import Level

_FEWEST_TO_GROW_FROM = 10  # papers; the growth of fewer is chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many papers of a month (its first day) are alike in all of this."""

    month: date
    level: Level
    with_code: bool
    accepted: bool
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many papers, and those of them that name their code."""

    papers: int = 0
    with_code: int = 0

    @property
    def share_with_code(self) -> int | None:
        """In percent, rounded; None of no papers."""
        return round(100 * self.with_code / self.papers) if self.papers else None

    def __add__(self, other: "Count") -> "Count":
        return Count(papers=self.papers + other.papers, with_code=self.with_code + other.with_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The papers that were submitted in a month; `first` is its first day."""

    first: date
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The papers of a year. `growth` is in percent on the year before; of a year that goes on, of its whole months."""

    year: int
    papers: int
    growth: int | None = None
    whole_months: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """The numbers of all papers, of those of one domain (by its name), or of those that a search finds (`sought`).

    A paper counts in the month of its first submission (UTC; of the last one where the first is not known), and in each
    of its domains. `domains` are those of all papers, or of those that were sought; the largest comes first.
    """

    today: date
    domain: str | None = None
    sought: str | None = None
    count: Count = Count()
    accepted: int = 0
    levels: Mapping[Level, int]
    months: tuple[Month, ...] = ()
    domains: tuple[tuple[str, Count], ...] = ()

    def latest_months(self, number: int) -> tuple[Month, ...]:
        """So many months that end with the current one, those without papers too."""
        known = {month.first: month for month in self.months}
        last = 12 * self.today.year + self.today.month - 1
        firsts = [_first(index) for index in range(max(last - number + 1, 12), last + 1)]
        return tuple(known.get(first, Month(first=first, count=Count())) for first in firsts)

    def years(self, most: int) -> tuple[Year, ...]:
        """The last years, the current one first, back to the first that has papers."""
        first = min((month.first.year for month in self.months), default=self.today.year)
        return tuple(
            self._year(year) for year in range(self.today.year, max(first, self.today.year - most + 1) - 1, -1)
        )

    def _year(self, year: int) -> Year:
        whole = 12 if year < self.today.year else self.today.month - 1
        before, now = self._in_first_months(year - 1, whole), self._in_first_months(year, whole)
        growth = round(100 * (now - before) / before) if before >= _FEWEST_TO_GROW_FROM else None
        return Year(year=year, papers=self._in_first_months(year, 12), growth=growth, whole_months=whole)

    def _in_first_months(self, year: int, months: int) -> int:
        return sum(each.count.papers for each in self.months if each.first.year == year and each.first.month <= months)


def take(
    tallies: Iterable[Tally],
    domains: Mapping[str, Count],
    *,
    today: date,
    domain: str | None = None,
    sought: str | None = None,
) -> Census:
    """Add up the tallies of the papers that are asked for; `domains` holds the counts of each domain."""
    whole, accepted = Count(), 0
    levels = dict.fromkeys((Level.CORE, Level.USES, Level.MENTIONS), 0)
    months: dict[date, Count] = {}
    for tally in tallies:
        count = Count(papers=tally.papers, with_code=tally.papers * tally.with_code)
        whole += count
        accepted += tally.papers * tally.accepted
        levels[tally.level] += tally.papers
        months[tally.month] = months.get(tally.month, Count()) + count
    ordered = sorted(domains.items(), key=lambda item: (-item[1].papers, item[0]))
    return Census(
        today=today,
        domain=domain,
        sought=sought,
        count=whole,
        accepted=accepted,
        levels=levels,
        months=tuple(Month(first=first, count=months[first]) for first in sorted(months)),
        domains=tuple((name, count) for name, count in ordered if count.papers),
    )


def _first(index: int) -> date:
    """The first day of a month, which is counted from the year 0."""
    return date(index // 12, index % 12 + 1, 1)

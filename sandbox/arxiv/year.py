"""A simulated year at arXiv, from a seed: everything that a poller can meet, and the truth about it at any time.

Papers are submitted day and night, checked, sometimes held for weeks, and get their ids when they are announced. Whole
ranges of ids are filled in days late; a few numbers are never given. Later come versions, withdrawals, cross-lists and
edits. `World(year.records)` plays it by its clock.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from sandbox.arxiv.later import Fate, what_becomes_of
from sandbox.arxiv.records import Author, Record
from sandbox.arxiv.taxonomy import is_in
from sandbox.arxiv.timetable import announcement_after, announcements, day_in_new_york
from sandbox.arxiv.views import View
from sandbox.arxiv.year_texts import FIELDS, Field, Share, authors, text

WATCHED = ("cs", "stat", "eess", "q-bio", "physics:physics")
_NEW_STYLE_SINCE = 2008  # the years between are not among those that are drawn
_SHARES: tuple[Share, ...] = ("subject", "component", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What kind of year. Shares are of all papers; `late_ranges` and `gaps` are numbers in all.

    The first of the papers are submitted `before` days before `begins`, the last ones `after` days after the end: arXiv
    is older than its watchers, and goes on.
    `old` papers more have ids of other years, and only what becomes of them falls into the year.
    """

    papers: int = 20_000
    old: int = 300
    begins: date = date(2026, 1, 5)
    days: int = 365
    before: int = 30
    after: int = 25
    about_ssl: float = 0.05
    with_ssl_inside: float = 0.02
    held: float = 0.03
    late_ranges: int = 12
    gaps: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A paper that was submitted and has no id yet."""

    number: int
    field: Field
    share: Share
    submitted_at: datetime
    announced_at: datetime

    @property
    def was_held(self) -> bool:
        return self.announced_at > announcement_after(self.submitted_at)


@dataclass(frozen=True)
class Year:
    """The whole of it. `gaps` are ids that arXiv never gives to anybody."""

    plan: Plan
    records: tuple[Record, ...]
    gaps: frozenset[str]
    held: frozenset[str]
    late: frozenset[str] = field(default=frozenset())

    @property
    def ends(self) -> date:
        """The first day after it."""
        return self.plan.begins + timedelta(days=self.plan.days)

    def evenings(self) -> Iterator[datetime]:
        """The announcements of the year proper."""
        return announcements(self.plan.begins, self.ends - timedelta(days=1))

    def known(self, now: datetime) -> dict[str, Record]:
        """The latest state of every paper that arXiv shows at a time, by id."""
        view = View(self.records)
        view.move_to(now)
        return view.latest

    def watched(self, now: datetime) -> dict[str, Record]:
        """Those of them that are in a watched set."""
        return {arxiv_id: record for arxiv_id, record in self.known(now).items() if is_watched(record)}

    @cached_property
    def firsts(self) -> dict[str, Record]:
        """Each paper as it was announced first."""
        return {record.arxiv_id: record for record in reversed(self.records)}


def is_watched(record: Record) -> bool:
    """Whether it is in a set that the watch harvests."""
    return any(is_in(record.categories, wanted) for wanted in WATCHED)


def simulate(seed: int, plan: Plan | None = None) -> Year:
    """The year of a seed: the same every time."""
    chance, chosen = random.Random(seed), plan or Plan()
    batches: defaultdict[datetime, list[_Draft]] = defaultdict(list)
    for number in range(chosen.papers):
        draft = _draft(chance, number, chosen)
        batches[draft.announced_at].append(draft)
    given, gaps = _number(chance, batches, chosen)
    firsts, late = _fill_in_late(chance, [_first(chance, draft, arxiv_id) for arxiv_id, draft in given.items()], chosen)
    older = _older(chance, chosen)
    firsts += [_first(chance, draft, arxiv_id) for arxiv_id, draft in older.items()]
    drafts = {**given, **older}
    lives = (what_becomes_of(first, _fate(drafts[first.arxiv_id], chosen), chance) for first in firsts)
    return Year(
        plan=chosen,
        records=tuple(state for life in lives for state in life),
        gaps=frozenset(gaps),
        held=frozenset(arxiv_id for arxiv_id, draft in given.items() if draft.was_held),
        late=frozenset(late),
    )


def _draft(chance: random.Random, number: int, plan: Plan) -> _Draft:
    seconds = chance.uniform(-plan.before, plan.days + plan.after) * 86_400
    submitted_at = datetime.combine(plan.begins, time(), tzinfo=UTC) + timedelta(seconds=int(seconds))
    checked_at = submitted_at
    if chance.random() < plan.held:
        checked_at += timedelta(days=chance.choice((1, 2, 3, 5, 8, 13, 21, 40)))
    share = chance.choices(_SHARES, (plan.about_ssl, plan.with_ssl_inside, 1 - plan.about_ssl - plan.with_ssl_inside))[
        0
    ]
    fields = FIELDS if share == "none" else [each for each in FIELDS if each.learns]
    return _Draft(
        number=number,
        field=chance.choice(fields),
        share=share,
        submitted_at=submitted_at,
        announced_at=announcement_after(checked_at),
    )


def _number(
    chance: random.Random, batches: dict[datetime, list[_Draft]], plan: Plan
) -> tuple[dict[str, _Draft], list[str]]:
    """Ids are given in the order of announcement. Each month begins with 1, and leaves out a number here and there."""
    given: dict[str, _Draft] = {}
    gaps = []
    before_gaps = set(chance.sample(range(plan.papers // 10, plan.papers), plan.gaps))
    numbers: defaultdict[str, int] = defaultdict(int)
    for evening, drafts in sorted(batches.items()):
        month = f"{day_in_new_york(evening):%y%m}"
        chance.shuffle(drafts)
        for draft in drafts:
            numbers[month] += 1
            if len(given) in before_gaps and numbers[month] > 1:
                gaps.append(f"{month}.{numbers[month]:05}")
                numbers[month] += 1
            given[f"{month}.{numbers[month]:05}"] = draft
    return given, gaps


def _older(chance: random.Random, plan: Plan) -> dict[str, _Draft]:
    """Papers of earlier years, some with ids of the old style, whose next version or edit comes this year."""
    drafts = {}
    for number in range(plan.papers, plan.papers + plan.old):
        draft = replace(_draft(chance, number, plan), submitted_at=_years_ago(chance, plan))
        month = f"{draft.submitted_at:%y%m}"
        style = (
            f"cs/{month}{number % 1000:03}" if draft.submitted_at.year < _NEW_STYLE_SINCE else f"{month}.{number:05}"
        )
        drafts[style] = replace(draft, announced_at=announcement_after(draft.submitted_at))
    return drafts


def _years_ago(chance: random.Random, plan: Plan) -> datetime:
    ago = timedelta(days=chance.choice((300, 800, 2000, 9000)) + chance.randint(0, 99), minutes=chance.randint(0, 1400))
    return datetime.combine(plan.begins, time(), tzinfo=UTC) - ago


def _fate(draft: _Draft, plan: Plan) -> Fate:
    begins = datetime.combine(plan.begins, time(), tzinfo=UTC)
    return Fate(
        field=draft.field,
        share=draft.share,
        since=begins - timedelta(days=plan.before),
        until=begins + timedelta(days=plan.days + plan.after),
    )


def _first(chance: random.Random, draft: _Draft, arxiv_id: str) -> Record:
    said = text(chance, draft.number, draft.field, draft.share)
    return Record(
        arxiv_id=arxiv_id,
        title=said.title,
        abstract=said.abstract,
        authors=tuple(Author(name=name) for name in authors(chance)),
        categories=draft.field.categories,
        comment=chance.choice((None, "12 pages", "Preprint", f"Code: https://github.com/example/{said.name}")),
        submitted_at=draft.submitted_at,
        updated_at=draft.submitted_at,
        announced_at=draft.announced_at,
    )


def _fill_in_late(chance: random.Random, records: list[Record], plan: Plan) -> tuple[list[Record], list[str]]:
    """Whole ranges of an announcement are missing from OAI-PMH and the API for days, mostly for one or two."""
    shown = list(records)
    late = []
    for _ in range(plan.late_ranges):
        start = chance.randrange(len(shown) // 10, len(shown))
        announced_at = shown[start].announced_at
        delay = timedelta(days=chance.choice((1, 1, 1, 2, 2, 3, 6, 11)), hours=3)
        for place in range(start, min(start + chance.randint(5, 60), len(shown))):
            if shown[place].announced_at == announced_at and announced_at is not None:
                shown[place] = replace(shown[place], shown_at=announced_at + delay)
                late.append(shown[place].arxiv_id)
    return shown, late

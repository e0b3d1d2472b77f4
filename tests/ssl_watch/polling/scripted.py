"""Sources that say what a test wants: one prepared answer after the other, or an arXiv in miniature."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ssl_watch.arxiv import Batch, BatchItem, Header, Readers, Reading
from ssl_watch.errors import ArxivError, ArxivUnavailable
from ssl_watch.papers import Author, Paper
from ssl_watch.polls.plans import in_our_archives
from ssl_watch.store import Store, deliveries, papers

NOW = datetime(2026, 9, 30, 2, 30, tzinfo=UTC)
ADMINS = frozenset({7, 8})
ABSTRACT = "We propose a self-supervised method that learns representations of images without any labels."


def a_paper(number: int, **changes: Any) -> Paper:
    """A paper on SSL; submitted two days ago."""
    submitted_at = NOW - timedelta(days=2)
    paper = Paper(
        arxiv_id=f"2609.{number:05}",
        version=1,
        title=f"Self-supervised representation learning, part {number}",
        abstract=ABSTRACT,
        updated_at=submitted_at,
        submitted_at=submitted_at,
        authors=(Author(name="Ada Example"),),
        categories=("cs.LG",),
    )
    return replace(paper, **changes)


def another_paper(number: int, **changes: Any) -> Paper:
    """A paper on anything else."""
    plain = {"title": f"Sorting networks, part {number}", "abstract": "We sort integers with fewer comparisons."}
    return a_paper(number, **{**plain, **changes})


class Script:
    """A `Searcher` that gives one prepared answer per reading, and notes what it was asked."""

    def __init__(self, *answers: Reading | ArxivError, source: str = "api") -> None:
        self.source = source
        self.asked: list[tuple[datetime, datetime, bool]] = []
        self._answers = list(answers)

    def then(self, *answers: Reading | ArxivError) -> "Script":
        """More answers."""
        self._answers += answers
        return self

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        """The next answer."""
        self.asked.append((since, until, expect_some))
        answer = self._answers.pop(0)
        if isinstance(answer, ArxivError):
            raise answer
        return answer

    def read_ids(self, ids: Collection[str]) -> Reading:
        """There is none of them."""
        return an_answer([], ghosts=tuple(ids))

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Miniature:
    """A small arXiv: what it has announced, what each service does not show of it, and what each service fails with.

    A service fails as well where it is asked for one of the ids that are `poison` to it. Services: `oai` (the
    harvest), `list`, `oai ids`, `api` (the window), `api ids`, `rss`.
    """

    announced: dict[str, tuple[Paper, date]] = field(default_factory=dict)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    faults: dict[str, ArxivError] = field(default_factory=dict)
    poison: dict[str, set[str]] = field(default_factory=dict)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    batch: Batch = field(default_factory=lambda: Batch(published_at=None, items=()))
    page: int = 2500

    @property
    def readers(self) -> Readers:
        """Readers of it."""
        return Readers(oai=_Oai(self), api=_Api(self), rss=_Rss(self))

    def announce(self, *new: Paper, on: date) -> None:
        """Announce papers, or change them, on a UTC day."""
        self.announced |= {paper.arxiv_id: (paper, on) for paper in new}

    def publish(self, *ids: str, at: datetime | None) -> None:
        """Let RSS name these."""
        items = tuple(BatchItem(arxiv_id=arxiv_id, version=1, kind="new") for arxiv_id in ids)
        self.batch = Batch(published_at=at, items=items)

    def ask(self, service: str, question: Any) -> None:
        """Note what was asked; a fault that was laid is met."""
        self.asked.append((service, question))
        if service in self.faults:
            raise self.faults[service]
        if service in self.poison and not self.poison[service].isdisjoint(question):
            raise ArxivUnavailable("arXiv answered with status 500.")

    def questions(self, service: str) -> list[Any]:
        """What a service was asked."""
        return [question for each, question in self.asked if each == service]

    def shown(self, service: str) -> list[tuple[Paper, date]]:
        """What a service shows, in the order of identifiers."""
        hidden = self.hidden.get(service, set())
        return [self.announced[name] for name in sorted(self.announced) if name not in hidden]

    def reading(self, found: Iterable[tuple[Paper, date]], *, source: str, ghosts: tuple[str, ...] = ()) -> Reading:
        """Records as a reading; only OAI-PMH has datestamps."""
        found = tuple(found)
        days = {paper.arxiv_id: day for paper, day in found} if source == "oai" else {}
        read = tuple(paper for paper, _ in found)
        return Reading(papers=read, total=len(read), source=source, modified_on=days, ghosts=ghosts)


class _Oai:
    source = "oai"

    def __init__(self, arxiv: Miniature) -> None:
        self._arxiv = arxiv

    def harvest(self, since: date, until: date | None = None) -> Iterator[Reading]:
        self._arxiv.ask("oai", (since, until))
        found = [
            (paper, day)
            for paper, day in self._arxiv.shown("oai")
            if since <= day <= (until or date.max) and in_our_archives(paper.categories)
        ]
        for start in range(0, len(found), self._arxiv.page):
            yield self._arxiv.reading(found[start : start + self._arxiv.page], source="oai")

    def identifiers(self, since: date, until: date | None = None) -> Iterator[tuple[Header, ...]]:
        self._arxiv.ask("list", (since, until))
        yield tuple(
            Header(
                arxiv_id=paper.arxiv_id,
                modified_on=day,
                sets=frozenset(f"{each.partition('.')[0]}:{each.replace('.', ':')}" for each in paper.categories),
            )
            for paper, day in self._arxiv.shown("list")
            if since <= day <= (until or date.max)
        )

    def read_ids(self, ids: Collection[str]) -> Reading:
        self._arxiv.ask("oai ids", tuple(ids))
        found = [(paper, day) for paper, day in self._arxiv.shown("oai ids") if paper.arxiv_id in ids]
        missing = tuple(set(ids) - {paper.arxiv_id for paper, _ in found})
        return self._arxiv.reading(found, source="oai", ghosts=missing)

    def close(self) -> None:
        pass


class _Api:
    source = "api"

    def __init__(self, arxiv: Miniature) -> None:
        self._arxiv = arxiv

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        self._arxiv.ask("api", (since, until))
        found = [
            (paper, day)
            for paper, day in self._arxiv.shown("api")
            if paper.submitted_at and since <= paper.submitted_at <= until and "self-supervised" in paper.abstract
        ]
        return self._arxiv.reading(found, source="api")

    def read_ids(self, ids: Collection[str]) -> Reading:
        self._arxiv.ask("api ids", tuple(ids))
        found = [(paper, day) for paper, day in self._arxiv.shown("api ids") if paper.arxiv_id in ids]
        missing = tuple(set(ids) - {paper.arxiv_id for paper, _ in found})
        return self._arxiv.reading(found, source="api", ghosts=missing)

    def close(self) -> None:
        pass


class _Rss:
    source = "rss"

    def __init__(self, arxiv: Miniature) -> None:
        self._arxiv = arxiv

    def read_batch(self) -> Batch:
        self._arxiv.ask("rss", None)
        return self._arxiv.batch

    def close(self) -> None:
        pass


class _WithoutYear:
    """A script that is asked for the rolling window alone; the months of the API's year are empty."""

    source = "api"

    def __init__(self, script: Script) -> None:
        self._script = script

    def read_window(self, since: datetime, until: datetime, *, expect_some: bool = False) -> Reading:
        if (until.day, until.hour) == (1, 0):
            return an_answer([])
        return self._script.read_window(since, until, expect_some=expect_some)

    def read_ids(self, ids: Collection[str]) -> Reading:
        return self._script.read_ids(ids)

    def close(self) -> None:
        pass


def only(api: Script) -> Readers:
    """Readers of which only the API has anything to tell."""
    nothing = Miniature().readers
    return Readers(oai=nothing.oai, api=_WithoutYear(api), rss=nothing.rss)


def an_answer(found: Iterable[Paper], **changes: Any) -> Reading:
    """A whole reading of these papers."""
    found = tuple(found)
    return replace(Reading(papers=found, total=len(found)), **changes)


def news_of(store: Store) -> list[str]:
    """The ids of what subscribers may be owed, in the order of first sight."""
    with store.reading() as tx:
        return [one.paper.arxiv_id for one in papers.news_between(tx, after=0, until=10**6)]


def told(store: Store) -> list[tuple[int, str]]:
    """What operators are owed: chat and text."""
    with store.reading() as tx:
        owed = deliveries.ready(tx, now=NOW + timedelta(days=400), limit=100, leave_out=frozenset())
    return [(one.chat.chat_id, one.text or "") for one in owed]

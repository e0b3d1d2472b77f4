"""A source that says what a test wants, and what operators were told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ssl_watch.arxiv import Reading
from ssl_watch.errors import ArxivError
from ssl_watch.papers import Author, Paper
from ssl_watch.store import Store, deliveries

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


class Script:
    """A `Reader` that gives one prepared answer per reading, and notes what it was asked."""

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

    def close(self) -> None:
        """Nothing is open."""


def an_answer(papers: Iterable[Paper], **changes: Any) -> Reading:
    """A whole reading of these papers."""
    papers = tuple(papers)
    return replace(Reading(papers=papers, total=len(papers)), **changes)


def told(store: Store) -> list[tuple[int, str]]:
    """What operators are owed: chat and text."""
    with store.reading() as tx:
        owed = deliveries.ready(tx, now=NOW + timedelta(days=400), limit=100, leave_out=frozenset())
    return [(one.chat.chat_id, one.text or "") for one in owed]

"""What a query asks for, as a tree: words and phrases, marks, dates, and how they are joined.

A term prints as a reader would type it, so that `str` of a tree, read again, is the same tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Part(StrEnum):
    """The part of a paper in which words are looked for."""

    ANY = ""  # title, abstract, authors
    TITLE = "title"
    AUTHOR = "author"
    VENUE = "venue"


class Order(StrEnum):
    """Which papers of an answer come first."""

    FIT = "fit"  # every word in the title, then anywhere; as written, then in any form; the newest first in each
    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"  # the nearest to the query among the newest of what matches


class Kind(StrEnum):
    """What a mark says of a paper."""

    DOMAIN = "domain"
    CATEGORY = "cat"
    HAS = "has"
    LEVEL = "level"
    ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One word, or several that stand side by side; with `prefix` the last may go on."""

    words: tuple[str, ...]
    part: Part = Part.ANY
    prefix: bool = False
    quoted: bool = False  # exactly these, in no other form

    def __str__(self) -> str:
        told = [word.replace("·", ".") for word in self.words]
        text = f'"{" ".join(told)}"' if self.quoted else "-".join(told)
        return (f"{self.part.value}:" if self.part.value else "") + text + ("*" if self.prefix else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A fact that a paper has or has not; `value` is a key: a domain's name, a category, a level, an id."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Papers submitted from the first day on, and before the second; either may be open."""

    since: date | None = None
    before: date | None = None

    def __str__(self) -> str:
        if self.since and self.before and self.since.timetuple()[1:3] == self.before.timetuple()[1:3] == (1, 1):
            first, last = self.since.year, self.before.year - 1
            return f"year:{first:04}" + (f"-{last:04}" if last > first else "")
        bounds = (("after", self.since), ("before", self.before))
        return " ".join(f"{name}:{day.isoformat()}" for name, day in bounds if day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """Papers of the last days, counted back from when the question is answered."""

    days: int

    def __str__(self) -> str:
        return f"new:{self.days}d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Papers that do not match."""

    of: "Term"

    def __str__(self) -> str:
        return f"-{_inner(self.of)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Papers that match every term; at least two."""

    of: tuple["Term", ...]

    def __str__(self) -> str:
        return " ".join(_inner(term) if isinstance(term, Any) else str(term) for term in self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """Papers that match one of the terms at least; at least two."""

    of: tuple["Term", ...]

    def __str__(self) -> str:
        return " OR ".join(_inner(term) if isinstance(term, All) else str(term) for term in self.of)


Term: TypeAlias = Words | Mark | Dates | Recent | Not | All | Any


def wanted(term: Term) -> Iterator[Words]:
    """The words that a paper is shown for; none of those that must not be there."""
    match term:
        case Words():
            yield term
        case All(of=each) | Any(of=each):
            for one in each:
                yield from wanted(one)


def _inner(term: Term) -> str:
    joined = isinstance(term, All | Any) or (isinstance(term, Dates) and " " in str(term))
    return f"({term})" if joined else str(term)

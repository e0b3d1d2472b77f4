"""One state of one paper as the stand-in holds it (a version, or an edit of one), and how it is read from JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.arxiv.timetable import announcement_after

_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*/\d{7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A name as arXiv prints it."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One version of one paper, or one edition of it: an edit without a version has the version of before.

    `announced_at` is None while it is held; of an edition it is the time of the edit. `shown_at` is when the API and
    OAI-PMH begin to know of it, where they are late.
    """

    arxiv_id: str
    version: int = 1
    title: str
    abstract: str
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ("cs.LG",)
    comment: str | None = None
    journal_ref: str | None = None
    dois: tuple[str, ...] = ()
    submitted_at: datetime
    updated_at: datetime
    announced_at: datetime | None = None
    shown_at: datetime | None = None
    edition: int = 0

    @property
    def key(self) -> tuple[str, int, int]:
        """What is told apart."""
        return self.arxiv_id, self.version, self.edition

    @property
    def is_withdrawn(self) -> bool:
        """A withdrawal is a version whose comment says so."""
        return "withdrawn" in (self.comment or "").lower()

    @property
    def short_id(self) -> str:
        """The id with its version."""
        return f"{self.arxiv_id}v{self.version}"


def read_records(rows: object) -> tuple[Record, ...]:
    """Read a papers file's list.

    Raises:
        ValueError: names the row and what is wrong with it.
    """
    records = []
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], start=1):
        try:
            records.append(_read(row))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"paper {number}: {error!r}") from error
    return tuple(records)


def _read(row: Mapping[str, Any]) -> Record:
    if not _ID.fullmatch(row["arxiv_id"]):
        raise ValueError(f"{row['arxiv_id']} is not a base id")
    submitted_at = moment(row["submitted_at"])
    updated_at = moment(row.get("updated_at") or row["submitted_at"])
    held = "announced_at" in row and row["announced_at"] is None
    given = row.get("announced_at")
    return Record(
        arxiv_id=row["arxiv_id"],
        version=int(row.get("version", 1)),
        title=str(row["title"]),
        abstract=str(row["abstract"]),
        authors=tuple(_author(author) for author in row.get("authors") or ()),
        categories=tuple(row.get("categories") or ("cs.LG",)),
        comment=row.get("comment"),
        journal_ref=row.get("journal_ref"),
        dois=tuple(row.get("dois") or ()),
        submitted_at=submitted_at,
        updated_at=updated_at,
        announced_at=None if held else moment(given) if given else announcement_after(updated_at),
        shown_at=moment(row["shown_at"]) if row.get("shown_at") else None,
        edition=int(row.get("edition", 0)),
    )


def _author(author: str | Mapping[str, Any]) -> Author:
    if isinstance(author, str):
        return Author(name=author)
    return Author(name=author["name"], affiliations=tuple(author.get("affiliations") or ()))


def moment(text: str) -> datetime:
    """Read a time; one without an offset is UTC."""
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)

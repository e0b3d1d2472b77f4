"""One version of one paper as the stand-in holds it, how it is read from JSON, and when arXiv would announce it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*/\d{7}")
_NEW_YORK = ZoneInfo("America/New_York")
_CUT_OFF = time(14)
_MAILING = time(20)
# https://info.arxiv.org/help/availability.html: nothing on these evenings of 2026, nor Fridays and Saturdays
_HOLIDAYS = {"01-01", "01-19", "06-19", "07-03", "09-07", "11-26", "12-25", "12-29", "12-31"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A name as arXiv prints it."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One version of one paper. `announced_at` is None while it is held."""

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
    )


def _author(author: str | Mapping[str, Any]) -> Author:
    if isinstance(author, str):
        return Author(name=author)
    return Author(name=author["name"], affiliations=tuple(author.get("affiliations") or ()))


def moment(text: str) -> datetime:
    """Read a time; one without an offset is UTC."""
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def announcement_after(submitted_at: datetime) -> datetime:
    """arXiv's timetable: what comes in by 14:00 in New York is mailed at 20:00, Sunday to Thursday.

    Friday's later submissions and the weekend's wait for Monday; Thursday's later ones are mailed on Sunday.
    """
    local = submitted_at.astimezone(_NEW_YORK)
    closing = local.date() + timedelta(days=local.time() >= _CUT_OFF)
    while closing.weekday() >= 5 or f"{closing:%m-%d}" in _HOLIDAYS:
        closing += timedelta(days=1)
    mailing = closing + timedelta(days=2 if closing.weekday() == 4 else 0)
    return datetime.combine(mailing, _MAILING, tzinfo=_NEW_YORK).astimezone(UTC)

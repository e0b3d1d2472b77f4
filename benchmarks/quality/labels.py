"""Labelled rows: read from the folder of data, and made papers as the judge gets them."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ssl_watch.papers import Paper

Row = dict[str, Any]
Figures = Iterator[tuple[str, dict[str, str]]]
Section = Callable[[Path], Figures]


def rows(path: Path) -> list[Row]:
    """Every row of a `.jsonl.gz` file."""
    return list(stream(path))


def stream(path: Path) -> Iterator[Row]:
    """The rows of a `.jsonl.gz` file, one at a time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def paper(row: Row) -> Paper:
    """The row as a paper: what a label file does not say is left empty."""
    return Paper(
        arxiv_id=row.get("arxiv_id") or "0000.00000",
        version=1,
        title=row.get("title") or "",
        abstract=row.get("abstract") or "",
        comment=row.get("comment"),
        journal_ref=row.get("journal_ref"),
        categories=_categories(row.get("categories")),
        updated_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _categories(value: object) -> tuple[str, ...]:
    return tuple(value.split() if isinstance(value, str) else map(str, value) if isinstance(value, list) else ())

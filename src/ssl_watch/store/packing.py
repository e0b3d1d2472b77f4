"""A paper as a few hundred bytes, for those that are kept only in case a better judge wants to see them."""

import json
import zlib
from dataclasses import fields
from datetime import datetime
from typing import Any

from ssl_watch.papers import Author, Paper
from ssl_watch.store.columns import in_utc, storable, storable_value

_FIELDS = tuple(field.name for field in fields(Paper))
_TIMES = ("submitted_at", "updated_at")


def pack(paper: Paper) -> bytes:
    """The whole paper, compressed."""
    row: dict[str, Any] = {name: getattr(paper, name) for name in _FIELDS}
    row["authors"] = tuple(map(_author, paper.authors))
    for name in _TIMES:
        row[name] = row[name] and in_utc(row[name]).isoformat()
    told = {name: storable_value(value) for name, value in row.items() if value not in (None, (), False)}
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _author(author: Author) -> dict[str, Any]:
    return {"name": storable(author.name), "affiliations": tuple(map(storable, author.affiliations))}


def unpack(packed: bytes) -> Paper:
    """What `pack` was given."""
    row = json.loads(zlib.decompress(packed))
    for name in _TIMES:
        row[name] = datetime.fromisoformat(row[name]) if row.get(name) else None
    authors = tuple(Author(name=one["name"], affiliations=tuple(one["affiliations"])) for one in row.pop("authors", ()))
    lists = {name: tuple(row.pop(name, ())) for name in ("categories", "dois")}
    return Paper(**{"title": "", "abstract": "", **row, **lists, "authors": authors})

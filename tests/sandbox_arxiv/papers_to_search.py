"""Papers for the stand-in, with texts of our own."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.arxiv import Record

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)


def a_record(number: int, **changes: Any) -> Record:
    """A plain paper; a later number was submitted later."""
    at = NOW - timedelta(days=10) + timedelta(hours=number)
    told: dict[str, Any] = {
        "arxiv_id": f"2609.{number:05}",
        "title": f"A plain title, number {number}",
        "abstract": "A plain abstract.",
        "submitted_at": at,
        "updated_at": at,
        "announced_at": at,
    }
    return Record(**{**told, **changes})

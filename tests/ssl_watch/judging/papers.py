"""Papers with nothing but the text that a test is about."""

from datetime import UTC, datetime

from ssl_watch.papers import Paper


def paper(
    *,
    title: str = "",
    abstract: str = "",
    comment: str | None = None,
    journal_ref: str | None = None,
    categories: tuple[str, ...] = (),
) -> Paper:
    """A paper as an import without any other knowledge makes it."""
    return Paper(
        arxiv_id="2401.00001",
        version=1,
        title=title,
        abstract=abstract,
        updated_at=datetime(2024, 1, 1, tzinfo=UTC),
        comment=comment,
        journal_ref=journal_ref,
        categories=categories,
    )

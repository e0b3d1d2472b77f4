"""Papers, subscribers and their outbox: the first schema.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True)
_LISTED = sa.text("level != 'none'")


def upgrade() -> None:
    _create_papers()
    _create_versions()
    _create_filings()
    _create_subscribers()
    _create_digests()
    _create_deliveries()
    _create_bookmarks()
    _create_disputes()
    _create_poll_runs()


def downgrade() -> None:
    for table in (
        "poll_runs",
        "disputes",
        "bookmarks",
        "deliveries",
        "digests",
        "subscribers",
        "filings",
        "versions",
        "papers",
    ):
        op.drop_table(table)


def _create_papers() -> None:
    op.create_table(
        "papers",
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", _TIME, nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", _TIME),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("dated_at", _TIME, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("code_state", sa.Text(), nullable=False),
        sa.Column("code_url", sa.Text()),
        sa.Column("code_evidence", sa.Text(), nullable=False),
        sa.Column("venue", _JSON),
        sa.Column("evidence", _JSON, nullable=False),
        sa.Column("link", sa.Text()),
        sa.Column("categories", _JSON, nullable=False),
        sa.Column("dois", _JSON, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_words", sa.Text(), nullable=False),
        sa.Column("all_words", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text()),
        sa.Column("journal_ref", sa.Text()),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("authors", _JSON, nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("arxiv_id", name=op.f("pk_papers")),
        sa.UniqueConstraint("first_seen", name=op.f("uq_papers_first_seen")),
    )
    listed = {"sqlite_where": _LISTED, "postgresql_where": _LISTED}
    op.create_index("ix_papers_listed", "papers", ["dated_at", "arxiv_id"], **listed)
    op.create_index("ix_papers_exported", "papers", ["updated_at", "arxiv_id"], **listed)


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text()),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name=op.f("fk_versions_arxiv_id")),
        sa.PrimaryKeyConstraint("arxiv_id", "version", name=op.f("pk_versions")),
    )


def _create_filings() -> None:
    op.create_table(
        "filings",
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", _JSON, nullable=False),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name=op.f("fk_filings_arxiv_id")),
        sa.PrimaryKeyConstraint("arxiv_id", "position", name=op.f("pk_filings")),
    )
    op.create_index("ix_filings_domain_arxiv_id", "filings", ["domain", "arxiv_id"])


def _create_subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("domains", _JSON, nullable=False),
        sa.Column("depth", sa.Text(), nullable=False),
        sa.Column("code_only", sa.Boolean(), nullable=False),
        sa.Column("muted", _JSON, nullable=False),
        sa.Column("digest_at", sa.Time(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("next_digest_at", _TIME),
        sa.Column("subscribed_at", _TIME),
        sa.Column("expects", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name=op.f("pk_subscribers")),
    )
    op.create_index("ix_subscribers_state_next_digest_at", "subscribers", ["state", "next_digest_at"])


def _create_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("digest_id", _ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("composed_at", _TIME, nullable=False),
        sa.Column("entries", _JSON, nullable=False),
        sa.Column("coverage", _JSON, nullable=False),
        sa.Column("cap", sa.Integer()),
        sa.PrimaryKeyConstraint("digest_id", name=op.f("pk_digests")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_chat_id_thread_id_composed_at", "digests", ["chat_id", "thread_id", "composed_at"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest_id", _ID),
        sa.Column("text", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", _TIME),
        sa.Column("may_repeat", sa.Boolean(), nullable=False),
        sa.Column("plain", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("owed_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.digest_id"], name=op.f("fk_deliveries_digest_id")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "chat_id", "thread_id", "kind", "key", name=op.f("uq_deliveries_chat_id_thread_id_kind_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_digest_id", "deliveries", ["digest_id"])
    op.create_index("ix_deliveries_state_changed_at", "deliveries", ["state", "changed_at"])


def _create_bookmarks() -> None:
    op.create_table(
        "bookmarks",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("saved_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name=op.f("fk_bookmarks_arxiv_id")),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "arxiv_id", name=op.f("pk_bookmarks")),
    )


def _create_disputes() -> None:
    op.create_table(
        "disputes",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("disputed_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name=op.f("fk_disputes_arxiv_id")),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "arxiv_id", "claim", name=op.f("pk_disputes")),
    )


def _create_poll_runs() -> None:
    op.create_table(
        "poll_runs",
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("relevant", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_poll_runs")),
    )

"""What proves that nothing was missed (sightings, holes), and what is told of papers that a chat knows (changes).

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True)

# What the digests brought that are still kept: whoever got those papers is to hear how they change.
_SENT = """
INSERT INTO sent_papers (chat_id, thread_id, arxiv_id, sent_at)
SELECT chat_id, thread_id, arxiv_id, min(composed_at)
FROM (
    SELECT chat_id, thread_id, composed_at, {id} AS arxiv_id FROM digests, {each}(digests.entries) AS entry
) AS brought
GROUP BY chat_id, thread_id, arxiv_id
"""
_SENT_WITH_DIGESTS = {
    "sqlite": _SENT.format(id="json_extract(entry.value, '$[0]')", each="json_each"),
    "postgresql": _SENT.format(id="entry.value ->> 0", each="json_array_elements"),
}
_ADDED = {
    "papers": ("judge", "rejudged_at", "summary_by"),
    "subscribers": ("changes", "changes_cursor"),
    "digests": ("changes",),
    "disputes": ("applied", "level", "score", "evidence"),
}


def upgrade() -> None:
    _add_columns()
    _create_sightings()
    _create_holes()
    op.create_table(
        "marks",
        sa.Column("name", _KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )
    _create_changes()
    _create_sent_papers()


def downgrade() -> None:
    for table in ("sent_papers", "changes", "marks", "holes", "sightings"):
        op.drop_table(table)
    for table, columns in _ADDED.items():
        for column in columns:
            op.drop_column(table, column)


def _add_columns() -> None:
    op.add_column("papers", sa.Column("judge", sa.Text()))
    op.add_column("papers", sa.Column("rejudged_at", _TIME))
    op.add_column("papers", sa.Column("summary_by", sa.Text()))
    op.add_column("subscribers", sa.Column("changes", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column(
        "subscribers", sa.Column("changes_cursor", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("digests", sa.Column("changes", _JSON))
    # What was disputed before was only noted; nobody was told that it would be gone by.
    op.add_column("disputes", sa.Column("applied", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("disputes", sa.Column("level", sa.Text()))
    op.add_column("disputes", sa.Column("score", sa.Double()))
    op.add_column("disputes", sa.Column("evidence", _JSON))


def _create_sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("modified_on", sa.Date()),
        sa.Column("first_seen_at", _TIME, nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("sources", _JSON, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.Column("judged_at", _TIME, nullable=False),
        sa.Column("paper", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("arxiv_id", name="pk_sightings"),
    )
    op.create_index("ix_sightings_first_seen_at", "sightings", ["first_seen_at"])
    op.create_index("ix_sightings_judge_arxiv_id", "sightings", ["judge", "arxiv_id"])


def _create_holes() -> None:
    op.create_table(
        "holes",
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("found_at", _TIME, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("asked_at", _TIME),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", _TIME),
        sa.PrimaryKeyConstraint("arxiv_id", name="pk_holes"),
    )
    op.create_index("ix_holes_state_settled_at", "holes", ["state", "settled_at"])


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("change_id", _ID, nullable=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("change_id", name="pk_changes"),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name="fk_changes_arxiv_id"),
        sqlite_autoincrement=True,
    )


def _create_sent_papers() -> None:
    op.create_table(
        "sent_papers",
        sa.Column("chat_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "arxiv_id", name="pk_sent_papers"),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name="fk_sent_papers_arxiv_id"),
    )
    op.create_index("ix_sent_papers_sent_at", "sent_papers", ["sent_at"])
    op.execute(_SENT_WITH_DIGESTS[op.get_context().dialect.name])

"""The direction of each paper's words, by which like ones are found; filled when the store is next opened.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "likenesses",
        sa.Column("cell", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("place", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("direction", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "place", "arxiv_id", name="pk_likenesses"),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name="fk_likenesses_arxiv_id"),
        sa.UniqueConstraint("arxiv_id", name="uq_likenesses_arxiv_id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("likenesses")
    op.execute("DELETE FROM marks WHERE name = 'likenesses'")

"""Searches that chats follow, and what they brought into digests.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True)
_TABLE = "followed_searches"


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("search_id", _ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("query", _KEY, nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("followed_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("search_id", name=f"pk_{_TABLE}"),
        sa.UniqueConstraint("chat_id", "thread_id", "query", name=f"uq_{_TABLE}_chat_id_thread_id_query"),
        sqlite_autoincrement=True,
    )
    op.add_column("subscribers", sa.Column("only_searches", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("digests", sa.Column("searches", _JSON))


def downgrade() -> None:
    op.drop_column("digests", "searches")
    op.drop_column("subscribers", "only_searches")
    op.drop_table(_TABLE)

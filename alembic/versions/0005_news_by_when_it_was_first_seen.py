"""An index of what was news by when it was first seen: a week's papers are found without looking at all others.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NEWS = sa.text("level != 'none' AND news")


def upgrade() -> None:
    op.create_index(
        "ix_papers_news",
        "papers",
        ["first_seen_at"],
        sqlite_where=_NEWS,
        postgresql_where=_NEWS,
    )


def downgrade() -> None:
    op.drop_index("ix_papers_news", "papers")

"""The tokens that SQLite's index holds, by which the beginning of a word is looked for.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("CREATE TABLE search_vocabulary (token TEXT PRIMARY KEY) WITHOUT ROWID")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search_vocabulary")

"""What a search finds papers by; it is filled when the store is next opened (`store.papers.indexing`).

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "search_places",
        sa.Column("place", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("arxiv_id", _KEY, nullable=False),
        sa.Column("tokens", sa.Text().with_variant(TSVECTOR(), "postgresql")),
        sa.PrimaryKeyConstraint("place", name="pk_search_places"),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], name="fk_search_places_arxiv_id"),
        sa.UniqueConstraint("arxiv_id", name="uq_search_places_arxiv_id"),
    )
    if op.get_context().dialect.name == "postgresql":
        op.create_index("ix_search_places_tokens", "search_places", ["tokens"], postgresql_using="gin")
    else:
        # Without content: what a paper's tokens are can be said anew at any time.
        op.execute("CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, content='', columnsize=0, tokenize='ascii')")
    op.drop_column("papers", "title_words")
    op.drop_column("papers", "all_words")


def downgrade() -> None:
    for column in ("title_words", "all_words"):
        op.add_column("papers", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    # Near to what the program before this one writes, so that its searches find the most.
    op.execute(
        "UPDATE papers SET title_words = ' ' || lower(title), all_words = ' ' || lower(title || ' ' || abstract)"
    )
    if op.get_context().dialect.name != "postgresql":
        op.execute("DROP TABLE search_tokens")
    op.drop_table("search_places")
    op.execute("DELETE FROM marks WHERE name = 'search index'")

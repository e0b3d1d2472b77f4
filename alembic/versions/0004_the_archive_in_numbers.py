"""How many papers there are of each month, domain and level, kept in step with them (`store.papers.tallying`).

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_COUNT = """
INSERT INTO tallies (domain, month, level, with_code, accepted, papers)
SELECT domain, month, level, with_code, accepted, count(*) FROM (
    SELECT filed.domain AS domain, {month} AS month, papers.level AS level,
        papers.code_state IN ('in_abstract', 'in_comment', 'listed') AS with_code,
        coalesce({venue} = 'accepted', {no}) AS accepted
    FROM papers JOIN ({filed}) AS filed ON filed.arxiv_id = papers.arxiv_id
    WHERE papers.level != 'none'
) AS facts GROUP BY domain, month, level, with_code, accepted
"""
_FILED = (
    "SELECT '' AS domain, arxiv_id FROM papers",
    "SELECT DISTINCT domain, arxiv_id FROM filings WHERE domain != ''",
)


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("domain", _KEY, nullable=False),
        sa.Column("month", _KEY, nullable=False),
        sa.Column("level", _KEY, nullable=False),
        sa.Column("with_code", sa.Boolean(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("papers", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("domain", "month", "level", "with_code", "accepted", name="pk_tallies"),
    )
    if op.get_context().dialect.name == "postgresql":
        month, venue, no = "to_char(dated_at AT TIME ZONE 'UTC', 'YYYY-MM')", "papers.venue ->> 'state'", "false"
    else:
        month, venue, no = "substr(dated_at, 1, 7)", "json_extract(papers.venue, '$.state')", "0"
    for filed in _FILED:
        op.execute(_COUNT.format(month=month, venue=venue, no=no, filed=filed))


def downgrade() -> None:
    op.drop_table("tallies")

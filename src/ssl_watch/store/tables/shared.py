"""What every table shares: the metadata with its names, and the columns that stand for a chat or a paper."""

from sqlalchemy import BigInteger, Column, ColumnClause, ForeignKey, Integer, MetaData, literal_column

from ssl_watch.store.columns import Key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# Only an INTEGER key counts by itself in SQLite; AUTOINCREMENT there, so that an id is never given out twice: a button
# or a message in flight may still carry that of an erased row.
Id = BigInteger().with_variant(Integer(), "sqlite")

# Written out, not bound: only then can the engines see that a query asks for no more than the partial indexes hold.
LISTED = literal_column("level") != literal_column("'none'")
NEWS: ColumnClause[bool] = literal_column("news")  # untyped: SQLAlchemy would write “news = 1” for SQLite


def of_chat(*, primary_key: bool) -> tuple[Column[int], Column[int]]:
    """The two columns that name a chat and its topic."""
    return (
        Column("chat_id", BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
        Column("thread_id", BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
    )


def of_paper(*, primary_key: bool) -> Column[str]:
    """The column that names a recorded paper."""
    return Column("arxiv_id", Key, ForeignKey("papers.arxiv_id"), primary_key=primary_key, nullable=False)

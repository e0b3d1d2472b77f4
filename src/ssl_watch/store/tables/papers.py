"""Papers as they are known, how they are filed, what searches look into, and what likeness is told by."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, LargeBinary, Table, Text, and_
from sqlalchemy.dialects.postgresql import TSVECTOR

from ssl_watch.store.columns import Json, Key, PlainText, UtcTime
from ssl_watch.store.tables.shared import LISTED, NEWS, metadata, of_paper

papers = Table(
    "papers",
    metadata,
    # What lists select and sort by comes first, long texts last: SQLite reads a row from its front.
    Column("arxiv_id", Key, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("first_seen", BigInteger, nullable=False, unique=True),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("news", Boolean, nullable=False),
    Column("submitted_at", UtcTime),
    Column("updated_at", UtcTime, nullable=False),
    Column("dated_at", UtcTime, nullable=False),  # submitted_at where known, else updated_at: the order of lists
    Column("withdrawn", Boolean, nullable=False),
    Column("level", PlainText, nullable=False),
    Column("score", Double, nullable=False),
    Column("code_state", PlainText, nullable=False),
    Column("code_url", PlainText),
    Column("code_evidence", PlainText, nullable=False),
    Column("judge", PlainText),  # `verdicts.JUDGE` of the program that judged it; NULL before judges had names
    Column("rejudged_at", UtcTime),  # when a better judge found the paper among those that were passed over
    Column("summary_by", PlainText),  # whose words the summary is, where an endpoint wrote it
    Column("venue", Json),
    Column("evidence", Json, nullable=False),
    Column("link", PlainText),
    Column("categories", Json, nullable=False),  # the primary one first
    Column("dois", Json, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("comment", PlainText),
    Column("journal_ref", PlainText),
    Column("summary", PlainText, nullable=False),
    Column("authors", Json, nullable=False),  # [[name, [affiliation, …]], …] in the paper's order
    Column("abstract", PlainText, nullable=False),
    Index("ix_papers_listed", "dated_at", "arxiv_id", sqlite_where=LISTED, postgresql_where=LISTED),
    Index("ix_papers_news", "first_seen_at", sqlite_where=and_(LISTED, NEWS), postgresql_where=and_(LISTED, NEWS)),
    Index("ix_papers_exported", "updated_at", "arxiv_id", sqlite_where=LISTED, postgresql_where=LISTED),
)

# What a search finds: listed papers at their places in the order of dates (`queries.tokens`). PostgreSQL keeps their
# tokens here; SQLite in the FTS5 table `search_tokens`, by the same number, and each once in `search_vocabulary`. Those
# are no tables to SQLAlchemy.
search_places = Table(
    "search_places",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("arxiv_id", Key, ForeignKey("papers.arxiv_id"), nullable=False, unique=True),
    Column("tokens", Text().with_variant(TSVECTOR(), "postgresql")),
    Index(None, "tokens", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

# Where the words of listed papers point (`likeness`), those that are not withdrawn, by cell and then by date.
likenesses = Table(
    "likenesses",
    metadata,
    Column("cell", Integer, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),  # as in `search_places`, but two may share it
    Column("arxiv_id", Key, ForeignKey("papers.arxiv_id"), primary_key=True, unique=True),
    Column("direction", LargeBinary, nullable=False),
    sqlite_with_rowid=False,  # a cell's papers lie side by side
)

versions = Table(
    "versions",
    metadata,
    of_paper(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("comment", PlainText),
    Column("withdrawn", Boolean, nullable=False),
    Column("first_seen_at", UtcTime, nullable=False),
)

filings = Table(
    "filings",
    metadata,
    of_paper(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("domain", PlainText, nullable=False),
    Column("score", Double, nullable=False),
    Column("evidence", Json, nullable=False),
    Index(None, "domain", "arxiv_id"),
)

# How many listed papers are alike in all of the key; under the domain '' each of them once (`papers.tallying`).
tallies = Table(
    "tallies",
    metadata,
    Column("domain", Key, primary_key=True),
    Column("month", Key, primary_key=True),  # of submission, in UTC: 2026-11
    Column("level", Key, primary_key=True),
    Column("with_code", Boolean, primary_key=True),
    Column("accepted", Boolean, primary_key=True),
    Column("papers", BigInteger, nullable=False),
)

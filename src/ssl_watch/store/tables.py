"""Every table, as the newest migration leaves it (a test compares the two).

The files beside this one, one per noun, read and write them; nothing outside `ssl_watch.store` sees a column.
In the database a chat without a topic has thread 0, because a key can't hold NULL.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from ssl_watch.store.columns import Json, Key, PlainText, UtcTime

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
_Id = BigInteger().with_variant(Integer(), "sqlite")

# Written out, not bound: only then can the engines see that a query asks for no more than the partial indexes hold.
LISTED = literal_column("level") != literal_column("'none'")


def _chat(*, primary_key: bool) -> tuple[Column[int], Column[int]]:
    return (
        Column("chat_id", BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
        Column("thread_id", BigInteger, primary_key=primary_key, autoincrement=False, nullable=False),
    )


def _paper(*, primary_key: bool) -> Column[str]:
    return Column("arxiv_id", Key, ForeignKey("papers.arxiv_id"), primary_key=primary_key, nullable=False)


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
    Index("ix_papers_exported", "updated_at", "arxiv_id", sqlite_where=LISTED, postgresql_where=LISTED),
)

# What a search finds: listed papers at their places in the order of dates (`queries.tokens`). PostgreSQL keeps their
# tokens here; SQLite in the FTS5 table `search_tokens`, by the same number, which is no table to SQLAlchemy.
search_places = Table(
    "search_places",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("arxiv_id", Key, ForeignKey("papers.arxiv_id"), nullable=False, unique=True),
    Column("tokens", Text().with_variant(TSVECTOR(), "postgresql")),
    Index(None, "tokens", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

versions = Table(
    "versions",
    metadata,
    _paper(primary_key=True),
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
    _paper(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("domain", PlainText, nullable=False),
    Column("score", Double, nullable=False),
    Column("evidence", Json, nullable=False),
    Index(None, "domain", "arxiv_id"),
)

subscribers = Table(
    "subscribers",
    metadata,
    *_chat(primary_key=True),
    Column("kind", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("domains", Json, nullable=False),
    Column("depth", PlainText, nullable=False),
    Column("code_only", Boolean, nullable=False),
    Column("muted", Json, nullable=False),
    Column("digest_at", Time, nullable=False),  # local time in `zone`
    Column("zone", PlainText, nullable=False),
    Column("days", PlainText, nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("next_digest_at", UtcTime),
    Column("subscribed_at", UtcTime),
    Column("expects", PlainText),
    Column("failures", Integer, nullable=False),
    Column("changes", Boolean, nullable=False),  # whether changes of papers that it knows are told
    Column("changes_cursor", BigInteger, nullable=False),  # the last of `changes` that was considered
    Index(None, "state", "next_digest_at"),
)

digests = Table(
    "digests",
    metadata,
    Column("digest_id", _Id, primary_key=True),
    *_chat(primary_key=False),
    Column("composed_at", UtcTime, nullable=False),
    Column("entries", Json, nullable=False),  # [[arxiv_id, domain, [other domain, …]], …] in the order shown
    Column("coverage", Json, nullable=False),
    Column("cap", Integer),
    Column("changes", Json),  # [change_id, …]; NULL where there are none
    Index(None, "chat_id", "thread_id", "composed_at"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", _Id, primary_key=True),
    *_chat(primary_key=False),
    Column("kind", PlainText, nullable=False),
    Column("key", PlainText, nullable=False),
    Column("digest_id", _Id, ForeignKey("digests.digest_id")),
    Column("text", PlainText),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcTime),
    Column("may_repeat", Boolean, nullable=False),
    Column("plain", Boolean, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("reason", PlainText),
    Column("message_id", BigInteger),
    Column("owed_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("chat_id", "thread_id", "kind", "key"),
    Index(None, "digest_id"),
    Index(None, "state", "changed_at"),
    sqlite_autoincrement=True,
)

bookmarks = Table(
    "bookmarks",
    metadata,
    *_chat(primary_key=True),
    _paper(primary_key=True),
    Column("saved_at", UtcTime, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    *_chat(primary_key=True),
    _paper(primary_key=True),
    Column("claim", PlainText, primary_key=True),  # “not_ssl”, “domain:image”; only “domain” in the first schema
    Column("disputed_at", UtcTime, nullable=False),
    Column("applied", Boolean, nullable=False),  # whether the chat goes by it, or it is only noted
    Column("level", PlainText),  # the disputed verdict, as it was shown
    Column("score", Double),
    Column("evidence", Json),
)

# One row for every identifier that was ever judged, SSL or not: what was decided, and what it takes to decide anew.
sightings = Table(
    "sightings",
    metadata,
    Column("arxiv_id", Key, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("modified_on", Date),  # the datestamp of OAI-PMH; NULL while only other sources showed the paper
    Column("first_seen_at", UtcTime, nullable=False),
    Column("news", Boolean, nullable=False),  # announced while this instance was watching
    Column("sources", Json, nullable=False),
    Column("level", PlainText, nullable=False),
    Column("score", Double, nullable=False),
    Column("judge", PlainText, nullable=False),
    Column("judged_at", UtcTime, nullable=False),
    Column("paper", LargeBinary),  # packed; only of papers that are not in `papers` and show a sign of SSL
    Index(None, "first_seen_at"),
    Index(None, "judge", "arxiv_id"),
)

# Identifiers that should be there: missing numbers of arXiv's sequence, and listed papers whose records never came.
holes = Table(
    "holes",
    metadata,
    Column("arxiv_id", Key, primary_key=True),
    Column("kind", PlainText, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("asked", Integer, nullable=False),  # how often it was asked for
    Column("asked_at", UtcTime),
    Column("state", PlainText, nullable=False),
    Column("settled_at", UtcTime),
    Index(None, "state", "settled_at"),
)

# Few, small facts that outlive the process, by name: where the checks stand, which state the operators were told.
marks = Table("marks", metadata, Column("name", Key, primary_key=True), Column("value", PlainText, nullable=False))

changes = Table(
    "changes",
    metadata,
    Column("change_id", _Id, primary_key=True),
    _paper(primary_key=False),
    Column("kind", PlainText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("told", PlainText, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

sent_papers = Table(
    "sent_papers",
    metadata,
    *_chat(primary_key=True),
    _paper(primary_key=True),
    Column("sent_at", UtcTime, nullable=False),
    Index(None, "sent_at"),
)

poll_runs = Table(
    "poll_runs",
    metadata,
    Column("run_id", _Id, primary_key=True),
    Column("source", PlainText, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=False),
    Column("total", Integer, nullable=False),
    Column("announced", Integer, nullable=False),
    Column("recorded", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("replaced", Integer, nullable=False),
    Column("relevant", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("error", PlainText),
)

# What is held on a chat, in the order in which it can be erased.
OF_A_CHAT = (deliveries, digests, sent_papers, bookmarks, disputes, subscribers)

"""What the watch remembers of arXiv and of its own polls."""

from sqlalchemy import Boolean, Column, Date, Double, Index, Integer, LargeBinary, Table

from ssl_watch.store.columns import Json, Key, PlainText, UtcTime
from ssl_watch.store.tables.shared import Id, metadata, of_paper

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
    Column("change_id", Id, primary_key=True),
    of_paper(primary_key=False),
    Column("kind", PlainText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("told", PlainText, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

poll_runs = Table(
    "poll_runs",
    metadata,
    Column("run_id", Id, primary_key=True),
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

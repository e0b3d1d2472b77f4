"""Chats: what they asked for, are owed, were sent, and said of papers."""

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, Table, Time, UniqueConstraint

from ssl_watch.store.columns import Json, Key, PlainText, UtcTime
from ssl_watch.store.tables.shared import Id, metadata, of_chat, of_paper

subscribers = Table(
    "subscribers",
    metadata,
    *of_chat(primary_key=True),
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
    Column("only_searches", Boolean, nullable=False),  # whether no domain is followed, where none is chosen
    Index(None, "state", "next_digest_at"),
)

followed_searches = Table(
    "followed_searches",
    metadata,
    Column("search_id", Id, primary_key=True),
    *of_chat(primary_key=False),
    Column("query", Key, nullable=False),
    Column("cursor", BigInteger, nullable=False),  # the last `first_seen` when it was followed
    Column("followed_at", UtcTime, nullable=False),
    UniqueConstraint("chat_id", "thread_id", "query"),
    sqlite_autoincrement=True,
)

digests = Table(
    "digests",
    metadata,
    Column("digest_id", Id, primary_key=True),
    *of_chat(primary_key=False),
    Column("composed_at", UtcTime, nullable=False),
    Column("entries", Json, nullable=False),  # [[arxiv_id, domain, [other domain, …]], …] in the order shown
    Column("coverage", Json, nullable=False),
    Column("cap", Integer),
    Column("changes", Json),  # [change_id, …]; NULL where there are none
    Column("searches", Json),  # {arxiv_id: [query, …], …} of what followed searches found; NULL where nothing was
    Index(None, "chat_id", "thread_id", "composed_at"),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", Id, primary_key=True),
    *of_chat(primary_key=False),
    Column("kind", PlainText, nullable=False),
    Column("key", PlainText, nullable=False),
    Column("digest_id", Id, ForeignKey("digests.digest_id")),
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
    *of_chat(primary_key=True),
    of_paper(primary_key=True),
    Column("saved_at", UtcTime, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    *of_chat(primary_key=True),
    of_paper(primary_key=True),
    Column("claim", PlainText, primary_key=True),  # “not_ssl”, “domain:image”; only “domain” in the first schema
    Column("disputed_at", UtcTime, nullable=False),
    Column("applied", Boolean, nullable=False),  # whether the chat goes by it, or it is only noted
    Column("level", PlainText),  # the disputed verdict, as it was shown
    Column("score", Double),
    Column("evidence", Json),
)

sent_papers = Table(
    "sent_papers",
    metadata,
    *of_chat(primary_key=True),
    of_paper(primary_key=True),
    Column("sent_at", UtcTime, nullable=False),
    Index(None, "sent_at"),
)

# What is held on a chat, in the order in which it can be erased; what it asked for, which outlives the subscription.
SETTINGS = (followed_searches, subscribers)
OF_A_CHAT = (deliveries, digests, sent_papers, bookmarks, disputes, *SETTINGS)

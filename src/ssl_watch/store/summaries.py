"""Summaries by an endpoint: which papers await one, keeping it, and what the day's budget has left.

The papers themselves are the cache: what was written is kept while title and abstract stay (`verdicts.merge`).
"""

from datetime import datetime

from sqlalchemy import Connection, update

from ssl_watch.relevance import Level
from ssl_watch.store import marks
from ssl_watch.store.papers.rows import read, selecting
from ssl_watch.store.tables import papers
from ssl_watch.verdicts import JudgedPaper

_SPENT = "summaries_spent"  # “2026-09-30 17”: asked so often on that day, UTC


def awaiting(transaction: Connection, *, since: datetime, limit: int) -> tuple[JudgedPaper, ...]:
    """Papers on or with SSL, first seen since then, that no endpoint has summarised; news first, newest first."""
    statement = (
        selecting()
        .where(papers.c.level.in_([Level.CORE.value, Level.USES.value]), papers.c.summary_by.is_(None))
        .where(papers.c.first_seen_at >= since, papers.c.abstract != "", papers.c.withdrawn.is_(False))
        .order_by(papers.c.news.desc(), papers.c.first_seen.desc())
        .limit(limit)
    )
    return read(transaction, statement)


def put(transaction: Connection, judged: JudgedPaper, *, text: str, by: str) -> bool:
    """Keep a summary for the paper at this version; False where a later one has come meanwhile."""
    same = (papers.c.arxiv_id == judged.paper.arxiv_id) & (papers.c.version == judged.paper.version)
    return bool(transaction.execute(update(papers).where(same).values(summary=text, summary_by=by)).rowcount)


def spent(transaction: Connection, *, now: datetime) -> int:
    """How often an endpoint was asked today."""
    day, _, count = (marks.get(transaction, _SPENT) or "").partition(" ")
    return int(count) if day == now.date().isoformat() and count.isdigit() else 0


def spend(transaction: Connection, *, now: datetime) -> None:
    """Count one question, before it is asked: a crash never asks for nothing."""
    marks.put(transaction, _SPENT, f"{now.date().isoformat()} {spent(transaction, now=now) + 1}")

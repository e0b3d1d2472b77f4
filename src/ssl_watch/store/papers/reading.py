"""Finding papers: by id, by version, and by this instance's order of first sight."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select

from ssl_watch.store.papers.rows import AT_ONCE, read, selecting
from ssl_watch.store.tables import papers
from ssl_watch.store.tables import versions as versions_table
from ssl_watch.verdicts import JudgedPaper

_ONE = selecting().where(papers.c.arxiv_id == bindparam("key"))
_MANY = selecting().where(papers.c.arxiv_id.in_(bindparam("keys", expanding=True)))
_LAST_SEEN = select(func.max(papers.c.first_seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a paper that this instance has seen; it may have missed earlier ones."""

    version: int
    updated_at: datetime
    title: str
    comment: str | None
    withdrawn: bool
    first_seen_at: datetime


def get(transaction: Connection, arxiv_id: str) -> JudgedPaper | None:
    """The paper at its latest known version."""
    found = read(transaction, _ONE, {"key": arxiv_id})
    return found[0] if found else None


def get_many(transaction: Connection, ids: Sequence[str]) -> tuple[JudgedPaper, ...]:
    """The papers in the order asked for; unknown ids are left out."""
    found: dict[str, JudgedPaper] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = read(transaction, _MANY, {"keys": list(ids[start : start + AT_ONCE])})
        found |= {judged.paper.arxiv_id: judged for judged in some}
    return tuple(found[arxiv_id] for arxiv_id in ids if arxiv_id in found)


def versions(transaction: Connection, arxiv_id: str) -> tuple[Version, ...]:
    """The versions seen, oldest first."""
    statement = select(versions_table).where(versions_table.c.arxiv_id == arxiv_id).order_by(versions_table.c.version)
    return tuple(
        Version(
            version=row.version,
            updated_at=row.updated_at,
            title=row.title,
            comment=row.comment,
            withdrawn=row.withdrawn,
            first_seen_at=row.first_seen_at,
        )
        for row in transaction.execute(statement)
    )


def known(transaction: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of the ids that are recorded."""
    asked = list(ids)
    found: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = papers.c.arxiv_id.in_(asked[start : start + AT_ONCE])
        found.update(transaction.execute(select(papers.c.arxiv_id).where(some)).scalars())
    return frozenset(found)


def judged_by_others(
    transaction: Connection, *, judge: str, after: str = "", limit: int = AT_ONCE
) -> tuple[JudgedPaper, ...]:
    """The next papers, by id, that another judge than this one judged."""
    others = or_(papers.c.judge.is_(None), papers.c.judge != judge)
    statement = selecting().where(others, papers.c.arxiv_id > after).order_by(papers.c.arxiv_id).limit(limit)
    return read(transaction, statement)


def last_seen(transaction: Connection) -> int:
    """The newest place in the order of first sight; 0 in an empty database."""
    return transaction.execute(_LAST_SEEN).scalar_one() or 0


def last_seen_by(transaction: Connection, moment: datetime, *, until: int) -> int:
    """The newest place up to another that was taken by a moment; 0 where none was."""
    place = papers.c.first_seen
    statement = select(place).where(place <= until, papers.c.first_seen_at <= moment).order_by(place.desc()).limit(1)
    return transaction.execute(statement).scalar() or 0


def news_between(transaction: Connection, *, after: int, until: int) -> tuple[JudgedPaper, ...]:
    """The news first seen after one place in the order, up to and with another; in that order."""
    place = papers.c.first_seen
    statement = selecting().where(papers.c.news, place > after, place <= until).order_by(place)
    return read(transaction, statement)

"""Recording a paper: a first sight, a replacement, an edit, or nothing new."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from ssl_watch.changes import between
from ssl_watch.papers import Paper
from ssl_watch.store import changes
from ssl_watch.store.columns import storable_value
from ssl_watch.store.papers import indexing, likening, tallying
from ssl_watch.store.papers.reading import get, known, last_seen
from ssl_watch.store.papers.rows import row_of, rows_of_filings
from ssl_watch.store.tables import filings, papers, versions
from ssl_watch.verdicts import JudgedPaper, merge

_TOLD_OF_A_VERSION = ("updated_at", "title", "comment", "withdrawn")

# Built once: a poll runs each of them hundreds of times.
_KEY = bindparam("key", type_=papers.c.arxiv_id.type)
_ADD = insert(papers)
_OVERWRITE = update(papers).where(papers.c.arxiv_id == _KEY)
_FILE = insert(filings)
_UNFILE = delete(filings).where(filings.c.arxiv_id == _KEY)
_ADD_VERSION = insert(versions)
_OVERWRITE_VERSION = update(versions).where(versions.c.arxiv_id == _KEY, versions.c.version == bindparam("number"))


class Recording(StrEnum):
    """What recording a paper came to."""

    NEW = "new"
    REPLACED = "replaced"  # a later version than the known one
    CHANGED = "changed"  # the same version: metadata edited, or judged otherwise
    UNCHANGED = "unchanged"


def record(
    transaction: Connection, judged: JudgedPaper, *, news: bool, now: datetime, from_arxiv: bool = True
) -> Recording:
    """Record a paper as it is now, within `Store.writing`; `news` counts at first sight only.

    An older version than the known one changes nothing; what else is kept is `verdicts.merge`'s to decide. What changed
    `from_arxiv` is written down for those who know the paper.
    """
    judged = storable_value(judged)
    before = get(transaction, judged.paper.arxiv_id)
    if before is None:
        _add_many(transaction, [judged], news=news, now=now)
        return Recording.NEW
    if judged.paper.version < before.paper.version:
        return Recording.UNCHANGED
    merged = merge(before, judged)
    if (merged.paper, merged.verdict) == (before.paper, before.verdict):
        return Recording.UNCHANGED
    _overwrite(transaction, before, merged, now=now)
    if from_arxiv:
        changes.add(transaction, between(before, merged, now))
    return Recording.REPLACED if merged.paper.version > before.paper.version else Recording.CHANGED


def record_many(transaction: Connection, many: Sequence[JudgedPaper], *, now: datetime) -> list[Recording]:
    """Record papers of an import, none twice among them: as `record` does, but all that are new at once."""
    known_ids = known(transaction, [each.paper.arxiv_id for each in many])
    new = [each for each in many if each.paper.arxiv_id not in known_ids]
    if new:
        _add_many(transaction, new, news=False, now=now)
    return [
        record(transaction, each, news=False, now=now, from_arxiv=False)
        if each.paper.arxiv_id in known_ids
        else Recording.NEW
        for each in many
    ]


def rejudge(transaction: Connection, judged: JudgedPaper) -> None:
    """Keep another verdict on a recorded paper: no change of the paper itself, and never news.

    Where `judged.rejudged_at` is set the paper was passed over before; nobody is sent it as news any more.
    """
    judged = storable_value(judged)
    key = {"key": judged.paper.arxiv_id}
    if before := get(transaction, judged.paper.arxiv_id):
        indexing.take(transaction, before)
        tallying.take(transaction, before)
        likening.take(transaction, before)
    found = {} if judged.rejudged_at is None else {"rejudged_at": judged.rejudged_at, "news": False}
    transaction.execute(_OVERWRITE, {**row_of(judged), **key, **found})
    transaction.execute(_UNFILE, key)
    _file(transaction, judged)
    indexing.add(transaction, [judged])
    tallying.add(transaction, [judged])
    likening.add(transaction, [judged])


def _add_many(transaction: Connection, many: Sequence[JudgedPaper], *, news: bool, now: datetime) -> None:
    orders = count(last_seen(transaction) + 1)
    order = {"first_seen_at": now, "news": news}
    rows = ({**row_of(each), "first_seen": next(orders), "rejudged_at": each.rejudged_at} | order for each in many)
    transaction.execute(_ADD, list(rows))
    if filed := [row for each in many for row in rows_of_filings(each)]:
        transaction.execute(_FILE, filed)
    transaction.execute(_ADD_VERSION, [_row_of_version(each.paper, now=now) for each in many])
    indexing.add(transaction, many)
    tallying.add(transaction, many)
    likening.add(transaction, many)


def _overwrite(transaction: Connection, known: JudgedPaper, judged: JudgedPaper, *, now: datetime) -> None:
    key = {"key": judged.paper.arxiv_id}
    indexing.take(transaction, known)
    tallying.take(transaction, known)
    likening.take(transaction, known)
    transaction.execute(_OVERWRITE, {**row_of(judged), **key})
    transaction.execute(_UNFILE, key)
    _file(transaction, judged)
    _note_version(transaction, judged.paper, now=now)
    indexing.add(transaction, [judged])
    tallying.add(transaction, [judged])
    likening.add(transaction, [judged])


def _file(transaction: Connection, judged: JudgedPaper) -> None:
    if rows := rows_of_filings(judged):
        transaction.execute(_FILE, rows)


def _note_version(transaction: Connection, paper: Paper, *, now: datetime) -> None:
    told = {name: getattr(paper, name) for name in _TOLD_OF_A_VERSION}
    key = {"key": paper.arxiv_id, "number": paper.version}
    if not transaction.execute(_OVERWRITE_VERSION, {**key, **told}).rowcount:
        transaction.execute(_ADD_VERSION, _row_of_version(paper, now=now))


def _row_of_version(paper: Paper, *, now: datetime) -> dict[str, Any]:
    told = {name: getattr(paper, name) for name in _TOLD_OF_A_VERSION}
    return {"arxiv_id": paper.arxiv_id, "version": paper.version, **told, "first_seen_at": now}

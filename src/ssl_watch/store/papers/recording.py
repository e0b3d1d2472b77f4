"""Recording a paper: a first sight, a replacement, an edit, or nothing new."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Paper
from ssl_watch.store.columns import storable_value
from ssl_watch.store.papers.reading import get, last_seen
from ssl_watch.store.papers.rows import row_of, rows_of_filings
from ssl_watch.store.tables import filings, papers, versions
from ssl_watch.verdicts import JudgedPaper

_TOLD_OF_A_VERSION = ("updated_at", "title", "comment", "withdrawn")

# Built once: a poll runs each of them hundreds of times.
_KEY = bindparam("key", type_=papers.c.arxiv_id.type)
_ADD = insert(papers)
_OVERWRITE = update(papers).where(papers.c.arxiv_id == _KEY)
_FILE = insert(filings)
_UNFILE = delete(filings).where(filings.c.arxiv_id == _KEY)
_ADD_VERSION = insert(versions)
_OVERWRITE_VERSION = update(versions).where(versions.c.arxiv_id == _KEY, versions.c.version == bindparam("number"))

_FOUND = {CodeState.ABSTRACT, CodeState.COMMENT}


class Recording(StrEnum):
    """What recording a paper came to."""

    NEW = "new"
    REPLACED = "replaced"  # a later version than the known one
    CHANGED = "changed"  # the same version: metadata edited, or judged otherwise
    UNCHANGED = "unchanged"


def record(transaction: Connection, judged: JudgedPaper, *, news: bool, now: datetime) -> Recording:
    """Record a paper as it is now, within `Store.writing`; `news` and `now` count at first sight only.

    An older version than the known one changes nothing. A row of an imported table (no authors, no categories) never
    overwrites a whole record of the same version, it only adds its link and its code link; and neither link is lost
    to a poll that has none.
    """
    judged = storable_value(judged)
    known = get(transaction, judged.paper.arxiv_id)
    if known is None:
        _add(transaction, judged, news=news, now=now)
        return Recording.NEW
    if judged.paper.version < known.paper.version:
        return Recording.UNCHANGED
    merged = merge(known, judged)
    if (merged.paper, merged.verdict) == (known.paper, known.verdict):
        return Recording.UNCHANGED
    _overwrite(transaction, merged, now=now)
    return Recording.REPLACED if merged.paper.version > known.paper.version else Recording.CHANGED


def merge(known: JudgedPaper, judged: JudgedPaper) -> JudgedPaper:
    """What is to be kept of a known paper and of the same or a later version of it. Pure."""
    partial = _is_partial(judged.paper) and not _is_partial(known.paper)
    base = known if partial and judged.paper.version == known.paper.version else judged
    paper = _completed(base.paper, known.paper, partial=partial)
    code = _best_code(base.verdict.code, judged.verdict.code, known.verdict.code)
    return replace(
        base,
        paper=replace(paper, link=judged.paper.link or known.paper.link),
        verdict=replace(base.verdict, code=code),
    )


def _is_partial(paper: Paper) -> bool:
    return not paper.authors and not paper.categories


def _completed(paper: Paper, known: Paper, *, partial: bool) -> Paper:
    completed = replace(
        paper,
        authors=paper.authors or known.authors,
        categories=paper.categories or known.categories,
        submitted_at=paper.submitted_at or known.submitted_at,
    )
    if not partial:
        return completed
    return replace(completed, dois=paper.dois or known.dois, journal_ref=paper.journal_ref or known.journal_ref)


def _best_code(base: CodeLink, *others: CodeLink) -> CodeLink:
    if base.state in _FOUND:
        return base
    return next((code for code in (base, *others) if code.state is CodeState.LISTED), base)


def _add(transaction: Connection, judged: JudgedPaper, *, news: bool, now: datetime) -> None:
    order = {"first_seen": last_seen(transaction) + 1, "first_seen_at": now, "news": news}
    transaction.execute(_ADD, {**row_of(judged), **order})
    _file(transaction, judged)
    transaction.execute(_ADD_VERSION, _row_of_version(judged.paper, now=now))


def _overwrite(transaction: Connection, judged: JudgedPaper, *, now: datetime) -> None:
    key = {"key": judged.paper.arxiv_id}
    transaction.execute(_OVERWRITE, {**row_of(judged), **key})
    transaction.execute(_UNFILE, key)
    _file(transaction, judged)
    _note_version(transaction, judged.paper, now=now)


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

"""Filling what is kept beside `papers` from them: once for what was recorded before it was kept, or was kept otherwise.

How far it got is a mark, so that who is interrupted goes on; recording goes on meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, select

from ssl_watch.store import marks
from ssl_watch.store.papers.rows import read, selecting
from ssl_watch.store.tables import LISTED, papers
from ssl_watch.verdicts import JudgedPaper

_BATCH = 250  # papers in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of each listed paper, in which edition, and how it is emptied and added to."""

    mark: str
    edition: str
    arxiv_id: Column[str]  # of those of which it is kept
    empty: Callable[[Connection], None]
    add: Callable[[Connection, Sequence[JudgedPaper]], None]


def is_filled(transaction: Connection, kept: Kept) -> bool:
    """Whether it is kept of everything recorded, in today's edition."""
    return marks.get(transaction, kept.mark) == kept.edition


def fill_some(transaction: Connection, kept: Kept) -> bool:
    """Add a batch of what is recorded and missing; False once nothing is left to do.

    What is of another edition is thrown away first.
    """
    edition, _, after = (marks.get(transaction, kept.mark) or "").partition(" after ")
    if edition != kept.edition:
        kept.empty(transaction)
    elif not after:
        return False
    statement = selecting().where(LISTED, papers.c.arxiv_id > after.strip()).order_by(papers.c.arxiv_id).limit(_BATCH)
    batch = read(transaction, statement)
    done = f"{kept.edition} after {batch[-1].paper.arxiv_id}" if batch else kept.edition
    ids = [each.paper.arxiv_id for each in batch]
    there = set(transaction.execute(select(kept.arxiv_id).where(kept.arxiv_id.in_(ids))).scalars())
    kept.add(transaction, [each for each in batch if each.paper.arxiv_id not in there])
    marks.put(transaction, kept.mark, done)
    return bool(batch)

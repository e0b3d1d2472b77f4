"""Papers that are like one another: where the words of each point, in step with `papers`, and who is near.

Space is cut into cells. Those near a direction are read until there are papers enough to choose from: what is read does
not grow with the archive. Nearness is a whole number and the order ours, so that both databases answer the same.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, delete, insert

from ssl_watch import likeness
from ssl_watch.likeness import Direction
from ssl_watch.papers import Paper
from ssl_watch.queries import tokens
from ssl_watch.relevance import Level
from ssl_watch.store.papers.filling import Kept
from ssl_watch.store.quick import driver
from ssl_watch.store.tables import likenesses
from ssl_watch.verdicts import JudgedPaper

MOST = 50  # papers that are like one
ENOUGH = 3000  # papers to choose from; they hold nine of the ten nearest of 100,000
_MOST_OF_A_CELL = 1500  # its newest
_AT_ONCE = 12  # cells in one statement of PostgreSQL
_Found: TypeAlias = tuple[int, str, bytes]  # place, arxiv_id, direction
_OF_CELL = "SELECT place, arxiv_id, direction FROM likenesses WHERE cell = ? ORDER BY place, arxiv_id DESC LIMIT ?"
_OF_CELLS = (
    "SELECT number, place, arxiv_id, direction"
    " FROM unnest(CAST(%(cells)s AS integer[])) WITH ORDINALITY AS near(cell, number)"
    " CROSS JOIN LATERAL (SELECT place, arxiv_id, direction FROM likenesses WHERE likenesses.cell = near.cell"
    " ORDER BY place, arxiv_id DESC LIMIT %(most)s) AS newest ORDER BY number"
)
_ADD = insert(likenesses)
_TAKE = delete(likenesses).where(likenesses.c.arxiv_id == bindparam("gone", type_=likenesses.c.arxiv_id.type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A paper, and how like another it is: 1 is the same words, 0 nothing in common."""

    arxiv_id: str
    likeness: float


def add(transaction: Connection, many: Sequence[JudgedPaper]) -> None:
    """Let papers be found by likeness, as they are recorded; not those that are withdrawn or not about SSL."""
    listed = [each.paper for each in many if each.verdict.relevance.level is not Level.NONE]
    if rows := [_row(paper) for paper in listed if not paper.withdrawn]:
        transaction.execute(_ADD, rows)


def take(transaction: Connection, known: JudgedPaper) -> None:
    """Let a paper no longer be found."""
    transaction.execute(_TAKE, {"gone": known.paper.arxiv_id})


def like(transaction: Connection, paper: Paper, *, enough: int = ENOUGH) -> tuple[Like, ...]:
    """The other papers that are most like one; the most like first, of equal ones the newest.

    No more cells are read once there are `enough` papers to choose from.
    """
    direction = likeness.of(paper)
    near = [found for found in _near(transaction, direction, enough) if found[1] != paper.arxiv_id]
    nearest = likeness.nearest(direction, [numbers for _, _, numbers in near], most=MOST)
    ranked = sorted(((like, -near[index][0], near[index][1]) for index, like in nearest), reverse=True)[:MOST]
    return tuple(Like(arxiv_id=arxiv_id, likeness=like) for like, _, arxiv_id in ranked)


def _near(transaction: Connection, direction: Direction, enough: int) -> list[_Found]:
    """The papers of the nearest cells, whole cells until there are enough."""
    raw = driver(transaction)
    found: list[_Found] = []
    # Past SQLAlchemy, which takes longer for thousands of rows than either database.
    read = _sqlite_cells if isinstance(raw, sqlite3.Connection) else _postgresql_cells
    for cell in read(raw, direction.cells):
        found += cell
        if len(found) >= enough:
            break
    return found


def _sqlite_cells(raw: Any, cells: Sequence[int]) -> Iterator[Sequence[_Found]]:
    for cell in cells:
        yield raw.execute(_OF_CELL, (cell, _MOST_OF_A_CELL)).fetchall()


def _postgresql_cells(raw: Any, cells: Sequence[int]) -> Iterator[Sequence[_Found]]:
    """A few cells in a statement, then as many again as before: each statement is a way to the server and back."""
    start, end = 0, _AT_ONCE
    while start < len(cells):
        rows = raw.execute(_OF_CELLS, {"cells": list(cells[start:end]), "most": _MOST_OF_A_CELL}, binary=True)
        for _, cell in groupby(rows, key=itemgetter(0)):
            yield [(place, arxiv_id, direction) for _, place, arxiv_id, direction in cell]
        start, end = end, 2 * end


def _row(paper: Paper) -> dict[str, object]:
    direction = likeness.of(paper)
    return {
        "cell": direction.cells[0],
        "place": tokens.place(paper),
        "arxiv_id": paper.arxiv_id,
        "direction": direction.numbers,
    }


def _empty(transaction: Connection) -> None:
    transaction.execute(delete(likenesses))


KEPT = Kept(
    mark="likenesses",
    edition=f"{likeness.EDITION}, places {tokens.EDITION}",
    arxiv_id=likenesses.c.arxiv_id,
    empty=_empty,
    add=add,
)

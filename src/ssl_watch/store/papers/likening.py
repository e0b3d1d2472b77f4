"""Papers that are like one another: where the words of each point, in step with `papers`, and who is near.

Space is cut into cells. Those near a direction are read until there are papers enough to choose from: what is read does
not grow with the archive. Nearness is a whole number and the order ours, so that both databases answer the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, union_all

from ssl_watch import likeness
from ssl_watch.likeness import Direction
from ssl_watch.papers import Paper
from ssl_watch.queries import tokens
from ssl_watch.relevance import Level
from ssl_watch.store.papers.filling import Kept
from ssl_watch.store.tables import likenesses
from ssl_watch.verdicts import JudgedPaper

MOST = 50  # papers that are like one
_ENOUGH = 4000  # papers to choose from
_MOST_OF_A_CELL = 1500  # its newest
_CELLS = 6  # read at first; then as many again as were read, until there are enough
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


def like(transaction: Connection, paper: Paper) -> tuple[Like, ...]:
    """The papers that are most like one, which is not among them; the most like first, of equal ones the newest."""
    direction = likeness.of(paper)
    found = [row for row in _near(transaction, direction) if row.arxiv_id != paper.arxiv_id]
    near = likeness.nearness(direction, [row.direction for row in found])
    ranked = sorted(zip(near, ((row.place, row.arxiv_id) for row in found), strict=True), reverse=True)[:MOST]
    return tuple(Like(arxiv_id=arxiv_id, likeness=score / likeness.WHOLE) for score, (_, arxiv_id) in ranked)


def _near(transaction: Connection, direction: Direction) -> list[Row[tuple[int, str, bytes]]]:
    """Papers of the cells that are nearest."""
    found: list[Row[tuple[int, str, bytes]]] = []
    for cells in _by_and_by(direction.cells):
        found += transaction.execute(union_all(*map(_of_cell, cells))).all()
        if len(found) >= _ENOUGH:
            break
    return found


def _by_and_by(cells: Sequence[int]) -> Iterator[Sequence[int]]:
    start, end = 0, _CELLS
    while start < len(cells):
        yield cells[start:end]
        start, end = end, 2 * end


def _of_cell(cell: int) -> Select[tuple[int, str, bytes]]:
    newest = (
        select(likenesses.c.place, likenesses.c.arxiv_id, likenesses.c.direction)
        .where(likenesses.c.cell == cell)
        .order_by(likenesses.c.place.desc(), likenesses.c.arxiv_id.desc())
        .limit(_MOST_OF_A_CELL)
        .subquery()
    )
    return select(newest)


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


KEPT = Kept(mark="likenesses", edition=likeness.EDITION, arxiv_id=likenesses.c.arxiv_id, empty=_empty, add=add)

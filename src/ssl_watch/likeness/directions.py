"""The direction of a text: its words' learned rows, weighed and added up; and how near many directions are to one.

A word of the title counts twice, the tenth time of a word little more than the ninth. All sums are of whole numbers,
and each is divided once, by an exact root, so that nothing depends on the machine. numpy is imported by the first text.
"""

from base64 import b64decode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ssl_watch import phrases, weights
from ssl_watch.papers import Paper

if TYPE_CHECKING:
    import numpy as np

EDITION = "1"  # of the tables and of what stands here: an archive with another's directions gets new ones
WORDS = "words.tsv.gz"
CELLS = "cells.tsv.gz"
LONGEST = 127  # a direction's length: its numbers are signed bytes
LEAST = 0.2  # what is less like has nothing in common but the trade's words: half of all pairs are below 0.1
_WHOLE = LONGEST * LONGEST  # the product of a direction with itself, but for rounding
IN_TITLE = 2
_OFTEN = (0, 16, 27, 34, 38, 42, 45, 47, 49, 51, 53)  # 16 (1 + ln n), for a word that stands n times
_MOST_WORDS = 4000  # of a title, of an abstract


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Where a text points, in signed bytes, and the parts of space, the nearest first; it lies in the first of them."""

    numbers: bytes
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned: for each word its row and how telling it is, and the middle of each cell."""

    places: Mapping[str, int]
    telling: Sequence[float]
    rows: "np.ndarray"
    middles: "np.ndarray"


@cache
def learned() -> Learned:
    """Read the tables, once for the process."""
    words = dict(_lines(WORDS))
    return Learned(
        places={word: place for place, word in enumerate(words)},
        telling=tuple(float(weight) for weight, _ in words.values()),
        rows=_table(row for _, row in words.values()),
        middles=_table(row for _, (row,) in _lines(CELLS)),
    )


def _lines(name: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    lines = weights.read_lines(__package__, name)
    next(lines)
    return lines


def _table(rows: Iterable[str]) -> "np.ndarray":
    import numpy as np

    table: np.ndarray = np.array([np.frombuffer(b64decode(row), dtype=np.int8) for row in rows], dtype=np.int8)
    return table


def of(paper: Paper) -> Direction:
    """Where a paper's title and abstract point; one without any known word points nowhere, from the first cell."""
    import numpy as np

    known = learned()
    counts = {
        known.places[word]: count
        for word, count in counted(paper.title, paper.abstract).items()
        if word in known.places
    }
    often = np.array([_OFTEN[min(count, len(_OFTEN) - 1)] for count in counts.values()], dtype=np.int64)
    added = often @ known.rows[list(counts)].astype(np.int64) if counts else np.zeros(known.rows.shape[1], np.int64)
    length = np.sqrt(np.float64(max(1, int(added @ added))))
    numbers = np.rint(added * np.float64(LONGEST) / length).astype(np.int8)
    near = known.middles.astype(np.int32) @ numbers.astype(np.int32)
    return Direction(numbers=numbers.tobytes(), cells=tuple(np.argsort(-near, kind="stable").tolist()))


def counted(title: str, abstract: str) -> Counter[str]:
    """How often each word stands in the abstract, and twice as often in the title."""
    counts = Counter(phrases.read(abstract).words[:_MOST_WORDS])
    for word in phrases.read(title).words[:_MOST_WORDS]:
        counts[word] += IN_TITLE
    return counts


def nearest(direction: Direction, others: Sequence[bytes], *, most: int) -> list[tuple[int, float]]:
    """Which of other directions are nearest to one, each by its index, and how like it is: from `LEAST` to 1.

    As many as asked for, and all those that are as near as the last of them, in no order.
    """
    import numpy as np

    if not others:
        return []
    numbers = np.frombuffer(direction.numbers, dtype=np.int8).astype(np.int32)
    table = np.frombuffer(b"".join(others), dtype=np.int8).reshape(len(others), len(numbers))
    near = table.astype(np.int32) @ numbers
    last = np.partition(near, -most)[-most] if most < len(near) else near.min()
    indexes = np.flatnonzero(near >= max(int(last), round(LEAST * _WHOLE)))
    return [
        (index, min(1.0, number / _WHOLE))
        for index, number in zip(indexes.tolist(), near[indexes].tolist(), strict=True)
    ]

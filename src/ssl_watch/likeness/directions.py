"""The direction of a text: its words' learned rows, weighed and added up; its most telling words; who is near to it.

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
LONGEST = 127  # a direction's length, and that of a text's telling words: their numbers are bytes
LEAST = 0.05  # what is less like has nothing in common but the trade's words: most pairs of papers are below
IN_TITLE = 2
_WHOLE = 2 * LONGEST * LONGEST  # how near a text is to itself, but for rounding
_OFTEN = (0, 16, 27, 34, 38, 42, 45, 47, 49, 51, 53)  # 16 (1 + ln n), for a word that stands n times
_MOST_WORDS = 4000  # of a title, of an abstract
_TELLING = 16  # words of a text that are compared as they are: directions know the things, words their names


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Where a text points, and its most telling words, in bytes; `cells` are the parts of space, the nearest first."""

    numbers: bytes
    cells: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned: for each word its row and how telling it is, and the middle of each cell."""

    places: Mapping[str, int]
    telling: "np.ndarray"  # in hundredths
    rows: "np.ndarray"
    middles: "np.ndarray"


@cache
def learned() -> Learned:
    """Read the tables, once for the process."""
    import numpy as np

    words = dict(_lines(WORDS))
    return Learned(
        places={word: place for place, word in enumerate(words)},
        telling=np.array([round(100 * float(weight)) for weight, _ in words.values()], dtype=np.int64),
        rows=_table(row for _, row in words.values()),
        middles=_table(row for _, (row,) in _lines(CELLS)).astype(np.float64),
    )


def _lines(name: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    lines = weights.read_lines(__package__, name)
    next(lines)
    return lines


def _table(rows: Iterable[str]) -> "np.ndarray":
    import numpy as np

    table: np.ndarray = np.array([np.frombuffer(b64decode(row), dtype=np.int8) for row in rows], dtype=np.int8)
    return table


@cache
def _shape() -> "np.dtype":
    """How a direction lies in its bytes: where it points; how much each telling word counts, and which word it is."""
    import numpy as np

    words = [("counts", "i1", _TELLING), ("words", "<u2", _TELLING)]
    shape: np.dtype = np.dtype([("points", "i1", learned().rows.shape[1]), *words])
    return shape


def of(paper: Paper) -> Direction:
    """Where a paper's title and abstract point; one without any known word points nowhere, from the first cell."""
    import numpy as np

    known = learned()
    found = counted(paper.title, paper.abstract)
    often = {place: n for word, n in found.items() if (place := known.places.get(word)) is not None}
    ordered = sorted(often)
    places = np.array(ordered, dtype=np.int64)
    counts = np.array([_OFTEN[min(often[place], len(_OFTEN) - 1)] for place in ordered], dtype=np.int64)
    told = _long(counts * known.telling[places])
    best = np.argsort(-told, kind="stable")[:_TELLING]
    direction = np.zeros(1, dtype=_shape())
    # Floating point holds these whole numbers exactly, and multiplies them many times as fast.
    points = _long((counts.astype(np.float64) @ known.rows[places].astype(np.float64)).astype(np.int64))
    direction["points"] = points
    direction["counts"][0, : len(best)] = told[best]
    direction["words"] = len(known.places)  # no word
    direction["words"][0, : len(best)] = places[best]
    near = known.middles @ points.astype(np.float64)
    return Direction(numbers=direction.tobytes(), cells=tuple(np.argsort(-near, kind="stable").tolist()))


def _long(numbers: "np.ndarray") -> "np.ndarray":
    """The same direction at a length of `LONGEST`."""
    import numpy as np

    length = np.sqrt(np.float64(max(1, int(numbers @ numbers))))
    rounded: np.ndarray = np.rint(numbers * np.float64(LONGEST) / length).astype(np.int64)
    return rounded


def counted(title: str, abstract: str) -> Counter[str]:
    """How often each word stands in the abstract, and twice as often in the title."""
    counts = Counter(phrases.words(abstract)[:_MOST_WORDS])
    for word in phrases.words(title)[:_MOST_WORDS]:
        counts[word] += IN_TITLE
    return counts


def nearest(direction: Direction, others: Sequence[bytes], *, most: int) -> list[tuple[int, float]]:
    """Which of other directions are nearest to one, each by its index, and how like it is: from `LEAST` to 1.

    As many as asked for, and all those that are as near as the last of them, in no order.
    """
    import numpy as np

    if not others:
        return []
    one, table = (np.frombuffer(numbers, dtype=_shape()) for numbers in (direction.numbers, b"".join(others)))
    near = _nearness(one[0], table)
    last = np.partition(near, -most)[-most] if most < len(near) else near.min()
    indexes = np.flatnonzero(near >= max(int(last), round(LEAST * _WHOLE)))
    return list(zip(indexes.tolist(), np.minimum(1.0, near[indexes] / _WHOLE).tolist(), strict=True))


def _nearness(one: "np.void", others: "np.ndarray") -> "np.ndarray":
    """The product of where they point, and that of their telling words, added up."""
    import numpy as np

    counts: np.ndarray = np.zeros(len(learned().rows) + 1, dtype=np.int32)
    counts[one["words"]] = one["counts"]
    points = others["points"].astype(np.int32) @ one["points"].astype(np.int32)
    added: np.ndarray = points + (counts[others["words"]] * others["counts"]).sum(axis=1)
    return added

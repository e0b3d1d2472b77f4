"""The learned weights of words and signs, each a number for every domain; `tools.domains` learns them.

The numbers of a word are kept side by side in one large integer, in thousandths: hundreds of words are then added up
for all domains at once, exactly, and in a fifth of the memory.
"""

import struct
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ssl_watch.weights import read_lines

TABLE = "weights.tsv.gz"
BIAS = "#bias"
SPOKEN_FOR = {"title": "#title {}", "text": "#text {}"}  # the rows of a sign in a title and in an abstract
_UNIT = 1000
_MIDDLE = 1 << 32  # added to each number, so that none is below zero
_FIELD = 64  # bits
Row = Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """`columns` are the domains and, last, “told”: the square of how telling the word is.

    `signs` are rows of signs, by names that begin with #; `words` the packed rows of words.
    """

    columns: tuple[str, ...]
    signs: Mapping[str, Row]
    words: Mapping[str, int]

    def total(self, grams: Collection[str]) -> list[float]:
        """The sum of the words' rows."""
        added = sum(map(self.words.__getitem__, grams))
        offset = len(grams) * _MIDDLE
        size = len(self.columns)
        return [(field - offset) / _UNIT for field in struct.unpack(f"<{size}Q", added.to_bytes(size * 8, "little"))]

    def weight(self, gram: str, column: int) -> float:
        """One number of a word's row."""
        field = self.words[gram] >> (_FIELD * column) & ((1 << _FIELD) - 1)
        return (field - _MIDDLE) / _UNIT


@cache
def learned() -> Learned:
    """The weights that ship with the package, read at their first use."""
    lines = read_lines(__package__, TABLE)
    _, columns = next(lines)
    signs: dict[str, Row] = {}
    words: dict[str, int] = {}
    for name, row in lines:
        if name.startswith("#"):
            signs[name] = tuple(map(float, row))
        else:
            words[name] = _packed(row)
    return Learned(columns=columns, signs=signs, words=words)


def _packed(row: Sequence[str]) -> int:
    fields = [round(float(number) * _UNIT) + _MIDDLE for number in row]
    return int.from_bytes(struct.pack(f"<{len(fields)}Q", *fields), "little")

"""One to three words in a row, and what they speak for together: learned weights, summed up and evened by length.

`tools` learns the weights from labelled papers; `traits` takes the sums along with what the vocabulary's signs say.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from ssl_watch.weights import read

TABLE = "ngrams.tsv.gz"
COLUMNS = ("title", "text")
_STOPS = frozenset(".!?,;")
_TITLE, _TEXT = 0, 1
# A long text has more of everything: its sums are divided by the root of its length, and of no less than this.
_SHORTEST_TITLE, _SHORTEST_TEXT = 3, 10
_LOGS = tuple(math.log2(1 + count) for count in range(64))


@dataclass(frozen=True, slots=True)
class Lean:
    """What the n-grams of a title, and of title and abstract together, speak for: above zero for SSL."""

    title: float
    text: float


def ngrams(words: Sequence[str]) -> Iterator[str]:
    """Every one, two and three words in a row that no sign of punctuation parts."""
    return (gram for gram in _every(words) if _STOPS.isdisjoint(gram.split(" ")))


def _every(words: Sequence[str]) -> Iterator[str]:
    """The same and more: what has punctuation in it, which no table has, and which it takes long to leave out."""
    two = map(" ".join, pairwise(words))
    three = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return chain(words, two, three)


def counted(words: Sequence[str], known: Mapping[str, object]) -> dict[str, int]:
    """How often each known n-gram stands there."""
    counts: dict[str, int] = {}
    for gram in filter(known.__contains__, _every(words)):
        counts[gram] = counts.get(gram, 0) + 1
    return counts


def tamed(count: int) -> float:
    """A word that is said again adds ever less."""
    return _LOGS[min(count, 63)]


def evened(words: int, *, title: bool) -> float:
    """What the sum over a text of so many words is multiplied with."""
    return 1 / math.sqrt(words + (_SHORTEST_TITLE if title else _SHORTEST_TEXT))


def lean(title: Sequence[str], abstract: Sequence[str]) -> Lean:
    """Sum up the learned weights of the words as `phrases` reads them."""
    rows = read(__package__, TABLE).rows
    in_title = counted(title, rows)
    in_text = dict(in_title)
    for gram, count in counted(abstract, rows).items():
        in_text[gram] = in_text.get(gram, 0) + count
    return Lean(
        title=_sum(in_title, rows, _TITLE) * evened(len(title), title=True),
        text=_sum(in_text, rows, _TEXT) * evened(len(title) + len(abstract), title=False),
    )


def _sum(counts: Mapping[str, int], rows: Mapping[str, tuple[float, ...]], column: int) -> float:
    return sum([rows[gram][column] * _LOGS[count if count < 64 else 63] for gram, count in counts.items()])

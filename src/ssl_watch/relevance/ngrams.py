"""One to three words in a row, and what they speak for together: learned weights, summed up and evened by length.

`tools` learns the weights from labelled papers; `traits` takes the sums along with what the vocabulary's signs say.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, count, pairwise

from ssl_watch.phrases import Words
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
    two = map(" ".join, pairwise(words))
    three = map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return (gram for gram in chain(words, two, three) if _STOPS.isdisjoint(gram.split(" ")))


@cache
def _openings() -> frozenset[str]:
    """The first two words of every known three: where none stands there is no third to look for."""
    return frozenset(gram.rpartition(" ")[0] for gram in read(__package__, TABLE).rows if gram.count(" ") == 2)


def known(text: Words) -> list[str]:
    """The n-grams that the table has, as often as they stand there; none of them has punctuation in it."""
    is_known, opens = read(__package__, TABLE).rows.__contains__, _openings().__contains__
    starts = compress(count(), map(opens, text.pairs[:-1]))
    three = [f"{text.pairs[start]} {text.words[start + 2]}" for start in starts]
    return list(filter(is_known, chain(text.words, text.pairs, three)))


def tamed(count: int) -> float:
    """A word that is said again adds ever less."""
    return _LOGS[min(count, 63)]


def evened(words: int, *, title: bool) -> float:
    """What the sum over a text of so many words is multiplied with."""
    return 1 / math.sqrt(words + (_SHORTEST_TITLE if title else _SHORTEST_TEXT))


def lean(title: Words, abstract: Words) -> Lean:
    """Sum up the learned weights of the words as `phrases` reads them."""
    rows = read(__package__, TABLE).rows
    in_title = known(title)
    in_text = Counter(chain(in_title, known(abstract)))
    return Lean(
        title=_sum(Counter(in_title), rows, _TITLE) * evened(len(title.words), title=True),
        text=_sum(in_text, rows, _TEXT) * evened(len(title.words) + len(abstract.words), title=False),
    )


def _sum(counts: Mapping[str, int], rows: Mapping[str, tuple[float, ...]], column: int) -> float:
    return sum([rows[gram][column] * _LOGS[count if count < 64 else 63] for gram, count in counts.items()])

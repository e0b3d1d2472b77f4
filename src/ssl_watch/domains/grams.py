"""Words and pairs of words, which the learned weights know by the domains they are usual in.

`tools.domains` learns the weights; `leaning` sums them up. The parts of names like “PointMAE” count in titles.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from ssl_watch.phrases import Words

_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = re.compile(r"[A-Za-z]{2,60}")
Place = tuple[int, int]  # where a gram begins, and of how many words it is
_NOWHERE = (-1, 0)


def every(words: Words) -> Iterator[str]:
    """Every word and every pair of words, with those that hold a number or punctuation: no table has them."""
    return chain(words.words, map(" ".join, pairwise(words.words)))


def within_names(title: Words) -> Iterator[str]:
    """The parts of names that are written together."""
    for name in _WORD.findall(title.source):
        if not (name.islower() or name.isupper() or name[1:].islower()):
            yield from (part.lower() for part in _NAME.findall(name) if len(part) > 1)


def known(words: Words, table: Mapping[str, object]) -> dict[str, Place]:
    """The grams that the table has, each once, where it stands first."""
    found: dict[str, Place] = {}
    for length, grams in ((1, words.words), (2, map(" ".join, pairwise(words.words)))):
        for start, gram in enumerate(grams):
            if gram in table and gram not in found:
                found[gram] = (start, length)
    return found


def known_in_title(title: Words, table: Mapping[str, object]) -> dict[str, Place]:
    """The same, and the known parts of names, which can't be quoted."""
    found = known(title, table)
    for part in within_names(title):
        if part in table:
            found.setdefault(part, _NOWHERE)
    return found

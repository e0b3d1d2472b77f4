"""Words and pairs of words, which the learned weights know by the domains they are usual in.

`tools.domains` learns the weights; `leaning` sums them up. The parts of names like “PointMAE” count in titles.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from ssl_watch.phrases import Words

_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = re.compile(r"[A-Za-z]{2,60}")
Place = tuple[int, int]  # where a gram begins, and of how many words it is


def every(words: Words) -> Iterator[str]:
    """Every word and every pair of words, with those that hold a number or punctuation: no table has them."""
    return chain(words.words, words.pairs)


def within_names(title: Words) -> Iterator[str]:
    """The parts of names that are written together."""
    for name in _WORD.findall(title.source):
        if not (name.islower() or name.isupper() or name[1:].islower()):
            yield from (part.lower() for part in _NAME.findall(name) if len(part) > 1)


def known(words: Words, table: Mapping[str, object]) -> dict[str, None]:
    """The grams that the table has, each once."""
    return dict.fromkeys(filter(table.__contains__, every(words)))


def place_of(gram: str, words: Words) -> Place | None:
    """Where a gram stands first; a part of a name stands nowhere."""
    parts = tuple(gram.split(" "))
    starts = (start for start, word in enumerate(words.words) if word == parts[0])
    found = next((start for start in starts if words.words[start : start + len(parts)] == parts), None)
    return None if found is None else (found, len(parts))


def known_in_title(title: Words, table: Mapping[str, object]) -> dict[str, None]:
    """The same, and the known parts of names."""
    return known(title, table) | dict.fromkeys(filter(table.__contains__, within_names(title)))

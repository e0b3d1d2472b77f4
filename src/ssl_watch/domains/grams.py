"""Words and pairs of words, which the learned weights know by the domains they are usual in.

`tools.domains` learns the weights; `leaning` sums them up. The parts of names like “PointMAE” count in titles.
"""

import re
from collections.abc import Iterator, Mapping

from ssl_watch.phrases import Words

_STOPS = frozenset(".!?,;")
_NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_WORD = re.compile(r"[A-Za-z]{2,60}")
Place = tuple[int, int]  # where a gram begins, and of how many words it is
_NOWHERE = (-1, 0)


def in_text(words: Words) -> Iterator[tuple[str, Place]]:
    """Every word and every pair of words with its place; numbers and punctuation part them."""
    before = ""
    for start, word in enumerate(words.words):
        if word in _STOPS or word.isdigit():
            before = ""
            continue
        yield word, (start, 1)
        if before:
            yield f"{before} {word}", (start - 1, 2)
        before = word


def in_title(words: Words) -> Iterator[tuple[str, Place]]:
    """The same, and the parts of names that are written together."""
    yield from in_text(words)
    for name in _WORD.findall(words.source):
        if not (name.islower() or name.isupper() or name[1:].islower()):
            yield from ((part.lower(), _NOWHERE) for part in _NAME.findall(name) if len(part) > 1)


def known(grams: Iterator[tuple[str, Place]], table: Mapping[str, object]) -> dict[str, Place]:
    """Those that the table has, each once, where it stands first."""
    found: dict[str, Place] = {}
    for gram, place in grams:
        if gram in table and gram not in found:
            found[gram] = place
    return found

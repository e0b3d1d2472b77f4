"""A sentence in all its shorter forms, of which `choosing` takes one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ssl_watch.summaries import clauses, lead_ins

MOST_WORDS = 45
_FEWEST_WORDS = 4
_POINTING = re.compile(
    r"\b[Tt]h(?:is|ese|ose)\b(?! (?:present )?"
    r"(?:paper|work|article|study|survey|review|thesis|dissertation|chapter|letter|report)\b)"
)

Ends = tuple[tuple[int, str], ...]


class Form(NamedTuple):
    """The words of one form before its end is chosen; `ends` are the places where it may stop, with their kinds.

    `points` is after how many words it first points back at what is not said (“this challenge”), or its length.
    """

    words: tuple[str, ...]
    begins: str
    spares: str
    ends: Ends
    points: int


def of(sentence: str) -> Iterator[Form]:
    """Every form of the sentence, the longest first; each may end in several places."""
    seen: set[str] = set()
    for begins, rest in lead_ins.beginnings(clauses.tighten(sentence)):
        for spares, text in clauses.lighter(rest):
            words = text.split()
            if len(words) < _FEWEST_WORDS or text in seen:
                continue
            seen.add(text)
            whole = ((len(words), "whole"),) if len(words) <= MOST_WORDS else ()
            ends = (*whole, *(end for end in clauses.ends(words) if end[0] <= MOST_WORDS))
            yield Form(words=tuple(words), begins=begins, spares=spares, ends=ends, points=_points(text, len(words)))


def _points(text: str, length: int) -> int:
    if "his " not in text and "hese " not in text and "hose " not in text:  # quick, and most often so
        return length
    found = _POINTING.search(text)
    return text.count(" ", 0, found.start()) if found else length


def finish(words: tuple[str, ...]) -> str:
    """The words as a sentence: a capital in front, unless it is a name's own small letter; a full stop."""
    text = " ".join(words).rstrip(" ,;:.–—-")
    first = text.partition(" ")[0]
    if first.isascii() and first.islower() and not any(map(str.isdigit, first)):
        text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", "!", "…")) else text + "."


def cut(sentence: str) -> str:
    """A sentence without a form: too short to be shortened, or so long that it ends between words, with an ellipsis."""
    words = sentence.split()
    if len(words) <= MOST_WORDS:
        return finish(tuple(words))
    return " ".join([words[0].capitalize(), *words[1:MOST_WORDS]]).rstrip(",;:") + "…"

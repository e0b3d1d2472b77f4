"""A text as its words, and the phrases of a table that stand in it: what `relevance` and `domains` judge by.

“Self-supervised”, “self supervised” and “selfsupervised”, odd hyphens, ligatures and plurals are all the same word
here. Pure, deterministic and linear in the text's length, whatever the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress, count, pairwise
from typing import Generic, TypeVar

Value = TypeVar("Value")

# Hyphenation leaves invisible characters within words; they are not part of them.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TOKEN = re.compile(r"[^\W_]+|[.!?](?=\s|\Z)|[,;]")
_STOPS = frozenset(".!?,;")
# Written apart, hyphenated or together: made one word, so that the tables need only one spelling.
_PREFIXES = frozenset({"self", "pre", "auto", "semi", "multi", "non", "un", "bi", "spatio", "electro", "hyper", "meta"})
_LONGEST_WORD = 60
_LONGEST_QUOTE = 100
_SPELLINGS = {
    "modelling": "modeling",
    "unlabelled": "unlabeled",
    "labelled": "labeled",
    "labelling": "labeling",
    "selflabelling": "selflabeling",
    "colour": "color",
    "behaviour": "behavior",
    "tumour": "tumor",
    "generalisation": "generalization",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text in lower case and in their one spelling; `pairs` are each two in a row.

    Each begins with one match in the text and ends with one: not the same where two halves are glued together.
    """

    source: str
    words: tuple[str, ...]
    pairs: tuple[str, ...]
    begins: Sequence[re.Match[str]] = field(repr=False, compare=False)
    ends: Sequence[re.Match[str]] = field(repr=False, compare=False)

    def quote(self, start: int, length: int) -> str:
        """The very words, as they were written, of sane length."""
        begin, end = self.begins[start].start(), self.ends[start + length - 1].end()
        return " ".join(self.source[begin : min(end, begin + _LONGEST_QUOTE)].split())

    def of(self, words: Sequence[str]) -> "Words":
        """The same text with other words in the places of the first ones; it ends where they do."""
        return replace(self, words=tuple(words), pairs=_pairs(words))


def _pairs(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(" ".join, pairwise(words)))


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase of a table, found at word `start` of a text."""

    phrase: str
    value: Value
    start: int
    length: int


@lru_cache(maxsize=8)
def read(text: str) -> Words:
    """Read a text's words; several verdicts ask for the same one."""
    source = _whole(text)
    matches = list(_TOKEN.finditer(source))
    written = [match[0].lower() for match in matches]
    begins, ends = matches, matches
    if halves := _first_halves(written):
        begins, ends = list(matches), list(matches)
        for place in halves:
            del begins[place + 1], ends[place]
    words = tuple(_glued(written, halves))
    return Words(source=source, words=words, pairs=_pairs(words), begins=begins, ends=ends)


def words(text: str) -> list[str]:
    """Nothing but the words that `read` reads, in half the time."""
    written = [word.lower() for word in _TOKEN.findall(_whole(text))]
    return _glued(written, _first_halves(written))


def _whole(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


def _glued(written: Sequence[str], halves: Iterable[int]) -> list[str]:
    """The words in their one spelling, each first half and its second made one, whatever stood between them."""
    words = list(map(_spell, written))
    for place in halves:
        words[place : place + 2] = [_spell(written[place] + written[place + 1])]
    return words


def _first_halves(written: Sequence[str]) -> Sequence[int]:
    """Where first halves stand that a second half follows, which is no first half itself then.

    From the last to the first: who makes each one word in turn leaves the places before what they are.
    """
    found: list[int] = []
    if not _PREFIXES.isdisjoint(written):
        for place in compress(count(), map(_PREFIXES.__contains__, written[:-1])):
            if written[place + 1] not in _STOPS and (not found or found[-1] < place - 1):
                found.append(place)
    return found[::-1]


@lru_cache(maxsize=20_000)
def _spell(word: str) -> str:
    if word[-1:] == "s" and 3 < len(word) < _LONGEST_WORD and word[-2] not in "sui":
        word = word[:-1]
    return _SPELLINGS.get(word, word)


class Phrasebook(Generic[Value]):
    """A table of phrases, written as anyone would; looked up by their first word."""

    def __init__(self, table: Mapping[str, Value]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
        for phrase, value in table.items():
            first, *rest = read(phrase).words
            by_first.setdefault(first, []).append((tuple(rest), phrase, value))
        for entries in by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first = by_first

    def find(self, text: Words) -> Iterator[Found[Value]]:
        """Every phrase from left to right; of those that overlap, the one that begins first, then the longest."""
        words, known = text.words, self._by_first
        end = 0
        for start in compress(count(), map(known.__contains__, words)):
            if start < end:
                continue
            for rest, phrase, value in known[words[start]]:
                if not rest or words[start + 1 : start + 1 + len(rest)] == rest:
                    end = start + 1 + len(rest)
                    yield Found(phrase, value, start, end - start)
                    break

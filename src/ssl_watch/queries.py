"""A search as its words: how text is normalised for search, and how a user's query is read.

One normaliser feeds both the stored text and the query, so that both engines answer alike. First version: every word
must match the beginning of a word. Operators come with the archive issue; this is their place.
"""

import unicodedata
from dataclasses import dataclass

from ssl_watch.verdicts import JudgedPaper

LONGEST_QUERY = 200
MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Normalised words, all of which must match; `text` is what the user wrote."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of an answer, newest first, and how many papers there are in all."""

    papers: tuple[JudgedPaper, ...]
    total: int
    offset: int = 0


def normalise(text: str) -> str:
    """Fold case, accents and punctuation away; “self-supervised” in every spelling becomes one word."""
    folded = unicodedata.normalize("NFKD", text.replace("\0", " ")).casefold()
    kept = (char if char.isalnum() else " " for char in folded if not unicodedata.combining(char))
    words = " ".join("".join(kept).split())
    return f" {words} ".replace(" self supervis", " selfsupervis").strip()


def read(text: str) -> Query:
    """Read a user's query; never fails. Too long ones are cut: the first 200 characters, the first 8 words."""
    words = tuple(dict.fromkeys(normalise(text[:LONGEST_QUERY]).split()))
    return Query(text=text.strip()[:LONGEST_QUERY], words=words[:MOST_WORDS])

"""The stem that the forms of an English word share: mask, masked, masking."""

from functools import lru_cache

from Stemmer import Stemmer

_ENGLISH = Stemmer("english", 0)  # without a cache of its own
_SHORTEST = 4


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word's stem; a word of another script, with a digit or of three letters is its own."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    stemmed: str = _ENGLISH.stemWord(word)
    return stemmed

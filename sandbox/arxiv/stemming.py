"""Porter's stemmer (M. F. Porter, “An algorithm for suffix stripping”, 1980), written from the paper.

arXiv's index stems titles and abstracts with it: supervised, supervision and supervising become one word,
supervisory another.
"""

import re
from functools import lru_cache

_STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "abli": "able",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
}
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = re.findall(r"\w+", "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem one lower-case word."""
    if len(word) <= 2 or not word.isascii() or not word.isalpha():
        return word
    for step in (_plural, _past, _final_y, _double_suffix, _suffix, _last_suffix, _tidy):
        word = step(word)
    return word


def _shape(word: str) -> str:
    """The word as consonants and vowels; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        shape += "v" if letter in "aeiou" or (letter == "y" and shape.endswith("c")) else "c"
    return shape


def _measure(word: str) -> int:
    return len(re.findall("v+c+", _shape(word)))


def _ends_short(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for suffix in ("ed", "ing"):
        root = word.removesuffix(suffix)
        if root != word and "v" in _shape(root):
            return _mended(root)
    return word


def _mended(root: str) -> str:
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if root[-1:] == root[-2:-1] and _shape(root).endswith("c") and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if _measure(root) == 1 and _ends_short(root) else root


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _double_suffix(word: str) -> str:
    return _replaced(word, _STEP_2)


def _suffix(word: str) -> str:
    return _replaced(word, _STEP_3)


def _replaced(word: str, table: dict[str, str]) -> str:
    suffix = max((suffix for suffix in table if word.endswith(suffix)), key=len, default=None)
    if suffix is None:
        return word
    root = word.removesuffix(suffix)
    return root + table[suffix] if _measure(root) else word


def _last_suffix(word: str) -> str:
    suffix = max((suffix for suffix in _STEP_4 if word.endswith(suffix)), key=len, default=None)
    if suffix is None:
        return word
    root = word.removesuffix(suffix)
    kept = _measure(root) <= 1 or (suffix == "ion" and not root.endswith(("s", "t")))
    return word if kept else root


def _tidy(word: str) -> str:
    root = word.removesuffix("e")
    if root != word and (_measure(root) > 1 or (_measure(root) == 1 and not _ends_short(root))):
        word = root
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word

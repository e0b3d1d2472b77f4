"""Texts as authors typed them, which is how the arXivRaw format gives them: accents in TeX."""

import re
import unicodedata

_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0304": "=", "\u0307": ".",
    "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c",
}  # fmt: skip
_LETTERS = {"ß": "{\\ss}", "ø": "{\\o}", "Ø": "{\\O}", "ł": "{\\l}", "Ł": "{\\L}", "æ": "{\\ae}", "Æ": "{\\AE}"}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def raw(text: str) -> str:
    """Write accents as commands; what TeX has no short form for stays as it is."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: _letter(found[0]), text)


def _letter(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    taken_apart = unicodedata.normalize("NFD", letter)
    base, mark = taken_apart[0], taken_apart[1:]
    if mark not in _ACCENTS or not base.isascii():
        return letter
    return f"\\{_ACCENTS[mark]}{{{base}}}"

r"""TeX's accents and letters become Unicode, as arXiv's API shows them: `Schr\"odinger`, `{\L}ukasz`, `Fran\c{c}ois`.

Pure, and no more than that: mathematics, commands and everything else stay as authors wrote them. pylatexenc 2.11 was
tried for it and reads TeX in earnest: “50% better” ends at the comment sign, `AT&T` loses its sign, and `\k{appa}`
grows four ogoneks.
"""

import re
import unicodedata

_MATH = re.compile(r"(\$[^$]*\$|\\\(.*?\\\))", re.DOTALL)
# Each accent: its combining mark, and the letters that wear it in some language. `\"w` is an escaped quotation mark.
_ACCENTS = {
    "`": ("\u0300", "AEINOUaeinou"),
    "'": ("\u0301", "ACEGIKLMNORSUYZacegiklmnorsuyz"),
    "^": ("\u0302", "ACEGHIJOSUWYaceghijosuwy"),
    "~": ("\u0303", "AEINOUYaeinouy"),
    "=": ("\u0304", "AEGIOUYaegiouy"),
    ".": ("\u0307", "ACEGIZacegz"),
    '"': ("\u0308", "AEIOUYaeiouy"),
    "u": ("\u0306", "AEGIOUaegiou"),
    "r": ("\u030a", "AUau"),
    "H": ("\u030b", "OUou"),
    "v": ("\u030c", "ACDEGHIKLNORSTUZacdeghijklnorstuz"),
    "d": ("\u0323", "ADEHIKLMNORSTUYZadehiklmnorstuyz"),
    "c": ("\u0327", "CEGKLNRSTcegklnrst"),
    "k": ("\u0328", "AEIOUaeiou"),
}
_LETTERS = {
    "AA": "Å", "aa": "å", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "O": "Ø", "o": "ø", "L": "Ł", "l": "ł",
    "ss": "ß", "DH": "Ð", "dh": "ð", "DJ": "Đ", "dj": "đ", "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "i": "ı",
}  # fmt: skip
# \'e \'{e} \'\i; an accent with a letter for its name needs braces or a space: \c{c} \v S.
_HELD = r"\{\s*\\?([A-Za-z])\s*\}"
_ACCENT = rf"\\(?:([`'^\"~=.])\s*(?:{_HELD}|\\([ij])(?![A-Za-z])|([A-Za-z]))|([urHvdck])(?:\s*{_HELD}|\s+([A-Za-z])))"
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_STEPS = (re.compile(rf"\{{\s*{_ACCENT}\s*\}}"), re.compile(_ACCENT))
_LETTER = re.compile(rf"\{{\s*\\({_NAMES})\s*\}}|\\({_NAMES})(?![A-Za-z])(?:\{{\}}|\\(?=\s)|\s(?=\w))?")


def unaccented(text: str) -> str:
    """The text with TeX's accented and foreign letters in Unicode."""
    if "\\" not in text:
        return text
    parts = _MATH.split(text)
    parts[::2] = map(_converted, parts[::2])
    return "".join(parts)


def _converted(text: str) -> str:
    for step in _STEPS:
        text = step.sub(_composed, text)
    return _LETTER.sub(lambda found: _LETTERS[found[1] or found[2]], text)


def _composed(found: re.Match[str]) -> str:
    accent, letter = (part for part in found.groups() if part)
    mark, wearers = _ACCENTS[accent]
    return unicodedata.normalize("NFC", letter + mark) if letter in wearers else found[0]

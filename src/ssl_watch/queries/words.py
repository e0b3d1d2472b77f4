r"""Text as the words that search knows: one normaliser for what is stored and for what is asked.

Case, accents and punctuation fold away; a Greek letter is its name, whether written as α or as `\alpha`; the spellings
of a compound (self-supervised, self supervised, selfsupervised) are one word; `wav2vec 2.0`, `DINOv2` and `C++` stay
what they are. A word holds letters and digits only, so that it means the same to both databases.
"""

import re
import unicodedata

LONGEST_WORD = 40
_GREEK = {chr(code): unicodedata.name(chr(code)).split()[-1].lower() for code in range(0x3B1, 0x3CA)}
_GREEK["λ"] = "lambda"  # Unicode's own spelling is another
_SAID = {*_GREEK.values(), "ell"}
_ACCENT = re.compile(r"\\(?:['`\"^~=.]|[cvuHkrdb](?=\s*\{))\s*\{?\s*\\?([^\W\d_])\s*\}?")
_COMMAND = re.compile(r"\\(?:var)?([A-Za-z]+)")
_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, ord("{"), ord("}"), ord("$")])
_WORD = re.compile(r"[a-z](?:\+\+|#)(?!\w)|[^\W_]+(?:\.\d+)*")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_SIGNS = str.maketrans({"+": "plus", "#": "sharp", ".": "·"})
# First halves of compounds that are written apart, with a hyphen or together, and the beginnings of what follows them.
_COMPOUNDS = {
    "self": ("supervis",),
    "semi": ("supervis",),
    "weakly": ("supervis",),
    "un": ("supervis", "label", "lab"),
    "pre": ("train", "text"),
    "fine": ("tun",),
    "auto": ("encod", "regress"),
    "multi": ("modal", "view", "task", "scale", "lingual", "media"),
    "cross": ("modal", "lingual"),
    "data": ("set",),
    "non": ("linear", "contrastiv"),
    "spatio": ("temporal",),
}


def words(text: str) -> list[str]:
    """The words of a text in their order; linear in its length, whatever it holds."""
    found = [word if word.isalnum() else word.translate(_SIGNS) for word in _WORD.findall(_folded(text))]
    if not _COMPOUNDS.keys().isdisjoint(found):
        found = _joined(found)
    return found if max(map(len, found), default=0) <= LONGEST_WORD else [word[:LONGEST_WORD] for word in found]


def _joined(apart: list[str]) -> list[str]:
    found = [""]
    for word in apart:
        if found[-1] in _COMPOUNDS and is_compound(found[-1], word):
            found[-1] += word
        else:
            found.append(word)
    return found[1:]


def is_compound(first: str, second: str) -> bool:
    """Whether two words that stand side by side are one."""
    return second.startswith(_COMPOUNDS.get(first, ()))


def _folded(text: str) -> str:
    if "\\" in text:
        text = _COMMAND.sub(_said, _ACCENT.sub(r"\1", text))
    if not text.isascii():
        spelt = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDED)
        text = "".join(_named(char) for char in spelt if not unicodedata.combining(char))
    text = text.translate(_UNSEEN).lower()
    return _APOSTROPHE.sub("", _POSSESSIVE.sub("", text)) if "'" in text or "’" in text else text


def _named(char: str) -> str:
    return f" {_GREEK[char]} " if char in _GREEK else char


def _said(command: re.Match[str]) -> str:
    name = command[1].lower()
    return f" {name} " if name in _SAID else " "

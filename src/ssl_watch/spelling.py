r"""The letters of a text, whatever its typography: equal for “$\alpha$-JEPA” and “α–jepa”.

Pure. Case, accents, spaces, hyphens, quotes and LaTeX's markup go; letters and digits stay, in one spelling. Of two
texts `reads_alike` tells whether one is the other with its misspellings corrected.
"""

import re
import unicodedata
from difflib import SequenceMatcher

_ACCENT = re.compile(r"\\(?:['`\"^~=.]|[cvuHkrdb](?=\s*\{)|[cvuHkrdb]\s+(?=[^\W\d_]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
# Letters that Unicode does not take apart, and LaTeX's names of letters.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ȷ": "j", "ℓ": "l"})
_SAID = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega"
    "|latex|tex|log|exp|min|max|arg|sin|cos|tan|tanh|lim|sup|inf|det|o|l|i|j|ae|oe|ss"
)
_NAMED = {"aa": "a", "ell": "l"}
_LONGEST = 2_000  # characters that are compared
_MARKUP = re.compile(r"[{}$^_]")
_SMALL_WORDS = frozenset({"a", "an", "the", "and"})
_MOST_MISSPELT = 3  # letters, in a whole text
_SHORTEST_MISSPELT, _LONG = 6, 10  # letters of a word; a long one may have two of them wrong


def letters(text: str) -> str:
    """The letters and digits of the text, one after the other; nothing where it has none."""
    folded = unicodedata.normalize("NFKD", _plain(text)).casefold().translate(_LETTERS)
    return "".join(_spelt(char) for char in folded if char.isalnum())


def reads_alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for typography, small words and misspellings.

    A misspelling is a letter or two in a longer word, and never its first: “asymmetric” is no slip for “symmetric”. Nor
    may it touch a name, which has digits or inner capitals: DINOv2 is not DINOv3.
    """
    if letters(one) == letters(other):
        return True
    before, after = _words(one), _words(other)
    compared = SequenceMatcher(a=list(map(letters, before)), b=list(map(letters, after)), autojunk=False)
    misspelt = (
        _slips(before[start:end], after[begin:until])
        for kind, start, end, begin, until in compared.get_opcodes()
        if kind != "equal"
    )
    return sum(misspelt) <= _MOST_MISSPELT


def _plain(text: str) -> str:
    return _COMMAND.sub(_command, _ACCENT.sub("", text[:_LONGEST]))


def _words(text: str) -> list[str]:
    """In the case they were written in, without those that say nothing."""
    plain = unicodedata.normalize("NFKC", _MARKUP.sub("", _plain(text)))
    return [word for word in re.findall(r"\w+", plain) if word.casefold() not in _SMALL_WORDS]


def _slips(before: list[str], after: list[str]) -> int:
    """How many letters are misspelt in one of two wordings, more than may be where they are different words."""
    one, other = letters("".join(before)), letters("".join(after))
    if one == other:
        return 0
    longer, many = max(len(one), len(other)), _MOST_MISSPELT + 1
    if longer < _SHORTEST_MISSPELT or one[:1] != other[:1] or any(map(_is_name, (*before, *after))):
        return many
    slips = _edits(one, other)
    return slips if slips <= (2 if longer >= _LONG else 1) else many


def _is_name(word: str) -> bool:
    return any(char.isdigit() for char in word) or any(char.isupper() for char in word[1:])


def _edits(one: str, other: str) -> int:
    """How many letters were added, left out, exchanged or swapped with the next; too many where lengths differ much."""
    if abs(len(one) - len(other)) > _MOST_MISSPELT:
        return _MOST_MISSPELT + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for place, char in enumerate(one, 1):
        before, earlier, row = row, before, [place]
        for at, letter in enumerate(other, 1):
            edits = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (char != letter))
            if at > 1 and place > 1 and char == other[at - 2] and letter == one[place - 2]:
                edits = min(edits, earlier[at - 2] + 1)
            row.append(edits)
    return row[-1]


def _command(match: re.Match[str]) -> str:
    name = match[1].casefold().removeprefix("var")
    return _NAMED.get(name, name if _SAID.fullmatch(name) else " ")


def _spelt(char: str) -> str:
    """A Greek letter by its name, as LaTeX writes it; Unicode's has lost a b."""
    name = unicodedata.name(char, "")
    if name.startswith("GREEK ") and " LETTER " in name:
        return name.split(" LETTER ")[1].split()[-1].lower().replace("lamda", "lambda")
    return char

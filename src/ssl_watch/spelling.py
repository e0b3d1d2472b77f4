r"""The letters of a text, whatever its typography: equal for “$\alpha$-JEPA” and “α–jepa”.

Pure. Case, accents, spaces, hyphens, quotes and LaTeX's markup go; letters and digits stay, in one spelling.
"""

import re
import unicodedata

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


def letters(text: str) -> str:
    """The letters and digits of the text, one after the other; nothing where it has none."""
    plain = _COMMAND.sub(_command, _ACCENT.sub("", text[:_LONGEST]))
    folded = unicodedata.normalize("NFKD", plain).casefold().translate(_LETTERS)
    return "".join(_spelt(char) for char in folded if char.isalnum())


def _command(match: re.Match[str]) -> str:
    name = match[1].casefold().removeprefix("var")
    return _NAMED.get(name, name if _SAID.fullmatch(name) else " ")


def _spelt(char: str) -> str:
    """A Greek letter by its name, as LaTeX writes it; Unicode's has lost a b."""
    name = unicodedata.name(char, "")
    if name.startswith("GREEK ") and " LETTER " in name:
        return name.split(" LETTER ")[1].split()[-1].lower().replace("lamda", "lambda")
    return char

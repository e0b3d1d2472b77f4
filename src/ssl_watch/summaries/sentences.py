"""An abstract made readable, and cut into its sentences."""

import re

_LONGEST = 20_000
_ABBREVIATED = """
e.g i.e et.al al vs cf fig figs eq eqs sec tab ref refs no vol pp approx resp dr mr mrs prof st inc ltd jr w.r.t a.k.a
i.i.d ca viz dept
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
# What is searched for comes first and what stands before it is checked then: ten times as quick. Possessive: linear.
_END = re.compile(r"[.!?](?<![.!?].)[.!?]*+[)\]\"'”’]*+(?=\s)")
_BARE_END = re.compile(
    r"\.(?<=[a-z\])]{2}\.)(?=(?:We|The|Our|In|This|It|However|To|A|Code|Experiments?|Extensive|These)\s)"
)
# Where no full stop is written: a small letter, then a word that only begins a sentence.
_UNWRITTEN_END = re.compile(
    r"(?<=[a-z\d)\]]) (?=(?:We|Our|In this|In our|This|These|However|While|Although|To|Here|Moreover|Furthermore"
    r"|Additionally|Specifically|Finally|Crucially|Experiments?|Experimental|Extensive|Results|It) [a-z])"
)
_RUN_ON = 350  # characters of a sentence that may be several
_ACCENTS = re.compile(r"\\['`^\"~=.]\{?([A-Za-z])\}?")
_STYLED = re.compile(
    r"\\(?:emph|textbf|textit|texttt|textsc|textrm|text|mathrm|mathbf|mathcal|mathbb|underline|mbox|url|operatorname|bf|it|em)\s*\{([^{}]{0,200})\}"
)
_OLD_STYLE = re.compile(r"\{\\(?:em|bf|it|tt|sc|rm|sf)\s+([^{}]{0,200})\}")
_CITE = re.compile(r"~?\\(?:cite[a-z]*|ref|label|footnote)\s*\{[^{}]{0,200}\}")
_SYMBOLS = {
    "times": "×", "sim": "~", "approx": "≈", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "rightarrow": "→",
    "to": "→", "infty": "∞", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "tau": "τ", "theta": "θ", "phi": "φ", "omega": "ω", "ell": "ℓ",
    "cdot": "·", "ldots": "…", "dots": "…", "in": "∈", "uparrow": "↑", "downarrow": "↓", "Delta": "Δ", "Omega": "Ω",
    "log": "log", "max": "max", "min": "min", "exp": "exp", "textendash": "–", "textemdash": "—", "circ": "°",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]{1,30})\*?\s?")
_ESCAPED = re.compile(r"\\([%$&#_{} ])")
_SUPERSCRIPT = re.compile(r"\^\{([^{}]{1,40})\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def readable(text: str) -> str:
    """The text without LaTeX's scaffolding, in one line. Only the first 20,000 characters count."""
    text = text[:_LONGEST].replace("\n", " ")
    if not text.isprintable():
        text = " ".join(_CONTROL.sub("", text).split())
    if "\\" in text or "$" in text or "{" in text:
        text = _without_commands(text) if "\\" in text else _SUPERSCRIPT.sub(r"^\1", text.replace("~", " "))
        text = text.replace("$", "").replace("{", "").replace("}", "")
    text = text.replace("``", "“").replace("''", "”").strip()
    return " ".join(text.split()) if "  " in text else text


def _without_commands(text: str) -> str:
    text = _ACCENTS.sub(r"\1", _CITE.sub("", text)).replace("~", " ")
    text = _OLD_STYLE.sub(r"\1", _STYLED.sub(r"\1", _STYLED.sub(r"\1", text)))
    text = _SUPERSCRIPT.sub(r"^\1", _ESCAPED.sub(r"\1", text))
    return _COMMAND.sub(lambda match: _SYMBOLS.get(match[1], ""), text)


def split(text: str) -> tuple[str, ...]:
    """The sentences of a readable text."""
    text = _BARE_END.sub(". ", text)
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, start, match):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return tuple([part for sentence in sentences if sentence for part in _parts(sentence)])


def _parts(sentence: str) -> list[str]:
    """The sentence, or those that it was run together from."""
    return [sentence] if len(sentence) < _RUN_ON else _UNWRITTEN_END.split(sentence)


def _goes_on(text: str, start: int, match: "re.Match[str]") -> bool:
    """Whether the dot belongs to an abbreviation, an initial or a number, or the next word has no capital."""
    if text[match.end() : match.end() + 3].lstrip()[:1].islower():
        return True
    if match[0] != ".":
        return False
    last = text[max(start, match.start() - 20) : match.start()].rpartition(" ")[2].lower().lstrip("([\"'“")
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())

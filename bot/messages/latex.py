r"""LaTeX made readable: arXiv's titles and abstracts hold it, and a chat shows it raw.

A small table, not a TeX: `$\alpha$` becomes α, `\textit{x}` x, `$10^{-3}$` 10⁻³. What is unknown stays as it was, and
nothing raises. `bot.messages.html` escapes the outcome.
"""

import re
import unicodedata
from collections.abc import Callable

_TABLE = """
alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta θ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π
Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω ell ℓ hbar ħ partial ∂ nabla ∇ infty ∞ times × cdot · ast * star ⋆ circ ° bullet •
degree ° pm ± mp ∓ div ÷ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ approx ≈ sim ~ simeq ≃ equiv ≡ propto ∝
ll ≪ gg ≫ lt < gt > in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ wedge ∧ land ∧
vee ∨ lor ∨ oplus ⊕ otimes ⊗ odot ⊙ rightarrow → to → longrightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒
implies ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⇔ mapsto ↦ uparrow ↑ downarrow ↓ sum ∑ prod ∏ int ∫ sqrt √ langle ⟨ rangle ⟩
lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ mid | vert | parallel ∥ perp ⊥ angle ∠ triangle △ dagger † ddagger ‡ prime ′ S § ss ß
o ø O Ø ae æ AE Æ oe œ OE Œ aa å AA Å l ł L Ł i ı j ȷ ldots … dots … cdots … textasciitilde ~ textbackslash ∖ log log
exp exp min min max max arg arg lim lim sup sup inf inf sin sin cos cos tan tan tanh tanh det det Pr Pr LaTeX LaTeX
TeX TeX textquotesingle ' textendash – textemdash — textregistered ® texttrademark ™ copyright © checkmark ✓
"""
_SYMBOLS = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
_SILENT = {"left", "right", "big", "Big", "bigl", "bigr", "em", "it", "bf", "sc", "tt", "rm", "xspace", "displaystyle"}
_SPACES = {"quad", "qquad", "newline", "linebreak"}
_BLACKBOARD = str.maketrans("RNZQCPEFH1", "ℝℕℤℚℂℙ𝔼𝔽ℍ𝟙")
_RAISED = str.maketrans("0123456789+-=()nim", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵐ")
_LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ACCENTS = {"'": "́", "`": "̀", '"': "̈", "^": "̂", "~": "̃", "=": "̄", ".": "̇"}
_ACCENTS |= {"c": "̧", "v": "̌", "u": "̆", "H": "̋", "k": "̨", "r": "̊", "d": "̣", "b": "̱"}
_ACCENTS |= {"hat": "̂", "widehat": "̂", "tilde": "̃", "widetilde": "̃", "bar": "̄", "overline": "̄", "vec": "⃗", "dot": "̇"}

_DEPTH = 4  # how deep commands may stand in each other and still be read
_ACCENT = re.compile(
    r"\\(?:(?P<mark>['`\"^~=.])\s*|(?P<name>[cvuHkrdb]|widehat|hat|widetilde|tilde|bar|overline|vec|dot)(?:\s+|(?=\{)))"
    r"(?:\{\s*(?P<braced>\\[ij]|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))"
)
_WRAPPER = re.compile(
    r"\\(?:text(?!color)[a-z]*|math(?!bb)[a-z]+|emph|underline|uline|boldsymbol|bm|operatorname|mbox|url|"
    r"(?:textcolor|color|href)\s*\{[^{}]*\})\s*\{([^{}]*)\}"
)
_BLACKBOARD_LETTER = re.compile(r"\\mathbb\s*\{?\s*([A-Z1])\s*\}?")
_UNSAID = re.compile(r"\s*\\(?:cite[a-z]*|ref|label|eqref)\s*\{[^{}]*\}")
_CODE_POINT = re.compile(r"\\unicode\{x([0-9a-fA-F]{1,5})\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_MATHS = re.compile(r"\$\$?(?=\S)([^$]{1,300}?)(?<=[^\s\\])\$\$?(?!\d)|\\\(([^$]{1,300}?)\\\)|\\\[([^$]{1,300}?)\\\]")
_SCRIPT = re.compile(r"([\^_])\s*(\\[A-Za-z]+|[^\s\\{}])")
_SCRIPT_GROUP = re.compile(r"([\^_])\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_GROUP = re.compile(r"\{(\\(?:em|it|bf|sc|tt|rm)\b\s*[^{}]*|\w+)\}")
_ESCAPED = re.compile(r"\\([%&_#${}])")
_THIN_SPACE = re.compile(r"\\[,;: ]|(?<=\S)\\\\(?=\s)")
_DASHES = re.compile(r"(?<=\w)---?(?=\w)|(?<=\s)---?(?=\s)")


def readable(text: str) -> str:
    """Show LaTeX as a reader would say it, as far as the table goes."""
    if not any(mark in text for mark in "\\${`-"):
        return text
    for pattern, substitute in _STEPS:
        text = pattern.sub(substitute, text)
    for _ in range(_DEPTH):
        text = _WRAPPER.sub(r"\1", text)
    text = _MATHS.sub(lambda match: _maths(match[1] or match[2] or match[3]), text)
    text = _GROUP.sub(r"\1", text)
    text = _THIN_SPACE.sub(" ", _COMMAND.sub(_symbol, text))
    text = _ESCAPED.sub(r"\1", text).replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", _DASHES.sub(lambda match: "—" if len(match[0]) > 2 else "–", text))


def _accented(match: re.Match[str]) -> str:
    letter = (match["braced"] or match["bare"]).removeprefix("\\")
    return letter + _ACCENTS[match["mark"] or match["name"]]


def _code_point(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_ACCENT, _accented),
    (_CODE_POINT, _code_point),
    (_UNSAID, ""),
    (_BLACKBOARD_LETTER, lambda match: match[1].translate(_BLACKBOARD)),
)


def _maths(source: str) -> str:
    source = _SCRIPT.sub(_script, source)
    for _ in range(_DEPTH):
        source = _SCRIPT_GROUP.sub(_script, _ROOT.sub(r"√\1", source))
        source = _FRACTION.sub(r"\1/\2", source)
    source = re.sub(r"\\[!|]", "", _COMMAND.sub(_symbol_or_name, source))
    return re.sub(r"(?<!\\)[{}]", "", source)


def _script(match: re.Match[str]) -> str:
    raised = match[1] == "^"
    said = _COMMAND.sub(_symbol_or_name, match[2]).strip()
    if said in {"°", "*", "′", "†", ""}:
        return said
    table = _RAISED if raised else _LOWERED
    if all(ord(char) in table for char in said):
        return said.translate(table)
    return f"{match[1]}({said})" if len(said) > 1 and raised else f"{match[1]}{said}"


def _symbol(match: re.Match[str]) -> str:
    if match[1] in _SILENT:
        return ""
    return " " if match[1] in _SPACES else _SYMBOLS.get(match[1], match[0])


def _symbol_or_name(match: re.Match[str]) -> str:
    said = _symbol(match)
    return match[1] if said == match[0] else said

"""arXiv's query language: what a query is adapted to before it is read, and the tree that it is read as.

No precedence, and right-associative: `a AND b OR c` is `a AND (b OR c)`. The adapted text is what feeds show in
their titles; `raw=1` leaves the adapting out.
"""

import calendar
import re
from dataclasses import dataclass

_FIELDS = ("submittedDate", "doi", "abs", "all", "au", "cat", "co", "id", "jr", "rn", "ti")
_OPERATORS = ("ANDNOT", "AND", "NOT", "OR")
_TOKEN = re.compile(
    r'(?P<text>"[^"]*")|(?P<open>\()|(?P<close>\))'
    rf"|(?P<operator>\b(?:{'|'.join(_OPERATORS)})\b(?=[()\s]|$))"
    rf"|(?P<field>\b(?:{'|'.join((*_FIELDS, 'title'))}):)"
    r'|(?P<word>[^"()\s]+)|(?P<stray>")'
)
_DATES = re.compile(r"submittedDate:\[(\d{4,14}) TO (\d{4,14})\]")


class BadQuery(ValueError):
    """The query can't be read."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is text, open, close, operator or field; a text knows by its quotes whether it is a phrase."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words to find in a field; as a phrase if they were quoted."""

    field: str
    text: str
    phrase: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sides and AND, OR or ANDNOT between them."""

    operator: str
    left: "Node"
    right: "Node"


Node = Term | Pair
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # XML has no place for most of them


def adapt(query: str) -> str:
    """What the server takes a query to mean, in its own spelling."""
    query = _UNPRINTABLE.sub(" ", query).replace("lastUpdatedDate:", "submittedDate:")
    query = _DATES.sub(lambda dates: f'submittedDate:"{_padded(dates[1])} TO {_padded(dates[2], last=True)}"', query)
    tokens = _tokens(query)
    for step in (_negated, _handed_down, _prefixed, _one_operator, _joined, _filled):
        tokens = step(tokens)
    return _spelled(tokens)


def parse(query: str) -> Node:
    """Read an adapted query, or a raw one.

    Raises:
        BadQuery: it is not one.
    """
    tokens = _tokens(query)
    try:
        node, rest = _expression(tokens, query)
    except RecursionError as error:
        raise BadQuery("Invalid query string: it is nested too deeply") from error
    if rest:
        raise BadQuery(f"Invalid query string: '{query}'")
    return node


def _tokens(query: str) -> list[Token]:
    kinds = {"word": "text", "stray": "text"}
    found = ((match.lastgroup or "", match[0]) for match in _TOKEN.finditer(query))
    return [Token(kinds.get(kind, kind), "ti:" if text == "title:" else text) for kind, text in found]


def _padded(digits: str, *, last: bool = False) -> str:
    if len(digits) == 4:
        digits += "12" if last else "01"
    if len(digits) == 6:
        month = min(max(int(digits[4:]), 1), 12)
        digits += str(calendar.monthrange(max(int(digits[:4]), 1), month)[1]) if last else "01"
    if len(digits) == 8:
        digits += "2359" if last else "0000"
    return digits[:12]


def _negated(tokens: list[Token]) -> list[Token]:
    """NOT is ANDNOT, and so is AND NOT."""
    out: list[Token] = []
    for token in tokens:
        negates = token == Token("operator", "NOT")
        if negates and out and out[-1] == Token("operator", "AND"):
            out.pop()
        out.append(Token("operator", "ANDNOT") if negates else token)
    return out


def _handed_down(tokens: list[Token]) -> list[Token]:
    """`ti:(a AND b)` gives its field to what stands inside."""
    out: list[Token] = []
    field, depth = None, 0
    for token in tokens:
        if token.kind == "open" and field is None and out and out[-1].kind == "field":
            field, depth = out.pop(), 0
        if field is not None:
            depth += (token.kind == "open") - (token.kind == "close")
            if token.kind == "text" and out[-1].kind != "field":
                out.append(field)
            if depth == 0:
                field = None
        out.append(token)
    return out


def _prefixed(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if token.kind == "text" and (not out or out[-1].kind != "field"):
            out.append(Token("field", "all:"))
        out.append(token)
    return out


def _one_operator(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if token.kind == "operator" and out and out[-1].kind == "operator":
            out.pop()
        out.append(token)
    return out


def _joined(tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if out and out[-1].kind in {"text", "close"} and token.kind in {"field", "open", "text"}:
            out.append(Token("operator", "OR"))
        out.append(token)
    return out


def _filled(tokens: list[Token]) -> list[Token]:
    """A field without words says nothing."""
    following = [*tokens, Token("end", "")][1:]
    pairs = zip(tokens, following, strict=True)
    return [token for token, after in pairs if token.kind != "field" or after.kind == "text"]


def _spelled(tokens: list[Token]) -> str:
    tight = {("open", "field"), ("text", "close"), ("field", "text")}
    out, before = "", ""
    for token in tokens:
        out += token.text if not out or (before, token.kind) in tight else f" {token.text}"
        before = token.kind
    return out


def _expression(tokens: list[Token], query: str) -> tuple[Node, list[Token]]:
    left, rest = _operand(tokens, query)
    if not rest or rest[0].kind != "operator":
        return left, rest
    right, after = _expression(rest[1:], query)
    return Pair(operator=rest[0].text, left=left, right=right), after


def _operand(tokens: list[Token], query: str) -> tuple[Node, list[Token]]:
    match tokens:
        case [Token(kind="open"), *inner]:
            node, rest = _expression(inner, query)
            if rest and rest[0].kind == "close":
                return node, rest[1:]
        case [Token(kind="field", text=field), Token(kind="text", text=text), *rest] if text.strip('"').strip():
            return Term(field=field.removesuffix(":"), text=text.strip('"'), phrase=text.startswith('"')), rest
        case _:
            pass
    raise BadQuery(f"Invalid query string: '{query}'")

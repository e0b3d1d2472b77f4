"""A query's text in its pieces: brackets, operators, and words or phrases with the field before them."""

import re
from dataclasses import dataclass
from typing import Literal

# Typographic quotes come from phones; a quotation that never ends goes on to the end.
_QUOTES = str.maketrans("“”„«»", '"""""')
_PIECE = re.compile(
    r"""(?P<open>\() | (?P<close>\)) | (?P<or>(?:OR|\|\|?)(?![^\s()])) | (?P<and>(?:AND|&&?)(?![^\s()]))
    | (?P<not>NOT(?=\s+\S) | [-−–](?=[^\s\-−–]))
    | (?P<field>[A-Za-z]{2,9}):(?=\S)
    | "(?P<quoted>[^"]*)(?P<ending>"?)(?P<far>\*?)
    | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
Sort = Literal["open", "close", "or", "and", "not", "field", "quoted", "word"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a query."""

    sort: Sort
    text: str = ""
    whole: bool = True  # a quotation that ends


def pieces(text: str) -> list[Piece]:
    """Cut a query; every text has its pieces."""
    found: list[Piece] = []
    for match in _PIECE.finditer(text.translate(_QUOTES)):
        sort = match.lastgroup
        if match["quoted"] is not None:
            found.append(Piece("quoted", match["quoted"] + match["far"], whole=bool(match["ending"])))
        elif sort in ("open", "close", "or", "and", "not", "field", "word"):
            found.append(Piece(sort, match[sort]))
    return found

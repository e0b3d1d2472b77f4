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
_SIMPLE: tuple[Sort, ...] = ("open", "close", "or", "and", "not", "field", "word")


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
        if match["quoted"] is not None:
            found.append(Piece("quoted", match["quoted"] + match["far"], whole=bool(match["ending"])))
        else:
            found.extend(Piece(sort, match[sort]) for sort in _SIMPLE if match[sort] is not None)
    return found

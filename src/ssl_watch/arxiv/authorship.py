"""arXiv's line of authors becomes `Author`s, with names and affiliations as arXiv's API gives them.

Pure. The rules are arXiv's own (https://info.arxiv.org/help/prep.html#authors): names are parted by commas or “and”,
affiliations stand in parentheses, and hold for the names before them that have none; numbers in parentheses refer to
a list at the end; a collaboration at the start has no part in other people's affiliations.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ssl_watch.arxiv.accents import unaccented
from ssl_watch.arxiv.texts import clean
from ssl_watch.papers import Author

_GROUP = re.compile(r"\b(?:collaborations?|group|team)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,:]|(?:^|\s+)(?:and|&)(?=\s|$)")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_ET_AL = re.compile(r"et\.?\s+al\b\.?", re.IGNORECASE)
_NUMBERS = re.compile(r"[\d\s,&]+(?:and[\d\s,&]+)*")
_NUMBERED = re.compile(r"\(?\s*(\d+)\s*\)\s*([^()]*(?:\([^()\d][^()]*\)[^()]*)*)")
_UNSPACED_DOT = re.compile(r"(?<!\\)\.(?=[^\s.,;])")


@dataclass(slots=True)
class _Named:
    name: str
    held: list[str]  # what stands in parentheses after it


@lru_cache(maxsize=4096)  # a record comes for each of its sets, and for days
def authors_of(line: str) -> tuple[Author, ...]:
    """The authors in the paper's order; whatever cannot be a name is left out."""
    named = _named(clean(line))
    numbered = _take_list(named)
    people = [one for one in named if any(char.isalnum() for char in one.name)]
    told: tuple[str, ...] = ()
    authors = []
    for place in range(len(people) - 1, -1, -1):
        own = tuple(part for held in people[place].held for part in _resolved(held, numbered))
        if _GROUP.search(people[place].name) and all(_GROUP.search(one.name) for one in people[:place]):
            told = ()
        told = own or told
        authors.append(Author(name=people[place].name, affiliations=told))
    return tuple(reversed(authors))


def _named(line: str) -> list[_Named]:
    """Names with what stands in parentheses behind each of them."""
    named: list[_Named] = []
    for part in _parts(line):
        if not part.startswith("("):
            named.extend(_Named(name, []) for name in _names(part, named))
        elif named:
            named[-1].held.append(part[1:-1].strip())
    return named


def _parts(line: str) -> list[str]:
    """Texts outside of parentheses, and in them with their outermost pair; one that never closes runs to the end."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(line):
        if char == "(":
            if depth == 0:
                parts.append(line[start:place])
                start = place
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if depth == 0:
                parts.append(line[start : place + 1])
                start = place + 1
    rest = line[start:]
    return [part for part in (*parts, rest + ")" if depth else rest) if part.strip()]


def _names(part: str, before: list[_Named]) -> list[str]:
    names: list[str] = []
    for piece in _BETWEEN.split(part):
        name = _UNSPACED_DOT.sub(". ", _ET_AL.sub("", piece).strip())
        if _SUFFIX.fullmatch(name) and (names or before):
            if names:
                names[-1] += f", {name}"
            continue
        if name:
            names.append(unaccented(name))
    return names


def _take_list(named: list[_Named]) -> dict[str, str]:
    """The numbered affiliations at the end of the line, `((1) Here, (2) There)`."""
    if not named or not named[-1].held or not named[-1].held[-1].startswith("("):
        return {}
    found = _NUMBERED.findall(named[-1].held.pop())
    return {number: text.strip(" .,;") for number, text in found}


def _resolved(held: str, numbered: dict[str, str]) -> tuple[str, ...]:
    if numbered and _NUMBERS.fullmatch(held):
        return tuple(unaccented(numbered[number]) for number in re.findall(r"\d+", held) if number in numbered)
    return (unaccented(held),) if held else ()

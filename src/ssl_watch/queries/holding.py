"""Whether a paper matches, told from its tokens alone: what both databases answer, without either.

For few papers and many queries: `composing` asks it of what is new, for every search that anybody follows.
"""

from dataclasses import dataclass

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Search, Sought, Without
from ssl_watch.relevance import Level
from ssl_watch.verdicts import JudgedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A paper as it is looked through: its tokens in one line, each between two spaces, and its place."""

    line: str
    place: int


def opened(judged: JudgedPaper) -> Opened | None:
    """The paper, ready to be looked through; None for one that no search finds, having nothing to do with SSL."""
    if judged.verdict.relevance.level is Level.NONE:
        return None
    return Opened(line=f" {' '.join(tokens.of(judged))} ", place=tokens.place(judged.paper))


def matches(search: Search, paper: Opened) -> bool:
    """Whether the paper is among all that the search finds, in any of its tiers."""
    if paper.place < search.first or (search.end is not None and paper.place >= search.end):
        return False
    return _stands_in(paper.line, search.whole)


def _stands_in(line: str, sought: Sought) -> bool:
    match sought:
        case Phrase(tokens=found, prefix=prefix):  # no token holds a space, and gaps are tokens too
            return f" {' '.join(found)}{'' if prefix else ' '}" in line
        case Both(of=each):
            return all(_stands_in(line, one) for one in each)
        case Either(of=each):
            return any(_stands_in(line, one) for one in each)
        case Without(of=one):
            return not _stands_in(line, one)

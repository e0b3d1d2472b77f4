"""Where a text holds what was sought: the words that a hit is shown by."""

import re
from collections.abc import Iterator, Sequence

from ssl_watch.queries.stems import stem
from ssl_watch.queries.terms import Part, Term, Words, wanted
from ssl_watch.queries.words import is_compound, words

Span = tuple[int, int]
_Word = tuple[str, Span]
_MOST = 12  # marks in one text
_FOLDED_OTHERWISE = frozenset("\\{}$'+#")  # signs that `words` does not merely pass over
_EACH_OTHER = "iy"  # dying is a form of die: no other second letter changes
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
_PIECE = re.compile(r"[^\W_](?:[\w.'’+#\u2060]*[\w+#])?")


def spans(text: str, term: Term, part: Part = Part.ANY) -> list[Span]:
    """Where the words of a query stand in the text of one part of a paper; in order, none within another."""
    found = list(_words(text))
    marked: set[Span] = set()
    for asked in wanted(term):
        if asked.part in (Part.ANY, part):
            marked.update(span for run in _runs(found, asked) for _, span in run)
    return sorted(marked)[:_MOST]


def beginnings(term: Term, part: Part = Part.ANY) -> tuple[str, ...]:
    """How the words begin that hold what a query seeks in a part; for `may_hold`."""
    sought = {asked.words[-1] for asked in wanted(term) if asked.part in (Part.ANY, part)}
    return tuple({word[: 2 if word[1:2].isalnum() and word[1] not in _EACH_OTHER else 1] for word in sought})


def may_hold(text: str, begins: tuple[str, ...]) -> bool:
    """Whether `spans` could find anything: quick, and never wrongly no. A paper can have three thousand authors."""
    if not text.isascii() or not _FOLDED_OTHERWISE.isdisjoint(text):
        return True
    return any(word.startswith(begins) for word in text.lower().translate(_APART).split())


def excerpt(text: str, term: Term, longest: int) -> str:
    """The part of a long text, at most so many characters, that begins shortly before the first sought word."""
    first = next(iter(spans(text, term)), (0, 0))[0]
    start = max(0, min(first - longest // 4, len(text) - longest))
    if start > 0:
        start = text.find(" ", start, first) + 1 or first
    return ("… " if start else "") + text[start:]


def _words(text: str) -> Iterator[_Word]:
    """The words of a text as `words` reads them, each with its place."""
    before: _Word | None = None
    for piece in _PIECE.finditer(text):
        for word in words(piece[0]):
            if before and is_compound(before[0], word):
                before = (before[0] + word, (before[1][0], piece.end()))
                continue
            if before:
                yield before
            before = (word, piece.span())
    if before:
        yield before


def _runs(found: Sequence[_Word], asked: Words) -> Iterator[Sequence[_Word]]:
    length = len(asked.words)
    for start in range(len(found) - length + 1):
        run = found[start : start + length]
        if _is_asked([word for word, _ in run], asked):
            yield run


def _is_asked(run: Sequence[str], asked: Words) -> bool:
    *first, last = asked.words
    if list(run[:-1]) != first:
        return False
    if asked.prefix:
        return run[-1].startswith(last)
    in_forms = not first and not asked.quoted and asked.part in (Part.ANY, Part.TITLE)
    return stem(run[-1]) == stem(last) if in_forms else run[-1] == last

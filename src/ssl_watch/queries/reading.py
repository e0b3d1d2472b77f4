"""A user's text -> a query: a small grammar that never fails, and says how it read what was not well formed.

    query  = all (OR all)*          all  = one (AND? one)*
    one    = (- | NOT) one  |  ( query )  |  [field:] word[*]  |  [field:] "phrase"  |  sort:order

What can't be read is left out or read as plain words; `Query.read_as` then holds what was understood.
"""

from collections.abc import Sequence
from dataclasses import replace

from ssl_watch.queries import fields
from ssl_watch.queries.lexing import Piece, pieces
from ssl_watch.queries.terms import All, Any, Not, Order, Part, Term, Words
from ssl_watch.queries.words import is_compound, words

LONGEST_QUERY = 300
MOST_TERMS = 12
_DEEPEST = 5


class Reader:
    """Reads one query and its order; `amended` tells whether anything had to be mended."""

    def __init__(self, text: str) -> None:
        self._pieces = pieces(text[:LONGEST_QUERY])
        self._place = 0
        self._terms = 0
        self.order: Order | None = None
        self.amended = len(text) > LONGEST_QUERY

    def read(self) -> Term | None:
        """The whole query; None where nothing is asked for."""
        term = self._any(depth=0)
        while self._place < len(self._pieces):  # a bracket too many
            self.amended = True
            self._place += 1
            term = _joined(All, [term, self._any(depth=0)])
        return term

    def _next(self) -> Piece | None:
        return self._pieces[self._place] if self._place < len(self._pieces) else None

    def _take(self, sort: str) -> bool:
        piece = self._next()
        if piece is None or piece.sort != sort:
            return False
        self._place += 1
        return True

    def _any(self, depth: int) -> Term | None:
        found = [self._all(depth)]
        while self._take("or"):
            found.append(self._all(depth))
            if None in found:
                self.amended = True
        return _joined(Any, found)

    def _all(self, depth: int) -> Term | None:
        found: list[Term | None] = []
        while (piece := self._next()) and piece.sort not in ("or", "close"):
            if self._take("and"):
                following = self._next()
                if not found or following is None or following.sort in ("or", "and", "close"):
                    self.amended = True
                continue
            found.append(self._one(depth))
        return _joined(All, found)

    def _one(self, depth: int) -> Term | None:
        if self._take("not"):
            return self._not(depth)
        if self._take("open"):
            return self._group(depth)
        return self._counted(self._term(depth))

    def _not(self, depth: int) -> Term | None:
        following = self._next()
        if following is None or following.sort in ("or", "and", "close"):
            self.amended = True
            return None
        term = self._one(depth)
        if term is None:
            self.amended = True
            return None
        return term.of if isinstance(term, Not) else Not(of=term)

    def _group(self, depth: int) -> Term | None:
        if depth >= _DEEPEST:
            self.amended = True
            return None  # what stands inside is read as if the bracket were not there
        term = self._any(depth + 1)
        if not self._take("close") or term is None:
            self.amended = True
        return term

    def _counted(self, term: Term | None) -> Term | None:
        """Nobody needs more terms; each costs time."""
        if term is not None:
            self._terms += 1
        if self._terms > MOST_TERMS:
            self.amended = True
            return None
        return term

    def _term(self, depth: int) -> Term | None:
        piece = self._pieces[self._place]
        self._place += 1
        if piece.sort != "field":
            return self._plain(piece, Part.ANY)
        value = self._next()
        if value is None or value.sort not in ("word", "quoted"):
            self.amended = True
            return self._plain(Piece("word", piece.text), Part.ANY)
        self._place += 1
        name = piece.text.casefold()
        if name == fields.SORT and (order := fields.ORDERS.get(value.text.strip().casefold())):
            self._sort(order, depth)
            return None
        return self._field(name, value)

    def _sort(self, order: Order, depth: int) -> None:
        """The whole answer has one order: the last that is asked for, wherever that stands."""
        if self.order is not None or depth:
            self.amended = True
        self.order = order

    def _field(self, name: str, value: Piece) -> Term | None:
        if name in fields.PARTS:
            return self._plain(value, fields.PARTS[name])
        term = fields.read(name, value.text.strip())
        if term is None:
            self.amended = True
            return self._plain(Piece("word", f"{name} {value.text}"), Part.ANY)
        return term

    def _plain(self, piece: Piece, part: Part) -> Term | None:
        found = words(piece.text)[:MOST_TERMS]
        if not found or not piece.whole:
            self.amended = True
        if not found:
            return None
        prefix, quoted = piece.text.endswith("*"), piece.sort == "quoted"
        if prefix and len(found[-1].encode()) < fields.SHORTEST_PREFIX:
            self.amended, prefix = True, False
        return Words(words=tuple(found), part=part, prefix=prefix, quoted=quoted)


def _joined(join: type[All | Any], found: list[Term | None]) -> Term | None:
    """Terms of the same kind side by side are one list, each named once."""
    flat = [inner for term in found if term for inner in (term.of if isinstance(term, join) else (term,))]
    terms = tuple(dict.fromkeys(flat))
    while join is All and (glued := tuple(dict.fromkeys(_compounded(terms)))) != terms:
        terms = glued
    if len(terms) < 2:
        return next(iter(terms), None)
    return join(of=terms)


def _compounded(found: Sequence[Term]) -> list[Term]:
    """“self supervised” is the one word that it is in every other spelling."""
    terms: list[Term] = []
    for term in found:
        before = terms[-1] if terms else None
        if isinstance(term, Words) and isinstance(before, Words) and _are_one(before, term):
            glued = before.words[-1] + term.words[0]
            terms[-1] = replace(term, words=(*before.words[:-1], glued, *term.words[1:]))
        else:
            terms.append(term)
    return terms


def _are_one(first: Words, second: Words) -> bool:
    plain = first.part is second.part and not (first.prefix or first.quoted or second.quoted)
    return plain and is_compound(first.words[-1], second.words[0])

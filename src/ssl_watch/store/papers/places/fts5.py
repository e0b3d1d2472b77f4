"""SQLite's index: FTS5, asked past SQLAlchemy, which takes longer for a hundred places than SQLite."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, text

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Search, Sought, Without
from ssl_watch.store.papers.places.found import Found, Run, bounds
from ssl_watch.store.quick import driver
from ssl_watch.store.tables import search_places

_ASKED = (
    "SELECT rowid AS place FROM search_tokens WHERE search_tokens MATCH :sought"
    " AND rowid >= :first AND rowid < :end ORDER BY rowid {} LIMIT :most"
)
_NEWEST, _OLDEST = _ASKED.format("ASC"), _ASKED.format("DESC")
# A thousand places are had sooner as one text than as so many rows; of most of them only the number is wanted.
_COUNTED = "SELECT count(*), {}(place), group_concat(place, ' ') FROM ({})"
_COUNTED_NEWEST, _COUNTED_OLDEST = _COUNTED.format("max", _NEWEST), _COUNTED.format("min", _OLDEST)
# FTS5 puts together all papers of all words that begin alike before it tells the first. Given the words instead, as
# long as they are not too many, it finds it at once.
_BEGINNING = "SELECT token FROM search_vocabulary WHERE token >= :from AND token < :to LIMIT :most"
_MOST_BEGINNING = 1000  # words, of all beginnings together: FTS5 looks at each of them for each paper
_BEHIND_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Fts5:
    """The index, within a transaction; it looks at the clock by itself."""

    transaction: Connection

    def matching(self, search: Search, sought: Sought, *, needed: int, most: int = 0) -> Iterator[Found]:
        """The first places, and how many there are, counted up to `most`."""
        sought = self._spelt_out(sought)
        if most <= needed:
            found = self._places(search, sought, needed)
            yield Found(places=found, total=len(found), last=found[-1] if found else None)
            return
        statement = _COUNTED_OLDEST if search.oldest_first else _COUNTED_NEWEST
        total, last, listed = self._ask(statement, search, sought, most).fetchone()
        places = [int(place) for place in (listed or "").split(" ", needed)[:needed] if place]
        yield Found(places=places, total=total, last=last)

    def holding(self, runs: Sequence[Run], signs: Sequence[Phrase]) -> Sequence[set[int]]:
        """For each sign, those places of the runs that hold it."""
        held: list[set[int]] = [set() for _ in signs]
        spelt_out = {each: self._spelt_out(each) for each in {*signs, *(sought for sought, _ in runs)}}
        for sought, run in runs:
            within = Search(tiers=(sought,), titled=sought, first=min(run), end=max(run) + 1)
            for sign, places in zip(signs, held, strict=True):
                both = {spelt_out[each]: None for each in (sought, sign)}
                places.update(self._places(within, Both(tuple(both)), -1))
        return held

    def _places(self, search: Search, sought: Sought, most: int) -> list[int]:
        found = self._ask(_OLDEST if search.oldest_first else _NEWEST, search, sought, most)
        return [place for (place,) in found.fetchall()]

    def _ask(self, statement: str, search: Search, sought: Sought, most: int) -> Any:
        given = {**bounds(search), "sought": written(sought), "most": most}
        return driver(self.transaction).execute(statement, given)

    def _spelt_out(self, sought: Sought) -> Sought:
        """The same with each beginning of a word as the words that begin so, unless they are too many."""
        number = _beginnings(sought)
        return self._in_words(sought, _MOST_BEGINNING // number) if number else sought

    def _in_words(self, sought: Sought, most: int) -> Sought:
        match sought:
            case Phrase(tokens=(*before, beginning), prefix=True):
                given = {"from": beginning, "to": beginning + _BEHIND_ALL, "most": most + 1}
                found = [token for (token,) in driver(self.transaction).execute(_BEGINNING, given).fetchall()]
                if len(found) > most:
                    return sought
                return Either(tuple(Phrase((*before, token)) for token in found or [beginning]))
            case Both(of=each) | Either(of=each):
                return type(sought)(tuple(self._in_words(one, most) for one in each))
            case Without(of=inner):
                return Without(self._in_words(inner, most))
            case Phrase():
                return sought


def _beginnings(sought: Sought) -> int:
    """How many words are sought by their beginnings."""
    match sought:
        case Phrase(prefix=is_one):
            return int(is_one)
        case Both(of=each) | Either(of=each):
            return sum(map(_beginnings, each))
        case Without(of=inner):
            return _beginnings(inner)


def every(search: Search) -> Select[tuple[int]]:
    """A SELECT of all places that match."""
    statement = text(_NEWEST).bindparams(**bounds(search), sought=written(search.whole), most=-1)
    return select(statement.columns(search_places.c.place).subquery().c.place)


def written(sought: Sought) -> str:
    """A MATCH expression (https://sqlite.org/fts5.html#full_text_query_syntax).

    A token holds letters, digits and dots of its own kind (·), so that nothing in it means anything to FTS5; each is
    quoted nevertheless.
    """
    match sought:
        case Phrase(tokens=found, prefix=prefix):
            return f'"{" ".join(found)}"' + (" *" if prefix else "")
        case Either(of=each):
            return f"({' OR '.join(map(written, each))})"
        case Without():
            return _without([], [sought])
        case Both(of=each):
            wanted = [one for one in each if not isinstance(one, Without)]
            return _without(wanted, [one for one in each if isinstance(one, Without)])


def _without(wanted: Sequence[Sought], unwanted: Sequence[Without]) -> str:
    """FTS5's NOT stands between two expressions."""
    there = " AND ".join(map(written, wanted)) or f'"{tokens.EVERYTHING}"'
    if not unwanted:
        return f"({there})"
    return f"(({there}) NOT ({' OR '.join(written(one.of) for one in unwanted)}))"

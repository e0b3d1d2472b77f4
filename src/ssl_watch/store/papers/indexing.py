"""The index that searches look into: each listed paper's tokens at its place, in step with `papers`.

SQLite's FTS5 table holds no text of its own; beside it is a table of all tokens that it was ever given. To take a paper
out it has to be told its tokens once more; they are made anew from the paper as it is recorded, which is why another
edition of `queries.tokens` fills the index anew.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from ssl_watch.queries import tokens
from ssl_watch.relevance import Level
from ssl_watch.store.papers.filling import Kept
from ssl_watch.store.papers.places import stretches
from ssl_watch.store.papers.rows import AT_ONCE
from ssl_watch.store.quick import driver
from ssl_watch.store.tables import search_places
from ssl_watch.verdicts import JudgedPaper

_ADD = insert(search_places)
_ADD_TOKENS = text("INSERT INTO search_tokens(rowid, tokens) VALUES (:place, :tokens)")
_ADD_VOCABULARY = "INSERT OR IGNORE INTO search_vocabulary VALUES (?)"  # tens of thousands at once: past SQLAlchemy
_TAKE_TOKENS = text("INSERT INTO search_tokens(search_tokens, rowid, tokens) VALUES ('delete', :place, :tokens)")
_TAKE = delete(search_places).where(search_places.c.place == bindparam("gone", type_=search_places.c.place.type))
_TAKEN = select(search_places.c.place, search_places.c.arxiv_id)
_GAP = text(
    "SELECT place + 1 FROM search_places AS one WHERE place >= :place"
    " AND NOT EXISTS (SELECT 1 FROM search_places AS next WHERE next.place = one.place + 1) ORDER BY place LIMIT 1"
)
_MERGE = text("INSERT INTO search_tokens(search_tokens, rank) VALUES ('merge', :pages)")
_PAGES = 2000  # written in one go
_EMPTY_TOKENS = text("INSERT INTO search_tokens(search_tokens) VALUES ('delete-all')")
_EMPTY_VOCABULARY = text("DELETE FROM search_vocabulary")


def add(transaction: Connection, many: Sequence[JudgedPaper]) -> None:
    """Let searches find papers, as they are recorded; those that have nothing to do with SSL are passed over."""
    listed = [each for each in many if each.verdict.relevance.level is not Level.NONE]
    if not listed:
        return
    rows, vocabulary = [], set[str]()
    for place, each in zip(_free_places(transaction, listed), listed, strict=True):
        found = tokens.of(each)
        vocabulary.update(found)
        rows.append({"place": place, "arxiv_id": each.paper.arxiv_id, "tokens": _written(transaction, found)})
    if _is_sqlite(transaction):
        transaction.execute(_ADD, [{**row, "tokens": None} for row in rows])
        transaction.execute(_ADD_TOKENS, rows)
        driver(transaction).executemany(_ADD_VOCABULARY, ((token,) for token in sorted(vocabulary)))
    else:
        transaction.execute(_ADD, rows)


def take(transaction: Connection, known: JudgedPaper) -> None:
    """Let searches no longer find a paper; `known` is as it is recorded."""
    statement = _TAKEN.where(search_places.c.arxiv_id == known.paper.arxiv_id)
    found = transaction.execute(statement).one_or_none()
    if found is None:
        return
    if _is_sqlite(transaction):
        written = _written(transaction, tokens.of(known))
        transaction.execute(_TAKE_TOKENS, {"place": found.place, "tokens": written})
    transaction.execute(_TAKE, {"gone": found.place})


def settle(transaction: Connection, *, begins: bool) -> bool:
    """Put together what many additions left apart, a little at a time: False once nothing is left to do.

    Searches look into one piece afterwards, twice as fast. The engines do much the same by and by.
    """
    if not _is_sqlite(transaction):
        transaction.execute(text("SELECT gin_clean_pending_list('ix_search_places_tokens')"))
        transaction.execute(text("ANALYZE search_places (place)"))
        stretches.forget(transaction)
        return False
    before = _changes(transaction)
    transaction.execute(_MERGE, {"pages": -_PAGES if begins else _PAGES})
    return _changes(transaction) - before > 1  # https://sqlite.org/fts5.html#the_merge_command


def _changes(transaction: Connection) -> int:
    return int(transaction.execute(text("SELECT total_changes()")).scalar_one())


def _empty(transaction: Connection) -> None:
    if _is_sqlite(transaction):
        transaction.execute(_EMPTY_TOKENS)
        transaction.execute(_EMPTY_VOCABULARY)
    transaction.execute(delete(search_places))


def _free_places(transaction: Connection, many: Sequence[JudgedPaper]) -> Iterator[int]:
    """Each paper's place, or the next free one of its day."""
    wanted = [tokens.place(each.paper) for each in many]
    taken: set[int] = set()
    for start in range(0, len(wanted), AT_ONCE):
        some = search_places.c.place.in_(wanted[start : start + AT_ONCE])
        taken.update(transaction.execute(select(search_places.c.place).where(some)).scalars())
    begins: dict[int, int] = {}  # where to look, once a place was found to be taken
    for place in wanted:
        free = place
        if place in taken:
            free = _free(transaction, begins.get(place, place + 1), taken)
            within = tokens.of_its_day(place)  # a paper is looked for there
            free = free if free in within else _free(transaction, within.start, taken)
            begins[place] = free + 1
        taken.add(free)
        yield free


def _free(transaction: Connection, place: int, taken: AbstractSet[int]) -> int:
    """The first place from one on that neither the database nor this batch has taken."""
    while True:
        is_there = select(search_places.c.place).where(search_places.c.place == place)
        if transaction.execute(is_there).first():
            place = transaction.execute(_GAP, {"place": place}).scalar_one()
        if place not in taken:
            return place
        place += 1


def _is_sqlite(transaction: Connection) -> bool:
    return transaction.dialect.name == "sqlite"


def _written(transaction: Connection, found: Sequence[str]) -> str:
    """The tokens as the database reads them: for FTS5 one after the other, for PostgreSQL each with its places."""
    if _is_sqlite(transaction):
        return " ".join(found)
    places: dict[str, list[str]] = {}
    for number, token in enumerate(found, 1):
        if token != tokens.GAP:
            places.setdefault(token, []).append(str(number))
    return " ".join(f"'{token}':{','.join(numbers)}" for token, numbers in places.items())


KEPT = Kept(mark="search index", edition=tokens.EDITION, arxiv_id=search_places.c.arxiv_id, empty=_empty, add=add)

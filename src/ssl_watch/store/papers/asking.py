"""What is sought, in the languages of the two full-text indexes: FTS5's MATCH and PostgreSQL's tsquery.

A token holds letters, digits and dots of its own kind (·), so that nothing in it means anything to either; each is
quoted nevertheless.
"""

from collections.abc import Sequence

from ssl_watch.queries import tokens
from ssl_watch.queries.matching import Both, Either, Phrase, Sought, Without


def fts5(sought: Sought) -> str:
    """A MATCH expression (https://sqlite.org/fts5.html#full_text_query_syntax)."""
    match sought:
        case Phrase(tokens=found, prefix=prefix):
            return f'"{" ".join(found)}"' + (" *" if prefix else "")
        case Either(of=each):
            return f"({' OR '.join(map(fts5, each))})"
        case Without():
            return _fts5_without([], [sought])
        case Both(of=each):
            wanted = [one for one in each if not isinstance(one, Without)]
            return _fts5_without(wanted, [one for one in each if isinstance(one, Without)])


def _fts5_without(wanted: Sequence[Sought], unwanted: Sequence[Without]) -> str:
    """FTS5's NOT stands between two expressions."""
    there = " AND ".join(map(fts5, wanted)) or f'"{tokens.EVERYTHING}"'
    if not unwanted:
        return f"({there})"
    return f"(({there}) NOT ({' OR '.join(fts5(one.of) for one in unwanted)}))"


def tsquery(sought: Sought) -> str:
    """A tsquery (https://www.postgresql.org/docs/current/datatype-textsearch.html)."""
    match sought:
        case Phrase(tokens=found, prefix=prefix):
            *rest, last = (f"'{token}'" for token in found)
            return f"({' <-> '.join((*rest, last + (':*' if prefix else '')))})"
        case Either(of=each):
            return f"({' | '.join(map(tsquery, each))})"
        case Without():
            return tsquery(Both((sought,)))
        case Both(of=each):
            wanted = [tsquery(one) for one in each if not isinstance(one, Without)] or [f"'{tokens.EVERYTHING}'"]
            return f"({' & '.join((*wanted, *(f'!{tsquery(one.of)}' for one in each if isinstance(one, Without))))})"

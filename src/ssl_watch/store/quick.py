"""Statements for whom nobody should wait: built by SQLAlchemy, run without it.

Where a database answers in a tenth of a millisecond, what SQLAlchemy does around each statement and for each value
takes several times as long. Only searches need that.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Select

_Maker: TypeAlias = Callable[[Any], Any]


def driver(transaction: Connection) -> Any:
    """The driver's own connection, in the transaction: `sqlite3`'s or psycopg's."""
    if not transaction.in_transaction():
        transaction.begin()
    return transaction.connection.driver_connection


class Quick:
    """A SELECT as one database wants it, and what makes of a column's value what SQLAlchemy would."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        """Have the statement written, once for all."""
        compiled = statement.compile(dialect=dialect)
        self._written = str(compiled)
        self._order = compiled.positiontup if compiled.positional else None
        self._types = {each.name: each.type.dialect_impl(dialect) for each in statement.selected_columns}
        self._dialect = dialect
        self._makers: list[tuple[str, _Maker]] | None = None

    def rows(self, transaction: Connection, **parameters: object) -> Sequence[dict[str, Any]]:
        """Run it: each row by the names of its columns."""
        given = parameters if self._order is None else [parameters[name] for name in self._order]
        cursor = driver(transaction).execute(self._written, given)
        if self._makers is None:
            self._makers = list(self._made(cursor.description))
        found = [dict(zip(self._types, row, strict=True)) for row in cursor]
        for name, made in self._makers:
            for row in found:
                row[name] = made(row[name])
        return found

    def _made(self, description: Sequence[Sequence[Any]]) -> Iterator[tuple[str, _Maker]]:
        for (name, kind), (_, code, *_) in zip(self._types.items(), description, strict=True):
            if made := kind.result_processor(self._dialect, code):
                yield name, made

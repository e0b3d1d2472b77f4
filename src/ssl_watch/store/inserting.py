"""INSERT with its ON CONFLICT clause, which both engines have and SQLAlchemy keeps per dialect."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_new(transaction: Connection, table: Table, row: Mapping[str, Any], *, key: Sequence[str]) -> Any | None:
    """Insert unless the key exists; the new row's primary key, or None where it existed."""
    statement = _insert(transaction, table).values(row).on_conflict_do_nothing(index_elements=list(key))
    found = transaction.execute(statement.returning(*table.primary_key.columns)).first()
    return None if found is None else found[0]


def insert_missing(transaction: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those of the rows whose primary key does not exist."""
    if rows:
        key = [column.name for column in table.primary_key.columns]
        statement = _insert(transaction, table).on_conflict_do_nothing(index_elements=key)
        transaction.execute(statement, list(rows))


def upsert(transaction: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert, or overwrite the row with the same primary key."""
    key = [column.name for column in table.primary_key.columns]
    others = {name: value for name, value in row.items() if name not in key}
    statement = _insert(transaction, table).values(row).on_conflict_do_update(index_elements=key, set_=others)
    transaction.execute(statement)


def add_up(transaction: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, column: str) -> None:
    """Insert rows, or add what each has in the column to that of the row with the same primary key."""
    if rows:
        statement = _insert(transaction, table)
        total = {column: table.c[column] + statement.excluded[column]}
        key = [each.name for each in table.primary_key.columns]
        transaction.execute(statement.on_conflict_do_update(index_elements=key, set_=total), list(rows))


def _insert(transaction: Connection, table: Table) -> Any:
    if transaction.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)

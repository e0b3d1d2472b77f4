"""The store: the only package that speaks SQL. Values in, frozen dataclasses out; one file per noun.

A gerund opens a transaction (`Store.writing`, `Store.reading`) and hands it to the nouns' functions.
"""

from ssl_watch.store.database import Store, Transaction
from ssl_watch.store.migrating import SchemaState, migrate, open_store, schema_state

__all__ = ["SchemaState", "Store", "Transaction", "migrate", "open_store", "schema_state"]

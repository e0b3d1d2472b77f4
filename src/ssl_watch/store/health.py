"""Is the database sound and writable? For `diagnosing`; changes nothing."""

from ssl_watch.store.database import Store

_MOST_TOLD = 3


def faults(store: Store) -> tuple[str, ...]:
    """What is damaged, at most three sentences; () for a sound database. SQLite is read whole for that.

    Raises:
        StoreError: it can't be read, or not be written.
    """
    with store.writing():
        pass
    if store.sqlite_path is None:
        return ()  # PostgreSQL watches over its own files
    with store.reading() as transaction:
        told = transaction.exec_driver_sql("PRAGMA quick_check(3)").scalars().all()
    return tuple(str(fault) for fault in told if fault != "ok")[:_MOST_TOLD]

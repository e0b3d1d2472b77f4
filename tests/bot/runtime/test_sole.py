from ssl_watch.store import Store, open_store
from ssl_watch.store.sole import Sole


def test_one_bot_to_a_database(store: Store, store_url: str) -> None:
    other = open_store(store_url)
    first, second = Sole(store), Sole(other)
    assert first.take()
    assert not second.take()
    assert first.take()
    assert first.holds()
    assert not second.holds()
    first.leave()
    assert not first.holds()
    assert second.take()
    second.leave()
    second.leave()
    other.close()


def test_a_lost_connection_gives_the_lock_away(postgresql_url: str) -> None:
    stores = open_store(postgresql_url), open_store(postgresql_url)
    first, second = map(Sole, stores)
    assert first.take()
    with stores[1].engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database()"
        )
    assert not first.holds()
    assert second.take()
    first.leave()
    assert not first.take()
    second.leave()
    assert first.take()
    first.leave()
    for each in stores:
        each.close()


def test_the_command_line_works_beside_a_bot(store: Store, store_url: str) -> None:
    sole = Sole(store)
    assert sole.take()
    beside = open_store(store_url)
    with beside.writing():
        pass
    beside.close()
    sole.leave()

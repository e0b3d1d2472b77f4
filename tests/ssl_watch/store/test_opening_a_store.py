import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from ssl_watch.errors import StoreError
from ssl_watch.store import SchemaState, Store, open_store, papers, schema_state
from ssl_watch.store.addresses import read_address, shown
from tests.ssl_watch.store.making import a_paper, judged, record


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "there" / "watch.db"
    store = open_store(f"sqlite:///{path}")
    assert store.sqlite_path == path
    assert path.is_file()
    store.close()


def test_sqlite_keeps_what_was_committed_even_through_a_power_cut(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        found = {
            name: tx.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
        "secure_delete": 1,
    }


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite://relative/path.db",
        "mysql://root:hush-hush@localhost/papers",
        "mongodb://root:hush-hush@localhost",
        "postgresql://user:hush-hush@host:not-a-port/name",
        "postgresql://user:hush-hush@[::1/name",
        "\0",
    ],
)
def test_an_address_that_is_none_is_one_sentence_without_its_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "hush-hush" not in f"{caught.value} {caught.value.__cause__} {caught.value.__cause__!r}"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["postgres://u:p@h/n", "postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n", " postgresql://u:p@h/n "]
)
def test_postgresql_may_be_written_in_each_usual_way(address: str) -> None:
    assert read_address(address).render_as_string(hide_password=False) == "postgresql+psycopg://u:p@h/n"


def test_an_address_is_shown_to_people_without_its_secrets() -> None:
    url = read_address("postgres://ann:s3cret@db.example/watch?sslmode=require&sslpassword=s3cret")
    assert shown(url) == "postgresql://ann:***@db.example/watch?sslmode=require"


def test_a_postgresql_that_is_not_there_is_one_sentence_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"can't be used: .*refused") as caught:
        open_store("postgresql://ann:s3cret@127.0.0.1:1/watch?connect_timeout=2")
    assert str(caught.value).startswith("The database postgresql://ann:***@127.0.0.1:1/watch")
    assert "s3cret" not in f"{caught.value} {caught.value.__cause__} {caught.value.__cause__!r}"
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear reader")


def test_a_folder_in_the_database_s_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_in_the_folder_s_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"folder .*file can't be made"):
        open_store(f"sqlite:///{tmp_path / 'file' / 'watch.db'}")


def test_somebody_else_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE papers (title TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="somebody else"):
        open_store(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("papers",)]
    connection.close()


def test_a_newer_program_s_database_is_refused_and_left_alone(store: Store, store_url: str) -> None:
    with store.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema_state(store) is SchemaState.AHEAD
    with pytest.raises(StoreError, match="newer"):
        open_store(store_url)
    assert schema_state(store) is SchemaState.AHEAD


def test_opening_an_up_to_date_database_needs_no_alembic(store_url: str) -> None:
    program = """
import sys
from ssl_watch.store import open_store
open_store(sys.argv[1]).close()
sys.exit(" ".join({"alembic", "mako", "sqlalchemy.orm"} & set(sys.modules)) or 0)
"""
    done = subprocess.run([sys.executable, "-c", program, store_url], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_fails_in_a_transaction_leaves_nothing(store: Store) -> None:
    def record_and_slip() -> None:
        with store.writing() as tx:
            record(tx, a_paper())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record_and_slip()
    with store.reading() as tx:
        assert papers.get(tx, a_paper().arxiv_id) is None


def test_a_reading_transaction_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError), store.reading() as tx:
        record(tx, a_paper())
    with store.writing() as tx:
        assert record(tx, a_paper()) == ["new"]


def test_a_reading_transaction_sees_one_moment(store: Store) -> None:
    with store.reading() as reading:
        assert papers.last_seen(reading) == 0
        with store.writing() as writing:
            record(writing, a_paper())
        assert papers.last_seen(reading) == 0
    with store.reading() as reading:
        assert papers.last_seen(reading) == 1


def test_many_threads_write_at_once_and_none_is_turned_away(store: Store) -> None:
    def write(number: int) -> None:
        with store.writing() as tx:
            record(tx, a_paper(number))
        with store.reading() as tx:
            assert papers.get(tx, a_paper(number).arxiv_id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(1, 101)))
    with store.reading() as tx:
        assert papers.last_seen(tx) == 100


def test_the_order_of_first_sight_is_the_order_of_commits_of_all_programs(store: Store, store_url: str) -> None:
    first_has_written, first_may_commit = threading.Event(), threading.Event()
    another_program = open_store(store_url)

    def first() -> None:
        with store.writing() as tx:
            record(tx, a_paper(1))
            first_has_written.set()
            first_may_commit.wait(10)

    def second() -> None:
        with another_program.writing() as tx:
            record(tx, a_paper(2))

    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(first)
        assert first_has_written.wait(10)
        quick = pool.submit(second)
        with store.reading() as tx:
            assert papers.last_seen(tx) == 0
        assert not quick.done()
        first_may_commit.set()
        slow.result()
        quick.result()
    another_program.close()
    with store.reading() as tx:
        seen = [(one.paper.arxiv_id, one.first_seen) for one in papers.news_between(tx, after=0, until=2)]
    assert seen == [(a_paper(1).arxiv_id, 1), (a_paper(2).arxiv_id, 2)]


def test_a_writer_that_waited_too_long_for_its_turn_is_told_so(store: Store, store_url: str) -> None:
    hasty = Store(store_url, patience=0.2)
    with store.writing() as tx:
        record(tx, a_paper())
        with pytest.raises(StoreError, match=r"can't be used: .*lock"), hasty.writing():
            pass
    with hasty.writing() as tx:
        assert papers.get(tx, a_paper().arxiv_id)
        with pytest.raises(StoreError, match="too busy: another writer"), hasty.writing():
            pass
    hasty.close()


def test_more_readers_than_connections_are_told_so(store_url: str) -> None:
    hasty = Store(store_url, patience=0.2)

    def read_ever_deeper(depth: int) -> None:
        with hasty.reading() as tx:
            papers.last_seen(tx)
            read_ever_deeper(depth + 1)

    with pytest.raises(StoreError, match="too busy: no connection"):
        read_ever_deeper(1)
    with hasty.reading() as tx:
        assert papers.last_seen(tx) == 0
    hasty.close()


def test_papers_recorded_by_two_in_opposite_orders_do_not_lock_each_other_out(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1), a_paper(2))

    def edit(numbers: tuple[int, ...]) -> None:
        for attempt in range(10):
            with store.writing() as tx:
                record(tx, *(judged(a_paper(number, comment=f"{numbers} {attempt}")) for number in numbers))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(edit, [(1, 2, 3), (2, 1, 4)]))


def test_a_closed_store_holds_no_file_open(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        record(tx, a_paper())
    store.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert [file.name for file in path.parent.glob(f"{path.name}*")] == [path.name]


def test_a_full_disk_is_a_store_error(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count = 1")  # of this connection, which the pool gives out again
    with pytest.raises(StoreError, match="full"), store.writing() as tx:
        record(tx, a_paper(abstract="word " * 100_000))
    with store.reading() as tx:
        assert papers.last_seen(tx) == 0
    store.close()

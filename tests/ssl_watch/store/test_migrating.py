import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from alembic import command
from ssl_watch import searching
from ssl_watch.digests import Entry
from ssl_watch.errors import StoreError
from ssl_watch.store import SchemaState, Store, digests, migrate, papers, schema_state, searches, sent, subscribers
from ssl_watch.store.migrating import REVISIONS, migrations_folder
from ssl_watch.store.tables import metadata
from ssl_watch.subscriptions import Chat, FollowedSearch, Subscriber, Subscription
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_paper, judged, record


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    address: str = request.getfixturevalue("empty_postgresql_url")
    return address


def scripts() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    return config


def differences(tx: Connection) -> list[Any]:
    """What the tables in code and those in the database have not in common; full text is each engine's own."""

    def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        if kind == "index" and tx.dialect.name == "sqlite":
            return name != "ix_search_places_tokens"
        return kind != "table" or not (name or "").startswith(("search_tokens", "search_vocabulary"))

    return list(compare_metadata(MigrationContext.configure(tx, opts={"include_object": is_ours}), metadata))


def test_the_store_knows_every_migration_in_its_order() -> None:
    walked = ScriptDirectory.from_config(scripts()).walk_revisions()
    assert tuple(reversed([script.revision for script in walked])) == REVISIONS


def test_each_migration_goes_up_down_and_up_again(empty_url: str) -> None:
    store = Store(empty_url)
    for revision in REVISIONS:
        for step, target in ((command.upgrade, revision), (command.downgrade, "-1"), (command.upgrade, revision)):
            with store.migrating() as tx:
                config = scripts()
                config.attributes["connection"] = tx
                step(config, target)
    assert schema_state(store) is SchemaState.CURRENT
    with store.writing() as tx:
        assert record(tx, a_paper()) == ["new"]
    store.close()


def test_what_was_sent_before_is_remembered_from_the_digests_that_are_kept(store: Store) -> None:
    other = Chat(chat_id=7, thread_id=8)
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in (1, 2, 3)))
        digests.add(tx, a_digest(judged(a_paper(1)), judged(a_paper(2)), composed_at=NOW + timedelta(days=1)))
        digests.add(tx, a_digest(judged(a_paper(2))))
        digests.add(tx, a_digest())
        digests.add(tx, a_digest(judged(a_paper(3)), chat=other))
    for step, target in ((command.downgrade, "0001"), (command.upgrade, "0002")):
        with store.migrating() as tx:
            config = scripts()
            config.attributes["connection"] = tx
            step(config, target)
    with store.reading() as tx:
        assert sent.since(tx, CHAT, NOW - timedelta(days=1)) == (a_paper(1).arxiv_id, a_paper(2).arxiv_id)
        assert sent.since(tx, CHAT, NOW) == (a_paper(1).arxiv_id,)
        assert sent.since(tx, other, NOW - timedelta(days=1)) == (a_paper(3).arxiv_id,)


def test_chats_and_digests_of_before_searches_were_followed_are_what_they_were(store: Store) -> None:
    speech = Subscription(domains=frozenset({"speech"}))
    subscriber = Subscriber(chat=CHAT, subscription=speech)
    found = Entry(judged=judged(a_paper(1)), domain="vision", searches=("unlabelled",))
    with store.writing() as tx:
        record(tx, a_paper(1))
        subscribers.save(tx, subscriber)
        searches.add(tx, CHAT, FollowedSearch(text="unlabelled", cursor=0, followed_at=NOW))
        digest_id = digests.add(tx, replace(a_digest(), entries=(found,)))
    for step, target in ((command.downgrade, "0006"), (command.upgrade, "0007")):
        with store.migrating() as tx:
            config = scripts()
            config.attributes["connection"] = tx
            step(config, target)
    with store.reading() as tx:
        assert (subscribers.get(tx, CHAT), searches.of_chat(tx, CHAT)) == (subscriber, ())
        kept = digests.get(tx, digest_id, chat_id=CHAT.chat_id)
        assert kept is not None
        assert [(entry.domain, entry.searches) for entry in kept.entries] == [("vision", ())]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_database_that_was_taken_down_answers_as_before_once_it_is_migrated(store: Store, revision: str) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 5)))
    before = answers(store)
    with store.migrating() as tx:
        config = scripts()
        config.attributes["connection"] = tx
        command.downgrade(config, revision)
    assert migrate(store)
    assert answers(store) == before


def answers(store: Store) -> list[list[str]]:
    """What is found by words, and what is like a paper."""
    found = searching.search(store, "unlabelled things", now=NOW).papers
    like = searching.similar(store, a_paper(1).arxiv_id)
    assert found
    assert like
    return [[judged.paper.arxiv_id for judged in each] for each in (found, like.results.papers)]


def test_all_migrations_down_leave_an_empty_database(store: Store) -> None:
    with store.migrating() as tx:
        config = scripts()
        config.attributes["connection"] = tx
        command.downgrade(config, "base")
    with store.reading() as tx:
        assert inspect(tx).get_table_names() == ["alembic_version"]
    assert schema_state(store) is SchemaState.EMPTY
    assert migrate(store)
    assert schema_state(store) is SchemaState.CURRENT


def test_the_tables_in_code_are_what_the_migrations_make(store: Store) -> None:
    with store.reading() as tx:
        assert differences(tx) == []


def test_a_table_changed_in_code_alone_would_be_noticed(store: Store) -> None:
    with store.migrating() as tx:
        tx.exec_driver_sql("ALTER TABLE poll_runs DROP COLUMN late")
        tx.exec_driver_sql("DROP INDEX ix_papers_listed")
        changes = differences(tx)
    assert sorted(change[0] for change in changes) == ["add_column", "add_index"]


def test_developers_reach_the_database_of_their_settings_through_alembic_itself(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", empty_url)
    command.upgrade(scripts(), "head")
    store = Store(empty_url)
    assert schema_state(store) is SchemaState.CURRENT
    store.close()


def test_the_migrations_can_be_read_as_sql(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", empty_url)
    written = StringIO()
    config = scripts()
    config.output_buffer = written
    command.upgrade(config, "head", sql=True)
    assert all(f"CREATE TABLE {table} (" in written.getvalue() for table in metadata.tables)
    store = Store(empty_url)
    assert schema_state(store) is SchemaState.EMPTY
    store.close()


def test_migrating_tells_whether_there_was_anything_to_do(empty_url: str) -> None:
    assert migrate(empty_url)
    assert not migrate(empty_url)


def test_programs_that_start_at_once_on_a_new_database_all_find_it_ready(empty_url: str) -> None:
    program = "import sys; from ssl_watch.store import open_store; open_store(sys.argv[1]).close()"
    started = [
        subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in started]
    assert ended == [("", 0)] * 3
    store = Store(empty_url)
    assert schema_state(store) is SchemaState.CURRENT
    store.close()


def test_a_migration_that_fails_changes_nothing(empty_url: str) -> None:
    store = Store(empty_url)

    def migrate_and_fail() -> None:
        with store.migrating() as tx:
            config = scripts()
            config.attributes["connection"] = tx
            command.upgrade(config, "head")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate_and_fail()
    assert schema_state(store) is SchemaState.EMPTY
    store.close()


def test_a_migration_that_would_tear_rows_apart_changes_nothing(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    with store.writing() as tx:
        record(tx, a_paper())
    with pytest.raises(StoreError, match="refer to"), store.migrating() as tx:
        tx.exec_driver_sql("DELETE FROM papers")
    with store.reading() as tx:
        assert papers.get(tx, a_paper().arxiv_id)
    store.close()


def test_a_migration_may_rebuild_a_table_that_others_refer_to(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    with store.writing() as tx:
        record(tx, a_paper())
    with store.migrating() as tx:
        tx.exec_driver_sql("CREATE TABLE rebuilt AS SELECT * FROM papers")
        tx.exec_driver_sql("DROP TABLE papers")
        tx.exec_driver_sql("ALTER TABLE rebuilt RENAME TO papers")
        tx.exec_driver_sql("CREATE UNIQUE INDEX again ON papers (arxiv_id)")
    with store.writing() as tx:
        assert papers.versions(tx, a_paper().arxiv_id)
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()

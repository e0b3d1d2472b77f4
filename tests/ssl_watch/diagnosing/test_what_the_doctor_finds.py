import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox.serving import serving
from ssl_watch.announcements import Number
from ssl_watch.arxiv import Pacer
from ssl_watch.deliveries import Delivery, DeliveryState, Kind
from ssl_watch.diagnosing import Finding, Health, diagnose
from ssl_watch.holes import HoleKind
from ssl_watch.polls import SourceReport
from ssl_watch.store import Store, deliveries, feed, holes, open_store, poll_runs
from ssl_watch.subscriptions import Chat
from tests.ssl_watch.arxiv.wiring import a_server_that_sends

NOW = datetime.now(UTC)  # the stand-ins' answers bear the real date
TOKEN = "12345:not-to-be-seen"
FEED = (200, b"<feed xmlns='http://www.w3.org/2005/Atom'/>")
BOT = (200, json.dumps({"ok": True, "result": {"username": "example_bot"}}).encode())


class Outside:
    """Answers in the place of arXiv and Telegram, each as told; `asked` holds path and User-Agent."""

    def __init__(self) -> None:
        self.arxiv: tuple[int, bytes] = FEED
        self.telegram: tuple[int, bytes] = BOT
        self.asked: list[tuple[str, str]] = []
        self.headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Callable[[Any], Any]) -> None:
        headers = dict(scope["headers"])
        self.asked.append((scope["path"], headers[b"user-agent"].decode()))
        status, body = self.telegram if scope["path"].startswith("/bot") else self.arxiv
        await send({"type": "http.response.start", "status": status, "headers": self.headers})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store_url: str) -> Iterator[Outside]:
    """A healthy world around a healthy installation."""
    monkeypatch.chdir(tmp_path)
    app = Outside()
    with serving(app) as address:
        for name, value in {
            "DATABASE_URL": store_url,
            "ARXIV_API_URL": f"{address}/api/query",
            "TELEGRAM_URL": address,
            "BOT_TOKEN": TOKEN,
            "CONTACT": "somebody@example.org",
        }.items():
            monkeypatch.setenv(f"SSL_WATCH_{name}", value)
        yield app


def look(*, later: timedelta = timedelta()) -> dict[str, Finding]:
    found = {finding.name: finding for finding in diagnose(now=datetime.now(UTC) + later, pacer=Pacer())}
    assert all(finding.mend for finding in found.values() if finding.state is not Health.OK)
    assert all(TOKEN not in f"{finding}" for finding in found.values())
    return found


def states(found: dict[str, Finding]) -> dict[str, str]:
    return {name: finding.state.value for name, finding in found.items() if finding.state is not Health.OK}


def polled(store: Store, *, at: datetime = NOW, error: str | None = None, source: str = "api") -> None:
    with store.writing() as tx:
        poll_runs.add(tx, SourceReport(source=source, started_at=at, ended_at=at, total=5, error=error))


def test_all_is_well_and_arxiv_and_telegram_were_asked_once_each(outside: Outside, store: Store) -> None:
    polled(store)
    found = look()
    assert set(found) == {"settings", "database", "deliveries", "polls", "feed", "disk", "clock", "arxiv", "telegram"}
    assert states(found) == {}
    assert "@example_bot" in found["telegram"].told
    assert [path for path, _ in outside.asked] == ["/api/query", f"/bot{TOKEN}/getMe"]
    assert "somebody@example.org" in outside.asked[0][1]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((200, b"<html>Log in to the hotel"), "fail"),
        ((403, b""), "fail"),
        ((429, b"Rate exceeded."), "warn"),
        ((503, b""), "warn"),
        ((400, b""), "fail"),
        ((404, b""), "fail"),
    ],
)
def test_arxivs_answer_is_told(outside: Outside, answer: tuple[int, bytes], state: str) -> None:
    outside.arxiv = answer
    assert look()["arxiv"].state == state


def test_a_redirect_is_told_and_not_followed(outside: Outside) -> None:
    outside.arxiv, outside.headers = (301, b""), [(b"location", b"/api/query")]
    assert "elsewhere" in look()["arxiv"].told
    assert [path for path, _ in outside.asked if path.startswith("/api")] == ["/api/query"]


def test_arxiv_is_left_in_peace_for_a_day_after_a_403(outside: Outside, store: Store) -> None:
    polled(store, error="arXiv denied access (403); it will not be asked again for a day.")
    assert "not be asked again before" in look()["arxiv"].told
    assert [path for path, _ in outside.asked] == [f"/bot{TOKEN}/getMe"]
    assert look(later=timedelta(hours=25))["arxiv"].state is Health.OK


def test_an_answer_that_trickles_is_not_waited_for(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_server_that_sends(b"H", pause=0.02) as url:
        monkeypatch.setenv("SSL_WATCH_ARXIV_API_URL", url)
        found = {finding.name: finding for finding in diagnose(now=NOW, patience=0.3, pacer=Pacer())}
    assert found["arxiv"].told == "it does not answer: no whole answer within 0.3 seconds"


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        ((401, b""), "fail", "refused"),
        ((404, b""), "fail", "refused"),
        ((502, b""), "warn", "busy"),
        ((200, b"<html>"), "fail", "not the Bot API"),
        ((200, b'{"ok":true,"result":[]}'), "fail", "not the Bot API"),
        ((200, b"[" * 9000), "fail", "not the Bot API"),
        ((418, b""), "fail", "418"),
    ],
)
def test_telegrams_answer_is_told(outside: Outside, answer: tuple[int, bytes], state: str, told: str) -> None:
    outside.telegram = answer
    found = look()["telegram"]
    assert found.state == state
    assert told in found.told


@pytest.mark.parametrize("token", ["12345:with space", "12345:with\x7fcontrol", "../12345:x", "é"])
def test_an_odd_token_is_neither_told_nor_does_it_break_anything(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    outside.telegram = (404, b"")
    monkeypatch.setenv("SSL_WATCH_BOT_TOKEN", token)
    assert token not in look()["telegram"].told


def test_nobody_at_the_other_end_is_told(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_ARXIV_API_URL", "http://127.0.0.1:9/api/query")
    monkeypatch.setenv("SSL_WATCH_TELEGRAM_URL", "http://127.0.0.1:9")
    found = look()
    assert (found["arxiv"].state, found["telegram"].state, found["clock"].state) == ("fail", "fail", "warn")
    assert "refused" in found["telegram"].told


def test_a_missing_token_is_told_with_where_to_get_one(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_WATCH_BOT_TOKEN")
    assert "@BotFather" in look()["telegram"].mend
    assert len(outside.asked) == 1


def test_a_clock_that_is_off_is_told(outside: Outside) -> None:
    assert look()["clock"].state is Health.OK
    assert look(later=timedelta(minutes=5))["clock"].state is Health.FAIL
    assert look(later=timedelta(days=-5))["clock"].state is Health.FAIL


def test_a_missing_contact_is_a_warning(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_WATCH_CONTACT")
    assert look()["settings"].state is Health.WARN


def test_a_wrong_setting_is_all_that_is_told(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_WATCH_ADMINS", "everybody")
    found = look()
    assert states(found) == {"settings": "fail"}
    assert "SSL_WATCH_ADMINS" in found["settings"].told


def test_a_poll_that_failed_stopped_or_never_was_is_a_warning(outside: Outside, store: Store) -> None:
    assert "never" in look()["polls"].told
    polled(store, at=NOW - timedelta(days=6))
    assert "start the bot" in look()["polls"].mend
    polled(store, error="arXiv denied access (403)")
    assert "(403)" in look()["polls"].told


def test_a_poll_is_all_that_its_sources_read(outside: Outside, store: Store) -> None:
    polled(store, source="oai")
    polled(store, source="api")
    polled(store, source="holes")
    assert look()["polls"].told.startswith("the last one read 15 records at ")


def test_a_poll_of_which_one_source_failed_is_told_so_whichever_was_read_last(outside: Outside, store: Store) -> None:
    polled(store, source="oai", error="arXiv did not answer")
    polled(store, source="api")
    polls = look()["polls"]
    assert polls.state is Health.WARN
    assert "the last one read 10 records" in polls.told
    assert "but not all: oai: arXiv did not answer" in polls.told


def test_the_feeds_state_and_what_is_missing_are_told(outside: Outside, store: Store) -> None:
    with store.writing() as tx:
        feed.note_newest(tx, Number(2611, 5), now=NOW - timedelta(days=9))
        holes.add(tx, ["2611.00003"], HoleKind.SEQUENCE, now=NOW)
    assert look()["feed"].state is Health.WARN
    assert look()["feed"].told == "stalled; newest paper 2611.00005; 1 missing papers asked for, 0 known gaps"


def test_a_source_that_fails_is_told_with_its_reason(outside: Outside, store: Store) -> None:
    with store.writing() as tx:
        poll_runs.add(tx, SourceReport(source="oai", started_at=NOW, ended_at=NOW, error="It is down."))
    assert "not read: oai (1 times: It is down.)" in look()["feed"].told


def test_what_telegram_refused_is_told_with_its_reason(outside: Outside, store: Store) -> None:
    with store.writing() as tx:
        notice = Delivery(chat=Chat(chat_id=1), kind=Kind.NOTICE, key="a", text="x")
        number = deliveries.owe(tx, notice, now=NOW)
        assert number is not None
        deliveries.mark(tx, number, state=DeliveryState.REFUSED, now=NOW, reason="message is too long")
    assert "message is too long" in look()["deliveries"].told


def test_an_outbox_that_nobody_empties_is_told(outside: Outside, store: Store) -> None:
    with store.writing() as tx:
        deliveries.owe(tx, Delivery(chat=Chat(chat_id=1), kind=Kind.NOTICE, key="a", text="x"), now=NOW)
    assert look()["deliveries"].state is Health.OK
    assert look(later=timedelta(hours=1))["deliveries"].state is Health.WARN


def test_a_database_that_is_not_there_yet_is_not_made(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    assert look()["database"].state is Health.WARN
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "postgresql://nobody@127.0.0.1:9/none", "sqlite:////proc/none/x.db"])
def test_a_database_out_of_reach_is_told_and_the_rest_is_looked_at(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", url)
    found = look()
    assert found["database"].state is Health.FAIL
    assert {"disk", "arxiv", "telegram"} <= set(found)


def test_a_database_of_another_version_or_owner_is_told(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", sqlite_url)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "newer" in look()["database"].told


def test_a_damaged_database_is_told(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    store = open_store(sqlite_url)
    with store.writing() as tx:
        for number in range(2000):
            deliveries.owe(
                tx, Delivery(chat=Chat(chat_id=number), kind=Kind.NOTICE, key="a" * 90, text="x" * 90), now=NOW
            )
    store.close()
    damaged = Path(shutil.copy(sqlite_url.removeprefix("sqlite:///"), tmp_path / "damaged.db"))
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = b"\xee" * 20_000
    damaged.write_bytes(content)
    monkeypatch.setenv("SSL_WATCH_DATABASE_URL", f"sqlite:///{damaged}")
    found = look()["database"]
    assert found.state is Health.FAIL
    assert "backup" in found.mend or "damaged" in found.told

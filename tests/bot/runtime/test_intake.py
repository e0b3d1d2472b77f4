"""The intake over real HTTP: what it asks for, what it survives, and when it gives up."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, TypeHandler
from telegram.request import BaseRequest, HTTPXRequest

from bot.intake import Intake
from ssl_watch.errors import SettingsError, WatchError
from tests.bot.runtime import virtual_time
from tests.bot.runtime.updates import spoken
from tests.bot.runtime.wire import HANG, ME, TOKEN, Answer, Wire, a_wire, ok, refused

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class Heard:
    """Handlers in place of the product's: they note what comes, in order."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.all = asyncio.Event()
        self.wanted = 1

    async def __call__(self, update: Update, _context: Any) -> None:
        self.texts.append(update.message.text or "" if update.message else "?")
        if len(self.texts) >= self.wanted:
            self.all.set()


@asynccontextmanager
async def an_intake(wire: Wire, heard: Heard) -> AsyncIterator[Intake]:
    connection = HTTPXRequest(connection_pool_size=1)
    builder = Application.builder().token(TOKEN).base_url(wire.url).updater(None).job_queue(None)
    application = builder.get_updates_request(connection).build()
    application.add_handler(TypeHandler(Update, heard))
    async with application:
        yield Intake(application, connection=connection, clock=lambda: NOW)


async def hear(wire: Wire, *, wanted: int) -> tuple[list[str], Intake]:
    """Run the intake until so many updates were handled, and end it as the bot does."""
    heard = Heard()
    heard.wanted = wanted
    wire.otherwise["getUpdates"] = lambda asked: ok([]) if asked["timeout"] == "0" else HANG
    async with an_intake(wire, heard) as intake:
        running = asyncio.create_task(intake.run())
        waiting = asyncio.create_task(heard.all.wait())
        await asyncio.wait({running, waiting}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        for task in (running, waiting):
            task.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await intake.finish(within=1)
    return heard.texts, intake


def asked(wire: Wire) -> list[dict[str, Any]]:
    return [parameters for method, parameters in wire.calls if method == "getUpdates"]


async def test_updates_are_asked_for_by_kind_handled_and_confirmed() -> None:
    async with a_wire() as wire:
        wire.plan("getUpdates", ok([spoken(10, text="one"), spoken(11, text="two")]))
        texts, intake = await hear(wire, wanted=2)
    assert texts == ["one", "two"]
    assert json.loads(asked(wire)[0]["allowed_updates"]) == [
        "message",
        "callback_query",
        "inline_query",
        "my_chat_member",
        "channel_post",
    ]
    assert asked(wire)[-1]["offset"] == "12"
    assert intake.last_heard_at == NOW


@pytest.mark.parametrize(
    "bad",
    [
        {"update_id": 5, "message": {"no": "message"}},
        {"update_id": 5, "callback_query": {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "A"}}},
        {"update_id": 5, "message": "text"},
        {"update_id": 5, "message": [[]]},
        {"update_id": 5, "my_chat_member": {}},
        {"update_id": 5},
        {"update_id": 5, "something_of_tomorrow": {"a": 1}},
        {"update_id": "5"},
        {},
        None,
        "nonsense",
    ],
)
async def test_an_update_that_cannot_be_read_is_skipped_and_the_next_is_handled(bad: Any) -> None:
    async with a_wire() as wire:
        wire.plan("getUpdates", ok([bad, spoken(6, text="after it")]))
        texts, _ = await hear(
            wire, wanted=2 if bad in ({"update_id": 5}, {"update_id": 5, "something_of_tomorrow": {"a": 1}}) else 1
        )
    assert texts[-1] == "after it"
    assert asked(wire)[-1]["offset"] == "7"


@pytest.mark.parametrize(
    "fault",
    [
        refused(500, "Internal Server Error"),
        refused(502, "Bad Gateway"),
        refused(429, "Too Many Requests: retry after 1", retry_after=1),
        refused(
            409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
        ),
        Answer(status=404, body="<html>somebody's proxy</html>"),
        Answer(body="<html>200, and yet not Telegram</html>"),
        Answer(body='{"ok": true}'),
        ok("no list"),
        Answer(hangs_up=True),
    ],
)
async def test_a_passing_fault_is_survived(fault: Answer) -> None:
    async with a_wire() as wire:
        wire.plan("getUpdates", fault, ok([spoken(10, text="heard again")]))
        texts, _ = await hear(wire, wanted=1)
    assert texts == ["heard again"]


@pytest.mark.parametrize("status", [401, 404])
async def test_an_unknown_token_ends_it_with_the_variables_name(status: int) -> None:
    async with a_wire() as wire, an_intake(wire, Heard()) as intake:
        wire.plan("getUpdates", refused(status, "Unauthorized"))
        with pytest.raises(SettingsError, match="SSL_WATCH_BOT_TOKEN"):
            await intake.run()


async def test_a_webhook_is_removed() -> None:
    async with a_wire() as wire:
        conflict = refused(
            409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
        )
        wire.plan("getUpdates", conflict, ok([spoken(10)]))
        await hear(wire, wanted=1)
    assert "deleteWebhook" in [method for method, _ in wire.calls]


async def test_the_log_names_the_update_that_could_not_be_read(caplog: pytest.LogCaptureFixture) -> None:
    async with a_wire() as wire:
        wire.plan("getUpdates", ok([{"update_id": 5, "message": "text"}, spoken(6)]))
        with caplog.at_level(logging.ERROR, "bot.intake"):
            await hear(wire, wanted=1)
    assert "Update 5" in caplog.text


class _Deaf(BaseRequest):
    """A connection on which every getUpdates fails in one way; counts calls, and how often it was made anew."""

    def __init__(self, status: int, description: str) -> None:
        self.status, self.description = status, description
        self.calls = self.connected = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        self.connected += 1

    async def shutdown(self) -> None: ...

    async def do_request(self, url: str, *_args: Any, **_kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/getMe"):
            return 200, json.dumps({"ok": True, "result": ME}).encode()
        self.calls += 1
        told = {"ok": False, "error_code": self.status, "description": self.description}
        return self.status, json.dumps(told).encode()


async def _listen(connection: _Deaf, *, seconds: float) -> float:
    """Run the intake on the connection for so long, or until it gives up; how long that was."""
    builder = Application.builder().token(TOKEN).updater(None).job_queue(None)
    application = builder.request(connection).get_updates_request(connection).build()
    await application.initialize()
    started_at = virtual_time.now()
    with suppress(TimeoutError, WatchError):
        async with asyncio.timeout(seconds):
            await Intake(application, connection=connection, clock=lambda: NOW).run()
    return virtual_time.now() - started_at


def test_another_bot_with_the_same_token_ends_it_after_some_seconds() -> None:
    connection = _Deaf(409, "Conflict: terminated by other getUpdates request")
    assert 10 <= virtual_time.run(_listen(connection, seconds=60)) <= 15


def test_an_hour_of_errors_is_waited_out_without_hammering_and_the_connection_made_anew() -> None:
    connection = _Deaf(502, "Bad Gateway")
    assert virtual_time.run(_listen(connection, seconds=3600)) == pytest.approx(3600)
    assert 120 <= connection.calls <= 300
    assert 15 <= connection.connected <= 22


class _Patient(_Deaf):
    """Telegram with updates: all from the offset on, at once; where there are none, nothing after a while."""

    def __init__(self, *updates: dict[str, Any]) -> None:
        super().__init__(200, "")
        self.updates = updates
        self.offsets: list[int] = []

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if "updates" not in url.casefold().rpartition("/")[2]:
            return await super().do_request(url, *args, **kwargs)
        parameters = kwargs["request_data"].json_parameters
        self.offsets.append(int(parameters["offset"]))
        found = [update for update in self.updates if update["update_id"] >= self.offsets[-1]]
        await asyncio.sleep(0.01 if found else int(parameters["timeout"]))
        return 200, json.dumps({"ok": True, "result": found}).encode()


def test_what_is_not_handled_yet_is_not_confirmed_and_not_handled_twice() -> None:
    handled: list[str] = []

    async def handle(update: Update, _context: Any) -> None:
        text = update.message.text if update.message else None
        await asyncio.sleep(4 if text == "slow" else 0)
        handled.append(text or "")

    connection = _Patient(spoken(10, chat_id=1, text="slow"), spoken(11, chat_id=2, text="quick"))

    async def scene() -> None:
        builder = Application.builder().token(TOKEN).updater(None).job_queue(None)
        application = builder.request(connection).get_updates_request(connection).build()
        application.add_handler(TypeHandler(Update, handle))
        await application.initialize()
        with suppress(TimeoutError):
            async with asyncio.timeout(20):
                await Intake(application, connection=connection, clock=lambda: NOW).run()

    virtual_time.run(scene())
    assert handled == ["quick", "slow"]
    assert connection.offsets[1:5] == [10, 10, 10, 10]
    assert connection.offsets[-1] == 12

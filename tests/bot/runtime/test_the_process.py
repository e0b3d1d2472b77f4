"""The process from outside: what it says to an operator, how it is known to be well, and that it stays alone."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.runtime.wire import HANG, HANG_UP, TOKEN, Wire, a_wire, ok


@dataclass(slots=True)
class Bot:
    process: asyncio.subprocess.Process

    async def end(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(number)
        return await self.ended()

    async def ended(self) -> tuple[int, str]:
        async with asyncio.timeout(60):
            _, told = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, told.decode()


@asynccontextmanager
async def launched(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Bot]:
    """`python -m bot` with these settings alone; killed at the end if it still runs."""
    given = {f"SSL_WATCH_{name.upper()}": value for name, value in settings.items()}
    bare = {name: os.environ[name] for name in ("PATH", "LANG", "COVERAGE_PROCESS_START") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=folder, env={**bare, "HOME": str(folder), **given}, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Bot(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def settings_for(wire: Wire, database_url: str, **more: str) -> dict[str, str]:
    wire.otherwise["getUpdates"] = lambda asked: ok([]) if asked["timeout"] == "0" else HANG
    dead = "http://127.0.0.1:9/api/query"
    address = wire.url.removesuffix("/bot")
    return {
        "bot_token": TOKEN, "telegram_url": address, "database_url": database_url, "arxiv_api_url": dead,
        "arxiv_oai_url": dead, "arxiv_rss_url": dead, "arxiv_interval": "0", **more,
    }  # fmt: skip


async def until_asked(wire: Wire, method: str) -> None:
    async with asyncio.timeout(60):
        while all(called != method for called, _ in wire.calls):
            wire.bell.clear()
            await wire.bell.wait()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "@BotFather"),
        ({"bot_token": "my token"}, "does not look like a token"),
        ({"bot_token": TOKEN, "poll_cron": "at tea time"}, "SSL_WATCH_POLL_CRON"),
        ({"bot_token": TOKEN, "telegram_url": "telegram"}, "SSL_WATCH_TELEGRAM_URL"),
        ({"bot_token": TOKEN, "database_url": "mongodb://localhost/x"}, "database"),
        ({"bot_token": TOKEN, "database_url": "sqlite:////proc/none/x.db"}, "database"),
    ],
)
async def test_what_the_operator_must_mend_is_one_line(tmp_path: Path, settings: dict[str, str], expected: str) -> None:
    async with launched(tmp_path, **settings) as bot:
        status, told = await bot.ended()
    assert status == 1
    assert expected in told
    assert len([line for line in told.splitlines() if " INFO " not in line]) == 1
    assert "Traceback" not in told


async def test_a_second_bot_on_the_same_database_does_not_start(tmp_path: Path, store_url: str) -> None:
    async with a_wire() as wire, a_wire() as other, launched(tmp_path, **settings_for(wire, store_url)) as bot:
        await until_asked(wire, "getUpdates")
        async with launched(tmp_path, **settings_for(other, store_url)) as second:
            status, told = await second.ended()
        assert (await bot.end())[0] == 0
    assert status == 1
    assert told.splitlines()[-1].startswith("ssl-watch-bot: Another bot is at work on this database")
    assert other.calls == []


async def test_health_is_told_by_a_bot_that_hears_telegram(tmp_path: Path, sqlite_url: str) -> None:
    async with a_wire() as wire:
        settings = settings_for(wire, sqlite_url)
        async with launched(tmp_path, "--healthy", **settings) as asking:
            assert (await asking.ended())[0] == 1
        async with launched(tmp_path, **settings) as bot:
            await until_asked(wire, "setMyCommands")
            async with launched(tmp_path, "--healthy", **settings) as asking:
                assert await asking.ended() == (0, "")
            assert (await bot.end(signal.SIGINT))[0] == 0
        os.utime(tmp_path / "ssl-watch.db.heartbeat", (0, 0))
        async with launched(tmp_path, "--healthy", **settings) as asking:
            status, told = await asking.ended()
    assert status == 1
    assert "has not heard Telegram" in told


async def test_a_telegram_that_is_away_at_the_start_is_waited_for(tmp_path: Path, sqlite_url: str) -> None:
    async with a_wire() as wire:
        wire.plan("getMe", *[HANG_UP] * 2)
        async with launched(tmp_path, **settings_for(wire, sqlite_url)) as bot:
            await until_asked(wire, "getUpdates")
            assert (await bot.end())[0] == 0


async def test_a_signal_while_telegram_is_away_ends_it_at_once(tmp_path: Path, sqlite_url: str) -> None:
    async with a_wire() as wire:
        settings = settings_for(wire, sqlite_url)
        wire.otherwise["getMe"] = lambda _: HANG
        async with launched(tmp_path, **settings) as bot:
            await until_asked(wire, "getMe")
            async with asyncio.timeout(9):
                assert (await bot.end())[0] == 0

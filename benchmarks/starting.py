"""How long the bot takes from its start to its first getUpdates, and what it holds in memory when idle.

The baseline is a bare python-telegram-bot that polls with one handler and has no database, no schedule and no outbox,
started in turn with ours against the same stand-in.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from sandbox import arxiv, telegram
from sandbox.bot_process import BotProcess, launched
from sandbox.serving import serving
from ssl_watch.store import open_store

_TIMES = 7
_BARE = """
import sys
from telegram.ext import Application, CommandHandler
async def answer(update, context): pass
application = Application.builder().token(sys.argv[1]).base_url(sys.argv[2] + "/bot").build()
application.add_handler(CommandHandler("start", answer))
application.run_polling()
"""


def main() -> None:
    """Print medians, and ours as a ratio to the baseline's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'start.db'}"
        open_store(database).close()
        ours, bare = [], []
        for _ in range(_TIMES):
            ours.append(_ours(folder, database))
            bare.append(_bare(folder))
    seconds, memory = (median(column) for column in zip(*ours, strict=True))
    bare_seconds, bare_memory = (median(column) for column in zip(*bare, strict=True))
    print(f"Start to first getUpdates and idle memory, median of {_TIMES}")
    print(f"  the bot              {seconds:5.2f} s  {memory:5.0f} MB")
    print(f"  a bare PTB bot       {bare_seconds:5.2f} s  {bare_memory:5.0f} MB")
    print(f"  ratio                {seconds / bare_seconds:5.2f}    {memory / bare_memory:5.2f}")


def _ours(folder: Path, database: str) -> tuple[float, float]:
    world = telegram.World()
    with serving(arxiv.build(arxiv.World(interval=0))) as sky, serving(telegram.build(world)) as address:
        settings = {
            "bot_token": telegram.TOKEN,
            "telegram_url": address,
            "database_url": database,
            "arxiv_api_url": f"{sky}/api/query",
            "arxiv_oai_url": f"{sky}/oai",
            "arxiv_rss_url": sky,
            "arxiv_interval": "0",
            "poll_cron": "0 0 1 1 *",
        }
        began = time.monotonic()
        with BotProcess(settings, folder) as bot:
            measured = _measured(world, began, bot.pid)
        world.close()
    return measured


def _bare(folder: Path) -> tuple[float, float]:
    world = telegram.World()
    with serving(telegram.build(world)) as address:
        began = time.monotonic()
        process = launched(("-c", _BARE, telegram.TOKEN, address), {}, log=folder / "bare.log")
        try:
            measured = _measured(world, began, process.pid)
        finally:
            _end(process)
        world.close()
    return measured


def _measured(world: telegram.World, began: float, pid: int) -> tuple[float, float]:
    if not world.bell.wait_for(lambda: bool(world.journal.of("getUpdates")), within=30):
        sys.exit("the bot never asked for updates")
    started = world.journal.of("getUpdates")[0].at - began
    time.sleep(2)  # idle: menus are published, the schedule runs
    return started, _resident(pid)


def _resident(pid: int) -> float:
    """Megabytes resident, of the process alone."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()

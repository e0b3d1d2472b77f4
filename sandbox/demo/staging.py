"""The demo's set: both stand-ins on loopback, an archive filled by the real command line, and the real bot between.

`scenario` plays on it, `echo` writes down what is said, `sandbox.__main__` puts them together.
"""

import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

from sandbox import arxiv, telegram
from sandbox.bot_process import BotProcess, launched
from sandbox.demo.papers import Plan, as_lines, plan
from sandbox.serving import serving
from ssl_watch.announcements import Number
from ssl_watch.polling.proving import CHECKED
from ssl_watch.store import feed, marks, open_store

PORT = 8080
_STARTS_WITHIN = 30.0  # seconds
_IMPORTS_WITHIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything on the set; `address` is the chat page's."""

    telegram: telegram.World
    arxiv: arxiv.World
    plan: Plan
    bot: BotProcess
    address: str

    def wait_for(self, ready: Callable[[], bool], *, within: float, what: str) -> None:
        """Wait until something holds, as long as the bot lives.

        Raises:
            NothingCame: it did not come in time.
            BotDied: the bot ended.
        """
        deadline = time.monotonic() + within
        while not self.telegram.bell.wait_for(ready, within=0.25):
            self.bot.check()
            if time.monotonic() > deadline:
                raise telegram.NothingCame(f"waited {within:.0f} s for {what}; the bot's log ends:\n{self.bot.tail()}")

    def polled(self, *, within: float = 30.0) -> None:
        """Wait until the bot has read arXiv once more, from now on, to the end."""
        begun = polls(self.arxiv)
        # The second poll shows that the first has been dealt with.
        self.wait_for(lambda: polls(self.arxiv) >= begun + 2, within=within, what="a poll of arXiv")


@contextmanager
def staged(*, port: int = PORT) -> Iterator[Scene]:
    """Build the set; everything is gone when the block ends, however it ends."""
    divided = plan(datetime.now(UTC))
    sky, chat = arxiv.World(divided.shown + divided.first + divided.later, interval=0), telegram.World()
    operator = chat.add_private("Operator")
    with (
        tempfile.TemporaryDirectory(prefix="ssl-watch-demo-") as name,
        serving(arxiv.build(sky)) as arxiv_address,
        serving(telegram.build(chat), port=free(port)) as address,
    ):
        settings = _settings(Path(name), arxiv_address, address, admin=operator.chat_id)
        _fill_archive(Path(name), settings, divided)
        let_news_begin(settings["database_url"])
        try:
            with BotProcess(settings, Path(name)) as bot:
                scene = Scene(telegram=chat, arxiv=sky, plan=divided, bot=bot, address=address)
                scene.wait_for(
                    lambda: bool(chat.journal.of("getUpdates")),
                    within=_STARTS_WITHIN,
                    what="the bot's first getUpdates",
                )
                yield scene
        finally:
            chat.close()


def polls(sky: arxiv.World) -> int:
    """How many polls began: each harvests the set cs first, up to the present day."""
    asked = (dict(parse_qsl(visit.query)) for visit in sky.judge.visits if visit.path == "/oai")
    return sum(one.get("set") == "cs" and "until" not in one for one in asked)


def let_news_begin(database_url: str) -> None:
    """Make news of whatever is first seen: the papers are real ones of many years, out of arXiv's sequence."""
    store = open_store(database_url)
    with store.writing() as tx:
        feed.begin_news(tx, Number(month=1001, place=1))
        marks.put(tx, CHECKED, "9912.99999")
    store.close()


def free(port: int) -> int:
    """The port, or 0 (any free one) where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


def _settings(folder: Path, arxiv_address: str, telegram_address: str, *, admin: int) -> dict[str, str]:
    return {
        "bot_token": telegram.TOKEN,
        "telegram_url": telegram_address,
        "database_url": f"sqlite:///{folder / 'demo.db'}",
        "arxiv_api_url": f"{arxiv_address}/api/query",
        "arxiv_oai_url": f"{arxiv_address}/oai",
        "arxiv_rss_url": arxiv_address,
        "arxiv_interval": "0",
        "contact": "the demo",
        "poll_cron": "*/5 * * * * *",  # every five seconds; seconds come first where there are six fields
        "admins": str(admin),
    }


def _fill_archive(folder: Path, settings: dict[str, str], divided: Plan) -> None:
    """The older papers go in as an operator would bring them in: `ssl-watch import`."""
    file = folder / "archive.jsonl"
    file.write_text(as_lines(divided.archive), encoding="utf-8")
    log = folder / "import.log"
    command = ("-c", "from ssl_watch.cli import main; main()", "import", str(file))
    with launched(command, settings, log=log) as importing:
        try:
            status = importing.wait(_IMPORTS_WITHIN)
        finally:
            importing.kill()
    if status != 0:
        raise RuntimeError(f"ssl-watch import failed: {log.read_text(encoding='utf-8')}")

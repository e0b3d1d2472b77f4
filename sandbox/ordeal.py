"""An ordeal for the bot: many subscribers are owed papers, and its process is killed at random moments on the way.

The end-to-end tests go through a small one, `benchmarks.kill` through a large one. What is owed is put into the store
directly, so that the run is about delivering; everything after that goes through the real process and over HTTP.
"""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sandbox.bot_process import BotProcess
from sandbox.demo.papers import archive
from sandbox.telegram import World
from sandbox.telegram.chats import Chat as SimulatedChat
from sandbox.telegram.chats import Message
from ssl_watch import digests, verdicts
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level
from ssl_watch.store import open_store, papers, subscribers
from ssl_watch.subscriptions import Chat, Subscriber, Subscription
from ssl_watch.verdicts import JudgedPaper

_NOTE = "may be a repeat"
_PAPERS = 4  # fit one message
_IN_FLIGHT = 8
_PAGE = "https://arxiv.org/abs/"
_WITHIN = 90.0  # seconds for the next thing to happen


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of it. Nothing may be in `lost` or `silent`, and `noted` may not exceed `kills` times 8."""

    delivered: int
    kills: int
    lost: tuple[tuple[int, str], ...]
    silent: tuple[tuple[int, str], ...]
    noted: int
    started_in: tuple[float, ...]
    seconds: float
    exit_status: int

    @property
    def passed(self) -> bool:
        """Whether every paper owed arrived, and repeats are only those in flight, with the note."""
        return not self.lost and not self.silent and self.noted <= self.kills * _IN_FLIGHT and self.exit_status == 0


@dataclass(slots=True, kw_only=True)
class Ordeal:
    """One run. `dither` is called before each kill: a moment's delay, or none."""

    world: World
    settings: Mapping[str, str]
    folder: Path
    chance: random.Random
    dither: Callable[[], None] = lambda: None
    owed: dict[int, frozenset[str]] = field(default_factory=dict)
    _started_in: list[float] = field(default_factory=list)

    def prepare(self, *, readers: int, now: datetime) -> None:
        """Readers whose digest is due, and news for them; every third follows one domain only."""
        store = open_store(self.settings["database_url"])
        news = tuple(_news()[:_PAPERS])
        with store.writing() as transaction:
            for judged in news:
                papers.record(transaction, judged, news=True, now=now)
            for number in range(readers):
                subscription = _subscription(number, news)
                subscriber = _reader(self._chat(number), subscription, now)
                subscribers.save(transaction, subscriber)
                wanted = digests.owed(subscription, [replace(judged, news=True) for judged in news])
                self.owed[subscriber.chat.chat_id] = frozenset(judged.paper.arxiv_id for judged in wanted)
        store.close()

    def run(self, *, kills: int) -> Report:
        """Start, kill, start again …, and let the last one finish."""
        began = time.monotonic()
        done = sum(self._live_until_killed(left) for left in range(kills, 0, -1))
        status = self._finish()
        lost, silent, noted = self._verdict()
        return Report(
            delivered=sum(len(self.world.from_bot(chat_id)) for chat_id in self.owed),
            kills=done,
            lost=lost,
            silent=silent,
            noted=noted,
            started_in=tuple(self._started_in),
            seconds=time.monotonic() - began,
            exit_status=status,
        )

    def _chat(self, number: int) -> SimulatedChat:
        chat = self.world.add_private(f"Reader {number}")
        chat.bot_status = "member"  # they have written to the bot before
        return chat

    def _live_until_killed(self, left: int) -> bool:
        """One life, long enough that `left` of them share what is still missing."""
        if not self._missing():
            return False
        more = self.chance.randint(0, max(2, 2 * len(self._missing()) // (left + 1)))
        with self._started() as bot:
            before = self._sent()
            self._wait(bot, lambda: self._sent() >= before + more or not self._missing())
            self.dither()
            bot.kill()
        return True

    def _finish(self) -> int:
        with self._started() as bot:
            self._wait(bot, lambda: not self._missing())
            self._wait_until_quiet(bot)
            return bot.stop()

    def _started(self) -> BotProcess:
        polls = len(self.world.journal.of("getUpdates"))
        began = time.monotonic()
        bot = BotProcess(self.settings, self.folder)
        self._wait(bot, lambda: len(self.world.journal.of("getUpdates")) > polls)
        self._started_in.append(self.world.journal.of("getUpdates")[polls].at - began)
        return bot

    def _wait(self, bot: BotProcess, ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _WITHIN
        while not self.world.bell.wait_for(ready, within=0.25):
            bot.check()
            if time.monotonic() > deadline:
                raise AssertionError(f"{len(self._missing())} readers still wait; the log ends:\n{bot.tail()}")

    def _sent(self) -> int:
        return sum(arrival.was_done for arrival in self.world.journal.of("sendMessage"))

    def _missing(self) -> list[int]:
        return [chat_id for chat_id, wanted in self.owed.items() if wanted - _shown(self.world.from_bot(chat_id))]

    def _wait_until_quiet(self, bot: BotProcess) -> None:
        """The database is asked outside the world's lock, which would hold up the answers meanwhile."""
        deadline = time.monotonic() + _WITHIN
        while not self._quiet():
            bot.check()
            if time.monotonic() > deadline:
                raise AssertionError(f"the outbox does not empty; the log ends:\n{bot.tail()}")
            self.world.bell.wait_for(partial(self._has_changed, self.world.changes), within=0.1)

    def _has_changed(self, since: int) -> bool:
        return self.world.changes > since

    def _quiet(self) -> bool:
        """Nothing pending, nothing in doubt: what was in flight at the last kill has been sent once more."""
        store = open_store(self.settings["database_url"])
        try:
            with store.reading() as transaction:
                totals = papers.totals(transaction)
            return not totals["pending"] and not totals["unknown"]
        finally:
            store.close()

    def _verdict(self) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...], int]:
        lost, silent, noted = [], [], 0
        for chat_id, wanted in self.owed.items():
            messages = self.world.from_bot(chat_id)
            lost += [(chat_id, paper) for paper in wanted - _shown(messages)]
            for index, message in enumerate(messages):
                again = _shown([message]) & _shown(messages[:index])
                noted += bool(again) and _NOTE in message.content.text
                silent += [(chat_id, paper) for paper in again if _NOTE not in message.content.text]
        return tuple(lost), tuple(silent), noted


def _news() -> list[JudgedPaper]:
    judged = [verdicts.judge(_paper(row)) for row in archive()]
    return [each for each in judged if each.verdict.relevance.level is Level.CORE]


def _paper(row: Mapping[str, object]) -> Paper:
    names, categories = row["authors"], row["categories"]
    comment = row["comment"]
    return Paper(
        arxiv_id=str(row["arxiv_id"]),
        version=int(str(row["version"])),
        title=str(row["title"]),
        abstract=str(row["abstract"]),
        updated_at=datetime.fromisoformat(str(row["updated_at"])),
        submitted_at=datetime.fromisoformat(str(row["submitted_at"])),
        authors=tuple(Author(name=str(name)) for name in names) if isinstance(names, list) else (),
        categories=tuple(map(str, categories)) if isinstance(categories, list) else (),
        comment=str(comment) if comment else None,
    )


def _subscription(number: int, news: tuple[JudgedPaper, ...]) -> Subscription:
    narrow = frozenset(news[number % len(news)].domain_names[:1]) if number % 3 == 0 else frozenset[str]()
    return Subscription(domains=narrow)


def _reader(chat: SimulatedChat, subscription: Subscription, now: datetime) -> Subscriber:
    return Subscriber(
        chat=Chat(chat_id=chat.chat_id),
        subscription=subscription,
        next_digest_at=now - timedelta(seconds=1),
        subscribed_at=now - timedelta(days=1),
    )


def _shown(messages: list[Message]) -> frozenset[str]:
    """The papers that messages link to."""
    links = (dict(entity.details).get("url") for message in messages for entity in message.content.entities)
    return frozenset(str(link).removeprefix(_PAGE) for link in links if str(link).startswith(_PAGE))

"""A simulated year at arXiv and an instance that polls through it, over HTTP, in a time that passes by waiting alone.

`Watching` is the instance: it polls, composes for one subscriber, and is started anew now and then. `Trouble` draws the
faults of each poll.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sandbox.arxiv import World, build
from sandbox.arxiv.faults import Fault, Service
from sandbox.arxiv.world import Lags, Limits
from sandbox.arxiv.year import Year
from sandbox.serving import serving
from ssl_watch.arxiv import Bounds, Pacer, Readers, open_readers
from ssl_watch.composing import compose_due
from ssl_watch.polling import poll
from ssl_watch.settings import Settings
from ssl_watch.store import Store, digests, open_store, subscribers
from ssl_watch.subscriptions import Chat, Subscriber

CHAT = Chat(chat_id=7)
ADMIN = 1
_READY = timedelta(hours=2, minutes=35)  # after the announcement, which is when OAI-PMH knows of it
_QUICK = ("429", "503", "503_html", "500", "406", "406_good", "html", "truncated", "cut", "reset", "gzip", "redirect")
_SILENT_LOSSES = ("short", "shift", "duplicate", "empty")
_OWN = {"oai": ("no_records", "bad_token"), "rss": ("stale",), "api": ("total", "ghost", "bad_date", "other_query")}
_RARE = ("black_hole", "drip", "403") * 2  # the first two cost real seconds, the last a day of silence
_SERVICES: tuple[Service, ...] = ("oai", "oai", "api", "rss", "any")
_RETRY_AFTER = (None, "0", "10", "date")


class Trouble:
    """The faults of so many polls, in random order from a seed. `met` counts those that an answer met."""

    def __init__(self, seed: int, *, polls: int) -> None:
        self._chance = random.Random(seed)
        self._rare = dict(zip(self._chance.sample(range(polls), len(_RARE)), _RARE, strict=True))
        self._polls = 0
        self.met: Counter[str] = Counter()

    def brew(self) -> list[Fault]:
        """Those of one poll: a few single ones, and sometimes a source that fails to the end."""
        faults = [self._one() for _ in range(self._chance.randint(1, 5))]
        if self._chance.random() < 0.1:
            service = self._chance.choice(_SERVICES)
            faults += [Fault(name="503", service=service)] * 6
        if rare := self._rare.get(self._polls):
            faults.append(Fault(name=rare, pause=10))
        self._polls += 1
        self._chance.shuffle(faults)
        return faults

    def _one(self) -> Fault:
        service = self._chance.choice(_SERVICES)
        name = self._chance.choice((*_QUICK, *_SILENT_LOSSES, *_OWN.get(service, ())))
        return Fault(name=name, service=service, retry_after=self._chance.choice(_RETRY_AFTER))


class Clock:
    """The world's time, which is also the pacer's and the judge's: it passes when somebody waits, or when moved."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins
        self._worlds: list[World] = []

    def drive(self, world: World) -> None:
        """Let it be that late there."""
        self._worlds.append(world)
        self.move_to(self.now)

    def seconds(self) -> float:
        return self.now.timestamp()

    def today(self) -> date:
        return self.now.date()

    def sleep(self, seconds: float) -> None:
        self.move_to(self.now + timedelta(seconds=seconds))

    def move_to(self, moment: datetime) -> datetime:
        """Never back: a poll may have waited for long."""
        self.now = max(moment, self.now)
        for world in self._worlds:
            world.stop_clock(self.now)
        return self.now


@dataclass(slots=True, kw_only=True)
class Watching:
    """One instance through the year. `entries` are the papers of all its digests, in order."""

    world: World
    clock: Clock
    database_url: str
    settings: Settings
    store: Store
    readers: Readers
    entries: list[str] = field(default_factory=list)
    _digests: int = 0

    def poll(self, at: datetime, trouble: Trouble | None = None) -> None:
        """One poll, through faults; those that no answer met are gone after it."""
        now = self.clock.move_to(max(at, self.clock.now + timedelta(minutes=5)))
        faults = trouble.brew() if trouble else []
        self.world.faults.extend(faults)
        poll(self.store, self.readers, now=now, admins=frozenset({ADMIN}), stopwatch=self.clock.seconds)
        if trouble:
            trouble.met.update(fault.name for fault in faults if fault not in self.world.faults)
        self.world.faults.clear()

    def compose(self) -> None:
        """Compose what is due, and note what the digests hold."""
        compose_due(self.store, now=self.world.now)
        with self.store.reading() as tx:
            while digest := digests.get(tx, self._digests + 1, chat_id=CHAT.chat_id):
                self._digests += 1
                self.entries += [entry.judged.paper.arxiv_id for entry in digest.entries]

    def start_anew(self) -> None:
        """As after a crash: nothing but the database is left."""
        self.readers.close()
        self.store.close()
        self.store, self.readers = open_store(self.database_url), _readers(self.settings, self.clock)

    def close(self) -> None:
        self.readers.close()
        self.store.close()


@contextmanager
def watching(year: Year, database_url: str) -> Iterator[Watching]:
    """An instance at the year's beginning, with one subscriber of everything."""
    clock = Clock(datetime.combine(year.plan.begins, datetime.min.time(), tzinfo=UTC))
    world = World(year.records, seconds=clock.seconds)
    clock.drive(world)
    world.lags = Lags(api=timedelta(hours=1), oai=timedelta(hours=2, minutes=30))
    world.limits = Limits(records=100)
    with serving(build(world)) as base:
        settings = Settings.model_validate(
            {"arxiv_api_url": f"{base}/api/query", "arxiv_oai_url": f"{base}/oai", "arxiv_rss_url": base}
        )
        instance = Watching(
            world=world,
            clock=clock,
            database_url=database_url,
            settings=settings,
            store=open_store(database_url),
            readers=_readers(settings, clock),
        )
        with instance.store.writing() as tx:
            subscribers.save(tx, Subscriber(chat=CHAT, subscribed_at=world.now, next_digest_at=world.now))
        try:
            yield instance
        finally:
            instance.close()


def _readers(settings: Settings, clock: Clock) -> Readers:
    bounds = Bounds(read=1.5, total=6, oai_read=1.5, oai_total=6, jitter=lambda: 0.5)
    pacer = Pacer(clock.seconds)
    return open_readers(settings, bounds=bounds, pacer=pacer, sleep=clock.sleep, today=clock.today)


def times_of_polls(year: Year, chance: random.Random) -> Iterator[datetime]:
    """After each announcement, here and there a second time; a poll is skipped now and then, for days once a year."""
    away = chance.randint(60, 300)
    for number, evening in enumerate(year.evenings()):
        if away <= number < away + 8 or chance.random() < 0.2:
            continue
        yield evening + _READY
        if chance.random() < 0.1:
            yield evening + timedelta(hours=chance.randint(8, 16))

"""A reader at the sandbox's arXiv, over real HTTP, in a time that only passes when somebody waits."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.arxiv import Record, World, build
from sandbox.serving import serving
from ssl_watch.arxiv import Bounds, Pacer, Reading, Searcher, open_reader
from ssl_watch.settings import Settings

NOW = datetime(2026, 9, 30, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=60)


class Time:
    """Seconds that pass by waiting alone; `waits` tells how long each was."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


def a_record(number: int, **changes: Any) -> Record:
    """A paper that the query finds; a later number was submitted later."""
    submitted_at = NOW - timedelta(days=30) + timedelta(minutes=number)
    told: dict[str, Any] = {
        "arxiv_id": f"2609.{number:05}",
        "title": f"Self-supervised learning of things, part {number}",
        "abstract": "We learn without labels.",
        "submitted_at": submitted_at,
        "updated_at": changes.get("submitted_at", submitted_at),
        "announced_at": submitted_at,
    }
    return Record(**{**told, **changes})


@contextmanager
def reading_from(url: str, time: Time, *, contact: str = "", **bounds: Any) -> Iterator[Searcher]:
    """A reader of the API at an address, with a pacer of its own; closed with the block."""
    settings = Settings.model_validate({"arxiv_api_url": url, "contact": contact})
    bounds = {"jitter": lambda: 0.5, **bounds}
    reader = open_reader(settings, bounds=Bounds(**bounds), pacer=Pacer(time.clock), sleep=time.sleep)
    try:
        yield reader
    finally:
        reader.close()


class Arxiv:
    """The sandbox with a reader at it."""

    def __init__(self, world: World, reader: Searcher, time: Time, url: str) -> None:
        self.world = world
        self.reader = reader
        self.time = time
        self.url = url

    def read(self, *, expect_some: bool = False) -> Reading:
        return self.reader.read_window(SINCE, NOW, expect_some=expect_some)

    @property
    def asked(self) -> int:
        """How many requests came."""
        return len(self.world.judge.visits)


@contextmanager
def an_arxiv(*records: Record, profile: Any = "new", contact: str = "", **bounds: Any) -> Iterator[Arxiv]:
    """The sandbox with these papers; at the end no rule of arXiv's may have been broken."""
    time = Time()
    world = World(records, profile=profile, seconds=time.clock)
    world.stop_clock(NOW)
    with serving(build(world)) as base, reading_from(f"{base}/api/query", time, contact=contact, **bounds) as reader:
        yield Arxiv(world, reader, time, base)
        assert world.judge.violations == []


@contextmanager
def a_server_that_sends(piece: bytes, *, pause: float) -> Iterator[str]:
    """Sends the same bytes over and over to whoever connects."""
    done = threading.Event()

    def serve(listener: socket.socket) -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    while not done.wait(pause):
                        connection.sendall(piece)
                except OSError:
                    continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api/query"
        done.set()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()

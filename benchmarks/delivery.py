"""`python -m benchmarks.delivery`: digests to many readers, to a stand-in that refuses the 31st message in a second.

The product's own way (composed, claimed, paced, marked, on SQLite) beside the usual way of tutorials: `gather` over
all readers, each message repeated when Telegram says to wait. Meanwhile somebody searches twice a second. Prints
figures and their ratio, asserts nothing.
"""

import argparse
import asyncio
import json
import multiprocessing
import tempfile
import time
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from statistics import median
from typing import Any
from urllib.parse import parse_qsl

from telegram.error import RetryAfter
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.asking import Asking
from bot.courier import Courier, write
from bot.pacing import PacedLimiter, Pacer, seconds
from bot.rounds import IN_FLIGHT, Rounds
from ssl_watch import composing, delivering, searching, verdicts
from ssl_watch.papers import Author, Paper
from ssl_watch.store import Store, deliveries, open_store, papers, subscribers
from ssl_watch.subscriptions import Chat, Subscriber

_TOKEN = "123456:benchmark-benchmark-benchmark-bench"
_LIMIT = 30  # messages in any one second
_LATENCY = 0.06  # seconds that Telegram takes
_ASKER = 10_000_000  # the chat that searches
_ASKS_EVERY = 0.5


@dataclass(slots=True)
class Figures:
    """What the stand-in took in one run (when, for which chat) and refused, and how long answers took (seconds)."""

    taken: list[tuple[float, int]] = field(default_factory=list)
    refused: int = 0
    answers: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Messages taken in a second, of all kinds, between the first digest and the last."""
        digests = [moment for moment, chat_id in self.taken if chat_id < _ASKER]
        between = [moment for moment, _ in self.taken if digests[0] <= moment <= digests[-1]]
        return (len(between) - 1) / (digests[-1] - digests[0])

    @property
    def most(self) -> int:
        """The most messages taken in any one second."""
        window: deque[float] = deque()
        most = 0
        for moment, _ in self.taken:
            window.append(moment)
            while window[0] <= moment - 1:
                window.popleft()
            most = max(most, len(window))
        return most

    def answered(self, share: float) -> float:
        """The time in which this share of answers came, in milliseconds."""
        return sorted(self.answers)[min(int(len(self.answers) * share), len(self.answers) - 1)] * 1000


class _StandIn:
    """Counts and refuses; in a process of its own, so that neither side waits for the other's turn."""

    def __init__(self) -> None:
        self.figures = Figures()
        self._window: deque[float] = deque()

    async def serve(self, pipe: Connection) -> None:
        """Serve until the pipe says that it is over; then send back what was counted."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        pipe.send((self.figures.taken, self.figures.refused))
        server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = int(head.partition("content-length:")[2].split("\r\n")[0] or 0)
                told = dict(parse_qsl((await reader.readexactly(length)).decode()))
                status, answer = self._answer(told)
                await asyncio.sleep(_LATENCY)
                body = json.dumps(answer).encode()
                writer.write(f"HTTP/1.1 {status} x\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        writer.close()

    def _answer(self, told: dict[str, str]) -> tuple[int, dict[str, Any]]:
        now = time.monotonic()
        if "chat_id" not in told:
            return 200, {"ok": True, "result": {"id": 123456, "is_bot": True, "first_name": "B", "username": "b_bot"}}
        while self._window and self._window[0] <= now - 1:
            self._window.popleft()
        if len(self._window) >= _LIMIT:
            self.figures.refused += 1
            return 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 1}}
        self._window.append(now)
        chat = {"id": int(told["chat_id"]), "type": "private"}
        self.figures.taken.append((now, int(told["chat_id"])))
        return 200, {"ok": True, "result": {"message_id": len(self.figures.taken), "date": 1, "chat": chat}}


def _serve(pipe: Connection) -> None:
    asyncio.run(_StandIn().serve(pipe))


def main() -> None:
    """Run both ways and print what came of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long the product's run takes")
    given = parser.parse_args()
    ours = _measured(_our_way, readers=given.seconds * 28)
    theirs = _measured(_usual_way, readers=min(given.seconds, 20) * 28)
    _tell("ssl-watch", ours)
    _tell("gather and retry", theirs)
    times = [theirs.answered(share) / ours.answered(share) for share in (0.5, 0.99)]
    print(f"an answer comes {times[0]:.0f} times sooner at the median, {times[1]:.0f} times at p99;", end=" ")
    print(f"{ours.refused} calls were refused instead of {theirs.refused}")


def _tell(name: str, figures: Figures) -> None:
    print(
        f"{name:16}: {len(figures.taken)} messages, {figures.rate:.2f}/s, at most {figures.most} in one second, "
        f"{figures.refused} refused; a search took {figures.answered(0.5):.0f} ms, p99 {figures.answered(0.99):.0f} ms"
    )


def _measured(way: Callable[[Store, str, Figures], Coroutine[Any, Any, None]], *, readers: int) -> Figures:
    here, there = multiprocessing.Pipe()
    stand_in = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    stand_in.start()
    address = f"http://127.0.0.1:{here.recv()}/bot"
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/benchmark.db")
        _fill(store, readers=readers, now=datetime.now(UTC))
        asyncio.run(way(store, address, figures))
        store.close()
    here.send("over")
    figures.taken, figures.refused = here.recv()
    stand_in.join()
    return figures


def _fill(store: Store, *, readers: int, now: datetime) -> None:
    with store.writing() as tx:
        for number in range(300):
            papers.record(tx, verdicts.judge(_paper(number, now)), news=number >= 285, now=now)
        for chat_id in range(1, readers + 1):
            due = Subscriber(chat=Chat(chat_id=chat_id), cursor=0, next_digest_at=now, subscribed_at=now)
            subscribers.save(tx, due)


def _paper(number: int, now: datetime) -> Paper:
    return Paper(
        arxiv_id=f"2611.{number:05}",
        version=1,
        title=f"Self-supervised learning of speech & video, part {number}",
        abstract="We learn speech representations without labels by masking what can be guessed from its surroundings. "
        * 8,
        updated_at=now - timedelta(days=1),
        submitted_at=now - timedelta(days=1),
        authors=tuple(Author(name=f"Ada Example {author}") for author in range(6)),
        categories=("cs.LG", "eess.AS"),
    )


async def _our_way(store: Store, address: str, figures: Figures) -> None:
    """As `bot.app` wires it: composing, delivering and answering at once, each in threads of its own."""
    pacer = Pacer()
    answers, outbox, background = Asking(store, threads=4), Asking(store, threads=3), Asking(store, threads=1)
    async with _bot(address, limiter=PacedLimiter(pacer)) as bot:
        rounds = Rounds(outbox=outbox, courier=Courier(bot), pacer=pacer, clock=lambda: datetime.now(UTC))
        delivering_all = asyncio.create_task(rounds.run())
        asking = asyncio.create_task(_ask(bot, answers, figures))
        await background(composing.compose_due, now=datetime.now(UTC))
        while await outbox(delivering.next_at) is not None:
            rounds.wake()
            await asyncio.sleep(0.5)
        asking.cancel()
        await rounds.stop(within=8)
        await delivering_all
    for each in (answers, outbox, background):
        each.close()


async def _usual_way(store: Store, address: str, figures: Figures) -> None:
    composing.compose_due(store, now=datetime.now(UTC))
    with store.reading() as tx:
        owed = deliveries.ready(tx, now=datetime.now(UTC), limit=100_000)
    letter = write(owed[0], delivering.content(store, owed[0]))
    answers = Asking(store, threads=4)
    async with _bot(address) as bot:
        asking = asyncio.create_task(_ask(bot, answers, figures))
        text = letter.text if letter else ""
        await asyncio.gather(*(_send_until_taken(bot, each.chat.chat_id, text) for each in owed))
        asking.cancel()
    answers.close()


async def _send_until_taken(bot: ExtBot[Any], chat_id: int, text: str) -> None:
    while True:
        try:
            await bot.send_message(chat_id, text, parse_mode="HTML")
        except RetryAfter as flood:
            await asyncio.sleep(seconds(flood))
        else:
            return


async def _ask(bot: ExtBot[Any], answers: Asking, figures: Figures) -> None:
    """Search, answer, and note how long it took, from different chats, twice a second."""
    async with asyncio.TaskGroup() as group:
        for number in range(1_000_000):
            group.create_task(_ask_once(bot, answers, figures, chat_id=_ASKER + number))
            await asyncio.sleep(_ASKS_EVERY)


async def _ask_once(bot: ExtBot[Any], answers: Asking, figures: Figures, *, chat_id: int) -> None:
    began = time.monotonic()
    found = await answers(searching.search, "masked speech", now=datetime.now(UTC))
    await _send_until_taken(bot, chat_id, f"{found.total} papers: {median(range(found.total + 1))}")
    figures.answers.append(time.monotonic() - began)


def _bot(address: str, *, limiter: PacedLimiter | None = None) -> ExtBot[Any]:
    request = HTTPXRequest(connection_pool_size=IN_FLIGHT * 2, read_timeout=30, pool_timeout=600)
    return ExtBot(_TOKEN, base_url=address, request=request, rate_limiter=limiter)


if __name__ == "__main__":
    main()

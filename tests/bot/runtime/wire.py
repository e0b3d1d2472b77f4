"""A Bot API on loopback that answers each call as a test has scripted it, below HTTP where need be."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "123456:a-token-of-tests-a-token-of-tests"
ME = {"id": 123456, "is_bot": True, "first_name": "Watch", "username": "watch_bot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: a status and a body; or none, by hanging or hanging up."""

    status: int = 200
    body: str = ""
    hangs: bool = False
    hangs_up: bool = False


HANG = Answer(hangs=True)
HANG_UP = Answer(hangs_up=True)


def ok(result: Any) -> Answer:
    return Answer(body=json.dumps({"ok": True, "result": result}))


def refused(status: int, description: str, **parameters: Any) -> Answer:
    told = {"ok": False, "error_code": status, "description": description}
    return Answer(status=status, body=json.dumps({**told, **({"parameters": parameters} if parameters else {})}))


def message(message_id: int, chat_id: int) -> dict[str, Any]:
    return {"message_id": message_id, "date": 1_772_000_000, "chat": {"id": chat_id, "type": "private"}}


@dataclass(slots=True)
class Wire:
    """What came, and what is to be answered: the scripted answers first, then as Telegram would."""

    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    script: dict[str, deque[Answer]] = field(default_factory=lambda: defaultdict(deque))
    otherwise: dict[str, Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    port: int = 0
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    def plan(self, method: str, *answers: Answer) -> None:
        self.script[method].extend(answers)

    def sent(self) -> list[dict[str, str]]:
        return [parameters for method, parameters in self.calls if method == "sendMessage"]

    def answer(self, method: str, parameters: dict[str, str]) -> Answer:
        self.calls.append((method, parameters))
        self.bell.set()
        if self.script[method]:
            return self.script[method].popleft()
        if method in self.otherwise:
            return self.otherwise[method](parameters)
        if method == "getMe":
            return ok(ME)
        if method == "sendMessage":
            return ok(message(len(self.calls), int(parameters["chat_id"])))
        return ok(True)


@asynccontextmanager
async def a_wire() -> AsyncIterator[Wire]:
    """A wire that listens while the block runs."""
    wire, released = Wire(), asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while call := await _read(reader):
                answer = wire.answer(*call)
                if answer.hangs:
                    await released.wait()
                if answer.hangs or answer.hangs_up:
                    return
                writer.write(_bytes(answer))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        released.set()
        server.close()
        await asyncio.sleep(0)


async def _read(reader: asyncio.StreamReader) -> tuple[str, dict[str, str]] | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    lines = head.split("\r\n")
    length = next((int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length")), 0)
    body = (await reader.readexactly(length)).decode()
    return lines[0].split()[1].rsplit("/", 1)[1], dict(parse_qsl(body, keep_blank_values=True))


def _bytes(answer: Answer) -> bytes:
    body = answer.body.encode()
    head = f"HTTP/1.1 {answer.status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body

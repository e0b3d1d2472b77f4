"""A wire without a network: python-telegram-bot's requests go straight into the sandbox's simulated Telegram.

For tests that drive an Application in their own process; end-to-end tests go over HTTP instead.
"""

import json
from collections import deque

from telegram.request import BaseRequest, RequestData

from sandbox.telegram.calls import Call, Upload
from sandbox.telegram.methods import METHODS
from sandbox.telegram.refusals import Refusal
from sandbox.telegram.world import World


class Wire(BaseRequest):
    """Answers as the Bot API would, keeps every call, and fails on command."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[Call] = []
        self._scripted: dict[str, deque[object]] = {}

    def fail(self, method: str, *faults: Exception) -> None:
        """Let the next calls of the method fail: a Refusal is an answer, a TelegramError is none."""
        self._scripted.setdefault(method.lower(), deque()).extend(faults)

    def reply(self, method: str, result: object) -> None:
        """Let the next call of the method have this result, whatever it is."""
        self._scripted.setdefault(method.lower(), deque()).append(result)

    def sent(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method.lower()]

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        call = _call(url.rsplit("/", 1)[1], request_data)
        self.calls.append(call)
        try:
            result = self._answer(call)
        except Refusal as refusal:
            return refusal.code, json.dumps(refusal.as_json()).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, call: Call) -> object:
        if scripted := self._scripted.get(call.method):
            outcome = scripted.popleft()
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        if call.method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        return METHODS[call.method](self.world, call)


def _call(method: str, data: RequestData | None) -> Call:
    if data is None:
        return Call(method=method.lower())
    # As on the wire: what is no text is written as JSON.
    uploads = {
        name: Upload(name=filename, mime_type=kind, content=content if isinstance(content, bytes) else content.read())
        for name, (filename, content, kind) in (data.multipart_data or {}).items()
    }
    return Call(method=method.lower(), values=data.json_parameters, uploads=uploads)

"""An answer on its way out: whole, cut short, drop by drop, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

from sandbox.arxiv.spoiling import Answer
from sandbox.serving import reset


class Delivered(Response):
    """Sends an answer the way it says: whole, cut short, drop by drop, or not at all."""

    def __init__(self, going_out: Answer, *, pause: float) -> None:
        super().__init__(going_out.body, going_out.status, going_out.headers)
        self._delivery = going_out.delivery
        self._pause = pause

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """The ASGI side of a response."""
        transport = scope["state"]["transport"]
        match self._delivery:
            case "whole":
                await super().__call__(scope, receive, send)
            case "drip":
                await StreamingResponse(self._drops(), self.status_code, self.headers)(scope, receive, send)
            case "hole":
                while (await receive())["type"] != "http.disconnect":
                    continue
            case "reset":
                reset(transport)
            case "cut":
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                await send({"type": "http.response.body", "body": self.body[: len(self.body) // 2], "more_body": True})
                transport.close()

    async def _drops(self) -> AsyncIterator[bytes]:
        for byte in bytes(self.body):
            yield bytes([byte])
            await asyncio.sleep(self._pause)

"""The stand-in's HTTP side: `/api/query` with its faults and its judge, and the controls under `/sandbox`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.arxiv.faults import Answer, read_fault, spoil
from sandbox.arxiv.judge import Visit
from sandbox.arxiv.records import moment, read_records
from sandbox.arxiv.search import answer
from sandbox.arxiv.world import World
from sandbox.serving import reset

_ATOM = "application/atom+xml; charset=utf-8"
_SETTLE = 0.002  # seconds for the loop to notice that the client hung up on its last connection


def build(world: World) -> Starlette:
    """The ASGI app over a world."""
    return Starlette(
        routes=[
            Route("/api/query", _api(world), methods=["GET", "POST"]),
            Route("/sandbox/requests", _requests(world)),
            *(
                Route(f"/sandbox/{name}", _control(change, world), methods=["POST"])
                for name, change in _CONTROLS.items()
            ),
        ]
    )


def _api(world: World) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        await asyncio.sleep(_SETTLE)
        visit = world.judge.begin(lambda at: _visit(request, at), request.state.transport)
        parameters = {**request.query_params, **{name: str(value) for name, value in (await request.form()).items()}}
        fault = world.faults.popleft() if world.faults else None
        status, feed = answer(world, parameters)
        going_out = Answer(status=status, body=feed.encode(), headers={"Content-Type": _ATOM})
        if fault is not None:
            await asyncio.sleep(fault.stall)
            going_out = spoil(replace(fault, to=fault.to or str(request.url)), going_out)
        world.judge.end(visit)
        return _Delivered(going_out, pause=fault.pause if fault else 0)

    return endpoint


def _visit(request: Request, at: float) -> Visit:
    host = request.client
    return Visit(
        method=request.method,
        path=request.url.path,
        query=request.url.query,
        headers=dict(request.headers),
        connection=f"{host.host}:{host.port}" if host else "",
        began_at=at,
    )


class _Delivered(Response):
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


def _requests(world: World) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(_request: Request) -> Response:
        judge = world.judge
        visits = [asdict(visit) for visit in judge.visits]
        return JSONResponse({"interval": judge.interval, "violations": judge.violations, "requests": visits})

    return endpoint


def _control(change: Callable[[World, Any], object], world: World) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(change(world, await request.json()))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return PlainTextResponse(f"{error}\n", status_code=400)

    return endpoint


def _papers(world: World, given: Any) -> object:
    records = read_records(given)
    world.add(records)
    return {"added": len(records)}


def _announce(world: World, given: Any) -> object:
    return {"announced": world.announce(given.get("ids"))}


def _clock(world: World, given: Any) -> object:
    if not given:
        world.run_clock()
    if "now" in given:
        world.stop_clock(moment(given["now"]))
    if "forward" in given:
        world.forward(timedelta(seconds=given["forward"]))
    return {"now": world.now.isoformat()}


def _faults(world: World, given: Any) -> object:
    world.faults.extend([read_fault(fault) for fault in given["faults"]])
    return {"waiting": [fault.name for fault in world.faults]}


_CONTROLS = {"papers": _papers, "announce": _announce, "clock": _clock, "faults": _faults}

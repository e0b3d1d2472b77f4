"""The stand-in's HTTP side: the API, OAI-PMH and the feeds, with their faults and one judge over all three."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.arxiv import controls, oai, rss, search
from sandbox.arxiv.delivering import Delivered
from sandbox.arxiv.faults import Fault
from sandbox.arxiv.judge import Judge, Visit
from sandbox.arxiv.spoiling import Answer, spoil
from sandbox.arxiv.world import World

_ATOM = "application/atom+xml; charset=utf-8"
_SETTLE = 0.002  # seconds

_Parameters = list[tuple[str, str]]
_Service = Callable[[World, Request, _Parameters, Fault | None], Answer]


def build(world: World) -> Starlette:
    """The ASGI app over a world."""
    return Starlette(
        routes=[
            Route("/api/query", _served(world, "api", _api), methods=["GET", "POST"]),
            Route("/oai", _served(world, "oai", _oai), methods=["GET", "POST"]),
            *(Route(f"/{form}/{{names}}", _served(world, "rss", _feed)) for form in rss.FORMS),
            *controls.routes(world),
        ]
    )


def _served(world: World, name: str, service: _Service) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        await _settled(world.judge, request.state.transport)
        visit = world.judge.begin(lambda at: _visit(request, at), request.state.transport)
        form = [(key, str(value)) for key, value in (await request.form()).multi_items()]
        parameters = [*request.query_params.multi_items(), *form]
        fault = world.fault_for(name, resumes="resumptionToken" in dict(parameters))
        going_out = service(world, request, parameters, fault)
        if fault is not None:
            await asyncio.sleep(fault.stall)
            going_out = spoil(replace(fault, to=fault.to or str(request.url)), going_out)
        world.judge.end(visit)
        return Delivered(going_out, pause=fault.pause if fault else 0)

    return endpoint


async def _settled(judge: Judge, connection: asyncio.Transport) -> None:
    """Let the loop notice that the client hung up on its last connection, which it may just have done."""
    for seconds in (0, 0, 0, _SETTLE):
        if not judge.knows_another(connection):
            return
        await asyncio.sleep(seconds)


def _api(world: World, _request: Request, parameters: _Parameters, fault: Fault | None) -> Answer:
    status, feed = search.answer(world, dict(parameters), shift=_is(fault, "shift"))
    return Answer(status=status, body=feed.encode(), headers={"Content-Type": _ATOM})


def _oai(world: World, request: Request, parameters: _Parameters, fault: Fault | None) -> Answer:
    base = f"http://{request.url.netloc}/oai"
    if fault is not None and fault.name in _MISTAKES:
        error = oai.OaiError(_MISTAKES[fault.name], "", dict(parameters))
        text = oai.error_document(error, world.now, base)
    else:
        text = oai.answer(world, parameters, base, shift=_is(fault, "shift"))
    return Answer(status=200, body=text.encode(), headers={"Content-Type": "application/xml"})


def _feed(world: World, request: Request, _parameters: _Parameters, fault: Fault | None) -> Answer:
    form = request.url.path.split("/")[1]
    try:
        feed = rss.feed(world, form, request.path_params["names"], stale=_is(fault, "stale"))
    except rss.NoSuchFeed as error:
        return Answer(status=400, body=str(error).encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    headers = {"Content-Type": feed.kind, "ETag": feed.etag, "Cache-Control": f"max-age={feed.expires_in}"}
    if request.headers.get("if-none-match") == feed.etag:
        return Answer(status=304, body=b"", headers=headers)
    return Answer(status=200, body=feed.body.encode(), headers=headers)


def _is(fault: Fault | None, name: str) -> bool:
    return fault is not None and fault.name == name


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


_MISTAKES = {"no_records": "noRecordsMatch", "bad_token": "badResumptionToken"}

"""The controls under `/sandbox`: what was asked, and levers for papers, announcements, clock, faults and services."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.arxiv.faults import read_fault
from sandbox.arxiv.records import moment, read_records
from sandbox.arxiv.world import World


def routes(world: World) -> list[Route]:
    """All of them."""
    levers = (
        Route(f"/sandbox/{name}", _control(change, world), methods=["POST"]) for name, change in _CONTROLS.items()
    )
    return [Route("/sandbox/requests", _requests(world)), *levers]


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


def _services(world: World, given: Any) -> object:
    minutes = {name: timedelta(minutes=given[name]) for name in ("api", "oai") if name in given}
    limits = {name: int(given[name]) for name in ("records", "headers", "feed") if name in given}
    if wrong := [name for name, limit in limits.items() if limit < 1] + sorted(set(given) - {*minutes, *limits}):
        raise ValueError(f"no such thing, or too small: {wrong[0]}")
    world.lags, world.limits = replace(world.lags, **minutes), replace(world.limits, **limits)
    return {"services": [str(world.lags), str(world.limits)]}


_CONTROLS = {"papers": _papers, "announce": _announce, "clock": _clock, "faults": _faults, "services": _services}

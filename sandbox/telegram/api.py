"""The door for the bot: `/bot<token>/<method>`, with the faults, the flood control and the journal on the way.

What struck a call stands in the journal; a call that hangs or loses its connection after it was done has been done.
"""

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.serving import reset
from sandbox.telegram.calls import Call, read_call
from sandbox.telegram.faults import AFTER, Fault, Trouble
from sandbox.telegram.journal import SHOWING, Arrival
from sandbox.telegram.methods import METHODS
from sandbox.telegram.polling import get_updates
from sandbox.telegram.refusals import Refusal, bad_request, too_many
from sandbox.telegram.state import State

_BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
_IN_FULL = frozenset({"text", "caption"})
_LONGEST_KEPT = 400


class _NoAnswer(Exception):
    """The connection ends without an answer."""


class _BadGateway(Exception):
    """Something before Telegram answers in its place."""


class BotApi:
    """Answers the bot's calls out of the state."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.routes = [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{kind}/{file_id}", self.download, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """One call, from the wire to the wire."""
        try:
            self._admit(request)
            result = await self._do(request)
        except Refusal as refusal:
            return JSONResponse(refusal.as_json(), status_code=refusal.code)
        except _BadGateway:
            return Response(_BAD_GATEWAY, status_code=502, media_type="text/html")
        except ClientDisconnect:  # killed while it was sending: nothing arrived
            return Response()
        except _NoAnswer:
            reset(request.scope["state"]["transport"])
            return Response()
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        """A file, as `getFile` names it."""
        file = self._state.file(request.path_params["file_id"])
        if request.path_params["token"] != self._state.token or file is None:
            return JSONResponse(Refusal(404, "Not Found").as_json(), status_code=404)
        return Response(file.content, media_type=file.mime_type)

    def _admit(self, request: Request) -> None:
        token = request.path_params["token"]
        if token != self._state.token:
            raise Refusal(401, "Unauthorized") if ":" in token else Refusal(404, "Not Found")
        method = request.path_params["method"].lower()
        if method != "getupdates" and method not in METHODS:
            raise Refusal(404, "Not Found: method not found")

    async def _do(self, request: Request) -> object:
        at = self._state.monotonic()
        call = await read_call(request, request.path_params["method"])
        arrival = self._record(call, at)
        try:
            result = await self._with_faults(call, arrival)
        except Refusal as refusal:
            arrival.code, arrival.description = refusal.code, refusal.description
            raise
        finally:
            self._state.touch()
        arrival.code = 200
        return result

    def _record(self, call: Call, at: float) -> Arrival:
        kept = {
            name: value[: None if name in _IN_FULL else _LONGEST_KEPT] for name, value in call.for_the_journal().items()
        }
        arrival = self._state.journal.record(call.method, at=at, parameters=kept)
        arrival.text = kept.get("text", kept.get("caption"))
        arrival.chat_id, arrival.thread_id = _number(call, "chat_id"), _number(call, "message_thread_id")
        return arrival

    async def _with_faults(self, call: Call, arrival: Arrival) -> object:
        fault = self._state.faults.strike(call.method, arrival.chat_id, marked_up=bool(call.text("parse_mode")))
        if fault is not None:
            arrival.fault = fault.trouble
        if self._state.latency:
            await self._state.bell.heard(lambda: self._state.closed, within=self._state.latency)
        if fault is not None and fault.trouble not in AFTER:
            await self._strike(fault)
        result = await self._execute(call, arrival)
        arrival.code = 200
        if fault is not None and fault.trouble in AFTER:
            await self._strike(fault)
        return result

    async def _strike(self, fault: Fault) -> None:
        if fault.trouble in {Trouble.HANG, Trouble.HANG_AFTER}:
            await self._hang(fault)
            raise _NoAnswer
        if fault.trouble in {Trouble.CLOSE, Trouble.CLOSE_AFTER}:
            raise _NoAnswer
        if fault.trouble in {Trouble.BAD_GATEWAY, Trouble.BAD_GATEWAY_AFTER}:
            raise _BadGateway
        raise _refusal(fault)

    async def _hang(self, fault: Fault) -> None:
        cleared = self._state.faults.cleared
        await self._state.bell.heard(
            lambda: self._state.closed or self._state.faults.cleared != cleared, within=fault.seconds
        )

    async def _execute(self, call: Call, arrival: Arrival) -> object:
        if call.method == "getupdates":
            return await get_updates(self._state, call)
        with self._state.bell:
            if call.method in SHOWING:
                self._control_flood(call, arrival)
            result = METHODS[call.method](self._state, call)
            if isinstance(result, dict) and isinstance(result.get("message_id"), int):
                arrival.message_id = result["message_id"]
            return result

    def _control_flood(self, call: Call, arrival: Arrival) -> None:
        chat = self._state.chats.get(arrival.chat_id or 0)
        if chat is None:
            return
        wait = self._state.rates.refused_for(
            chat.chat_id, now=arrival.at, is_group=chat.is_group, is_edit=call.method.startswith("edit")
        )
        if wait is not None:
            raise too_many(wait)


def _refusal(fault: Fault) -> Refusal:
    if fault.trouble is Trouble.FLOOD:
        return too_many(fault.seconds)
    if fault.trouble is Trouble.RESTART:
        return Refusal(500, "Internal Server Error: restart")
    if fault.trouble is Trouble.REFUSE_MARKUP:
        return bad_request('can\'t parse entities: Unsupported start tag "b" at byte offset 0')
    return Refusal(fault.code, fault.description)


def _number(call: Call, name: str) -> int | None:
    try:
        return call.integer(name)
    except Refusal:
        return None

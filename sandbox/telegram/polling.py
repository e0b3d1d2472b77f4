"""getUpdates: the long poll, for one poller at a time."""

from sandbox.telegram.calls import Call
from sandbox.telegram.refusals import Refusal, bad_request
from sandbox.telegram.state import State

_LONGEST_POLL = 50  # seconds
_MOST_UPDATES = 100
_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(state: State, call: Call) -> object:
    """Wait for updates.

    Raises:
        Refusal: 409, as soon as somebody else polls; Telegram ends the older poll, not the newer.
    """
    limit, ticket = _begin(state, call)
    timeout = min(max(call.integer("timeout") or 0, 0), _LONGEST_POLL)
    await state.bell.heard(
        lambda: bool(state.updates.waiting) or state.closed or not state.updates.is_poller(ticket), within=timeout
    )
    with state.bell:
        if not state.updates.is_poller(ticket):
            reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refusal(409, f"Conflict: {reason}")
        return list(state.updates.waiting[:limit])


def _begin(state: State, call: Call) -> tuple[int, int]:
    limit = call.integer("limit")
    allowed = call.json("allowed_updates")
    if allowed is not None and not isinstance(allowed, list):
        raise bad_request("can't parse allowed updates JSON object")
    with state.bell:
        if state.webhook:
            raise Refusal(409, f"Conflict: {_WEBHOOK}")
        if isinstance(allowed, list) or "allowed_updates" in call.values:
            state.updates.allow(str(kind) for kind in allowed or [])
        ticket = state.updates.take_over()
        state.updates.confirm(call.integer("offset") or 0)
        state.touch()
    return min(max(limit if limit is not None else _MOST_UPDATES, 1), _MOST_UPDATES), ticket

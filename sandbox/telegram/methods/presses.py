"""Answers to pressed buttons."""

from sandbox.telegram.calls import Call
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State
from sandbox.telegram.text import units

_LONGEST_ANSWER = 200


def answer_callback_query(state: State, call: Call) -> object:
    """answerCallbackQuery: once, in time, and short."""
    text = call.text("text") or ""
    if units(text) > _LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    state.answer(call.text("callback_query_id"), text=text, alert=call.flag("show_alert"))
    return True


TABLE = {"answerCallbackQuery": answer_callback_query}

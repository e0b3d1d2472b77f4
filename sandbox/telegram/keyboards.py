"""What may hang under a message: inline keyboards, reply keyboards, ForceReply; checked as Telegram checks them."""

import re
from collections.abc import Iterator

from sandbox.telegram.calls import Call
from sandbox.telegram.refusals import bad_request

_MOST_BUTTONS = 100
_MOST_IN_A_ROW = 8
_LONGEST_DATA = 64  # bytes
_LONGEST_COPY = 256
_ACTIONS = {
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "web_app",
    "login_url",
    "pay",
}
ADDRESS = re.compile(r"(?:https?://[^\s/]+\S*|tg://\S+)", re.IGNORECASE)
_OTHER_MARKUPS = {"keyboard", "remove_keyboard", "force_reply"}


def read_markup(call: Call, *, inline_only: bool = False) -> dict[str, object] | None:
    """The call's reply markup, or None.

    Raises:
        Refusal: 400, for a keyboard that Telegram does not take.
    """
    markup = call.object("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = list(_rows(markup["inline_keyboard"]))
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if not _OTHER_MARKUPS & markup.keys():
        raise bad_request("object expected as reply markup")
    return markup


def _rows(keyboard: object) -> Iterator[list[dict[str, object]]]:
    if not isinstance(keyboard, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays')
    total = 0
    for row in keyboard:
        if not isinstance(row, list):
            raise bad_request("can't parse inline keyboard button: an Array of Arrays expected")
        total += len(row)
        if total > _MOST_BUTTONS or len(row) > _MOST_IN_A_ROW:
            raise bad_request("reply markup is too long")
        if row:
            yield [_button(button) for button in row]


def _button(button: object) -> dict[str, object]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: text can't be empty")
    actions = _ACTIONS & button.keys()
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_action(button)
    return button


def _check_action(button: dict[str, object]) -> None:
    data, url, copy = button.get("callback_data"), button.get("url"), button.get("copy_text")
    if data is not None and not (isinstance(data, str) and 1 <= len(data.encode()) <= _LONGEST_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and not (isinstance(url, str) and ADDRESS.fullmatch(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if copy is not None and not (isinstance(copy, dict) and 1 <= len(str(copy.get("text", ""))) <= _LONGEST_COPY):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")

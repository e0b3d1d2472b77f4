"""Answers to inline queries: every result is read as strictly as a message that is sent."""

import re
from collections.abc import Iterator

from sandbox.telegram.calls import Call
from sandbox.telegram.keyboards import ADDRESS, read_markup
from sandbox.telegram.methods.composing import LONGEST_TEXT, read_text
from sandbox.telegram.offers import Answer, Offer
from sandbox.telegram.refusals import Refusal, bad_request
from sandbox.telegram.state import State
from sandbox.telegram.text import Text

_MOST_RESULTS = 50
_LONGEST_ID = 64  # bytes, as of an offset
_LONGEST_START = 64
_LONGEST_CACHING = 24 * 60 * 60  # seconds
_START = re.compile(r"[A-Za-z0-9_-]+")


def answer_inline_query(state: State, call: Call) -> object:
    """answerInlineQuery: once, in time, and at most fifty results."""
    state.inline.open(call.text("inline_query_id"), now=state.clock())
    cache_time = call.integer("cache_time")
    answer = Answer(
        offers=tuple(_offers(call.json("results"))),
        next_offset=_next_offset(call),
        button=_button(call.object("button")),
        cache_time=min(max(300 if cache_time is None else cache_time, 0), _LONGEST_CACHING),
        personal=call.flag("is_personal"),
    )
    state.inline.answer(call.text("inline_query_id"), answer, now=state.clock())
    state.touch()
    return True


def _next_offset(call: Call) -> str:
    offset = call.text("next_offset") or ""
    if len(offset.encode()) > _LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    return offset


def _button(button: dict[str, object] | None) -> dict[str, object] | None:
    if button is None:
        return None
    if not isinstance(button.get("text"), str) or not str(button["text"]).strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    start = button.get("start_parameter")
    if "web_app" in button or not isinstance(start, str):
        raise bad_request("can't parse InlineQueryResultsButton: a start_parameter is expected by this stand-in")
    if not start:
        raise bad_request("can't use empty start_parameter")
    if len(start) > _LONGEST_START:
        raise bad_request("too long start_parameter specified")
    if not _START.fullmatch(start):
        raise bad_request("unallowed characters in start_parameter are used")
    return {"text": button["text"], "start_parameter": start}


def _offers(results: object) -> Iterator[Offer]:
    if not isinstance(results, list | None):
        raise bad_request("expected an Array of inline query results")
    if len(results or ()) > _MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    seen: set[str] = set()
    for result in results or ():
        offer = _offer(result)
        if offer.offer_id in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(offer.offer_id)
        yield offer


def _offer(result: object) -> Offer:
    if not isinstance(result, dict):
        raise _unreadable("Inline query result must be an object")
    if _required(result, "type") != "article":
        raise _unreadable("this stand-in knows no other type than article")
    offer_id, title, url = _required(result, "id"), _required(result, "title"), result.get("url")
    if not offer_id:
        raise bad_request("RESULT_ID_EMPTY")
    if len(offer_id.encode()) > _LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    if not title.strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    if url is not None and not (isinstance(url, str) and ADDRESS.fullmatch(url)):
        raise bad_request("URL_INVALID")
    markup = read_markup(Call(method="", values=result), inline_only=True)
    return Offer(
        offer_id=offer_id,
        title=title,
        description=_optional(result, "description"),
        url=url,
        content=_content(result.get("input_message_content")),
        markup=markup,
    )


def _content(given: object) -> Text:
    if not isinstance(given, dict):
        raise _unreadable('Can\'t find field "input_message_content"')
    values = {name: given[name] for name in ("parse_mode", "entities") if name in given}
    message = Call(method="", values=values | {"text": _required(given, "message_text")})
    try:
        content = read_text(message, "text", longest=LONGEST_TEXT)
    except Refusal as refusal:
        too_long = "too long" in refusal.description
        raise bad_request("MESSAGE_TOO_LONG") if too_long else refusal from None
    if not content.text:
        raise bad_request("MESSAGE_EMPTY")
    return content


def _required(given: dict[str, object], name: str) -> str:
    if name not in given:
        raise _unreadable(f'Can\'t find field "{name}"')
    return _optional(given, name)


def _optional(given: dict[str, object], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        raise _unreadable(f'Field "{name}" must be of type String')
    return value


def _unreadable(reason: str) -> Refusal:
    return bad_request(f"can't parse InlineQueryResult: {reason}")


TABLE = {"answerInlineQuery": answer_inline_query}

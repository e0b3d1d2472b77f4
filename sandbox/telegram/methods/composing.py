"""What every message has in common: its text read and measured, its place in the chat, its keyboard."""

from sandbox.telegram.calls import Call
from sandbox.telegram.chats import Chat
from sandbox.telegram.detection import detected
from sandbox.telegram.markup import MarkupFault, parse
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State
from sandbox.telegram.text import Entity, Text, cleaned, trimmed, units

LONGEST_TEXT = 4096  # UTF-16 units; Telegram counts characters, which never are more
LONGEST_CAPTION = 1024
_LONGEST_RAW = 32_768  # bytes, before the markup is read
_MOST_ENTITIES = 100  # further ones are dropped without a word
_DETAILS = ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")


def read_text(call: Call, name: str, *, longest: int) -> Text:
    """The call's text or caption as readers will see it.

    Raises:
        Refusal: 400; not to be parsed, or too long.
    """
    raw = call.text(name) or ""
    if len(raw.encode()) > _LONGEST_RAW:
        raise bad_request("text is too long")
    whole = detected(trimmed(_read(call, raw, name)))
    if units(whole.text) > longest:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return Text(text=whole.text, entities=whole.entities[:_MOST_ENTITIES])


def _read(call: Call, raw: str, name: str) -> Text:
    mode = (call.text("parse_mode") or "").lower()
    if mode == "html":
        try:
            return parse(raw)
        except MarkupFault as fault:
            raise bad_request(f"can't parse entities: {fault}") from None
    if mode:
        raise bad_request("unsupported parse_mode")
    given = call.json("entities" if name == "text" else "caption_entities")
    return Text(text=cleaned(raw), entities=_given(given, units(raw)))


def _given(entities: object, length: int) -> tuple[Entity, ...]:
    if not entities:
        return ()
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    return tuple(_given_entity(each, length) for each in entities)


def _given_entity(given: object, length: int) -> Entity:
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        raise bad_request("can't parse entities: expected an Object with a type")
    offset, size = given.get("offset"), given.get("length")
    if not (isinstance(offset, int) and isinstance(size, int) and offset >= 0 and size > 0 and offset + size <= length):
        raise bad_request("can't parse entities: wrong offset or length")
    details = tuple((name, given[name]) for name in _DETAILS if name in given)
    return Entity(kind=given["type"], offset=offset, length=size, details=details)


def read_place(state: State, call: Call) -> tuple[Chat, int | None, int | None]:
    """The chat, the topic and the message replied to.

    Raises:
        Refusal: the bot may not write there, or there is no such topic or message.
    """
    thread_id = call.integer("message_thread_id")
    chat = state.reachable(read_chat_id(call), thread_id=thread_id)
    reply = call.object("reply_parameters") or {}
    replied = reply.get("message_id", call.integer("reply_to_message_id"))
    if replied is None:
        return chat, thread_id, None
    message = chat.messages.get(int(str(replied)))
    if message is not None and not message.deleted:
        return chat, thread_id or message.thread_id, message.message_id
    if not reply.get("allow_sending_without_reply") and not call.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return chat, thread_id, None


def read_chat_id(call: Call) -> int | str | None:
    """A number, or a public chat's @name."""
    name = call.text("chat_id")
    return name if name and name.startswith("@") else call.integer("chat_id")

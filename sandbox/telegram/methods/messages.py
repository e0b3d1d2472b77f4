"""Sending, editing and deleting messages."""

from dataclasses import dataclass

from sandbox.telegram.calls import Call
from sandbox.telegram.chats import Chat, Message
from sandbox.telegram.keyboards import read_markup
from sandbox.telegram.methods.composing import LONGEST_TEXT, read_chat_id, read_place, read_text
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State
from sandbox.telegram.text import Text


def send_message(state: State, call: Call) -> object:
    """sendMessage."""
    chat, thread_id, reply_to = read_place(state, call)
    content = _not_empty(read_text(call, "text", longest=LONGEST_TEXT))
    fields = {"thread_id": thread_id, "reply_to": reply_to, "markup": read_markup(call)}
    state.actions.pop(chat.chat_id, None)
    return state.shape(state.write(chat, content, sender=state.bot, **fields))


def edit_message_text(state: State, call: Call) -> object:
    """editMessageText; without a reply markup the keyboard goes."""
    message = _editable(state, call)
    if message.document or message.photo:
        raise bad_request("there is no text in the message to edit")
    content = _not_empty(read_text(call, "text", longest=LONGEST_TEXT))
    return _change(state, message, _Face(content=content, markup=read_markup(call, inline_only=True)))


def edit_message_reply_markup(state: State, call: Call) -> object:
    """editMessageReplyMarkup."""
    message = _editable(state, call)
    return _change(state, message, _Face(content=message.content, markup=read_markup(call, inline_only=True)))


def delete_message(state: State, call: Call) -> object:
    """deleteMessage: the bot's own ones, and where it is administrator anybody's."""
    chat = state.reachable(read_chat_id(call))
    message = chat.messages.get(call.integer("message_id") or 0)
    if chat.bot_status != "administrator" or message is None or message.deleted:
        message = state.own(chat, call.integer("message_id"), to="delete")
    message.deleted = True
    message.changed = state.touch()
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    content: Text
    markup: dict[str, object] | None


def _editable(state: State, call: Call) -> Message:
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat: Chat = state.reachable(read_chat_id(call))
    return state.own(chat, call.integer("message_id"), to="edit")


def _change(state: State, message: Message, face: _Face) -> object:
    if face == _Face(content=message.content, markup=message.markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a"
            " current content and reply markup of the message"
        )
    message.content, message.markup = face.content, face.markup
    message.edit_date = int(state.clock())
    message.changed = state.touch()
    return state.shape(message)


def _not_empty(content: Text) -> Text:
    if not content.text:
        raise bad_request("message text is empty")
    return content


TABLE = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}

"""Chats and their members."""

from sandbox.telegram import shapes
from sandbox.telegram.calls import Call
from sandbox.telegram.chats import Chat
from sandbox.telegram.methods.composing import read_chat_id
from sandbox.telegram.refusals import bad_request
from sandbox.telegram.state import State

_ACTIONS = {"typing", "upload_photo", "upload_document", "upload_video", "record_voice", "find_location"}
_RANKS = ("creator", "administrator")


def send_chat_action(state: State, call: Call) -> object:
    """sendChatAction: for five seconds."""
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = state.reachable(read_chat_id(call), thread_id=call.integer("message_thread_id"))
    state.actions[chat.chat_id] = state.clock() + 5
    state.touch()
    return True


def get_chat(state: State, call: Call) -> object:
    """getChat."""
    return shapes.full_chat(state.reachable(read_chat_id(call)))


def get_chat_member(state: State, call: Call) -> object:
    """getChatMember; whoever is unknown there has left."""
    chat = state.reachable(read_chat_id(call))
    user_id = call.integer("user_id")
    if user_id == state.bot.user_id:
        return shapes.member(state.bot, chat.bot_status)
    person = state.people.get(user_id or 0)
    if person is None:
        raise bad_request("user not found")
    status = "member" if chat.chat_id == user_id else chat.members.get(person.user_id, "left")
    return shapes.member(person, status, anonymous=person.user_id in chat.anonymous)


def get_chat_administrators(state: State, call: Call) -> object:
    """getChatAdministrators."""
    chat = _group(state, call)
    found = [(state.people[user], status) for user, status in chat.members.items() if status in _RANKS]
    bot = [(state.bot, chat.bot_status)] if chat.bot_status in _RANKS else []
    return [shapes.member(who, status, anonymous=who.user_id in chat.anonymous) for who, status in found + bot]


def get_chat_member_count(state: State, call: Call) -> object:
    """getChatMemberCount."""
    chat = state.reachable(read_chat_id(call))
    return 2 if chat.is_private else len(chat.members) + 1


def leave_chat(state: State, call: Call) -> object:
    """leaveChat; the bot is told, as of any change of its standing."""
    chat = _group(state, call)
    before, chat.bot_status = chat.bot_status, "left"
    changed: dict[str, object] = {"chat": shapes.chat(chat), "from": shapes.person(state.bot)}
    changed |= {"date": int(state.clock()), "old_chat_member": shapes.member(state.bot, before)}
    state.updates.add("my_chat_member", changed | {"new_chat_member": shapes.member(state.bot, "left")})
    state.touch()
    return True


def _group(state: State, call: Call) -> Chat:
    chat = state.reachable(read_chat_id(call))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return chat


TABLE = {
    "sendChatAction": send_chat_action,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}

"""The state behind the stand-in and what the bot's methods do to it. `world` adds what people do.

Every change happens with `bell` held, and rings it.
"""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.telegram import shapes
from sandbox.telegram.bell import Bell
from sandbox.telegram.chats import Chat, Document, Message, Person, Photo
from sandbox.telegram.faults import Faults
from sandbox.telegram.journal import Journal
from sandbox.telegram.offers import Offers
from sandbox.telegram.rates import Limits, Rates
from sandbox.telegram.refusals import Refusal, bad_request, forbidden
from sandbox.telegram.text import Text
from sandbox.telegram.updates import Updates
from sandbox.telegram.webhook import Target, Webhook

TOKEN = ":".join(("7000000001", "SANDBOX-loopback-only-0123456789abc"))  # opens nothing but this stand-in
_QUERY_LIVES = 60  # seconds


@dataclass(slots=True, kw_only=True)
class Query:
    """A button's press that waits for its answer; `changed` as in a message."""

    query_id: str
    chat_id: int
    message_id: int
    at: float
    answered: bool = False
    text: str = ""
    alert: bool = False
    changed: int = 0


class State:
    """Chats, messages, updates, faults, limits and the journal of one simulated Telegram."""

    def __init__(
        self, *, token: str = TOKEN, limits: Limits | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.token = token
        self.clock = clock
        self.monotonic = time.monotonic  # what flood control and the journal go by
        self.bell = Bell()
        self.bot = Person(
            user_id=int(token.partition(":")[0]), first_name="SSL-Watch", username="ssl_watch_bot", is_bot=True
        )
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.documents: dict[str, Document] = {}
        self.photos: dict[str, Photo] = {}
        self.updates = Updates()
        self.faults = Faults()
        self.journal = Journal()
        self.rates = Rates(limits or Limits())
        self.queries: dict[str, Query] = {}
        self.inline = Offers()
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.names: dict[str, str] = {}
        self.actions: dict[int, float] = {}
        self.webhook: Webhook | None = None
        self.latency = 0.0
        self.closed = False
        self.changes = 0
        self.numbers = itertools.count(1)

    def touch(self) -> int:
        """Count a change, and tell those who wait."""
        with self.bell:
            self.changes += 1
            self.bell.ring()
            if self.webhook:
                self.webhook.wake()
            return self.changes

    def close(self) -> None:
        """Let every waiting call go."""
        self.closed = True
        self.push_to(None)
        self.touch()

    def push_to(self, target: Target | None) -> None:
        """Push updates there from now on, or let them wait for getUpdates."""
        if self.webhook:
            self.webhook.end()
        self.webhook = Webhook(target, self.updates, self.bell) if target else None

    def reachable(self, chat_id: int | str | None, *, thread_id: int | None = None) -> Chat:
        """The chat, if the bot may write to it.

        Raises:
            Refusal: 400 or 403 with Telegram's own sentence.
        """
        chat = self.known(chat_id)
        if chat.migrated_to is not None:
            reason = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, reason, migrate_to_chat_id=chat.migrated_to)
        self._check_standing(chat)
        if thread_id is not None:
            self._check_topic(chat, thread_id)
        return chat

    def known(self, chat_id: int | str | None) -> Chat:
        """The chat, if the bot has ever met it."""
        if chat_id is None or chat_id == "":
            raise bad_request("chat_id is empty")
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else self._by_username(chat_id)
        if chat is None or chat.bot_status == "absent":
            raise bad_request("chat not found")
        return chat

    def _by_username(self, name: str) -> Chat | None:
        public = (chat for chat in self.chats.values() if chat.username and not chat.is_private)
        return next((chat for chat in public if f"@{chat.username}".lower() == name.lower()), None)

    def _check_standing(self, chat: Chat) -> None:
        if chat.is_private:
            if self.people[chat.chat_id].deactivated:
                raise forbidden("user is deactivated")
            if chat.bot_status == "kicked":
                raise forbidden("bot was blocked by the user")
        elif chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        elif chat.kind == "channel" and chat.bot_status != "administrator":
            raise bad_request("need administrator rights in the channel chat")

    def _check_topic(self, chat: Chat, thread_id: int) -> None:
        topic = chat.topics.get(thread_id)
        if topic is None:
            raise bad_request("message thread not found")
        if topic.closed:
            raise bad_request("TOPIC_CLOSED")

    def file(self, file_id: str) -> Document | Photo | None:
        """What was sent under the id."""
        return self.documents.get(file_id) or self.photos.get(file_id)

    def post(self, message: Message) -> Message:
        """Put a message into its chat, whoever wrote it."""
        with self.bell:
            chat = self.chats[message.chat_id]
            message.changed = self.touch()
            chat.messages[message.message_id] = message
            return message

    def write(self, chat: Chat, content: Text, *, sender: Person, **fields: object) -> Message:
        """A new message; `fields` are Message's own."""
        message = Message(
            message_id=chat.next_message_id(),
            chat_id=chat.chat_id,
            sender=sender,
            date=int(self.clock()),
            content=content,
        )
        for name, value in fields.items():
            setattr(message, name, value)
        return self.post(message)

    def own(self, chat: Chat, message_id: int | None, *, to: str) -> Message:
        """A message of the bot's own, that can be edited or deleted.

        Raises:
            Refusal: 400; it is unknown, or somebody else's.
        """
        message = chat.messages.get(message_id or 0)
        if message is None or message.deleted:
            raise bad_request(f"message to {to} not found")
        if message.sender is not self.bot:
            raise bad_request("message can't be edited" if to == "edit" else "message can't be deleted")
        return message

    def shape(self, message: Message) -> dict[str, object]:
        """The message on the wire."""
        return shapes.message(message, self.chats[message.chat_id])

    def answer(self, query_id: str | None, *, text: str, alert: bool) -> None:
        """Answer a press, once and in time.

        Raises:
            Refusal: 400; it is unknown, old, or answered already.
        """
        query = self.queries.get(query_id or "")
        if query is None or query.answered or self.clock() - query.at > _QUERY_LIVES:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answered, query.text, query.alert = True, text, alert
        query.changed = self.touch()

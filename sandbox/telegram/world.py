"""The simulated Telegram with its people: what they say, press, block, found and leave.

`api` lets the bot in, `stage` and `page` let people in over HTTP; tests call these methods directly, from any thread.
"""

from collections.abc import Iterable

from sandbox.telegram import shapes
from sandbox.telegram.chats import Chat, Message, Person, Topic
from sandbox.telegram.detection import detected
from sandbox.telegram.inline import Inline
from sandbox.telegram.state import Query
from sandbox.telegram.text import Text, cleaned
from sandbox.telegram.watching import buttons

_FIRST_PERSON = 500_000_000
_FIRST_GROUP = 4_000_000
_SUPERGROUP_BASE = -1_001_900_000_000


class NoSuchButton(LookupError):
    """The message has no such button."""


class World(Inline):
    """Everything that people can do; inline mode is `Inline`'s, what they see `Watched`'s."""

    # --- who is there -----------------------------------------------------------------------------------------------

    def add_person(self, first_name: str, *, username: str | None = None, language: str = "en") -> Person:
        """A new account, that has not met the bot."""
        with self.bell:
            user_id = _FIRST_PERSON + next(self.numbers)
            person = Person(user_id=user_id, first_name=first_name, username=username, language=language)
            self.people[user_id] = person
            return person

    def add_private(self, first_name: str, *, username: str | None = None, language: str = "en") -> Chat:
        """A person and the empty chat with the bot; the bot can't write there before the person has."""
        return self.find_bot(self.add_person(first_name, username=username, language=language))

    def find_bot(self, person: Person) -> Chat:
        """A person's own chat with the bot, empty where there was none."""
        known = self.chats.get(person.user_id)
        return known or self._add(
            Chat(chat_id=person.user_id, kind="private", title=person.first_name, bot_status="absent")
        )

    def add_group(
        self,
        title: str,
        *,
        creator: Person,
        kind: str = "supergroup",
        topics: Iterable[str] = (),
        bot_status: str = "member",
    ) -> Chat:
        """A group, supergroup (a forum where it has topics) or channel, with the bot just added to it."""
        number = next(self.numbers)
        chat_id = -(_FIRST_GROUP + number) if kind == "group" else _SUPERGROUP_BASE - number
        chat = Chat(chat_id=chat_id, kind=kind, title=title, bot_status="left")
        chat.members[creator.user_id] = "creator"
        chat.topics = {index: Topic(thread_id=index, name=name) for index, name in enumerate(topics, start=2)}
        chat.is_forum = bool(chat.topics)
        chat.last_message_id = len(chat.topics) + 1
        self._add(chat)
        self.change_standing(chat.chat_id, bot_status, by=creator)
        return chat

    def _add(self, chat: Chat) -> Chat:
        with self.bell:
            self.chats[chat.chat_id] = chat
            self.touch()
            return chat

    def join(self, chat_id: int, person: Person, *, status: str = "member", anonymous: bool = False) -> None:
        """Somebody becomes a member, or a member's rights change."""
        with self.bell:
            chat = self.chats[chat_id]
            chat.members[person.user_id] = status
            (chat.anonymous.add if anonymous else chat.anonymous.discard)(person.user_id)
            self.touch()

    # --- what they do -----------------------------------------------------------------------------------------------

    def say(
        self,
        chat_id: int,
        text: str,
        *,
        by: Person | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> Message:
        """Somebody writes. In a private chat that is its person, who unblocks the bot by writing."""
        with self.bell:
            chat = self.chats[chat_id]
            person = by or self.speaker(chat)
            if chat.is_private:
                self._meet(chat)
            replied = chat.messages.get(reply_to or 0)
            message = self.write(
                chat,
                detected(Text(text=cleaned(text).strip())),
                sender=person,
                anonymous=person.user_id in chat.anonymous,
                reply_to=reply_to,
                thread_id=thread or (replied.thread_id if replied else None),
            )
            if self._is_heard(chat, message):
                self.updates.add("channel_post" if chat.kind == "channel" else "message", self.shape(message))
            self.touch()
            return message

    def press(
        self, chat_id: int, message_id: int, button: str, *, by: Person | None = None, forged: bool = False
    ) -> Query:
        """Somebody presses the button with this label or data; a forged press carries data that no button has.

        Raises:
            NoSuchButton: the message has none such.
        """
        with self.bell:
            chat = self.chats[chat_id]
            message = chat.messages[message_id]
            data = button if forged else _data_of(message, button)
            query_id = str(4_900_000_000_000 + next(self.numbers))
            query = Query(query_id=query_id, chat_id=chat_id, message_id=message_id, at=self.clock())
            self.queries[query.query_id] = query
            shown = shapes.inaccessible(message, chat) if message.deleted else self.shape(message)
            pressed: dict[str, object] = {"id": query.query_id, "from": shapes.person(by or self.speaker(chat))}
            # Of a message that was posted by way of the bot, the bot is only told an id.
            pressed |= {"inline_message_id": f"{chat_id}.{message_id}"} if message.via else {"message": shown}
            pressed |= {"chat_instance": str(-chat_id * 7919), "data": data}
            self.updates.add("callback_query", pressed)
            self.touch()
            return query

    def block(self, chat_id: int) -> None:
        """The person blocks the bot."""
        self.change_standing(chat_id, "kicked")

    def unblock(self, chat_id: int) -> None:
        """The person unblocks the bot."""
        self.change_standing(chat_id, "member")

    def deactivate(self, chat_id: int) -> None:
        """The account is deleted; nobody tells the bot."""
        self.people[chat_id].deactivated = True
        self.touch()

    def change_standing(self, chat_id: int, status: str, *, by: Person | None = None) -> None:
        """The bot is added, made administrator, blocked, kicked: the bot gets a my_chat_member update."""
        with self.bell:
            chat = self.chats[chat_id]
            before, chat.bot_status = chat.bot_status, status
            changed: dict[str, object] = {"chat": shapes.chat(chat), "from": shapes.person(by or self.speaker(chat))}
            changed["date"] = int(self.clock())
            changed["old_chat_member"] = shapes.member(self.bot, "left" if before == "absent" else before)
            changed["new_chat_member"] = shapes.member(self.bot, status)
            self.updates.add("my_chat_member", changed)
            self.touch()

    def migrate(self, chat_id: int) -> Chat:
        """The group becomes a supergroup, with a new id."""
        with self.bell:
            old = self.chats[chat_id]
            new = Chat(chat_id=_SUPERGROUP_BASE - next(self.numbers), kind="supergroup", title=old.title)
            new.members, new.anonymous, new.bot_status = dict(old.members), set(old.anonymous), old.bot_status
            self._add(new)
            old.migrated_to = new.chat_id
            person = self.speaker(old)
            for chat, service in ((old, {"migrate_to_chat_id": new.chat_id}), (new, {"migrate_from_chat_id": chat_id})):
                message = self.write(chat, Text(text=""), sender=person, service=service)
                self.updates.add("message", self.shape(message))
            self.touch()
            return new

    def set_topic(self, chat_id: int, thread_id: int, *, closed: bool) -> None:
        """A topic is closed or opened again."""
        self.chats[chat_id].topics[thread_id].closed = closed
        self.touch()

    def inject(self, fields: dict[str, object]) -> int:
        """An update of any shape: unknown kinds, unknown fields, or one that can't be decoded."""
        with self.bell:
            update_id = self.updates.add_raw(fields)
            self.touch()
            return update_id

    # --- ------------------------------------------------------------------------------------------------------------

    def _meet(self, chat: Chat) -> None:
        if chat.bot_status == "kicked":
            self.change_standing(chat.chat_id, "member")
        chat.bot_status = "member"

    def _is_heard(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: in a group, a bot that is no administrator hears commands for it and replies to it."""
        if chat.is_private or chat.bot_status == "administrator":
            return True
        if chat.bot_status != "member" or chat.kind == "channel":
            return False
        command = message.content.text.split(maxsplit=1)[0] if message.content.text.startswith("/") else ""
        name = command.partition("@")[2].lower()
        replied = chat.messages.get(message.reply_to or 0)
        return (bool(command) and name in {"", str(self.bot.username).lower()}) or (
            replied is not None and replied.sender is self.bot
        )


def _data_of(message: Message, button: str) -> str:
    for each in buttons(message):
        data = each.get("callback_data")
        if isinstance(data, str) and button in {each["text"], data}:
            return data
    labels = [each["text"] for each in buttons(message)]
    raise NoSuchButton(f"no button {button!r} among {labels}")

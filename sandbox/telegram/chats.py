"""People, chats, topics and messages: what the stand-in keeps. `world` changes it, `shapes` puts it on the wire."""

from dataclasses import dataclass, field

from sandbox.telegram.text import Text


@dataclass(slots=True, kw_only=True)
class Person:
    """A Telegram account: a human, or the bot itself."""

    user_id: int
    first_name: str
    username: str | None = None
    language: str = "en"
    is_bot: bool = False
    deactivated: bool = False


@dataclass(slots=True, kw_only=True)
class Document:
    """A file that was sent; its `file_id` can be sent again."""

    file_id: str
    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSize:
    """One size of a picture, in pixels; its `file_id` can be sent again."""

    file_id: str
    width: int
    height: int


@dataclass(slots=True, kw_only=True)
class Photo:
    """A picture that was sent, in the sizes that Telegram makes of it, the largest last."""

    mime_type: str
    content: bytes
    sizes: tuple[PhotoSize, ...]


@dataclass(slots=True, kw_only=True)
class Message:
    """One message in one chat. `changed` is the world's counter at its last change: what the chat page asks by.

    `sender` is who wrote it, also where the wire shows a channel's or an anonymous administrator's name instead; `via`
    the bot that offered it in inline mode.
    """

    message_id: int
    chat_id: int
    sender: Person
    date: int
    content: Text
    changed: int = 0
    thread_id: int | None = None
    reply_to: int | None = None
    markup: dict[str, object] | None = None
    document: Document | None = None
    photo: Photo | None = None
    service: dict[str, object] = field(default_factory=dict)
    edit_date: int | None = None
    deleted: bool = False
    anonymous: bool = False
    via: Person | None = None


@dataclass(slots=True, kw_only=True)
class Topic:
    """A forum's topic."""

    thread_id: int
    name: str
    closed: bool = False


@dataclass(slots=True, kw_only=True)
class Chat:
    """A private chat, group, supergroup or channel, as the bot meets it.

    `bot_status` is the bot's own membership: "absent" before a private chat's first message. `members` maps people to
    creator, administrator or member.
    """

    chat_id: int
    kind: str
    title: str
    bot_status: str = "member"
    members: dict[int, str] = field(default_factory=dict)
    anonymous: set[int] = field(default_factory=set)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    username: str | None = None
    is_forum: bool = False
    migrated_to: int | None = None
    last_message_id: int = 0

    @property
    def is_private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return self.kind == "private"

    @property
    def is_group(self) -> bool:
        """Whether Telegram's limit for groups holds."""
        return not self.is_private

    def next_message_id(self) -> int:
        """Ids are counted per chat: nothing may take one for unique without its chat."""
        self.last_message_id += 1
        return self.last_message_id

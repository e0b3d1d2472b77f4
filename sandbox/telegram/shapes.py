"""What goes over the wire: people, chats, members and messages as Bot API objects."""

from sandbox.telegram.chats import Chat, Document, Message, Person, Photo

# GroupAnonymousBot: whose name an anonymous administrator's message bears; telegram.constants.ChatID.
ANONYMOUS_ADMIN = Person(user_id=1087968824, first_name="Group", username="GroupAnonymousBot", is_bot=True)
_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
)


def person(who: Person) -> dict[str, object]:
    """A User."""
    shape: dict[str, object] = {"id": who.user_id, "is_bot": who.is_bot, "first_name": who.first_name}
    if who.username:
        shape["username"] = who.username
    if not who.is_bot:
        shape["language_code"] = who.language
    return shape


def chat(of: Chat) -> dict[str, object]:
    """A Chat."""
    name = {"first_name": of.title} if of.is_private else {"title": of.title}
    shape: dict[str, object] = {"id": of.chat_id, "type": of.kind, **name}
    if of.username:
        shape["username"] = of.username
    if of.is_forum:
        shape["is_forum"] = True
    return shape


def full_chat(of: Chat) -> dict[str, object]:
    """A ChatFullInfo, with every field that it must have."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return chat(of) | {
        "accent_color_id": 3,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def member(who: Person, status: str, *, anonymous: bool = False) -> dict[str, object]:
    """A ChatMember of any status."""
    shape: dict[str, object] = {"status": status, "user": person(who)}
    if status == "creator":
        return shape | {"is_anonymous": anonymous}
    if status == "administrator":
        return shape | {"can_be_edited": False, "is_anonymous": anonymous, **dict.fromkeys(_RIGHTS, True)}
    return shape | ({"until_date": 0} if status == "kicked" else {})


def document(file: Document) -> dict[str, object]:
    """A Document."""
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_id[-12:],
        "file_name": file.name,
        "mime_type": file.mime_type,
        "file_size": len(file.content),
    }


def photo(picture: Photo) -> list[dict[str, object]]:
    """PhotoSizes, the smallest first. Only the size of the largest is known: the others are not made here."""
    sizes: list[dict[str, object]] = [
        {"file_id": each.file_id, "file_unique_id": each.file_id[-12:], "width": each.width, "height": each.height}
        for each in picture.sizes
    ]
    sizes[-1]["file_size"] = len(picture.content)
    return sizes


def message(of: Message, within: Chat, *, reply: bool = True) -> dict[str, object]:
    """A Message. The one it replies to is shown one level deep, as Telegram does."""
    shape: dict[str, object] = {"message_id": of.message_id, "date": of.date, "chat": chat(within)}
    shape |= _author(of, within)
    if of.via:
        shape["via_bot"] = person(of.via)
    if of.edit_date:
        shape["edit_date"] = of.edit_date
    if of.thread_id is not None:
        shape |= {"message_thread_id": of.thread_id, "is_topic_message": True}
    replied = within.messages.get(of.reply_to) if of.reply_to and reply else None
    if replied is not None and not replied.deleted:
        shape["reply_to_message"] = message(replied, within, reply=False)
    return shape | _content(of)


def _author(of: Message, within: Chat) -> dict[str, object]:
    if within.kind == "channel":
        return {"sender_chat": chat(within)}
    if of.anonymous:
        return {"from": person(ANONYMOUS_ADMIN), "sender_chat": chat(within)}
    return {"from": person(of.sender)}


def _content(of: Message) -> dict[str, object]:
    shape: dict[str, object] = dict(of.service)
    text, entities = ("caption", "caption_entities") if of.document or of.photo else ("text", "entities")
    if of.document:
        shape["document"] = document(of.document)
    if of.photo:
        shape["photo"] = photo(of.photo)
    if of.content.text:
        shape[text] = of.content.text
    if of.content.entities:
        shape[entities] = [entity.as_json() for entity in of.content.entities]
    if of.markup and "inline_keyboard" in of.markup:
        shape["reply_markup"] = of.markup
    return shape


def inaccessible(of: Message, within: Chat) -> dict[str, object]:
    """An InaccessibleMessage: what a press on a deleted message comes with."""
    return {"message_id": of.message_id, "chat": chat(within), "date": 0}

"""What Telegram tells of a chat itself: the bot was blocked or removed, let in again, or the group moved."""

from telegram import ChatMember, Update
from telegram.constants import ChatType

from bot.handlers.face import AnyContext, face_of
from ssl_watch import subscribing

_OUT = {ChatMember.LEFT, ChatMember.BANNED}


async def joined_or_left(update: Update, context: AnyContext) -> None:
    """Keep the settings of a chat that put the bot out; begin again where one had blocked us, elsewhere at /start."""
    change, face = update.my_chat_member, face_of(context)
    if change is None:
        return
    if change.new_chat_member.status in _OUT:
        await face.ask(subscribing.mark_gone, change.chat.id)
    elif change.chat.type == ChatType.PRIVATE and change.old_chat_member.status in _OUT:
        await face.ask(subscribing.mark_back, change.chat.id, now=face.clock())


async def moved(update: Update, context: AnyContext) -> None:
    """Follow a group that became a supergroup; both chats tell of it, in either order."""
    message, face = update.message, face_of(context)
    if message is None:
        return
    if message.migrate_to_chat_id:
        await face.ask(subscribing.move, old=message.chat.id, new=message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await face.ask(subscribing.move, old=message.migrate_from_chat_id, new=message.chat.id)

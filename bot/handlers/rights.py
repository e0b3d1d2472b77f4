"""Who may change what a group or a channel gets: its administrators, asked of Telegram at the moment of the change.

A private chat belongs to its user. An answer of Telegram's is believed for less than a minute.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Bot
from telegram.constants import ChatID, ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden, TelegramError

_BELIEVED_FOR = timedelta(seconds=45)
_MOST_ANSWERS = 10_000
_MAY = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who said or pressed something; either id may be unknown. `forwarded`: by Telegram, from the linked channel."""

    user_id: int | None = None
    as_chat_id: int | None = None
    forwarded: bool = False


class Administrators:
    """Knows who administers a chat, and asks Telegram where it does not."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, int], tuple[datetime, bool]] = {}

    async def include(self, sender: Sender, *, chat_id: int, kind: str, bot: Bot, now: datetime) -> bool:
        """Whether the sender may change settings of the chat.

        Raises:
            TelegramError: Telegram could not be asked.
        """
        if kind == ChatType.PRIVATE or sender.as_chat_id == chat_id or sender.user_id == ChatID.ANONYMOUS_ADMIN:
            return True  # one's own chat; an anonymous administrator; in a channel only administrators post
        if sender.user_id == ChatID.SERVICE_CHAT:
            return sender.forwarded  # a post of the linked channel, whose administrators wrote it
        if sender.user_id is None or sender.user_id == ChatID.FAKE_CHANNEL:
            return False  # anybody who speaks as a channel
        return await self._is_administrator(chat_id, sender.user_id, bot=bot, now=now)

    async def _is_administrator(self, chat_id: int, user_id: int, *, bot: Bot, now: datetime) -> bool:
        until, answer = self._answers.pop((chat_id, user_id), (now, False))
        if until <= now:
            until, answer = now + _BELIEVED_FOR, await _ask(bot, chat_id, user_id)
        self._answers[chat_id, user_id] = until, answer
        if len(self._answers) > _MOST_ANSWERS:
            del self._answers[next(iter(self._answers))]
        return answer


async def _ask(bot: Bot, chat_id: int, user_id: int) -> bool:
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False  # not a member, or a chat that does not show its members to us
    except TypeError as odd:  # the library, of a member whose rights are not those it knows
        raise TelegramError("Telegram's answer about a member can't be read") from odd
    return member.status in _MAY

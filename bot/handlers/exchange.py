"""One exchange with a chat: what was said or pressed there, the watch to ask, and the ways to answer.

Made of an update by `hear` and `feel`; every command and button handler gets one, and none sees PTB's update itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Concatenate, ParamSpec, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.handlers.face import Face
from bot.handlers.rights import Sender
from bot.messages import sentences
from ssl_watch.store import Store
from ssl_watch.subscriptions import Chat

_P = ParamSpec("_P")
_R = TypeVar("_R")
_COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<whom>\w{1,64}))?(?:\s+(?P<words>.*))?\s*", re.DOTALL)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LONGEST_TOAST = 200  # characters; Bot API, answerCallbackQuery


@dataclass(slots=True, kw_only=True)
class Exchange:
    """What was said: `words` follow the command, or are the whole text; `addressed` where the command names the bot.

    What was pressed: `query`, and the `arguments` that its button carried. `now` is the time of hearing it.
    """

    face: Face
    bot: Bot
    chat: Chat
    kind: str
    sender: Sender
    message: Message
    now: datetime
    command: str | None = None
    words: str = ""
    addressed: bool = False
    query: CallbackQuery | None = None
    arguments: tuple[str, ...] = ()
    toasted: bool = field(default=False, init=False)

    @property
    def private(self) -> bool:
        """Whether this is somebody's own chat with the bot."""
        return self.kind == ChatType.PRIVATE

    async def ask(self, use_case: Callable[Concatenate[Store, _P], _R], /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Ask the watch."""
        return await self.face.ask(use_case, *args, **kwargs)

    async def may_change(self) -> bool:
        """Whether the one who speaks or presses may change what the chat gets; raises TelegramError if unknown."""
        return await self.face.administrators.include(
            self.sender, chat_id=self.chat.chat_id, kind=self.kind, bot=self.bot, now=self.now
        )

    async def say(self, text: str, keyboard: InlineKeyboardMarkup | ForceReply | None = None) -> Message:
        """Send a message (HTML) to the chat and topic; in a group as a reply, so that one sees to whom."""
        return await self.bot.send_message(
            self.chat.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
            message_thread_id=self.chat.thread_id,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=self._quoting(),
        )

    async def show(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Put the text in the place of the message under whose button this was pressed; without one, say it."""
        if self.query is None or not await self.rewrite(self.message.message_id, text, keyboard):
            await self.say(text, keyboard)

    async def rewrite(self, message_id: int, text: str, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Edit one of the bot's messages. False where it is gone; that it says so already is fine."""
        try:
            await self.bot.edit_message_text(
                text,
                self.chat.chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as refusal:
            return _is_as_asked(refusal)
        return True

    async def rebutton(self, keyboard: InlineKeyboardMarkup) -> None:
        """Change the buttons under the message, not its text."""
        try:
            await self.bot.edit_message_reply_markup(self.chat.chat_id, self.message.message_id, reply_markup=keyboard)
        except BadRequest as refusal:
            _is_as_asked(refusal)

    async def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the press with a few plain words, once; where nothing was pressed, say them."""
        if self.query is None:
            await self.say(text)
        elif not self.toasted:
            self.toasted = True
            await answer(self.query, text, alert=alert)

    async def send_home(self, payload: str) -> None:
        """Answer the press by opening the reader's own chat with the bot, with /start and the payload."""
        if self.query is not None:
            self.toasted = True
            await answer(self.query, url=f"https://t.me/{self.bot.username}?start={payload}")

    async def finish(self) -> None:
        """Answer a press that nothing was said to: its button stops spinning."""
        if self.query is not None:
            await self.toast()

    async def hand_over(self, content: bytes, *, name: str, caption: str) -> None:
        """Send a file; where the chat takes none, say so."""
        try:
            await self.bot.send_document(
                self.chat.chat_id,
                InputFile(BytesIO(content), filename=name),
                caption=caption,
                message_thread_id=self.chat.thread_id,
                reply_parameters=self._quoting(),
            )
        except BadRequest as refusal:
            if "not enough rights" not in refusal.message.casefold():
                raise
            await self.toast(sentences.NO_FILES_HERE, alert=True)

    async def send_picture(self, picture: bytes | str, *, caption: str) -> str | None:
        """Send a picture (PNG), or one by its id, with a caption (HTML); gives its id, or None where it is refused."""
        try:
            sent = await self.bot.send_photo(
                self.chat.chat_id,
                picture,
                caption=caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=self.chat.thread_id,
                reply_parameters=self._quoting(),
            )
        except BadRequest:
            return None
        return sent.photo[-1].file_id if sent.photo else ""

    def _quoting(self) -> ReplyParameters | None:
        if self.private or self.kind == ChatType.CHANNEL or self.query is not None:
            return None
        return ReplyParameters(self.message.message_id, allow_sending_without_reply=True)


async def answer(query: CallbackQuery, text: str = "", *, alert: bool = False, url: str | None = None) -> None:
    """Answer a press; that it was too long ago to be answered is nobody's fault."""
    try:
        await query.answer(text[:_LONGEST_TOAST] or None, show_alert=alert or None, url=url)
    except BadRequest as refusal:
        if "query" not in refusal.message.casefold():
            raise


def _is_as_asked(refusal: BadRequest) -> bool:
    """Whether an edit was refused because nothing would change. Raises what is neither that nor a lost message."""
    reason = refusal.message.casefold()
    if "not modified" in reason:
        return True
    if "message to edit not found" in reason or "message can't be edited" in reason or "message_id_invalid" in reason:
        return False
    raise refusal


def hear(update: Update, bot: Bot, face: Face) -> Exchange | None:
    """Make an exchange of a message or channel post; None where nobody speaks, or to another bot."""
    message = update.message or update.channel_post
    if message is None or (message.via_bot and message.via_bot.id == bot.id):  # chosen from what inline mode offered
        return None
    match = _COMMAND.fullmatch(message.text or "")
    if match and match["whom"] and match["whom"].casefold() != bot.username.casefold():
        return None
    return Exchange(
        face=face,
        bot=bot,
        chat=where(message),
        kind=message.chat.type,
        sender=_sender(message),
        message=message,
        now=face.clock(),
        command=match["name"].casefold() if match else None,
        addressed=bool(match and match["whom"]),
        words=((match["words"] or "") if match else message.text or "").strip(),
    )


def feel(query: CallbackQuery, bot: Bot, face: Face) -> Exchange | None:
    """Make an exchange of a pressed button; None where its message, in a group its topic too, is out of sight."""
    message = query.message
    if not isinstance(message, Message) or not (message.is_accessible or message.chat.type == ChatType.PRIVATE):
        return None
    return Exchange(
        face=face,
        bot=bot,
        chat=where(message),
        kind=message.chat.type,
        sender=Sender(user_id=query.from_user.id),
        message=message,
        now=face.clock(),
        query=query,
    )


def where(message: Message) -> Chat:
    """The chat, and the topic if it is a forum's; a thread of replies is none."""
    topic = message.message_thread_id if message.is_topic_message and message.chat.type == ChatType.SUPERGROUP else None
    return Chat(chat_id=message.chat.id, thread_id=topic)


def _sender(message: Message) -> Sender:
    if message.chat.type == ChatType.CHANNEL:
        return Sender(as_chat_id=message.chat.id)
    return Sender(
        user_id=message.from_user.id if message.from_user else None,
        as_chat_id=message.sender_chat.id if message.sender_chat else None,
        forwarded=bool(message.is_automatic_forward),
    )

"""Carry a delivery to its chat: render it, call Telegram once, and say what became of it in the watch's own words.

`bot.rounds` decides when, `ssl_watch.delivering` what follows. In python-telegram-bot `BadRequest` is a `NetworkError`,
so the order of cases matters; and only the cause of a time-out tells whether the message can have arrived.
"""

import logging
import re
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.keyboards.papers import digest_keyboard
from bot.messages import html
from bot.messages.digest import pages, repeat_note
from bot.pacing import ALREADY_PACED, seconds
from ssl_watch.deliveries import Delivery, Gone, Moved, Outcome, Postponed, Refused, Sent, Unclear
from ssl_watch.delivering import Content
from ssl_watch.subscriptions import Chat

_logger = logging.getLogger(__name__)

# Raised before the first byte of a request leaves: the message is certainly not there.
_NOT_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError, httpx.UnsupportedProtocol, httpx.ProxyError)
_NO_TOPIC = re.compile(r"thread[ _](?:not found|invalid)|topic[ _](?:closed|deleted|id_invalid)", re.IGNORECASE)
_NO_CHAT = re.compile(
    r"chat not found|peer_id_invalid|user not found|chat_id is empty|deactivated|not enough rights|no rights to send|"
    r"need administrator rights|chat_write_forbidden|chat_admin_required|chat_restricted|channel_private|"
    r"send_plain_forbidden|not a member|user_is_blocked|input_user_deactivated",
    re.IGNORECASE,
)
_KEYBOARD = re.compile(r"button|keyboard|reply[ _]markup|callback_data", re.IGNORECASE)
_TOO_MANY = re.compile(r"too many requests(?:.*?retry after (\d+))?", re.IGNORECASE | re.DOTALL)
_TOO_LARGE = re.compile(r"request entity too large", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message ready to go; `html` is False where Telegram refused its markup before."""

    chat: Chat
    text: str
    keyboard: InlineKeyboardMarkup | None = None
    html: bool = True


def write(delivery: Delivery, content: Content) -> Letter | None:
    """Render what the delivery carries; None where nothing is left of it.

    A repeat says so on top. Plain text goes without the keyboard if that was what Telegram refused.
    """
    note = repeat_note() if delivery.may_repeat else ""
    if delivery.text is not None:
        letter = Letter(chat=delivery.chat, text=note + html.escape(delivery.text))
    elif content.digest and content.digest.digest_id is not None:
        sheets = pages(content.digest, zone=content.zone)
        keyboard = digest_keyboard(content.digest.digest_id, 0, sheets, saved=content.saved)
        letter = Letter(chat=delivery.chat, text=note + sheets[0].text, keyboard=keyboard)
    else:
        return None
    if not delivery.plain:
        return letter
    keyboard = None if _KEYBOARD.search(delivery.reason or "") else letter.keyboard
    return replace(letter, text=html.plain(letter.text), keyboard=keyboard, html=False)


class Courier:
    """Sends letters through the bot. Pacing them is the caller's part."""

    def __init__(self, bot: ExtBot[str]) -> None:
        self._bot = bot

    async def carry(self, letter: Letter) -> Outcome:
        """Send the letter; where its topic is gone or closed, to the chat's general topic, once.

        Raises:
            InvalidToken: Telegram does not know the bot (any more); nothing can be sent.
        """
        outcome = await self._attempt(letter, paced=True)
        if isinstance(outcome, Refused) and letter.chat.thread_id is not None and _NO_TOPIC.search(outcome.reason):
            outcome = await self._attempt(replace(letter, chat=replace(letter.chat, thread_id=None)), paced=False)
        if isinstance(outcome, Refused) and _NO_TOPIC.search(outcome.reason):
            return Gone(reason=outcome.reason, certain=False)
        return outcome

    async def _attempt(self, letter: Letter, *, paced: bool) -> Outcome:
        try:
            message = await self._send(letter, paced=paced)
            message_id = message.message_id
        except TelegramError as error:
            if isinstance(error, InvalidToken) and not is_foreign(error):
                raise
            return outcome_of(error)
        except Exception:
            # The library raises its own errors for all that can go wrong on the way: what fails otherwise is
            # reading the confirmation, and sending again would repeat the message with every attempt.
            _logger.exception("Telegram confirmed a message to chat %s unreadably", letter.chat.chat_id)
            return Sent(message_id=0)
        return Sent(message_id=message_id if isinstance(message_id, int) else 0)

    async def _send(self, letter: Letter, *, paced: bool) -> Message:
        return await self._bot.send_message(
            letter.chat.chat_id,
            letter.text,
            parse_mode=ParseMode.HTML if letter.html else None,
            message_thread_id=letter.chat.thread_id,
            reply_markup=letter.keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            rate_limit_args=ALREADY_PACED if paced else None,
        )


def outcome_of(error: TelegramError) -> Outcome:
    """What an error of the library means for the message."""
    if is_foreign(error):
        return Unclear(reason=_told(error))
    match error:
        case RetryAfter():
            return Postponed(reason=str(error), wait=timedelta(seconds=seconds(error)))
        case ChatMigrated():
            return Moved(chat_id=error.new_chat_id)
        case Forbidden():
            return Gone(reason=str(error))
        case BadRequest():
            return _outcome_of_refusal(str(error))
        case Conflict():
            return Postponed(reason=str(error))
        case NetworkError():
            return _outcome_of_fault(error)
    return Unclear(reason=_told(error))


def is_foreign(error: TelegramError) -> bool:
    """Whether somebody else than Telegram gave this status: the answer was not JSON, but a proxy's page."""
    cause = error.__cause__
    return isinstance(cause, TelegramError) and ("server response" in str(cause) or is_foreign(cause))


def _outcome_of_refusal(reason: str) -> Outcome:
    """A 400: the chat's fault, or the message's. Markup is to blame until plain text was refused too."""
    return Gone(reason=reason, certain=False) if _NO_CHAT.search(reason) else Refused(reason=reason, markup=True)


def _outcome_of_fault(error: NetworkError) -> Outcome:
    """No answer, or none of Telegram's own: only the cause tells whether the message left."""
    reason = _told(error)
    if isinstance(error.__cause__, _NOT_SENT):
        return Postponed(reason=reason)
    if flood := _TOO_MANY.match(error.message):  # a 429 that does not say how long, or says it in words only
        return Postponed(reason=reason, wait=timedelta(seconds=int(flood[1])) if flood[1] else None)
    if _TOO_LARGE.match(error.message):
        return Refused(reason=reason, markup=True)
    return Unclear(reason=reason)


def _told(error: TelegramError) -> str:
    cause = f" ({type(error.__cause__).__name__})" if error.__cause__ else ""
    return f"{type(error).__name__}{cause}: {error}"

"""When a handler fails: it is logged, the asker is told once, and nothing is raised again.

What is logged passes `bot.logs`, which takes tokens out.
"""

import logging
from datetime import timedelta

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.handlers import inline
from bot.handlers.exchange import answer, hear
from bot.handlers.face import AnyContext, face_of
from bot.messages import inline as messages
from bot.messages import sentences
from bot.pacing import seconds
from ssl_watch import subscribing

_log = logging.getLogger(__name__)


async def failed(update: object, context: AnyContext) -> None:
    """Deal with an error that a handler did not."""
    error = context.error
    _write_down(error)
    if isinstance(error, ChatMigrated) and isinstance(update, Update) and update.effective_chat:
        await face_of(context).ask(subscribing.move, old=update.effective_chat.id, new=error.new_chat_id)
    elif isinstance(update, Update) and not isinstance(error, Forbidden):
        await _tell(update, context, _sentence(error))


def _write_down(error: Exception | None) -> None:
    if isinstance(error, RetryAfter | Forbidden) or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    ):
        _log.warning("An answer could not be brought: %s", error)
    else:
        _log.error("A handler failed", exc_info=error)


def _sentence(error: Exception | None) -> str:
    if isinstance(error, RetryAfter):
        return sentences.telegram_waits(timedelta(seconds=seconds(error)))
    return sentences.WENT_WRONG


async def _tell(update: Update, context: AnyContext, text: str) -> None:
    """Say so where somebody waits for an answer; where that fails too, the log is all there is."""
    try:
        if update.inline_query:
            await inline.excuse(update.inline_query, messages.WENT_WRONG)
        elif update.callback_query:
            await answer(update.callback_query, text, alert=True)
        elif (exchange := hear(update, context.bot, face_of(context))) and (exchange.private or exchange.command):
            await exchange.say(text)
    except TelegramError as again:
        _log.warning("The chat could not be told that something went wrong: %s", again)

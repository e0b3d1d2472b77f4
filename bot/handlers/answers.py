"""What people type that is no command: answers to the bot's questions, an arXiv id, and small talk.

A question is remembered in `Subscriber.expects` as `setting:question's message:menu's message`, so that it outlives a
restart. In a group only a reply to the question is an answer; elsewhere the next message is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import ForceReply
from telegram.constants import ChatType

from bot.handlers.acting import may_change
from bot.handlers.exchange import Exchange
from bot.handlers.papers import show_card
from bot.handlers.setting import change
from bot.handlers.standing import known
from bot.keyboards import settings as keyboards
from bot.messages import sentences, settings
from ssl_watch import subscribing
from ssl_watch.errors import BadInput, NotAnArxivId, NotATimeZone
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.subscriptions import Subscriber, read_muted, read_time, read_zone

CANCEL = "cancel"
_TYPED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "time": ("digest_at", read_time),
    "zone": ("zone", read_zone),
    "mute": ("muted", read_muted),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What was asked, in which message, and from which menu."""

    name: str
    question_id: int
    menu_id: int

    def __str__(self) -> str:
        return f"{self.name}:{self.question_id}:{self.menu_id}"


def _read_question(expects: str | None) -> _Question | None:
    name, *ids = (expects or "").split(":")
    if name not in _TYPED or len(ids) != 2 or not all(part.isdecimal() for part in ids):
        return None
    return _Question(name=name, question_id=int(ids[0]), menu_id=int(ids[1]))


async def put_question(exchange: Exchange) -> None:
    """Ask for the setting whose “type it” button was pressed."""
    (name,) = exchange.arguments
    if name not in _TYPED:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    subscriber = await known(exchange)
    if subscriber is None:
        return
    await exchange.toast()
    question = await exchange.say(
        f"{_addressed(exchange)}{settings.question(name, subscriber)}", _reply(exchange, name)
    )
    asked = _Question(name=name, question_id=question.message_id, menu_id=exchange.message.message_id)
    await exchange.ask(subscribing.expect, exchange.chat, str(asked))


def _reply(exchange: Exchange, name: str) -> ForceReply | None:
    """Open the keyboard of the one who pressed; channels have none (Bot API, ForceReply)."""
    if exchange.kind == ChatType.CHANNEL:
        return None
    return ForceReply(selective=True, input_field_placeholder=settings.PLACEHOLDERS[name])


def _addressed(exchange: Exchange) -> str:
    """Name the one who pressed, in a group: a selective reply is opened for those mentioned."""
    if exchange.query is None or exchange.private or exchange.kind == ChatType.CHANNEL:
        return ""
    user = exchange.query.from_user
    return f'<a href="tg://user?id={user.id}">{sentences.quoted(user.first_name) or "You"}</a>: '


async def read(exchange: Exchange) -> None:
    """Take a text as the answer to a question, if one was put; else help."""
    question = await _asked(exchange)
    if question is not None:
        if await may_change(exchange):
            await _answer(exchange, question)
    elif exchange.private:
        await _small_talk(exchange)


async def _asked(exchange: Exchange) -> _Question | None:
    replied = exchange.message.reply_to_message
    if not exchange.private and replied is None:
        return None
    subscriber = await exchange.ask(subscribing.find, exchange.chat)
    question = _read_question(subscriber.expects if subscriber else None)
    if question is None or exchange.private:
        return question
    return question if replied is not None and replied.message_id == question.question_id else None


async def _answer(exchange: Exchange, question: _Question) -> None:
    if exchange.words.strip(" .!“”\"'").casefold() == CANCEL:
        await cancel(exchange)
        return
    field, read_typed = _TYPED[question.name]
    try:
        fields = {field: read_typed(exchange.words)}
    except NotATimeZone as refusal:
        near = keyboards.zone_hints(refusal.hints) if refusal.hints else None
        await exchange.say(sentences.not_a_zone(str(refusal), near=near is not None), near)
    except BadInput as refusal:
        await exchange.say(sentences.bad_input(str(refusal)))
    else:
        if subscriber := await change(exchange, fields):
            await _confirm(exchange, question, subscriber)


async def _confirm(exchange: Exchange, question: _Question, subscriber: Subscriber) -> None:
    """Say what is set now, and bring the menu that asked for it up to date."""
    said = settings.now_set(question.name, subscriber.subscription)
    await exchange.say(sentences.changed(said, subscriber), keyboards.to_settings())
    await exchange.rewrite(question.menu_id, settings.settings(subscriber), keyboards.settings(subscriber))


async def cancel(exchange: Exchange) -> None:
    """Leave the setting that was asked for as it is."""
    await exchange.ask(subscribing.expect, exchange.chat, None)
    await exchange.say(sentences.CANCELLED, keyboards.to_settings())


async def _small_talk(exchange: Exchange) -> None:
    try:
        arxiv_id, _ = parse_arxiv_id(exchange.words)
    except NotAnArxivId:
        await exchange.say(sentences.SMALL_TALK if exchange.words else sentences.NO_TEXT)
    else:
        await show_card(exchange, arxiv_id)

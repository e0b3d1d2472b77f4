"""Buttons: what was pressed is read under a strict grammar, checked, done, and always answered.

Without an answer a button keeps spinning. A press is a stranger's input: it may be old, or made up.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Update

from bot.callbacks import decode
from bot.handlers import (
    answers,
    archive,
    choosing,
    disputes,
    exporting,
    following,
    holding,
    latest,
    papers,
    refining,
    searching,
    setting,
    similar,
    standing,
)
from bot.handlers.acting import act
from bot.handlers.exchange import Exchange, answer, feel
from bot.handlers.face import AnyContext, face_of
from bot.messages import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """What an action does; `changes` what the chat gets or holds: in groups that is for administrators."""

    press: Callable[[Exchange], Awaitable[None]]
    changes: bool = False


async def _nothing(exchange: Exchange) -> None:
    """Do nothing: the button shows a page's number."""


BUTTONS = {
    "domain": Button(press=choosing.pick, changes=True),
    "group": Button(press=choosing.pick_group, changes=True),
    "domains": Button(press=choosing.open_group, changes=True),
    "set": Button(press=setting.set_value, changes=True),
    "ask": Button(press=answers.put_question, changes=True),
    "menu": Button(press=setting.open_menu, changes=True),
    "state": Button(press=standing.press, changes=True),
    "now": Button(press=standing.digest, changes=True),
    "forget": Button(press=holding.confirm, changes=True),
    "save": Button(press=papers.save, changes=True),
    "digest": Button(press=papers.turn),
    "abstract": Button(press=papers.abstract),
    "paper": Button(press=papers.card),
    "bibtex": Button(press=papers.bibtex),
    "similar": Button(press=similar.press),
    "similars": Button(press=similar.turn),
    "dispute": Button(press=papers.dispute),
    "undispute": Button(press=disputes.take_back, changes=True),
    "disputes": Button(press=disputes.corrections, changes=True),
    "latest": Button(press=latest.turn),
    "week": Button(press=latest.turn_week),
    "search": Button(press=searching.turn),
    "refine": Button(press=refining.choose),
    "filter": Button(press=refining.narrow),
    "follow": Button(press=following.press, changes=True),
    "searches": Button(press=following.searches, changes=True),
    "unfollow": Button(press=following.drop, changes=True),
    "only": Button(press=following.nothing_else, changes=True),
    "saved": Button(press=archive.turn_saved),
    "files": Button(press=exporting.choose),
    "export": Button(press=exporting.pressed),
    "page": Button(press=_nothing),
}


async def pressed(update: Update, context: AnyContext) -> None:
    """Do what the pressed button says."""
    query = update.callback_query
    if query is None:
        return
    press = decode(query.data or "")
    if press is None:
        await answer(query, sentences.OLD_BUTTON, alert=True)
        return
    exchange = feel(query, context.bot, face_of(context))
    if exchange is None:
        await answer(query, sentences.OLD_MESSAGE, alert=True)
        return
    exchange.arguments = press.arguments
    button = BUTTONS[press.action]
    await act(exchange, button.press, changes=button.changes)
    await exchange.finish()

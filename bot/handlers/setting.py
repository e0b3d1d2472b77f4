"""/settings: one message, edited in place, with a menu for each setting. What is typed for one is read in `answers`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.handlers.choosing import domains
from bot.handlers.exchange import Exchange
from bot.handlers.standing import known
from bot.keyboards import settings as keyboards
from bot.messages import sentences, settings
from ssl_watch import subscribing
from ssl_watch.errors import BadInput
from ssl_watch.subscriptions import Days, Depth, Subscriber, Subscription, read_time, read_zone


def _switch(value: str) -> bool:
    return {"0": False, "1": True}[value]


def _none(value: str) -> frozenset[str]:
    return {"": frozenset[str]()}[value]


# A setting as buttons name it: the field of a subscription, and how a button's value is read.
_PRESSED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "time": ("digest_at", read_time),
    "zone": ("zone", read_zone),
    "days": ("days", Days),
    "depth": ("depth", Depth),
    "code": ("code_only", _switch),
    "changes": ("changes", _switch),
    "mute": ("muted", _none),
}


async def overview(exchange: Exchange) -> None:
    """Show every setting, with a button for each."""
    if subscriber := await known(exchange):
        await exchange.show(settings.settings(subscriber), keyboards.settings(subscriber))


async def open_menu(exchange: Exchange) -> None:
    """Open the menu whose button was pressed; “done” leaves the settings to be read."""
    (name,) = exchange.arguments
    await exchange.ask(subscribing.expect, exchange.chat, None)  # who turns to a menu no longer answers a question
    if name == "domains":
        await domains(exchange)
    elif name == "settings":
        await overview(exchange)
    elif name != "done" and name not in settings.MENUS:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    elif subscriber := await known(exchange):
        if name == "done":
            await exchange.show(settings.settings(subscriber), keyboards.to_domains())
        else:
            await exchange.show(settings.menu(name, subscriber), keyboards.menu(name, subscriber.subscription))


async def set_value(exchange: Exchange) -> None:
    """Change the setting whose new value was pressed, and show it."""
    name, value = exchange.arguments
    try:
        field, read = _PRESSED[name]
        fields = {field: read(value)}
    except (KeyError, ValueError, BadInput):
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    if subscriber := await change(exchange, fields):
        await exchange.toast(settings.toast(name, subscriber.subscription))
        await exchange.show(settings.settings(subscriber), keyboards.settings(subscriber))


async def change(exchange: Exchange, fields: dict[str, Any]) -> Subscriber | None:
    """Change some fields of the subscription; a chat without one is told so."""

    def changed(subscription: Subscription) -> Subscription:
        return replace(subscription, **fields)

    subscriber = await exchange.ask(subscribing.change, exchange.chat, now=exchange.now, change=changed)
    if subscriber is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
    return subscriber

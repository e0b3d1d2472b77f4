"""/domains and its buttons: the groups of domains, the domains of one group, and what is typed after the command."""

from asyncio import gather
from collections.abc import Callable

from bot.handlers.exchange import Exchange
from bot.handlers.standing import known
from bot.keyboards import domains as keyboards
from bot.messages import domains as messages
from bot.messages import sentences, settings
from bot.messages.html import escape
from ssl_watch import searching, subscribing
from ssl_watch.domains import GROUPS, Group
from ssl_watch.errors import BadInput
from ssl_watch.subscriptions import Subscriber, Subscription, follow, follow_only, read_domains

_GROUPS = {group.name: group for group in GROUPS}
_GROUP_OF = {domain.name: group for group in GROUPS for domain in group.domains}


async def domains(exchange: Exchange) -> None:
    """Show what is followed and the groups to choose from; follow what is named after the command, and only that."""
    if exchange.query is None and exchange.words:
        await _choose_typed(exchange)
    elif subscriber := await known(exchange):
        await offer(exchange, subscriber, settings.domains(subscriber))


async def offer(exchange: Exchange, subscriber: Subscriber, text: str) -> None:
    """Show a text above the groups."""
    await exchange.show(text, keyboards.groups(subscriber.subscription))


async def _choose_typed(exchange: Exchange) -> None:
    try:
        names = read_domains(exchange.words)
    except BadInput as refusal:
        await exchange.say(f"{escape(str(refusal))}.\n{messages.NAMED_SO}")
        return
    subscriber = await _change(exchange, lambda subscription: follow_only(subscription, *names))
    if subscriber is not None:
        await offer(exchange, subscriber, settings.domains(subscriber))


async def open_group(exchange: Exchange) -> None:
    """Open the group whose button was pressed: what each of its domains means, and a toggle for each."""
    (name,) = exchange.arguments
    if name not in _GROUPS:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    elif subscriber := await known(exchange):
        await _show_group(exchange, _GROUPS[name], subscriber)


async def pick(exchange: Exchange) -> None:
    """Follow or leave the domain whose button was pressed; `*` is all of SSL."""
    name, wanted = exchange.arguments
    if name == "*":
        if subscriber := await _change(exchange, follow_only):
            toast = exchange.toast(messages.picked("", subscriber.subscription))
            await gather(toast, offer(exchange, subscriber, settings.domains(subscriber)))
    elif name in _GROUP_OF:
        await _pick(exchange, _GROUP_OF[name], name, wanted=wanted == "1")
    else:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)


async def pick_group(exchange: Exchange) -> None:
    """Follow or leave every domain of the group whose button was pressed."""
    name, wanted = exchange.arguments
    if name in _GROUPS:
        group = _GROUPS[name]
        await _pick(exchange, group, *(domain.name for domain in group.domains), wanted=wanted == "1")
    else:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)


async def _pick(exchange: Exchange, group: Group, *names: str, wanted: bool) -> None:
    subscriber = await _change(exchange, lambda subscription: follow(subscription, *names, wanted=wanted))
    if subscriber is not None:
        title = group.title if len(names) > 1 else messages.TITLES[names[0]]
        # Both at once: who ticks many boxes waits for one way to Telegram at each, not for two.
        toast = exchange.toast(messages.picked(title, subscriber.subscription, wanted=wanted))
        await gather(toast, _show_group(exchange, group, subscriber))


async def _change(exchange: Exchange, change: Callable[[Subscription], Subscription]) -> Subscriber | None:
    subscriber = await exchange.ask(subscribing.change, exchange.chat, now=exchange.now, change=change)
    if subscriber is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
    return subscriber


async def _show_group(exchange: Exchange, group: Group, subscriber: Subscriber) -> None:
    popularity = await exchange.ask(searching.popularity, now=exchange.now)
    keyboard = keyboards.group(group, subscriber.subscription, popularity)
    await exchange.show(messages.group(group, subscriber.subscription), keyboard)

"""/start: who is new, who is back, and what a link asked for. Domains are chosen in `choosing`."""

import re

from bot.handlers.choosing import offer
from bot.handlers.exchange import Exchange
from bot.handlers.inline import HOW_TO_SEARCH
from bot.handlers.papers import show_card
from bot.handlers.standing import bring_missed
from bot.keyboards import inline
from bot.keyboards import settings as keyboards
from bot.messages import sentences, settings
from bot.messages.domains import TITLES
from ssl_watch import subscribing
from ssl_watch.subscriptions import State, Subscriber, Subscription, follow

# Deep links, t.me/<bot>?start=…: d-speech follows a domain, p-2301_08243 shows a paper (a link can't carry . or /),
# search says how to search; only the first subscribes.
_DOMAIN_LINK = re.compile(r"d-([a-z_]{1,12})")
_PAPER_LINK = re.compile(r"p-(?:(\d{4})_(\d{4,5})|([a-z-]+)_(\d{7}))")
_MISSED = {State.PAUSED, State.GONE}


async def start(exchange: Exchange) -> None:
    """Subscribe a chat that is new, welcome back one that is not; follow what a link asked for."""
    if linked := _PAPER_LINK.fullmatch(exchange.words):
        await show_card(exchange, f"{linked[1]}.{linked[2]}" if linked[1] else f"{linked[3]}/{linked[4]}")
        return
    if exchange.words == HOW_TO_SEARCH:
        await exchange.say(sentences.HOW_TO_SEARCH, inline.back())
        return
    before = await exchange.ask(subscribing.find, exchange.chat)
    subscriber = await exchange.ask(subscribing.start, exchange.chat, kind=exchange.kind, now=exchange.now)
    if (linked := _DOMAIN_LINK.fullmatch(exchange.words)) and linked[1] in TITLES:
        await _start_with(exchange, linked[1], before, subscriber)
    elif before is None:
        await offer(exchange, subscriber, settings.welcome(subscriber))
    else:
        missed = await bring_missed(exchange) if before.state in _MISSED else 0
        await exchange.say(settings.welcome_back(subscriber, missed), keyboards.settings(subscriber))


async def _start_with(exchange: Exchange, domain: str, before: Subscriber | None, subscriber: Subscriber) -> None:
    if before is not None and before.state in _MISSED:
        await bring_missed(exchange)
    if before is not None and not (before.subscription.domains or before.subscription.only_searches):
        await offer(exchange, subscriber, sentences.already_has_all(TITLES[domain]))
        return

    def change(subscription: Subscription) -> Subscription:
        return follow(subscription, domain)

    changed = await exchange.ask(subscribing.change, exchange.chat, now=exchange.now, change=change)
    subscriber = changed or subscriber
    text = settings.welcome(subscriber) if before is None else settings.domains(subscriber)
    await offer(exchange, subscriber, text)

"""A subscription's standing: /digest, /pause, /resume, /stop, and the buttons that do the same."""

from bot.handlers.exchange import Exchange
from bot.keyboards import domains as domain_keyboards
from bot.keyboards import settings as keyboards
from bot.messages import sentences, settings
from bot.messages.digest import nothing_owed
from ssl_watch import composing, subscribing
from ssl_watch.subscriptions import State, Subscriber


async def known(exchange: Exchange) -> Subscriber | None:
    """The subscriber who asks; a chat that is none is told how to become one."""
    subscriber = await exchange.ask(subscribing.find, exchange.chat)
    if subscriber is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
    return subscriber


async def digest(exchange: Exchange) -> None:
    """Send now what is owed; where nothing is, say what was looked at."""
    subscriber = await known(exchange)
    if subscriber is None:
        return
    if subscriber.state is not State.ACTIVE:
        await exchange.say(f"{settings.next_digest(subscriber)}.", keyboards.resuming())
        return
    composed = await exchange.ask(composing.compose_now, exchange.chat, now=exchange.now)
    if not composed.is_empty:
        exchange.face.wake()  # the digest itself is the answer
        return
    text = f"{nothing_owed(composed.coverage)}\n\n{settings.next_digest(subscriber)}.\n{sentences.MEANWHILE}"
    await exchange.say(text, domain_keyboards.newest(subscriber.subscription))


async def pause(exchange: Exchange) -> None:
    """No digests until /resume."""
    subscriber = await exchange.ask(subscribing.pause, exchange.chat)
    if subscriber is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
    elif subscriber.state is State.PAUSED:
        await exchange.say(sentences.PAUSED, keyboards.resuming())
    else:
        await exchange.say(f"{settings.next_digest(subscriber)}.")


async def resume(exchange: Exchange) -> None:
    """Digests again, and one of what was missed."""
    before = await known(exchange)
    if before is None:
        return
    subscriber = await exchange.ask(subscribing.resume, exchange.chat, now=exchange.now)
    if subscriber is None or before.state is State.ACTIVE:
        await exchange.say(f"{settings.next_digest(before)}.")
        return
    missed = await bring_missed(exchange) if before.state is not State.STOPPED else 0
    await exchange.say(sentences.resumed(subscriber, missed))


async def bring_missed(exchange: Exchange) -> int:
    """Compose one digest of what was missed and have it sent; how many papers it has."""
    composed = await exchange.ask(composing.compose_missed, exchange.chat, now=exchange.now)
    if composed is None:
        return 0
    exchange.face.wake()
    return len(composed.entries)


async def stop(exchange: Exchange) -> None:
    """End the subscription; only the settings are kept."""
    subscriber = await exchange.ask(subscribing.stop, exchange.chat)
    await exchange.say(sentences.NO_SUBSCRIPTION if subscriber is None else sentences.STOPPED)


async def press(exchange: Exchange) -> None:
    """Pause or resume by a button under the settings, which then show it."""
    (wanted,) = exchange.arguments
    if wanted == State.PAUSED:
        subscriber = await exchange.ask(subscribing.pause, exchange.chat)
    else:
        before = await exchange.ask(subscribing.find, exchange.chat)
        subscriber = await exchange.ask(subscribing.resume, exchange.chat, now=exchange.now)
        if before is not None and before.state in {State.PAUSED, State.GONE}:
            await _toast_missed(exchange)
    if subscriber is None:
        await exchange.toast(sentences.NO_SUBSCRIPTION, alert=True)
        return
    await exchange.show(settings.settings(subscriber), keyboards.settings(subscriber))


async def _toast_missed(exchange: Exchange) -> None:
    if missed := await bring_missed(exchange):
        await exchange.toast(sentences.missed(missed))

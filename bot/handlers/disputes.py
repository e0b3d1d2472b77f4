"""✗: what is wrong with a verdict is asked, noted, and gone by at once; and the list where it is taken back.

Everybody may say that a verdict is wrong. A group or a channel goes by what its administrators say; what others say is
noted for the next training.
"""

from telegram.error import TelegramError

from bot.handlers.exchange import Exchange
from bot.keyboards import disputes as keyboards
from bot.messages import disputes as messages
from bot.messages import sentences
from bot.messages.domains import TITLES
from ssl_watch import disputing
from ssl_watch.disputes import Claim
from ssl_watch.disputing import Said


async def ask(exchange: Exchange) -> None:
    """Ask what is wrong."""
    shown = await exchange.ask(disputing.show, exchange.chat, exchange.arguments[0])
    if shown is None:
        await exchange.toast(sentences.NO_SUCH_PAPER, alert=True)
        return
    text = messages.question(shown.judged, shown.domain)
    await exchange.say(text, keyboards.claims(shown.judged.paper, shown.domain))


async def note(exchange: Exchange) -> None:
    """Note what is wrong, and say what the chat goes by from now on."""
    if exchange.arguments[1] not in {*Claim, *TITLES}:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
        return
    try:
        applied = await exchange.may_change()
    except TelegramError:
        await exchange.toast(sentences.UNSURE, alert=True)
        return
    said = _said(*exchange.arguments, applied=applied)
    noted = await exchange.ask(disputing.dispute, exchange.chat, said, now=exchange.now)
    if noted is None:
        await exchange.toast(sentences.NO_SUCH_PAPER, alert=True)
    elif noted.dispute is None:
        await exchange.toast(messages.ENOUGH, alert=True)
    else:
        buttons = keyboards.noted(noted.dispute) if applied else None
        await exchange.show(messages.noted(noted.judged, noted.dispute, noted.effect), buttons)


def _said(arxiv_id: str, claim: str, *, applied: bool) -> Said:
    if claim in TITLES:
        return Said(arxiv_id=arxiv_id, claim=Claim.DOMAIN, applied=applied, domain=claim)
    return Said(arxiv_id=arxiv_id, claim=Claim(claim), applied=applied)


async def take_back(exchange: Exchange) -> None:
    """Undo a dispute, and show what is left of them."""
    arxiv_id, claim = exchange.arguments
    domain = None if claim == Claim.NOT_SSL else claim
    undone = await exchange.ask(disputing.take_back, exchange.chat, arxiv_id, domain)
    await exchange.toast(messages.TAKEN_BACK if undone else messages.NOTHING_TO_TAKE_BACK)
    await _show(exchange, 0)


async def corrections(exchange: Exchange) -> None:
    """Show a page of what the chat goes by."""
    await _show(exchange, int(exchange.arguments[0]))


async def _show(exchange: Exchange, number: int) -> None:
    applied = await exchange.ask(disputing.applied, exchange.chat)
    number = min(number, max(len(applied) - 1, 0) // messages.PER_PAGE)  # there may be fewer by now
    await exchange.show(messages.corrections(applied, number), keyboards.corrections(applied, number))

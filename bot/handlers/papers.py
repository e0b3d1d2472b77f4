"""What the buttons under papers do: save, cite, show the abstract or the card, dispute; and turn a digest's pages.

In a channel everybody may press, and an answer would be a post: there readers are sent to their own chat with the bot.
"""

from telegram.constants import ChatType

from bot.callbacks import decode
from bot.handlers import disputes
from bot.handlers.exchange import Exchange
from bot.keyboards import papers as keyboards
from bot.keyboards.inline import payload
from bot.keyboards.saving import with_saved
from bot.messages import citation, sentences
from bot.messages import digest as digests
from bot.messages import paper as messages
from ssl_watch import bookmarking, searching
from ssl_watch.bookmarking import Saving
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.searching import PaperPage

_SAVING = {
    Saving.SAVED: sentences.SAVED,
    Saving.UNKNOWN: sentences.NO_SUCH_PAPER,
    Saving.FULL: sentences.SAVED_ENOUGH,
}


async def save(exchange: Exchange) -> None:
    """Save a paper or let go of it; the button then offers the other."""
    arxiv_id, wanted = exchange.arguments
    if wanted == "1":
        outcome = await exchange.ask(bookmarking.save, exchange.chat, arxiv_id, now=exchange.now)
        await exchange.toast(_SAVING[outcome])
        kept = outcome is Saving.SAVED
    else:
        await exchange.ask(bookmarking.unsave, exchange.chat, arxiv_id)
        await exchange.toast(sentences.UNSAVED)
        kept = False
    if markup := exchange.message.reply_markup:
        await exchange.rebutton(with_saved(markup, arxiv_id, saved=kept))


async def abstract(exchange: Exchange) -> None:
    """Send a paper's abstract."""
    if page := await pressed_paper(exchange):
        await exchange.say(messages.abstract(page.judged))


async def bibtex(exchange: Exchange) -> None:
    """Send a paper's BibTeX, to be copied by a tap; as a file where it is longer than a message."""
    page = await pressed_paper(exchange)
    if page is None:
        return
    if text := citation.message(page.judged):
        await exchange.say(text)
    else:
        entry = citation.entry(page.judged)
        await exchange.hand_over(entry.encode(), name=citation.name(page.judged), caption=citation.TOO_LONG)


async def card(exchange: Exchange) -> None:
    """Send a paper's card; “Back” from a dispute puts it in the dispute's place."""
    page = await pressed_paper(exchange)
    if page is None:
        return
    saved = await exchange.ask(bookmarking.among, exchange.chat, [page.judged.paper.arxiv_id])
    text, buttons = messages.card(page), keyboards.card_keyboard(page.judged.paper, saved=bool(saved))
    await (exchange.show if _is_dispute(exchange) else exchange.say)(text, buttons)


async def dispute(exchange: Exchange) -> None:
    """Ask what is wrong with a verdict, then note it."""
    if exchange.arguments[1] != "ask":
        await disputes.note(exchange)
    elif await pressed_paper(exchange):
        await disputes.ask(exchange)


async def turn(exchange: Exchange) -> None:
    """Turn a digest's page in place."""
    digest_id, number = map(int, exchange.arguments)
    opened = await exchange.ask(bookmarking.reopen, exchange.chat, digest_id)
    if opened is None:
        await exchange.toast(sentences.NO_SUCH_DIGEST, alert=True)
        return
    pages = digests.pages(opened.digest, zone=opened.zone)
    number = min(number, len(pages) - 1)  # there may be fewer by now, where abstracts became shorter
    buttons = keyboards.digest_keyboard(digest_id, number, pages, saved=opened.saved)
    await exchange.show(pages[number].text, buttons)


async def show_card(exchange: Exchange, text: str) -> None:
    """Say what is known of the paper that an id or a link names, or that it is not known."""
    page = await exchange.ask(searching.look_up, text)
    if page is None:
        await exchange.say(sentences.unknown_paper(parse_arxiv_id(text)[0]))
        return
    saved = await exchange.ask(bookmarking.among, exchange.chat, [page.judged.paper.arxiv_id])
    await exchange.say(messages.card(page), keyboards.card_keyboard(page.judged.paper, saved=bool(saved)))


async def pressed_paper(exchange: Exchange) -> PaperPage | None:
    """The paper of the pressed button; None where it was dealt with: gone, or shown elsewhere."""
    arxiv_id = exchange.arguments[0]
    if exchange.kind == ChatType.CHANNEL:
        await exchange.send_home(payload(arxiv_id))
        return None
    page = await exchange.ask(searching.look_up, arxiv_id)
    if page is None:
        await exchange.toast(sentences.NO_SUCH_PAPER, alert=True)
    return page


def _is_dispute(exchange: Exchange) -> bool:
    markup = exchange.message.reply_markup
    datas = [button.callback_data for row in markup.inline_keyboard for button in row] if markup else []
    presses = [decode(data) for data in datas if isinstance(data, str)]
    return any(press and press.action == "dispute" and press.arguments[1] != "ask" for press in presses)

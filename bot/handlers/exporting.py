"""/export, and the button under lists: papers as a file. What was searched for stands in the message."""

from telegram.constants import ChatType

from bot.handlers.acting import may_change
from bot.handlers.exchange import Exchange
from bot.handlers.searching import asked
from bot.keyboards.exporting import formats
from bot.messages import exporting as messages
from bot.messages import sentences
from ssl_watch import exporting, queries
from ssl_watch.exporting import File, Format

_LARGEST = 45_000_000  # bytes; a bot may send 50 MB (Bot API, sendDocument)


async def export(exchange: Exchange) -> None:
    """Hand over what is asked for, once it is known in which format."""
    form, words = messages.spoken(exchange.words)
    query = queries.read(words)
    if words and query.term is None:
        await exchange.say(sentences.HOW_TO_SEARCH)
    elif form is None:
        await exchange.say(messages.choose(query.text), formats("found" if words else "all"))
    else:
        await _found(exchange, query.text or None, form)


async def choose(exchange: Exchange) -> None:
    """Offer the formats in the place of the buttons."""
    what, number = exchange.arguments
    await exchange.rebutton(formats(what, back=int(number)))


async def pressed(exchange: Exchange) -> None:
    """Hand over what the message is about; in a channel, where a file is a post, to those who may post."""
    what, value = exchange.arguments
    if value not in messages.OFFERED:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    elif exchange.kind == ChatType.CHANNEL and not await may_change(exchange):
        return
    elif what == "saved":
        await _saved(exchange, Format(value))
    elif what == "all":
        await _found(exchange, None, Format(value))
    elif (query := asked(exchange)).term is None:
        await exchange.toast(sentences.OLD_BUTTON, alert=True)
    else:
        await _found(exchange, query.text, Format(value))


async def _found(exchange: Exchange, query: str | None, form: Format) -> None:
    if not await _is_too_often(exchange):
        file = await exchange.ask(exporting.to_file, query, form, now=exchange.now)
        await _hand_over(exchange, file, form, query or "the whole archive")


async def _saved(exchange: Exchange, form: Format) -> None:
    if not await _is_too_often(exchange):
        file = await exchange.ask(exporting.saved_to_file, exchange.chat, form)
        await _hand_over(exchange, file, form, "saved here")


async def _is_too_often(exchange: Exchange) -> bool:
    wait = exchange.face.files.spend(exchange.chat, now=exchange.now)
    if wait:
        await exchange.toast(sentences.wait_for_files(wait), alert=True)
    return wait is not None


async def _hand_over(exchange: Exchange, file: File, form: Format, what: str) -> None:
    if not file.papers:
        await exchange.toast(messages.NOTHING, alert=True)
    elif len(file.content) > _LARGEST:
        await exchange.toast(messages.TOO_LARGE, alert=True)
    else:
        name = messages.name(form, now=exchange.now)
        await exchange.hand_over(file.content, name=name, caption=messages.caption(file, what))

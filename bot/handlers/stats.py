"""/stats: the archive in numbers, all of it, one domain or what a search finds, as a picture with a text below.

A picture of the same numbers is drawn and uploaded once: Telegram shows it again by its id. Where there is none to be
had, the text is sent alone.
"""

from bot.handlers.exchange import Exchange
from bot.messages import census as messages
from bot.messages import sentences
from bot.pictures import census as pictures
from ssl_watch import counting, queries
from ssl_watch.census import Census
from ssl_watch.domains import DOMAINS, find_domain

_ALL = {"", "*", "all", "all of ssl", "ssl", "everything"}


async def stats(exchange: Exchange) -> None:
    """Show the numbers of what is asked for."""
    words = exchange.words.casefold()
    domain = None if words in _ALL else _called(words)
    if words not in _ALL and domain is None and queries.read(exchange.words).term is None:
        await exchange.say(sentences.HOW_TO_SEARCH)
    elif wait := exchange.face.searches.spend(exchange.chat, now=exchange.now):
        await exchange.say(sentences.slow_down(wait))
    elif words in _ALL or domain:
        await _show(exchange, await exchange.ask(counting.count, domain, now=exchange.now))
    else:
        await _show(exchange, await exchange.ask(counting.count_found, exchange.words, now=exchange.now))


def _called(words: str) -> str | None:
    """The domain that is called so; what is only near to one is sought."""
    for domain in DOMAINS:
        if words in {domain.name, *domain.title.casefold().split(" & "), domain.title.casefold()}:
            return domain.name
    near = find_domain(words)
    return near.name if near and near.name.startswith(words) else None


async def _show(exchange: Exchange, census: Census | None) -> None:
    if census is None:
        await exchange.say(messages.TOO_LONG)
        return
    text = messages.text(census)
    if not census.count.papers or not await _show_picture(exchange, census, text):
        await exchange.say(text)


async def _show_picture(exchange: Exchange, census: Census, text: str) -> bool:
    """Send the picture, the one that Telegram has or else a new one; whether it was taken."""
    picture, subject = pictures.of(census), _subject(census)
    shown = await exchange.ask(counting.shown_as, subject, picture.fingerprint)
    if shown and await exchange.send_picture(shown, caption=text) is not None:
        return True
    drawn = await exchange.face.studio.draw(picture)
    file_id = await exchange.send_picture(drawn, caption=text) if drawn else None
    if file_id:
        await exchange.ask(counting.keep_shown, subject, picture.fingerprint, name=file_id)
    return file_id is not None


def _subject(census: Census) -> str:
    """All searches share one place: pictures of what anybody seeks are not collected."""
    return "search" if census.sought is not None else census.domain or "all"

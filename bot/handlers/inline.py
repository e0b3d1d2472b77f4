"""Inline mode: `@bot words` in any chat offers papers to post there, fifty a page; no words offer the newest.

Nothing personal is in an answer and nothing is held on who asked, so that Telegram may give it to everybody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.handlers.face import AnyContext, face_of
from bot.keyboards import inline as keyboards
from bot.messages import inline as messages
from bot.messages.inline import Offer
from ssl_watch import queries, searching
from ssl_watch.errors import NotAnArxivId
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.store import Store
from ssl_watch.subscriptions import Chat

PER_PAGE = 50  # as many as Telegram takes
HOW_TO_SEARCH = "search"  # the payload that `bot.handlers.starting` answers with how to search
_KEPT_FOR = timedelta(minutes=5)  # by Telegram's servers; the archive grows a few times a day
_KEPT_SHORTLY = timedelta(seconds=10)  # what a busy moment cut short
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page of an answer, and what is to be told of it."""

    offers: tuple[Offer, ...]
    following: int | None = None
    above: str | None = None
    kept_for: timedelta = _KEPT_FOR


async def offer(update: Update, context: AnyContext) -> None:
    """Offer what is asked for."""
    query = update.inline_query
    if query is None:
        return
    face = face_of(context)
    if wait := face.typing.spend(Chat(chat_id=query.from_user.id), now=face.clock()):
        await excuse(query, messages.slow_down(wait))
        return
    offset = _read_offset(query.offset)
    page = _Page(offers=())
    if offset is not None:
        page = await face.ask(_look, query.query, offset=offset, now=face.clock())
    await _answer(query, page)


async def excuse(query: InlineQuery, text: str) -> None:
    """Say why there is nothing, to who asked and nobody else."""
    await _answer(query, _Page(offers=(), above=text, kept_for=timedelta(0)), personal=True)


def _read_offset(text: str) -> int | None:
    """How many papers come before the page; None where a client says something that the bot never told it."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None


def _look(store: Store, text: str, *, offset: int, now: datetime) -> _Page:
    """Look for a page and put it into words, all in the thread that was asked."""
    query = queries.read(_meant(text))
    if query.term is None:
        results = searching.latest(store, None, None, limit=PER_PAGE, offset=offset)
    else:
        results = searching.search(store, query.text, now=now, limit=PER_PAGE, offset=offset)
    more = len(results.papers) == PER_PAGE and (results.capped or results.total > offset + PER_PAGE)
    return _Page(
        offers=messages.offers(results.papers),
        following=offset + PER_PAGE if more else None,
        above=messages.above(query, results) if offset == 0 else None,
        kept_for=_KEPT_SHORTLY if results.cut_short else _KEPT_FOR,
    )


def _meant(text: str) -> str:
    """A lone link to a paper, or its id, asks for that paper."""
    try:
        return f"id:{parse_arxiv_id(text)[0]}" if len(text.split()) == 1 else text
    except NotAnArxivId:
        return text


async def _answer(query: InlineQuery, page: _Page, *, personal: bool = False) -> None:
    """Answer; that it was too long ago to be answered is nobody's fault."""
    bot = query.get_bot()
    results = [_article(each, bot_name=bot.first_name, username=bot.username) for each in page.offers]
    try:
        await query.answer(
            results,
            cache_time=page.kept_for,
            is_personal=personal,
            next_offset="" if page.following is None else str(page.following),
            button=InlineQueryResultsButton(page.above, start_parameter=HOW_TO_SEARCH) if page.above else None,
        )
    except BadRequest as refusal:
        if "query" not in refusal.message.casefold():
            raise


def _article(each: Offer, *, bot_name: str, username: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        each.paper.arxiv_id,
        each.title,
        InputTextMessageContent(each.text, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW),
        description=each.description,
        reply_markup=keyboards.posted(each.paper, bot_name=bot_name, username=username),
    )

"""What people type after the bot's name in any chat: asked once, answered strictly, kept as long as the bot said."""

from typing import Any

import httpx
import pytest
from telegram import Bot, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from sandbox.telegram import NO_LIMITS, NothingOffered, World
from sandbox.telegram.chats import Chat
from sandbox.telegram.offers import InlineQuery
from tests.sandbox_telegram.asking import Ask

_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class _Clock:
    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def world(clock: _Clock) -> World:
    return World(limits=NO_LIMITS, clock=clock)


def _article(offer_id: str = "1", **changed: object) -> dict[str, object]:
    content = {"message_text": "<b>Hello</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": offer_id, "title": "Hello", "input_message_content": content} | changed


def _answer(ask: Ask, query: InlineQuery, *results: object, **given: Any) -> tuple[int, Any]:
    return ask("answerInlineQuery", inline_query_id=query.query_id, results=list(results), **given)


async def test_a_choice_is_posted_by_the_person_by_way_of_the_bot(bot: Bot, world: World, ada: Chat) -> None:
    query = world.ask_inline(ada.chat_id, "masked audio")
    update = (await bot.get_updates(timeout=0))[0].inline_query
    assert update is not None
    assert (update.query, update.offset, update.chat_type, update.from_user.id) == (
        "masked audio",
        "",
        "sender",
        ada.chat_id,
    )
    content = InputTextMessageContent("<b>😀</b> see model.py", parse_mode=ParseMode.HTML)
    button = InlineQueryResultsButton("All of them", start_parameter="all")
    await update.answer([InlineQueryResultArticle("1", "A title", content)], button=button)
    assert query.answer is not None
    posted = world.choose(query, "1")
    assert posted.sender.user_id == ada.chat_id
    heard = (await bot.get_updates(offset=-1, timeout=0))[0].message
    assert heard is not None
    assert heard.via_bot == await bot.get_me()
    assert [entity.type for entity in heard.entities] == ["bold", "url"]


def test_it_works_where_the_bot_is_not_and_is_not_told_of_what_is_posted(ask: Ask, world: World) -> None:
    boss = world.add_person("Boss")
    elsewhere = world.add_group("Reading", creator=boss, bot_status="left")
    world.updates.waiting.clear()
    query = world.ask_inline(elsewhere.chat_id, "anything")
    assert _answer(ask, query, _article()) == (200, True)
    world.choose(query, "1")
    assert [kind for update in world.updates.waiting for kind in update if kind != "update_id"] == ["inline_query"]


def test_a_query_is_answered_once_and_within_ten_seconds(ask: Ask, world: World, ada: Chat, clock: _Clock) -> None:
    query = world.ask_inline(ada.chat_id, "once")
    assert _answer(ask, query) == (200, True)
    assert _answer(ask, query) == (400, _OLD)
    late = world.ask_inline(ada.chat_id, "late")
    clock.now += 11
    assert _answer(ask, late) == (400, _OLD)
    assert ask("answerInlineQuery", inline_query_id="5", results=[]) == (400, _OLD)
    assert ask("answerInlineQuery", results=[]) == (400, _OLD)


def test_answers_are_kept_by_query_and_offset_for_as_long_as_the_bot_says(
    ask: Ask, world: World, ada: Chat, clock: _Clock
) -> None:
    grace = world.add_private("Grace")
    _answer(ask, world.ask_inline(ada.chat_id, "words"), _article(), cache_time=60)
    assert world.ask_inline(grace.chat_id, "words").cached
    assert not world.ask_inline(grace.chat_id, "words", offset="50").cached
    assert not world.ask_inline(grace.chat_id, "word").cached
    clock.now += 61
    assert not world.ask_inline(grace.chat_id, "words").cached
    asked = [update for update in world.updates.waiting if "inline_query" in update]
    assert len(asked) == 4


def test_a_personal_answer_is_kept_for_who_asked_and_none_is_kept_where_the_bot_says_so(
    ask: Ask, world: World, ada: Chat
) -> None:
    grace = world.add_private("Grace")
    _answer(ask, world.ask_inline(ada.chat_id, "mine"), _article(), is_personal=True)
    assert world.ask_inline(ada.chat_id, "mine").cached
    assert not world.ask_inline(grace.chat_id, "mine").cached
    _answer(ask, world.ask_inline(ada.chat_id, "now"), _article(), cache_time=0)
    assert not world.ask_inline(ada.chat_id, "now").cached


def _refusals() -> dict[str, tuple[object, dict[str, object]]]:
    text = {"message_text": "a"}
    return {
        "too many inline query results specified": ([_article(str(number)) for number in range(51)], {}),
        "RESULT_ID_DUPLICATE": ([_article(), _article()], {}),
        "RESULT_ID_INVALID": ([_article("é" * 33)], {}),
        "RESULT_ID_EMPTY": ([_article("")], {}),
        "ARTICLE_TITLE_EMPTY": ([_article(title=" ")], {}),
        "URL_INVALID": ([_article(url="nowhere")], {}),
        "MESSAGE_EMPTY": ([_article(input_message_content={"message_text": " \u202e"})], {}),
        "MESSAGE_TOO_LONG": ([_article(input_message_content={"message_text": "a" * 4097})], {}),
        "can't parse entities": ([_article(input_message_content={"message_text": "<p>", "parse_mode": "HTML"})], {}),
        "BUTTON_DATA_INVALID": (
            [_article(reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "a" * 65}]]})],
            {},
        ),
        "inline keyboard expected": ([_article(reply_markup={"keyboard": [["a"]]})], {}),
        "expected an Array": ({"type": "article"}, {}),
        "must be an object": (["article"], {}),
        'find field "type"': ([{"id": "1"}], {}),
        "no other type": ([{"type": "game", "id": "1"}], {}),
        'find field "input_message_content"': ([{"type": "article", "id": "1", "title": "a"}], {}),
        'find field "message_text"': ([_article(input_message_content={})], {}),
        'Field "id" must be of type String': ([_article() | {"id": 1}], {}),
        "NEXT_OFFSET_INVALID": ([], {"next_offset": "é" * 33}),
        "SWITCH_PM_TEXT_EMPTY": ([], {"button": {"text": " ", "start_parameter": "a"}}),
        "can't use empty start_parameter": ([], {"button": {"text": "a", "start_parameter": ""}}),
        "too long start_parameter": ([], {"button": {"text": "a", "start_parameter": "a" * 65}}),
        "unallowed characters": ([], {"button": {"text": "a", "start_parameter": "a b"}}),
        "a start_parameter is expected": ([], {"button": {"text": "a"}}),
        "cache_time must be an integer": ([_article(input_message_content=text)], {"cache_time": "soon"}),
    }


@pytest.mark.parametrize("reason", _refusals())
def test_what_telegram_refuses_is_refused_and_may_be_answered_better(
    ask: Ask, world: World, ada: Chat, reason: str
) -> None:
    results, given = _refusals()[reason]
    query = world.ask_inline(ada.chat_id, "strict")
    status, sentence = ask("answerInlineQuery", **{"inline_query_id": query.query_id, "results": results} | given)
    assert status == 400
    assert reason in sentence
    assert query.answer is None
    assert _answer(ask, query, _article("é" * 32), next_offset="é" * 32) == (200, True)


def test_more_than_256_characters_reach_no_bot(world: World, ada: Chat) -> None:
    assert len(world.ask_inline(ada.chat_id, "a" * 1000).text) == 256


async def test_inline_mode_that_is_switched_off_asks_nobody(bot: Bot, world: World, ada: Chat) -> None:
    assert (await bot.get_me()).supports_inline_queries
    world.inline.enabled = False
    assert not (await bot.get_me()).supports_inline_queries
    with pytest.raises(NothingOffered):
        world.ask_inline(ada.chat_id, "anybody?")
    assert world.updates.waiting == []


async def test_a_button_under_a_posted_choice_comes_without_its_message(bot: Bot, world: World, ada: Chat) -> None:
    markup = {"inline_keyboard": [[{"text": "Press", "callback_data": "here"}]]}
    query = world.ask_inline(ada.chat_id, "buttons")
    update = (await bot.get_updates(timeout=0))[0].inline_query
    assert update is not None
    content = InputTextMessageContent("Press it")
    await update.answer([InlineQueryResultArticle("1", "A title", content, api_kwargs={"reply_markup": markup})])
    posted = world.choose(query, "1")
    world.press(ada.chat_id, posted.message_id, "Press")
    pressed = (await bot.get_updates(offset=-1, timeout=0))[0].callback_query
    assert pressed is not None
    assert pressed.message is None
    assert pressed.inline_message_id
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("mine now", ada.chat_id, posted.message_id)


def test_it_can_be_directed_over_http(base: str, ask: Ask, world: World, ada: Chat) -> None:
    _answer(ask, world.ask_inline(ada.chat_id, "words"), _article("é"), next_offset="50")
    with httpx.Client(base_url=f"{base}/sandbox", timeout=10) as director:
        offered = director.post("/inline", json={"chat": ada.chat_id, "query": "words"}).json()
        assert (offered["next_offset"], offered["results"][0]["id"], offered["cached"]) == ("50", "é", True)
        chosen = director.post("/choose", json={"query": offered["query"], "result": "é"}).json()
        assert chosen["via_bot"]["id"] == world.bot.user_id
        wrong = director.post("/choose", json={"query": offered["query"], "result": "e"})
        assert wrong.status_code == 400
        assert "no result" in wrong.json()["error"]

"""The courier over real HTTP: every way a call can end, and what it means for the message."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import InvalidToken
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.courier import Courier, Letter, write
from bot.pacing import PacedLimiter, Pacer
from ssl_watch.deliveries import Delivery, Gone, Kind, Moved, Outcome, Postponed, Refused, Sent, Unclear
from ssl_watch.delivering import Content
from ssl_watch.subscriptions import Chat
from tests.bot.runtime.wire import HANG, HANG_UP, TOKEN, Answer, Wire, a_wire, message, ok, refused

LETTER = Letter(chat=Chat(chat_id=7), text="<b>Papers</b>")
IN_A_TOPIC = Letter(chat=Chat(chat_id=-1007, thread_id=5), text="<b>Papers</b>")


@asynccontextmanager
async def a_bot(url: str, *, pool: int = 4) -> AsyncIterator[ExtBot[str]]:
    request = HTTPXRequest(connection_pool_size=pool, read_timeout=0.3, connect_timeout=0.3, pool_timeout=0.1)
    bot = ExtBot(TOKEN, base_url=url, request=request, rate_limiter=PacedLimiter(Pacer()))
    async with bot:
        yield bot


async def _carried(*answers: Answer, letter: Letter = LETTER) -> tuple[Outcome, Wire]:
    async with a_wire() as wire, a_bot(wire.url) as bot:
        wire.plan("sendMessage", *answers)
        return await Courier(bot).carry(letter), wire


async def test_a_confirmed_message_is_sent_as_html_without_preview_and_into_its_topic() -> None:
    outcome, wire = await _carried(ok(message(99, -1007)), letter=IN_A_TOPIC)
    assert outcome == Sent(message_id=99)
    (sent,) = wire.sent()
    assert sent["parse_mode"] == "HTML"
    assert sent["message_thread_id"] == "5"
    assert sent["link_preview_options"] == '{"is_disabled": true}'


async def test_a_plain_letter_is_sent_without_a_parse_mode() -> None:
    _, wire = await _carried(letter=Letter(chat=Chat(chat_id=7), text="1 < 2", html=False))
    assert "parse_mode" not in wire.sent()[0]


@pytest.mark.parametrize(
    "reason",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
    ],
)
async def test_a_403_means_that_the_chat_is_certainly_gone(reason: str) -> None:
    outcome, _ = await _carried(refused(403, reason))
    assert outcome == Gone(reason=reason, certain=True)


@pytest.mark.parametrize(
    "reason",
    [
        "Bad Request: chat not found",
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_a_chat_that_is_not_found_may_come_back(reason: str) -> None:
    outcome, _ = await _carried(refused(400, reason))
    assert isinstance(outcome, Gone)
    assert not outcome.certain


async def test_a_group_that_became_a_supergroup_has_moved() -> None:
    answer = refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100_42)
    assert (await _carried(answer))[0] == Moved(chat_id=-100_42)


@pytest.mark.parametrize("wait", [3, 43_837])
async def test_a_flood_wait_is_handed_on_however_long_and_not_sat_out(wait: int) -> None:
    outcome, wire = await _carried(refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait))
    assert isinstance(outcome, Postponed)
    assert outcome.wait == timedelta(seconds=wait)
    assert len(wire.sent()) == 1


async def test_a_flood_wait_in_words_only_is_read() -> None:
    outcome, _ = await _carried(refused(429, "Too Many Requests: retry after 17"))
    assert isinstance(outcome, Postponed)
    assert outcome.wait == timedelta(seconds=17)


async def test_a_flood_wait_without_a_time_is_backed_off_from() -> None:
    outcome, _ = await _carried(refused(429, "Too Many Requests"))
    assert isinstance(outcome, Postponed)
    assert outcome.wait is None


@pytest.mark.parametrize(
    "reason",
    [
        'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        "message is too long",
        "text is too long",
        "BUTTON_DATA_INVALID",
        "something that nobody has heard of",
    ],
)
async def test_a_refused_message_may_pass_as_plain_text(reason: str) -> None:
    assert (await _carried(refused(400, f"Bad Request: {reason}")))[0] == Refused(
        reason=reason.capitalize(), markup=True
    )


@pytest.mark.parametrize("reason", ["Bad Request: message thread not found", "Bad Request: TOPIC_CLOSED"])
async def test_what_a_topic_does_not_take_goes_to_the_general_one(reason: str) -> None:
    outcome, wire = await _carried(refused(400, reason), ok(message(3, -1007)), letter=IN_A_TOPIC)
    assert outcome == Sent(message_id=3)
    assert [sent.get("message_thread_id") for sent in wire.sent()] == ["5", None]


async def test_a_forum_closed_throughout_is_tried_once_more_only_and_may_come_back() -> None:
    closed = refused(400, "Bad Request: TOPIC_CLOSED")
    outcome, wire = await _carried(closed, closed, letter=IN_A_TOPIC)
    assert isinstance(outcome, Gone)
    assert not outcome.certain
    assert len(wire.sent()) == 2


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_telegram_does_not_know_stops_the_bot(status: int) -> None:
    with pytest.raises(InvalidToken):
        await _carried(refused(status, "Unauthorized"))


@pytest.mark.parametrize("status", [200, 401, 403, 404, 502])
async def test_a_page_from_somebody_in_between_leaves_it_open(status: int) -> None:
    outcome, _ = await _carried(Answer(status=status, body="<html>Please log in to the hotel's network</html>"))
    assert isinstance(outcome, Unclear)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_server_error_leaves_it_open(status: int) -> None:
    outcome, _ = await _carried(refused(status, "Internal Server Error: restart"))
    assert isinstance(outcome, Unclear)


async def test_no_answer_in_time_leaves_it_open() -> None:
    outcome, _ = await _carried(HANG)
    assert isinstance(outcome, Unclear)
    assert "ReadTimeout" in outcome.reason


async def test_a_connection_closed_after_the_request_leaves_it_open() -> None:
    outcome, _ = await _carried(HANG_UP)
    assert isinstance(outcome, Unclear)
    assert "RemoteProtocolError" in outcome.reason


async def test_a_refused_connection_means_not_sent() -> None:
    async with a_wire() as wire, a_bot(wire.url) as bot:
        wire.plan("sendMessage", HANG_UP)
        await Courier(bot).carry(LETTER)  # closes the one open connection
        port = wire.port
    async with a_wire() as other, a_bot(other.url) as bot:
        dead = ExtBot(TOKEN, base_url=f"http://127.0.0.1:{port}/bot", rate_limiter=PacedLimiter(Pacer()))
        outcome = await Courier(dead).carry(LETTER)
        await dead.shutdown()
    assert isinstance(outcome, Postponed)
    assert "ConnectError" in outcome.reason


async def test_a_full_pool_means_not_sent() -> None:
    async with a_wire() as wire, a_bot(wire.url, pool=1) as bot:
        wire.plan("sendMessage", HANG, HANG)
        first, second = await asyncio.gather(Courier(bot).carry(LETTER), Courier(bot).carry(LETTER))
    assert {type(first), type(second)} == {Unclear, Postponed}


@pytest.mark.parametrize("result", [True, {}, {"message_id": "?"}, {"message_id": 5, "date": 1, "chat": None}])
async def test_a_confirmation_that_cannot_be_read_is_a_confirmation(result: object) -> None:
    assert isinstance((await _carried(ok(result)))[0], Sent)


NOTICE = Delivery(chat=Chat(chat_id=7), kind=Kind.NOTICE, key="n", text="a < b & c")


def test_a_notice_is_escaped() -> None:
    letter = write(NOTICE, Content(digest=None))
    assert letter is not None
    assert letter.text == "a &lt; b &amp; c"


def test_a_possible_repeat_says_so_on_top() -> None:
    letter = write(replace(NOTICE, may_repeat=True), Content(digest=None))
    assert letter is not None
    assert letter.text.startswith("<i>This may be a repeat")


def test_plain_text_has_no_markup_and_no_escapes() -> None:
    letter = write(replace(NOTICE, plain=True, may_repeat=True, reason="can't parse entities"), Content(digest=None))
    assert letter is not None
    assert not letter.html
    assert letter.text.endswith("a < b & c")
    assert "<i>" not in letter.text


def test_an_erased_digest_leaves_nothing_to_write() -> None:
    digest = Delivery(chat=Chat(chat_id=7), kind=Kind.DIGEST, key="d", digest_id=4)
    assert write(digest, Content(digest=None)) is None

import os
import signal
import time
from functools import partial

import httpx

from sandbox.telegram import TOKEN, Fault, Trouble
from sandbox.telegram.state import Query
from tests.end_to_end.stage import Stage


def test_sigterm_ends_it_in_good_time_with_the_message_in_flight_delivered_once(stage: Stage) -> None:
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        stage.polled(bot)
        stage.say(ada, "/start", "Next digest")
        stage.arxiv.announce(paper.arxiv_id for paper in stage.plan.first)
        stage.polled(bot)
        stage.telegram.latency = 1.0
        stage.telegram.say(ada.chat_id, "/digest")
        sent = len(stage.telegram.journal.of("sendMessage"))
        stage.wait_for(bot, lambda: len(stage.telegram.journal.of("sendMessage")) > sent, "the digest on its way")
        began = time.monotonic()
        assert bot.stop() == 0
        assert time.monotonic() - began < 10
    stage.telegram.latency = 0.0
    with stage.bot() as bot:
        stage.polled(bot)
        stage.say(ada, "/help", "/search")
    digests = [each for each in stage.telegram.from_bot(ada.chat_id) if "new papers" in each.content.text]
    assert len(digests) == 1
    assert "repeat" not in digests[0].content.text


def test_the_token_reaches_no_log_whatever_goes_wrong(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private("Ada")
    troubles = (Trouble.CLOSE, Trouble.BAD_GATEWAY, Trouble.RESTART, Trouble.CLOSE_AFTER)
    with stage.bot(log_level="DEBUG") as bot:
        stage.say(ada, "/start", "Next digest")
        for trouble in troubles:
            stage.telegram.faults.add(Fault(trouble=trouble, method="sendMessage"))
            stage.telegram.faults.add(Fault(trouble=trouble, method="getUpdates"))
            stage.telegram.say(ada.chat_id, "/help")
        stage.wait_for(bot, lambda: _struck(stage) >= 2 * len(troubles), "all faults to strike")
        stage.telegram.inject({"message": {"message_id": 1}})
        stage.say(ada, "/about", "MIT")
        assert bot.stop() == 0
    log = bot.log.read_text(encoding="utf-8")
    assert log
    assert TOKEN not in log
    assert TOKEN.partition(":")[2] not in log


def _struck(stage: Stage) -> int:
    return sum(arrival.fault is not None for arrival in stage.telegram.journal.arrivals)


def test_an_update_that_cannot_be_decoded_stops_nobody(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private("Ada")
    with stage.bot():
        stage.telegram.inject({"callback_query": {"id": "1", "from": {"id": 1}}})
        stage.telegram.inject({"telepathy": {"mood": "good"}})
        stage.telegram.inject({"message": "nonsense"})
        stage.say(ada, "/start", "Next digest")


def test_a_forged_press_changes_nothing_and_is_answered(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private("Ada")
    with stage.bot() as bot:
        welcome = stage.say(ada, "/start", "Next digest")
        for data in ("", "domain:'; DROP TABLE papers", "set:zone:Nowhere/Land", "digest:999:0", "\u202e" * 20):
            query = stage.telegram.press(ada.chat_id, welcome.message_id, data, forged=True)
            stage.wait_for(bot, partial(_is_answered, query), f"an answer to {data!r}")


def _is_answered(query: Query) -> bool:
    return query.answered


def test_an_arxiv_that_does_not_answer_stops_nobody(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    ada = stage.telegram.add_private("Ada")
    with stage.bot(arxiv_api_url="http://127.0.0.1:9/api/query"):
        stage.say(ada, "/start", "Next digest")


def test_sigint_ends_it_as_sigterm_does(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    with stage.bot() as bot:
        os.kill(bot.pid, signal.SIGINT)
        assert bot.wait(within=10) == 0


def test_a_token_that_telegram_does_not_know_ends_it_with_one_sentence(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    with stage.launch(bot_token="123456:" + "x" * 35) as bot:
        assert bot.wait(within=30) != 0
    assert "token" in bot.tail().lower()
    assert httpx.get(f"{stage.address}/sandbox/judge").json()["sent"] == 0

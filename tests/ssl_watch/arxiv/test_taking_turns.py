import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import ValidationError

from ssl_watch.arxiv.pacing import Held, Pacer
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.settings import Settings
from tests.ssl_watch.arxiv.wiring import Time


def test_the_interval_runs_from_the_end_of_one_request_to_the_start_of_the_next() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    with pacer.turn(3, time.sleep):
        time.seconds += 100
    time.seconds += 1
    with pacer.turn(3, time.sleep):
        pass
    assert time.waits == [2.0]


def test_a_request_that_failed_counts() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    with pytest.raises(OSError, match="reset"), pacer.turn(3, time.sleep):
        raise OSError("reset")
    with pacer.turn(3, time.sleep):
        pass
    assert time.waits == [3.0]


def test_a_sleep_that_ends_early_is_slept_again() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    with pacer.turn(3, time.sleep):
        pass
    with pacer.turn(3, lambda seconds: time.sleep(seconds / 2 if seconds > 1 else seconds)):
        pass
    assert time.waits == [1.5, 0.75, 0.75]


def test_readers_in_several_threads_never_ask_at_once() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    inside = threading.Semaphore(1)

    def ask(_number: int) -> bool:
        with pacer.turn(3, time.sleep):
            alone = inside.acquire(blocking=False)
            inside.release()
            return alone

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(40)))
    assert time.waits == [3.0] * 39


def test_silence_holds_for_its_time_and_the_longer_one_wins() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    pacer.hold(100, ArxivUnavailable("long"))
    pacer.hold(10, ArxivUnavailable("short"))
    time.seconds += 99
    with pytest.raises(Held, match="long"), pacer.turn(3, time.sleep):
        raise AssertionError
    time.seconds += 1
    with pacer.turn(3, time.sleep):
        pass


def test_one_service_may_be_silent_alone() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    pacer.hold(10, ArxivUnavailable("down"), service="oai")
    with pacer.turn(3, time.sleep, service="api"):
        pass
    with pytest.raises(Held, match="down"), pacer.turn(3, time.sleep, service="oai"):
        raise AssertionError
    pacer.hold(20, ArxivUnavailable("all"))
    with pytest.raises(Held, match="all"), pacer.turn(3, time.sleep, service="oai"):
        raise AssertionError


def test_a_request_that_another_process_may_have_made_counts() -> None:
    time = Time()
    with Pacer(time.clock, asked_at=time.clock() - 1).turn(3, time.sleep):
        assert time.waits == [2.0]


def test_whose_turn_comes_has_the_others_connection_closed_first() -> None:
    time = Time()
    pacer = Pacer(time.clock)
    closed: list[str] = []

    def close_oai() -> None:
        closed.append("oai")

    def close_api() -> None:
        closed.append("api")

    for close in (close_oai, close_oai, close_api, close_oai):
        with pacer.turn(3, time.sleep, close):
            pass
    assert closed == ["oai", "api"]


LOOPBACK = {
    "arxiv_api_url": "http://127.0.0.1:1/api/query",
    "arxiv_oai_url": "http://localhost:1/oai",
    "arxiv_rss_url": "http://[::1]:1",
}


def test_the_interval_is_shorter_only_where_every_address_is_loopback() -> None:
    assert Settings.model_validate({**LOOPBACK, "arxiv_interval": "0"}).arxiv_interval == 0
    for name in LOOPBACK:
        with pytest.raises(ValidationError, match="loopback"):
            Settings.model_validate({**LOOPBACK, name: "https://arxiv.org", "arxiv_interval": "2.9"})

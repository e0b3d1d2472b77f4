from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from ssl_watch.arxiv.wire import Answer, may_follow

SERVED = "Wed, 30 Sep 2026 12:00:00 GMT"


def asked(value: str | None, *, served: str | None = SERVED) -> timedelta | None:
    told = {"Retry-After": value, "Date": served}
    headers = CaseInsensitiveDict({name: text for name, text in told.items() if text is not None})
    return Answer(url="http://127.0.0.1/", status=503, headers=headers, body=b"").retry_after


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("10", timedelta(seconds=10)),
        (" 120 ", timedelta(minutes=2)),
        ("Wed, 30 Sep 2026 12:00:30 GMT", timedelta(seconds=30)),
        ("Wed, 30 Sep 2026 14:00:30 +0200", timedelta(seconds=30)),
        ("Wed, 30 Sep 2026 12:01:00", timedelta(minutes=1)),
        ("9" * 40, timedelta(days=30)),
    ],
)
def test_seconds_and_dates_are_understood(value: str, wait: timedelta) -> None:
    assert asked(value) == wait


@pytest.mark.parametrize("value", [None, "", "0", "-5", "soon", "1.5", "Wed, 30 Sep 2026 11:59:00 GMT", "30 Feb"])
def test_zero_the_past_and_nonsense_ask_for_nothing(value: str | None) -> None:
    assert asked(value) is None


def test_a_date_without_the_answers_own_is_compared_with_our_clock() -> None:
    assert asked("Fri, 01 Jan 2100 00:00:00 GMT", served=None) is not None
    assert asked("Sat, 01 Jan 2000 00:00:00 GMT", served="nonsense") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_header_is_survived(value: str, served: str) -> None:
    wait = asked(value, served=served)
    assert wait is None or wait > timedelta()


@given(st.from_regex(r"(Mon, )?\d{1,20} (Jan|Foo) \d{1,12} \d{1,4}:\d{1,4}:\d{1,9} ([+-]\d{1,9}|GMT)", fullmatch=True))
def test_any_likeness_of_a_date_is_survived(value: str) -> None:
    asked(value)


@pytest.mark.parametrize(
    ("asked_at", "target", "followed"),
    [
        ("https://export.arxiv.org/api/query", "https://export.arxiv.org/api/query?x", True),
        ("https://export.arxiv.org/api/query", "https://arxiv.org/api/query", True),
        ("http://export.arxiv.org/api/query", "https://export.arxiv.org/api/query", True),
        ("http://127.0.0.1:8080/api/query", "http://127.0.0.1:9090/api/query", True),
        ("https://export.arxiv.org/api/query", "http://export.arxiv.org/api/query", False),
        ("http://export.arxiv.org/api/query", "http://arxiv.org/api/query", False),
        ("https://export.arxiv.org/api/query", "https://notarxiv.org/", False),
        ("https://export.arxiv.org/api/query", "https://arxiv.org.evil.example/", False),
        ("https://proxy.example/api/query", "https://arxiv.org/api/query", False),
        ("http://127.0.0.1:8080/api/query", "file:///etc/passwd", False),
    ],
)
def test_redirects_are_followed_within_arxiv_and_never_off_https(asked_at: str, target: str, followed: bool) -> None:
    assert may_follow(asked_at, target) is followed

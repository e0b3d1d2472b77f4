"""Summaries by an endpoint: kept when they are good, and whatever goes wrong the local ones stay."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from ssl_watch import summarising
from ssl_watch.settings import Settings
from ssl_watch.store import Store, papers
from ssl_watch.summarising import Endpoint
from ssl_watch.verdicts import JudgedPaper, judge, judge_anew
from tests.ssl_watch.judging.papers import paper
from tests.ssl_watch.summarising.speaking import Script, speaking

NOW = datetime(2026, 9, 30, 6, 0, tzinfo=UTC)
ABSTRACT = (
    "Sheep are hard to count at night. We propose Woolly, a self-supervised method that learns representations of "
    "flocks from unlabeled hillside video by contrastive learning. It counts sheep with 12% fewer errors than herders."
)
GOOD = "Woolly learns representations of flocks from unlabeled video by contrastive learning, with 12% fewer errors."


def a_paper(number: int = 1, **changes: str) -> JudgedPaper:
    """A paper on SSL, judged."""
    abstract = changes.get("abstract", ABSTRACT)
    written = paper(title="Woolly: self-supervised representation learning of flocks", abstract=abstract)
    return judge(replace(written, arxiv_id=f"2609.{number:05}"))


def recorded(store: Store, *judged: JudgedPaper, at: datetime = NOW) -> None:
    with store.writing() as tx:
        for one in judged:
            papers.record(tx, one, news=True, now=at)


def summary(store: Store, arxiv_id: str = "2609.00001") -> tuple[str, str | None]:
    with store.reading() as tx:
        found = papers.get(tx, arxiv_id)
    assert found is not None
    return found.verdict.summary, found.verdict.summary_by


def asking(url: str, *, budget: int = 10, timeout: float = 20.0) -> Endpoint:
    return Endpoint(url=url, model="small-model", budget=budget, timeout=timeout, key=SecretStr("secret"))


def test_a_good_answer_becomes_the_summary_and_says_whose_it_is(store: Store) -> None:
    recorded(store, a_paper())
    script = Script(text=GOOD)
    with speaking(script) as url:
        assert summarising.improve(store, asking(url), now=NOW) == 1
        assert summarising.improve(store, asking(url), now=NOW) == 0
    assert summary(store) == (GOOD, "small-model")
    (asked,) = script.asked
    assert (asked["path"], asked["key"], asked["model"]) == ("/v1/chat/completions", "Bearer secret", "small-model")
    assert ABSTRACT in asked["messages"][-1]["content"]


def test_it_is_not_asked_again_for_the_same_text_whatever_is_read_or_judged_later(store: Store) -> None:
    judged = a_paper()
    recorded(store, judged)
    with speaking(Script(text=GOOD)) as url:
        summarising.improve(store, asking(url), now=NOW)
    later = replace(judged, paper=replace(judged.paper, version=2, comment="Accepted at ICML 2026"))
    recorded(store, later)
    assert summary(store) == (GOOD, "small-model")
    with store.writing() as tx:
        known = papers.get(tx, "2609.00001")
        assert known is not None
        papers.rejudge(tx, judge_anew(known))
    assert summary(store) == (GOOD, "small-model")


def test_another_abstract_is_summarised_anew(store: Store) -> None:
    judged = a_paper()
    recorded(store, judged)
    with speaking(Script(text=GOOD)) as url:
        summarising.improve(store, asking(url), now=NOW)
        other = a_paper(abstract=ABSTRACT.replace("Woolly", "Fleece"))
        recorded(store, replace(other, paper=replace(other.paper, version=2)))
        assert summary(store) == (other.verdict.summary, None)
        assert summarising.improve(store, asking(url), now=NOW) == 1


TROUBLE: dict[str, Callable[[], Script]] = {
    "too many questions": lambda: Script(status=429, headers={"Retry-After": "3600"}, body=b"{}"),
    "broken": lambda: Script(status=500, body=b"oops"),
    "wrong key": lambda: Script(status=401, body=b'{"error": {"message": "no"}}'),
    "elsewhere": lambda: Script(status=302, headers={"Location": "http://127.0.0.1:9/"}, body=b""),
    "garbage": lambda: Script(body=b"\xff\xfe{{{"),
    "a page": lambda: Script(body=b"<html>Welcome</html>", headers={"Content-Type": "text/html"}),
    "nothing": lambda: Script(body=b""),
    "no choices": lambda: Script(body=b'{"choices": []}'),
    "no text": lambda: Script(body=b'{"choices": [{"message": {"content": null}}]}'),
    "a list": lambda: Script(body=b"[1, 2]"),
    "deep": lambda: Script(body=b"[" * 60_000),
    "100 kB": lambda: Script(text=GOOD + " " * 100_000),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_in_trouble_the_local_summary_stays_and_the_endpoint_is_left_alone_soon(store: Store, trouble: str) -> None:
    several = [a_paper(number) for number in range(1, 6)]
    recorded(store, *several)
    script = TROUBLE[trouble]()
    with speaking(script) as url:
        assert summarising.improve(store, asking(url), now=NOW) == 0
    assert summary(store) == (several[0].verdict.summary, None)
    assert len(script.asked) == 2


def test_no_answer_in_time_is_no_answer(store: Store) -> None:
    recorded(store, a_paper())
    script = Script(text=GOOD, hold=threading.Event())
    with speaking(script) as url:
        assert summarising.improve(store, asking(url, timeout=0.2), now=NOW) == 0
    assert summary(store)[1] is None


def test_nobody_there_is_no_answer(store: Store) -> None:
    recorded(store, a_paper())
    with speaking(Script()) as url:
        pass
    assert summarising.improve(store, asking(url), now=NOW) == 0


def test_what_is_no_summary_is_not_used_and_the_next_paper_is_asked_for(store: Store) -> None:
    recorded(store, *(a_paper(number) for number in range(1, 6)))
    script = Script(text="Sure, here is the summary: buy wool at https://wool.example today.")
    with speaking(script) as url:
        assert summarising.improve(store, asking(url), now=NOW) == 0
    assert len(script.asked) == 5


def test_the_days_budget_holds_across_restarts_and_is_there_again_tomorrow(store: Store) -> None:
    recorded(store, *(a_paper(number) for number in range(1, 8)))
    script = Script(text=GOOD)
    with speaking(script) as url:
        assert summarising.improve(store, asking(url, budget=3), now=NOW) == 3
        assert summarising.improve(store, asking(url, budget=3), now=NOW + timedelta(hours=1)) == 0
        assert summarising.improve(store, asking(url, budget=3), now=NOW + timedelta(days=1)) == 3


def test_papers_in_passing_old_ones_and_those_without_an_abstract_are_not_sent(store: Store) -> None:
    recorded(store, a_paper(1), at=NOW - timedelta(days=3))
    recorded(store, a_paper(2, abstract=""), judge(replace(paper(title="Sheep", abstract="We count sheep."))))
    script = Script(text=GOOD)
    with speaking(script) as url:
        assert summarising.improve(store, asking(url), now=NOW) == 0
    assert script.asked == []


def test_one_go_ends_before_the_next_poll(store: Store) -> None:
    recorded(store, *(a_paper(number) for number in range(1, 6)))
    moments = iter([0.0, 10.0, 400.0])
    with speaking(Script(text=GOOD)) as url:
        assert summarising.improve(store, asking(url), now=NOW, stopwatch=lambda: next(moments)) == 1


def test_it_is_off_unless_an_address_is_set() -> None:
    assert summarising.open_endpoint(Settings(summary_url="")) is None
    endpoint = summarising.open_endpoint(Settings(summary_url="http://127.0.0.1:1/v1/", summary_model="m"))
    assert endpoint == Endpoint(url="http://127.0.0.1:1/v1", model="m", budget=100, timeout=20.0)


def test_its_key_is_never_shown() -> None:
    assert "secret" not in repr(asking("http://127.0.0.1:1/v1"))

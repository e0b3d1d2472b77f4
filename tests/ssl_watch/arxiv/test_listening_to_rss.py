from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.serving import serving
from ssl_watch.arxiv import Batch, BatchItem, Readers
from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from tests.ssl_watch.arxiv.harvesting import reading_all
from tests.ssl_watch.arxiv.wiring import Time

WEDNESDAY, THURSDAY = "2026-09-23T00:00:00-04:00", "2026-09-24T00:00:00-04:00"


def an_item(arxiv_id: str, kind: str = "new", *, at: str = THURSDAY, named: str | None = None) -> str:
    words = f"arXiv:{arxiv_id} Announce Type: {kind or 'new'} \nAbstract: Yes."
    return (
        f"<entry><id>oai:arXiv.org:{arxiv_id if named is None else named}</id><title>On things</title>"
        f"<updated>{THURSDAY}</updated><summary>{words}</summary>"
        f"<published>{at}</published>"
        + (f"<arxiv:announce_type>{kind}</arxiv:announce_type>" if kind else "")
        + "</entry>"
    )


def a_feed(category: str, *items: str) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        f"<id>http://rss.arxiv.org/atom/{category}</id><title>{category} updates on arXiv.org</title>"
        f"<updated>{THURSDAY}</updated>{''.join(items)}</feed>"
    )


class Rss:
    def __init__(self, feeds: dict[str, str | Response]) -> None:
        self.feeds = feeds
        self.asked: list[str] = []

    async def answer(self, request: Request) -> Response:
        category = request.path_params["category"]
        self.asked.append(category)
        feed = self.feeds.get(category, a_feed(category))
        return feed if isinstance(feed, Response) else Response(feed, media_type="application/atom+xml")


@contextmanager
def listening(feeds: dict[str, str | Response], **bounds: Any) -> Iterator[tuple[Rss, Readers, Time]]:
    rss, time = Rss(feeds), Time()
    app = Starlette(routes=[Route("/atom/{category}", rss.answer)])
    with serving(app) as base, reading_all(base, time, **bounds) as readers:
        yield rss, readers, time


def batch(*lg: str, cv: tuple[str, ...] = ()) -> Batch:
    with listening({"cs.LG": a_feed("cs.LG", *lg), "cs.CV": a_feed("cs.CV", *cv)}, tries=1) as (_, readers, _time):
        return readers.rss.read_batch()


def test_a_few_single_categories_are_read_at_arxivs_pace_and_never_all_of_cs() -> None:
    with listening({}) as (rss, readers, time):
        readers.rss.read_batch()
        assert rss.asked == ["cs.LG", "cs.CV", "eess.AS"]
        assert time.waits == [3.0, 3.0]


def test_what_was_announced_is_told_once_with_its_kind_version_and_day() -> None:
    assert batch(
        an_item("2609.26820v1"),
        an_item("2205.06398v2", "cross"),
        cv=(an_item("2609.26820v1"), an_item("2009.13987v3", "replace"), an_item("hep-th/9901001v4", "replace-cross")),
    ) == Batch(
        published_at=datetime(2026, 9, 24, 4, tzinfo=UTC),
        items=(
            BatchItem(arxiv_id="2609.26820", version=1, kind="new"),
            BatchItem(arxiv_id="2205.06398", version=2, kind="cross"),
            BatchItem(arxiv_id="2009.13987", version=3, kind="replace"),
            BatchItem(arxiv_id="hep-th/9901001", version=4, kind="replace-cross"),
        ),
    )


def test_a_category_that_is_stale_has_no_part_in_the_batch() -> None:
    told = batch(an_item("2609.26820v1"), cv=(an_item("2609.25000v1", at=WEDNESDAY),))
    assert (told.published_at, [item.arxiv_id for item in told.items]) == (
        datetime(2026, 9, 24, 4, tzinfo=UTC),
        ["2609.26820"],
    )


def test_nothing_at_a_weekend_is_an_answer_without_a_day() -> None:
    assert batch() == Batch(published_at=None, items=())


def test_kind_and_version_may_stand_in_the_words_alone() -> None:
    told = batch(an_item("2609.26820v3", "", named="2609.26820"))
    assert told.items == (BatchItem(arxiv_id="2609.26820", version=3, kind="new"),)


@pytest.mark.parametrize(
    "odd",
    [
        an_item("2609.00001v1", "withdraw"),
        an_item("2609.00001v1", named="tomorrow"),
        an_item("2609.00001v1", at="today"),
        an_item("2609.00001v1", at="2026-09-24"),
        an_item("2609.00001v1").replace("On ", "On \x01"),
        an_item("2609.00001v1").replace("On ", "On & "),
    ],
)
def test_an_odd_item_is_left_out_and_costs_no_other(odd: str) -> None:
    told = batch(an_item("2609.26820v1"), odd, an_item("2609.26821v1"))
    assert [item.arxiv_id for item in told.items] == ["2609.26820", "2609.26821"]


@pytest.mark.parametrize(
    "feed",
    [
        "",
        "<html/>",
        a_feed("cs.AI", an_item("2609.26820v1")),
        a_feed("cs.LG", an_item("2609.26820v1"))[:-20],
        a_feed("cs.LG", *(an_item(f"2609.{number:05}v1", at="?") for number in range(5))),
        a_feed("cs.LG").replace("<feed ", '<!DOCTYPE feed [<!ENTITY a "b">]><feed '),
        Response("", 503),
        Response("Rate exceeded.", 429),
    ],
    ids=range(8),
)
def test_a_broken_feed_is_a_failure_and_never_a_quiet_day(feed: str | Response) -> None:
    with listening({"cs.LG": feed}) as (rss, readers, _), pytest.raises(ArxivUnavailable):
        readers.rss.read_batch()
    assert rss.asked == ["cs.LG"] * 4


def test_an_address_that_is_not_rss_is_told_by_its_setting() -> None:
    with (
        listening({"cs.LG": Response("", 404)}) as (_, readers, _time),
        pytest.raises(ArxivRefused, match="SSL_WATCH_ARXIV_RSS_URL"),
    ):
        readers.rss.read_batch()

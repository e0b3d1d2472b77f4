from datetime import datetime

import pytest
import requests

from sandbox.arxiv import Record
from sandbox.arxiv.faults import Fault
from sandbox.arxiv.records import moment
from sandbox.arxiv.world import Limits
from tests.sandbox_arxiv.papers_to_search import a_record
from tests.sandbox_arxiv.serving_papers import a_stand_in, feed, lines

TUESDAY = moment("2026-09-29T20:00:00-04:00")
WEDNESDAY = moment("2026-09-30T08:00:00-04:00")


def announcement() -> tuple[Record, ...]:
    old = moment("2026-08-03T20:00:00-04:00")
    return (
        a_record(1, announced_at=TUESDAY, categories=("cs.LG",), abstract="Plain & short."),
        a_record(2, announced_at=TUESDAY, categories=("cs.CV", "cs.LG")),
        a_record(3, announced_at=old, categories=("cs.LG",)),
        a_record(3, version=2, announced_at=TUESDAY, categories=("cs.LG",)),
        a_record(4, announced_at=old, categories=("cs.CV", "cs.LG")),
        a_record(4, version=2, announced_at=TUESDAY, categories=("cs.CV", "cs.LG")),
        a_record(5, announced_at=old, categories=("cs.CV",)),
        a_record(5, edition=1, announced_at=TUESDAY, categories=("cs.CV", "cs.LG")),
        a_record(6, announced_at=old),
        a_record(6, edition=1, announced_at=TUESDAY, journal_ref="J. 1"),
        a_record(7, version=5, announced_at=old),
        a_record(7, version=6, announced_at=TUESDAY),
    )


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_lists_new_papers_first_and_replaced_cross_lists_last(form: str) -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(WEDNESDAY)
        answer = feed(base, form, "cs.LG")
    assert lines(answer) == [
        ("2609.00001v1", "new"),
        ("2609.00002v1", "cross"),
        ("2609.00005v1", "cross"),
        ("2609.00003v2", "replace"),
        ("2609.00004v2", "replace-cross"),
    ]
    assert "Abstract: Plain &amp; short." in answer.text
    assert answer.headers["content-type"] == f"application/{form}+xml"


def test_what_is_new_in_one_of_several_categories_is_new() -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(WEDNESDAY)
        assert dict(lines(feed(base, "rss", "cs.LG+cs.CV")))["2609.00002v1"] == "new"
        assert dict(lines(feed(base, "rss", "cs")))["2609.00005v1"] == "cross"


def test_a_feed_that_is_too_long_loses_the_new_papers() -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(WEDNESDAY)
        world.limits = Limits(feed=4)
        assert [kind for _, kind in lines(feed(base, "rss", "cs.LG"))] == ["cross", "cross", "replace", "replace-cross"]


@pytest.mark.parametrize(
    ("at", "items"),
    [
        ("2026-09-29T23:59:00-04:00", 0),  # announced, and not midnight yet
        ("2026-09-30T00:00:00-04:00", 5),
        ("2026-09-30T23:59:00-04:00", 5),
        ("2026-10-01T00:00:00-04:00", 0),
        ("2026-10-03T12:00:00-04:00", 0),  # Saturday
    ],
)
def test_a_feed_is_of_one_day_in_new_york(at: str, items: int) -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(moment(at))
        assert len(lines(feed(base, "rss", "cs.LG"))) == items


def test_a_stale_feed_says_that_it_was_made_just_now() -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(moment("2026-10-01T08:00:00-04:00"))
        world.faults.append(Fault(name="stale"))
        answer = feed(base, "rss", "cs.LG")
    assert len(lines(answer)) == 5
    assert "<lastBuildDate>Thu, 01 Oct 2026 12:00:00 +0000</lastBuildDate>" in answer.text
    assert "<pubDate>Wed, 30 Sep 2026 00:00:00 -0400</pubDate>" in answer.text


def test_a_feed_may_be_kept_until_the_next_midnight() -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(moment("2026-09-30T23:00:00-04:00"))
        first = feed(base, "atom", "cs.LG")
        again = requests.get(f"{base}/atom/cs.LG", headers={"If-None-Match": first.headers["etag"]}, timeout=5)
    assert first.headers["cache-control"] == "max-age=3600"
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("names", ["cs.XX", "cs.LG+nonsense", "+"])
def test_there_is_no_feed_of_what_is_no_category(names: str) -> None:
    with a_stand_in() as (_, base):
        assert feed(base, "rss", names).status_code == 400


def test_atom_tells_the_day_of_each_entry() -> None:
    with a_stand_in(*announcement()) as (world, base):
        world.stop_clock(WEDNESDAY)
        text = feed(base, "atom", "cs.LG").text
    assert text.count("<published>2026-09-30T00:00:00-04:00</published>") == 5
    assert datetime.fromisoformat(text.partition("<updated>")[2].partition("<")[0]) == WEDNESDAY

"""What operators are shown: readable with everything, with nothing, and whatever arXiv said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.messages.status import status
from ssl_watch.announcements import Feed, FeedState
from ssl_watch.polls import SourceStanding, Standing
from tests.bot.messages.telegram_html import check

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HELD = {"papers": 1200, "subscribers": 3, "subscribers_active": 2}
OUTBOX = {"pending": 1, "unknown": 1, "sent": 40, "refused": 0, "gone": 2}


def standing(**changes: Any) -> Standing:
    plain = Standing(
        at=NOW,
        feed=Feed(newest="2611.12345", seen_at=NOW - timedelta(hours=9), unmatched=0),
        due_at=DUE,
        sources=(SourceStanding(source="oai", good_at=NOW - timedelta(hours=9), total=5021),),
        announced=1312,
        relevant=14,
        open_holes=2,
        gaps=1,
        slices=90,
        held={**HELD, **OUTBOX},
    )
    return replace(plain, **changes)


def test_operators_see_the_feed_each_source_and_what_is_missing() -> None:
    told = check(status(standing())).text
    assert told.startswith(
        "Feed: fresh: the last announcement was read\nNewest paper: 2611.12345, first seen Tue 24 Nov"
    )
    assert "1,312 papers first seen, 14 about SSL." in told
    assert "The sources agree." in told
    assert "• OAI-PMH: read Tue 24 Nov, 03:00 UTC (5,021 records)" in told
    assert "2 missing papers asked for daily, 1 known gap; 90 slices of the past" in told
    assert "outbox: 2 waiting, 40 sent, 0 refused, 2 to chats that are gone." in told


def test_a_source_that_fails_is_told_with_its_reason_whatever_that_holds() -> None:
    broken = SourceStanding(source="api", good_at=None, failures=3, error="<b>&#x202e; /start @nobody " + "x" * 5000)
    told = check(status(standing(sources=(broken,)))).text
    assert "• API: failed 3 times, last never read whole. <b>" in told
    assert len(told) < 1500


@pytest.mark.parametrize(
    ("feed", "state"),
    [
        (Feed(), FeedState.WAITING),
        (Feed(failed=True), FeedState.FAILED),
        (Feed(newest="2611.1", seen_at=NOW - timedelta(days=5)), FeedState.STALLED),
        (Feed(newest="2611.1", seen_at=DUE, unmatched=4), FeedState.FRESH),
    ],
)
def test_every_state_of_the_feed_has_its_words(feed: Feed, state: FeedState) -> None:
    told = check(status(standing(feed=feed, sources=()))).text
    assert told.startswith(f"Feed: {state}: ")
    assert "None was read yet." in told

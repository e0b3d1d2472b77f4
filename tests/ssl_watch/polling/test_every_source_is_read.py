"""What each poll asks of each source, and what it makes of the answers, at an arXiv in miniature."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ssl_watch.arxiv import Reading
from ssl_watch.arxiv.oai_requests import SETS as HARVESTED
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Author
from ssl_watch.polling import look, poll
from ssl_watch.polls import PollReport
from ssl_watch.polls.plans import SETS
from ssl_watch.store import Store, papers, sightings
from tests.ssl_watch.polling.scripted import ADMINS, NOW, Miniature, a_paper, another_paper, news_of, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DOWN = ArxivUnavailable("arXiv answered with status 503.")
TODAY = NOW.date()


@pytest.fixture
def arxiv() -> Miniature:
    """Five papers, announced last night."""
    made = Miniature()
    made.announce(*map(a_paper, range(1, 5)), another_paper(5), on=TODAY)
    return made


def states(report: PollReport) -> dict[str, str]:
    return {each.source: each.state for each in report.sources}


def judged_at(store: Store, arxiv_id: str) -> datetime:
    with store.reading() as tx:
        return sightings.get_many(tx, [arxiv_id])[arxiv_id].judged_at


def test_what_is_watched_whole_is_what_is_harvested() -> None:
    assert SETS == HARVESTED


def test_four_days_are_harvested_again_at_every_poll_and_more_after_days_of_silence(
    store: Store, arxiv: Miniature
) -> None:
    for later in (timedelta(), HOUR, DAY * 3):
        poll(store, arxiv.readers, now=NOW + later)
    days = [TODAY - DAY * 4, TODAY - DAY * 4, TODAY - DAY * 4]
    assert [since for since, until in arxiv.questions("oai") if until is None] == days


def test_after_weeks_of_silence_what_lies_between_is_caught_up_with_slice_by_slice(
    store: Store, arxiv: Miniature
) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(*(a_paper(10 + day, submitted_at=NOW) for day in range(30)), on=TODAY + DAY * 10)
    later = NOW + DAY * 30
    arxiv.faults["list"] = DOWN
    poll(store, arxiv.readers, now=later)
    del arxiv.faults["list"]
    assert arxiv.questions("oai")[-1] == ((later - DAY * 4).date(), None)
    arxiv.hidden["api"] = {f"2609.{10 + day:05}" for day in range(30)}
    poll(store, arxiv.readers, now=later + HOUR)
    assert len(news_of(store)) == 34


def test_a_record_that_did_not_change_is_judged_once_more_on_a_later_day_and_never_again(
    store: Store, arxiv: Miniature
) -> None:
    seen = []
    for hours in (0, 1, 26, 30, 40):
        poll(store, arxiv.readers, now=NOW + HOUR * hours)
        seen.append(judged_at(store, "2609.00005"))
    assert seen == [NOW, NOW + HOUR, *[NOW + HOUR * 26] * 3]


def test_an_edit_on_the_day_of_the_announcement_is_seen(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(a_paper(1, comment="Accepted at CVPR 2027"), on=TODAY)
    assert poll(store, arxiv.readers, now=NOW + HOUR * 9).recorded == 1
    assert poll(store, arxiv.readers, now=NOW + HOUR * 30).recorded == 0


def test_two_sources_that_tell_a_paper_differently_do_not_undo_each_other(store: Store, arxiv: Miniature) -> None:
    readers, other = arxiv.readers, Miniature()
    by_the_api = a_paper(1, authors=(Author(name="A. Example"),), title="Self-supervised $x$")
    other.announce(by_the_api, on=TODAY)
    both = replace(readers, api=other.readers.api)
    assert [poll(store, both, now=NOW + HOUR * hours).recorded for hours in range(4)] == [4, 0, 0, 0]
    with store.reading() as tx:
        known = papers.get(tx, "2609.00001")
        assert known is not None
        assert known.paper.authors == a_paper(1).authors
        assert sightings.get_many(tx, ["2609.00001"])["2609.00001"].sources == {"oai", "api"}


def test_a_version_that_one_source_is_late_to_show_is_recorded_once(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    other = Miniature()
    other.announce(a_paper(1, version=2, title="Self-supervised, better"), on=TODAY + DAY)
    ahead = replace(arxiv.readers, api=other.readers.api)
    assert [poll(store, ahead, now=NOW + HOUR * hours).replaced for hours in (1, 2, 26)] == [1, 0, 0]
    arxiv.announce(a_paper(1, version=2, title="Self-supervised, better"), on=TODAY + DAY)
    assert poll(store, ahead, now=NOW + HOUR * 27).recorded == 0
    assert len(news_of(store)) == 4


def test_a_paper_held_for_weeks_is_news_when_it_is_announced(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(a_paper(6, submitted_at=NOW - DAY * 20, categories=("cs.SD",)), on=TODAY + DAY)
    report = poll(store, arxiv.readers, now=NOW + DAY)
    assert (report.announced, report.late) == (1, 1)
    assert news_of(store)[-1] == "2609.00006"


@pytest.mark.parametrize("arxiv_id", ["2508.00001", "2609.00000", "hep-th/9901001"])
def test_an_older_paper_that_enters_our_sets_or_gets_a_version_is_recorded_and_no_news(
    store: Store, arxiv: Miniature, arxiv_id: str
) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(a_paper(6, arxiv_id=arxiv_id, version=3), on=TODAY + DAY)
    assert poll(store, arxiv.readers, now=NOW + DAY).new == 1
    assert arxiv_id not in news_of(store)


def test_a_paper_that_turns_to_ssl_in_a_later_version_is_recorded_and_no_news(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(a_paper(5, version=2), on=TODAY + DAY)
    report = poll(store, arxiv.readers, now=NOW + DAY)
    assert (report.announced, report.new, len(news_of(store))) == (0, 1, 4)


def test_without_its_primary_source_the_api_tells_the_news_and_nothing_is_doubled(
    store: Store, arxiv: Miniature
) -> None:
    arxiv.faults["oai"] = DOWN
    report = poll(store, arxiv.readers, now=NOW, admins=ADMINS)
    assert (states(report)["oai"], states(report)["api"], report.new) == ("failed", "ok", 4)
    assert look(store, now=NOW).feed.state(NOW) == "failed"
    del arxiv.faults["oai"]
    report = poll(store, arxiv.readers, now=NOW + HOUR, admins=ADMINS)
    assert (report.announced, report.recorded, len(news_of(store))) == (1, 0, 4)
    assert [text.partition(".")[0] for chat_id, text in told(store) if chat_id == 7] == [
        "arXiv (oai) was not read: arXiv answered with status 503",
        "arXiv (oai) is read again after 1 poll that failed",
    ]


def test_a_harvest_that_breaks_off_keeps_its_pages_and_is_read_again(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.announce(a_paper(6), a_paper(7), on=TODAY + DAY)
    arxiv.page = 5
    breaking = _Breaking(arxiv)
    readers = replace(arxiv.readers, oai=breaking)
    arxiv.hidden["api"] = {"2609.00006", "2609.00007"}
    arxiv.faults["list"] = DOWN
    report = poll(store, readers, now=NOW + DAY)
    assert (states(report)["oai"], report.sources[0].total) == ("failed", 5)
    del arxiv.faults["list"]
    assert (poll(store, arxiv.readers, now=NOW + DAY + HOUR).new, len(news_of(store))) == (2, 6)


def test_what_a_harvest_left_unread_is_found_by_the_list_and_asked_for_by_ids(store: Store, arxiv: Miniature) -> None:
    arxiv.page = 4
    arxiv.hidden["api"] = {"2609.00005"}
    report = poll(store, replace(arxiv.readers, oai=_Breaking(arxiv)), now=NOW)
    assert (states(report)["oai"], report.sources[0].total) == ("failed", 4)
    assert (states(report)["oai list"], states(report)["holes"]) == ("ok", "ok")
    assert (arxiv.questions("api ids"), report.announced) == ([("2609.00005",)], 5)
    assert news_of(store) == [f"2609.0000{number}" for number in range(1, 5)]


def test_a_first_reading_without_young_papers_that_breaks_off_decides_nothing(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(a_paper(1, arxiv_id="2501.00001", version=2, submitted_at=NOW - DAY * 600), on=TODAY)
    arxiv.page = 1
    arxiv.faults["api"] = DOWN
    report = poll(store, replace(arxiv.readers, oai=_Breaking(arxiv)), now=NOW)
    assert (states(report)["oai"], report.announced) == ("failed", 0)
    del arxiv.faults["api"]
    poll(store, arxiv.readers, now=NOW + HOUR)
    assert news_of(store) == [f"2609.0000{number}" for number in range(1, 5)]


def test_no_records_at_all_in_days_of_announcements_are_not_believed(store: Store, arxiv: Miniature) -> None:
    poll(store, arxiv.readers, now=NOW)
    arxiv.hidden["oai"] = set(arxiv.announced)
    report = poll(store, arxiv.readers, now=NOW + DAY)
    assert report.error == "oai: OAI-PMH told of no records since 2026-09-26, where arXiv announces daily."


def test_everything_is_remembered_when_the_process_ends_in_between(store: Store, arxiv: Miniature) -> None:
    arxiv.page = 2
    with pytest.raises(KeyboardInterrupt):
        poll(store, replace(arxiv.readers, oai=_Breaking(arxiv, KeyboardInterrupt())), now=NOW)
    report = poll(store, arxiv.readers, now=NOW + HOUR)
    assert (report.announced, len(news_of(store))) == (5, 4)


def test_months_of_the_apis_year_are_read_once_a_week_a_few_at_a_time(store: Store, arxiv: Miniature) -> None:
    arxiv.announce(
        a_paper(1, arxiv_id="2512.00001", submitted_at=datetime(2025, 12, 5, tzinfo=UTC)), on=date(2025, 12, 6)
    )
    for hours in (0, 5, 10, 15, 20):
        poll(store, arxiv.readers, now=NOW + HOUR * hours)
    months = [since for since, until in arxiv.questions("api") if (until.day, until.hour) == (1, 0)]
    assert len(set(months)) == len(months) == 12
    assert (max(months), min(months)) == (datetime(2026, 8, 1, tzinfo=UTC), datetime(2025, 9, 1, tzinfo=UTC))
    with store.reading() as tx:
        assert papers.known(tx, ["2512.00001"])
    assert "2512.00001" not in news_of(store)


class _Breaking:
    """OAI-PMH that breaks off after its first page."""

    source = "oai"

    def __init__(self, arxiv: Miniature, error: BaseException = DOWN) -> None:
        self._whole = arxiv.readers.oai
        self._error = error
        self.identifiers = self._whole.identifiers
        self.read_ids = self._whole.read_ids
        self.close = self._whole.close

    def harvest(self, since: date, until: date | None = None) -> Iterator[Reading]:
        yield next(iter(self._whole.harvest(since, until)))
        raise self._error

import itertools
from datetime import timedelta
from typing import Any

import pytest

from ssl_watch import polling
from ssl_watch.arxiv import ReaderClosed
from ssl_watch.errors import ArxivError, ArxivRefused, ArxivUnavailable
from ssl_watch.polls import PollReport, SourceReport
from ssl_watch.store import Store, feed, papers, poll_runs, sightings
from tests.ssl_watch.polling.scripted import ADMINS, NOW, Script, a_paper, an_answer, another_paper, news_of, only, told

HOUR = timedelta(hours=1)
DOWN = ArxivUnavailable("arXiv answered with status 503.")


def poll(store: Store, api: Script, **options: Any) -> PollReport:
    """A poll of which only the API has anything to tell."""
    return polling.poll(store, only(api), **options)


def of_api(report: PollReport) -> SourceReport:
    """The reading of the API."""
    return next(each for each in report.sources if each.source == "api")


def runs(store: Store) -> int:
    """Failed polls and the last one tell that rows were written."""
    with store.reading() as tx:
        return poll_runs.failed_since(tx, None) + (poll_runs.last_good(tx) is not None)


def test_the_last_sixty_days_are_read_whole_every_time(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), an_answer([a_paper(1)]))
    poll(store, reader, now=NOW)
    poll(store, reader, now=NOW + HOUR)
    assert [since for since, _, _ in reader.asked] == [NOW - timedelta(days=60)] * 2
    assert [until for _, until, _ in reader.asked] == [NOW, NOW + HOUR]


def test_after_months_of_silence_nothing_in_between_is_left_out(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), an_answer([a_paper(1), a_paper(2)]))
    poll(store, reader, now=NOW)
    poll(store, reader, now=NOW + timedelta(days=200))
    assert reader.asked[1][0] == NOW - timedelta(days=60)


def test_a_clock_that_was_set_back_does_not_shorten_the_window(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), an_answer([a_paper(1)]))
    poll(store, reader, now=NOW + timedelta(days=30))
    poll(store, reader, now=NOW)
    assert reader.asked[1][0] == NOW - timedelta(days=60)


def test_the_first_reading_fills_the_archive_and_only_the_last_days_are_news(store: Store) -> None:
    old = a_paper(1, submitted_at=NOW - timedelta(days=5))
    report = poll(store, Script(an_answer([old, a_paper(2)])), now=NOW)
    assert (report.new, report.recorded, report.relevant, report.late) == (2, 2, 2, 0)
    assert news_of(store) == ["2609.00002"]


def test_later_on_every_first_sight_is_news_however_old_the_paper_is(store: Store) -> None:
    held = a_paper(2, submitted_at=NOW - timedelta(days=13))
    reader = Script(an_answer([a_paper(1)]), an_answer([a_paper(1), held]))
    poll(store, reader, now=NOW)
    report = poll(store, reader, now=NOW + HOUR)
    assert (report.announced, report.new, report.late, report.recorded) == (1, 1, 1, 1)
    assert news_of(store) == ["2609.00001", "2609.00002"]


def test_a_replacement_is_recorded_and_is_not_news_again(store: Store) -> None:
    second = a_paper(1, version=2, title="A better title", updated_at=NOW)
    reader = Script(an_answer([a_paper(1)]), an_answer([second]))
    poll(store, reader, now=NOW)
    report = poll(store, reader, now=NOW + HOUR)
    assert (report.replaced, report.new, report.recorded) == (1, 0, 1)
    with store.reading() as tx:
        known = papers.get(tx, "2609.00001")
        assert known is not None
        assert (known.paper.title, known.first_seen) == ("A better title", 1)
        assert papers.count_news(tx, after=0, until=100) == 1


def test_what_has_no_sign_of_ssl_is_remembered_and_not_recorded(store: Store) -> None:
    report = poll(store, Script(an_answer([another_paper(1), a_paper(2)])), now=NOW)
    assert (report.announced, report.recorded, report.relevant) == (2, 1, 1)
    with store.reading() as tx:
        assert sightings.unknown(tx, ["2609.00001", "2609.00002", "2609.00003"]) == {"2609.00003"}
        assert papers.known(tx, ["2609.00001", "2609.00002"]) == {"2609.00002"}


def test_what_is_known_just_so_is_not_written_again(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), an_answer([a_paper(1)]), an_answer([a_paper(1, comment="Accepted by X")]))
    reports = [poll(store, reader, now=NOW + HOUR * number) for number in range(3)]
    assert [report.recorded for report in reports] == [1, 0, 1]
    assert [report.total for report in reports] == [1, 1, 1]


def test_an_older_version_than_the_known_one_changes_nothing(store: Store) -> None:
    reader = Script(an_answer([a_paper(1, version=3, title="Third")]), an_answer([a_paper(1)]))
    poll(store, reader, now=NOW)
    assert poll(store, reader, now=NOW + HOUR).recorded == 0


def test_papers_are_first_seen_in_the_order_of_their_announcement(store: Store) -> None:
    poll(store, Script(an_answer([a_paper(3), a_paper(1), a_paper(2)])), now=NOW)
    assert news_of(store) == ["2609.00001", "2609.00002", "2609.00003"]


def test_a_poll_is_timed_and_written_down(store: Store) -> None:
    ticks = itertools.count(100.0, 2.5)
    report = poll(store, Script(an_answer([a_paper(1)])), now=NOW, stopwatch=lambda: next(ticks))
    assert report.started_at == NOW
    assert of_api(report).ended_at == NOW + timedelta(seconds=2.5)
    with store.reading() as tx:
        assert poll_runs.last(tx, source="api") == of_api(report)
        assert poll_runs.last_poll(tx) == report.sources


@pytest.mark.parametrize("error", [DOWN, ArxivRefused("arXiv calls the question wrong: no.")])
def test_a_failed_poll_changes_nothing_and_is_written_down(store: Store, error: ArxivError) -> None:
    poll(store, Script(an_answer([a_paper(1)])), now=NOW)
    report = poll(store, Script(error), now=NOW + HOUR)
    assert (report.succeeded, of_api(report).error, report.new) == (False, str(error), 0)
    with store.reading() as tx:
        assert poll_runs.last(tx, source="api") == of_api(report)
        assert papers.last_seen(tx) == 1


def test_each_operator_is_told_once_that_arxiv_cannot_be_read_and_once_that_it_can(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), DOWN, DOWN, DOWN, an_answer([a_paper(1)]), an_answer([a_paper(1)]))
    for number in range(6):
        poll(store, reader, now=NOW + HOUR * number, admins=ADMINS)
    texts = told(store)
    assert [chat_id for chat_id, _ in texts] == [7, 8, 7, 8]
    assert texts[0][1] == (
        "arXiv (api) was not read: arXiv answered with status 503. It has not been read whole since 2026-09-30 02:30 "
        "UTC; the next poll tries again."
    )
    assert texts[2][1] == (
        "arXiv (api) is read again after 3 polls that failed. Nothing is missing: everything since the last good "
        "reading was read again."
    )


def test_the_next_outage_is_told_again(store: Store) -> None:
    good = an_answer([a_paper(1)])
    reader = Script(DOWN, good, DOWN, good)
    for number in range(4):
        poll(store, reader, now=NOW + HOUR * number, admins=frozenset({7}))
    assert len(told(store)) == 4


def test_without_operators_nobody_is_told(store: Store) -> None:
    poll(store, Script(DOWN), now=NOW)
    assert told(store) == []


def test_nothing_where_there_was_something_is_a_failure(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), an_answer([]))
    poll(store, reader, now=NOW)
    report = poll(store, reader, now=NOW + HOUR, admins=ADMINS)
    assert report.error == "api: arXiv told of no papers where it told of 1 before."
    assert len(told(store)) == 2
    assert [expect_some for _, _, expect_some in reader.asked] == [False, True]


def test_nothing_at_first_is_an_answer(store: Store) -> None:
    assert poll(store, Script(an_answer([])), now=NOW).succeeded


def test_an_empty_first_answer_does_not_make_news_of_the_whole_archive(store: Store) -> None:
    old = a_paper(1, submitted_at=NOW - timedelta(days=30))
    reader = Script(an_answer([]), an_answer([old, a_paper(2)]))
    assert poll(store, reader, now=NOW).succeeded
    report = poll(store, reader, now=NOW + HOUR)
    assert (report.new, report.late) == (2, 0)
    assert news_of(store) == ["2609.00002"]


def test_much_less_than_before_is_a_failure_until_it_has_stayed_so_for_long(store: Store) -> None:
    few = an_answer([a_paper(number) for number in range(3)])
    reader = Script(an_answer([a_paper(number) for number in range(30)]), *[few] * 12)
    outcomes = [poll(store, reader, now=NOW + HOUR * number).succeeded for number in range(12)]
    assert outcomes == [True, *[False] * 8, True, True, True]


def test_a_little_less_than_before_is_an_answer(store: Store) -> None:
    reader = Script(an_answer(map(a_paper, range(30))), an_answer(map(a_paper, range(16))))
    assert poll(store, reader, now=NOW).succeeded
    assert poll(store, reader, now=NOW + HOUR).succeeded


def test_nothing_is_never_believed_however_long_it_stays(store: Store) -> None:
    reader = Script(an_answer([a_paper(1)]), *[an_answer([])] * 20)
    outcomes = [poll(store, reader, now=NOW + HOUR * number).succeeded for number in range(21)]
    assert outcomes == [True, *[False] * 20]


def test_after_a_403_arxiv_is_left_alone_for_a_day_by_every_process(store: Store) -> None:
    denied = ArxivRefused("arXiv denied access (403); it will not be asked again for a day.")
    assert poll(store, Script(denied), now=NOW, admins=frozenset({7})).failed is False  # the other source was read
    reader = Script(an_answer([a_paper(1)]))
    for hours in (1, 12, 23):
        report = poll(store, reader, now=NOW + HOUR * hours)
        assert report.error == "arXiv denied access (403); it will not be asked again before 2026-10-01 02:30 UTC."
    assert (reader.asked, runs(store)) == ([], 2)
    assert poll(store, reader, now=NOW + HOUR * 25).succeeded
    assert "refused" not in told(store)[0][1]
    assert len(told(store)) == 1


def test_a_refusal_in_the_middle_of_an_outage_is_told_as_well(store: Store) -> None:
    reader = Script(DOWN, ArxivRefused("arXiv denied access (403); it will not be asked again for a day."))
    for number in range(2):
        poll(store, reader, now=NOW + HOUR * number, admins=frozenset({7}))
    assert len(told(store)) == 2


def test_a_poll_that_the_end_of_the_process_breaks_off_leaves_no_trace(store: Store) -> None:
    report = poll(store, Script(ReaderClosed("The reading of arXiv was given up.")), now=NOW, admins=ADMINS)
    assert not report.succeeded
    assert (told(store), [each.source for each in report.sources]) == ([], ["oai"])


def test_records_that_cannot_be_read_are_told_once_by_their_ids(store: Store) -> None:
    odd = an_answer([a_paper(1)], total=2, unreadable=("2609.00002",), ghosts=("2609.00003",))
    reader = Script(odd, odd)
    for number in range(2):
        assert poll(store, reader, now=NOW + HOUR * number, admins=frozenset({7})).succeeded
    ((_, text),) = told(store)
    assert text == "arXiv (api) has records that can't be read: 2609.00002. They are left out until they can."


def test_hostile_texts_pass(store: Store) -> None:
    odd = {"title": "\u202e<b>\ud83d\ude00 & $\\frac{", "abstract": "\x0b\x7f" * 100, "comment": "' OR 1=1; --"}
    unpleasant = a_paper(2, title=f"Self-supervised {odd['title']}", comment=odd["comment"])
    report = poll(store, Script(an_answer([a_paper(1, **odd), unpleasant])), now=NOW)
    assert (report.announced, report.recorded) == (2, 1)


@pytest.mark.parametrize("arxiv_id", ["math/0309136", "2609.1", "9999.99999", "2613.00001", "0000.00000", "x" * 200])
def test_odd_identifiers_move_neither_the_news_nor_the_feed(store: Store, arxiv_id: str) -> None:
    odd = a_paper(1, arxiv_id=arxiv_id)
    assert poll(store, Script(an_answer([odd, a_paper(2)])), now=NOW).recorded == 2
    with store.reading() as tx:
        assert (str(feed.news_from(tx)), feed.get(tx).newest) == ("2609.00002", "2609.00002")

from datetime import UTC, datetime, timedelta

from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from ssl_watch.papers import Paper
from ssl_watch.polling import backfill, poll
from ssl_watch.polling.backfilling import slices
from ssl_watch.store import Store, papers, poll_runs
from tests.ssl_watch.polling.scripted import NOW, Miniature, Script, a_paper, an_answer, news_of, only

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, tzinfo=UTC)
DOWN = ArxivUnavailable("arXiv answered with status 503.")


def an_old_one(number: int, month: int) -> list[Paper]:
    return [a_paper(number, submitted_at=datetime(2026, month, 9, tzinfo=UTC))]


def test_history_is_cut_at_the_first_of_each_month_without_a_gap() -> None:
    start, end = datetime(2025, 11, 17, 5, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC)
    assert slices(start, end) == (
        (start, datetime(2025, 12, 1, tzinfo=UTC)),
        (datetime(2025, 12, 1, tzinfo=UTC), JANUARY),
        (JANUARY, datetime(2026, 2, 1, tzinfo=UTC)),
        (datetime(2026, 2, 1, tzinfo=UTC), end),
    )
    assert slices(end, start) == ()


def test_old_papers_fill_the_archive_and_are_never_news(store: Store) -> None:
    reader = Script(*(an_answer(an_old_one(month, month)) for month in (1, 2, 3)))
    seen: list[tuple[int, int]] = []
    report = backfill(
        store, reader, since=JANUARY, until=APRIL, now=NOW, progress=lambda done, of: seen.append((done, of))
    )
    assert (report.succeeded, report.total, report.new) == (True, 3, 3)
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with store.reading() as tx:
        assert papers.last_seen(tx) == 3
        assert papers.count_news(tx, after=0, until=100) == 0


def test_an_interrupted_backfill_goes_on_where_it_stopped(store: Store) -> None:
    reader = Script(an_answer(an_old_one(1, 1)), DOWN)
    report = backfill(store, reader, since=JANUARY, until=APRIL, now=NOW)
    assert report.new == 1
    assert report.error == (
        "arXiv answered with status 503. Read up to 2026-02-01; the same command goes on from there."
    )
    reader.then(an_answer(an_old_one(2, 2)), an_answer(an_old_one(3, 3)))
    again = backfill(store, reader, since=JANUARY, until=APRIL, now=NOW + timedelta(hours=1))
    assert (again.succeeded, again.new) == (True, 2)
    assert [since.month for since, _, _ in reader.asked] == [1, 2, 2, 3]


def test_a_month_is_read_again_after_a_week(store: Store) -> None:
    february = datetime(2026, 2, 1, tzinfo=UTC)
    reader = Script(*[an_answer(an_old_one(1, 1))] * 2)
    for days in (0, 6, 8):
        backfill(store, reader, since=JANUARY, until=february, now=NOW + timedelta(days=days))
    assert len(reader.asked) == 2


def test_a_month_that_seemed_empty_is_read_again_and_one_that_had_papers_is_not_believed_to_be_empty(
    store: Store,
) -> None:
    february = datetime(2026, 2, 1, tzinfo=UTC)
    reader = Script(an_answer([]), an_answer(an_old_one(1, 1)), an_answer(an_old_one(1, 1)))
    for days in (0, 1, 2, 9):
        backfill(store, reader, since=JANUARY, until=february, now=NOW + timedelta(days=days))
    assert [expect_some for _, _, expect_some in reader.asked] == [False, False, True]


def test_a_backfill_leaves_to_the_polls_what_they_will_call_news(store: Store) -> None:
    fresh, recent = a_paper(1), a_paper(2, submitted_at=NOW - timedelta(days=20))
    since = NOW - timedelta(days=25)
    backfill(store, Script(*[an_answer([fresh, recent])] * 2), since=since, until=NOW, now=NOW)
    with store.reading() as tx:
        assert papers.known(tx, [fresh.arxiv_id, recent.arxiv_id]) == {recent.arxiv_id}

    poll(store, only(Script(an_answer([fresh, recent]))), now=NOW)
    held = a_paper(3, submitted_at=NOW - timedelta(days=20))
    backfill(store, Script(*[an_answer([held])] * 2), since=since, until=NOW, now=NOW + timedelta(days=8))
    poll(store, only(Script(an_answer([fresh, recent, held]))), now=NOW + timedelta(days=9))
    with store.reading() as tx:
        news = [one.paper.arxiv_id for one in papers.news_between(tx, after=0, until=100)]
    assert news == [fresh.arxiv_id, held.arxiv_id]


def test_a_403_of_a_day_to_come_by_a_clock_that_ran_ahead_silences_nobody(store: Store) -> None:
    denied = ArxivRefused("arXiv denied access (403); it will not be asked again for a day.")
    backfill(store, Script(denied), since=JANUARY, until=APRIL, now=NOW + timedelta(days=300))
    assert backfill(store, Script(*[an_answer([])] * 3), since=JANUARY, until=APRIL, now=NOW).succeeded


def test_the_silence_after_a_403_is_kept_by_polls_and_backfills_alike(store: Store) -> None:
    denied = ArxivRefused("arXiv denied access (403); it will not be asked again for a day.")
    backfill(store, Script(denied), since=JANUARY, until=APRIL, now=NOW)
    reader = Script(an_answer(an_old_one(1, 1)))
    later = NOW + timedelta(hours=23)
    reports = poll(store, only(reader), now=later), backfill(store, reader, since=JANUARY, until=APRIL, now=later)
    assert all("not be asked again before 2026-10-01 02:30 UTC." in (report.error or "") for report in reports)
    assert reader.asked == []
    assert poll(store, only(reader), now=NOW + timedelta(hours=25)).succeeded


def test_what_could_not_be_read_of_a_month_is_asked_for_by_the_polls_and_is_no_news(store: Store) -> None:
    arxiv = Miniature()
    arxiv.announce(*map(a_paper, range(1, 6)), on=NOW.date())
    poll(store, arxiv.readers, now=NOW)
    since, until = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)  # no poll looks back so far
    old = [a_paper(0, arxiv_id=f"2401.0000{place}", submitted_at=since) for place in (1, 2, 3)]
    arxiv.announce(*old, on=since.date())
    month = an_answer(old[:1], unreadable=("2401.00002",), ghosts=("2401.00003",))
    assert backfill(store, Script(month), since=since, until=until, now=NOW).succeeded
    poll(store, arxiv.readers, now=NOW + timedelta(hours=1))
    with store.reading() as tx:
        assert papers.known(tx, ["2401.00002", "2401.00003"]) == {"2401.00002", "2401.00003"}
    assert news_of(store) == [f"2609.{place:05}" for place in range(1, 6)]


def test_months_that_failed_are_no_polls_that_failed(store: Store) -> None:
    backfill(store, Script(DOWN), since=JANUARY, until=APRIL, now=NOW)
    with store.reading() as tx:
        assert poll_runs.failed_since(tx, None) == 0
        assert poll_runs.last(tx) is None


def test_a_backfill_leaves_more_to_the_polls_while_these_found_nothing(store: Store) -> None:
    poll(store, only(Script(an_answer([]))), now=NOW)
    recent = a_paper(2, submitted_at=NOW - timedelta(days=20))
    backfill(store, Script(*[an_answer([recent])] * 2), since=NOW - timedelta(days=25), until=NOW, now=NOW)
    with store.reading() as tx:
        assert papers.known(tx, [recent.arxiv_id]) == {recent.arxiv_id}


def test_a_backfill_is_not_taken_for_a_poll(store: Store) -> None:
    backfill(store, Script(*[an_answer([])] * 3), since=JANUARY, until=APRIL, now=NOW)
    with store.reading() as tx:
        assert poll_runs.last_good(tx, source="api") is None
        assert poll_runs.last_good(tx) is None
        assert poll_runs.last(tx) is None
        assert poll_runs.failed_since(tx, None) == 0

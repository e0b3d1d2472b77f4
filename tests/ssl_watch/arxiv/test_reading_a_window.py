import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest

from sandbox.arxiv.faults import Fault
from ssl_watch.arxiv import ReaderClosed
from ssl_watch.errors import ArxivUnavailable
from tests.ssl_watch.arxiv.wiring import NOW, SINCE, Arxiv, Time, a_record, an_arxiv, reading_from


def test_a_window_is_read_page_by_page_until_every_paper_is_there_once() -> None:
    with an_arxiv(*map(a_record, range(8)), page=3) as arxiv:
        reading = arxiv.read()
        assert [paper.arxiv_id for paper in reading.papers] == [f"2609.{number:05}" for number in range(8)]
        assert (reading.total, reading.source, reading.ghosts, reading.unreadable) == (8, "api", (), ())
        assert arxiv.asked == 3


def test_there_are_three_seconds_between_requests_and_one_connection_for_a_reading() -> None:
    with an_arxiv(*map(a_record, range(8)), page=2) as arxiv:
        arxiv.read()
        arxiv.read()
        assert arxiv.time.waits == [3.0] * 7
        assert len({visit.connection for visit in arxiv.world.judge.visits}) == 2


def test_two_threads_that_read_at_once_take_turns() -> None:
    with an_arxiv(*map(a_record, range(8)), page=2) as arxiv, ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(lambda _number: arxiv.read(), range(2)))
        assert [len(reading.papers) for reading in readings] == [8, 8]
        assert arxiv.time.waits == [3.0] * 7


def test_we_say_who_we_are_and_what_we_take() -> None:
    with an_arxiv(a_record(1), contact="mailto:op@example.org\r\nX-Evil: 1") as arxiv:
        arxiv.read()
        headers = arxiv.world.judge.visits[0].headers
        assert headers["user-agent"].startswith("ssl-watch/0.")
        assert headers["user-agent"].endswith(" (+mailto:op@example.orgX-Evil: 1)")
        assert headers["accept"] == "application/atom+xml, text/xml, */*"


@pytest.mark.parametrize(
    "abstract",
    [
        "A self-supervised method.",
        "We study self supervision.",
        "By self\u2010supervising a network",
        "The selfsupervised way.",
        "A self-supervisory signal.",
        "Four pretext tasks.",
        "Masked autoencoders are good.",
        "Based on I-JEPA.",
        "We fine-tune HuBERT.",
    ],
)
def test_the_query_finds_ssl_however_it_is_written(abstract: str) -> None:
    with an_arxiv(a_record(1, title="On learning", abstract=abstract)) as arxiv:
        assert len(arxiv.read().papers) == 1


@pytest.mark.parametrize("abstract", ["Semi-supervised learning.", "A supervised self.", "The MAE fell to 0.3."])
def test_the_query_leaves_the_rest_where_it_is(abstract: str) -> None:
    with an_arxiv(a_record(1, title="On learning", abstract=abstract)) as arxiv:
        assert arxiv.read().papers == ()


def test_only_the_window_is_read() -> None:
    times = (SINCE - timedelta(minutes=1), SINCE, NOW, NOW + timedelta(minutes=1))
    records = [a_record(number, submitted_at=at, announced_at=SINCE) for number, at in enumerate(times)]
    with an_arxiv(*records) as arxiv:
        assert [paper.submitted_at for paper in arxiv.read().papers] == [SINCE, NOW]


def test_a_paper_that_was_held_for_weeks_is_seen_when_it_is_announced_whatever_its_dates() -> None:
    held = a_record(1, submitted_at=NOW - timedelta(days=13), announced_at=None)
    with an_arxiv(held, a_record(2, submitted_at=NOW - timedelta(days=2))) as arxiv:
        assert [paper.arxiv_id for paper in arxiv.read().papers] == ["2609.00002"]
        arxiv.world.announce()
        assert [paper.arxiv_id for paper in arxiv.read().papers] == ["2609.00001", "2609.00002"]


def test_a_replacement_and_a_withdrawal_come_as_the_paper_is_now() -> None:
    first = a_record(1)
    second = a_record(
        1,
        version=2,
        submitted_at=first.submitted_at,
        updated_at=NOW - timedelta(days=1),
        comment="This paper has been withdrawn by the author due to an error in Section 3",
    )
    with an_arxiv(first, second) as arxiv:
        (paper,) = arxiv.read().papers
        assert (paper.version, paper.withdrawn) == (2, True)
        assert (paper.submitted_at, paper.updated_at) == (first.submitted_at, NOW - timedelta(days=1))


def test_the_old_server_is_read_as_well() -> None:
    long = "Self-supervised learning from a very great number of things that nobody ever labelled, and what came of it"
    record = a_record(1, title=long, abstract=f"{long}. " * 4, dois=("10.1/a", "10.1/b"), journal_ref="J. 1 (2026)")
    with an_arxiv(record, a_record(2), profile="old") as arxiv:
        paper, _ = arxiv.read().papers
        assert (paper.title, paper.abstract) == (long, f"{long}. " * 3 + f"{long}.")
        assert (paper.dois, paper.journal_ref, paper.categories) == (("10.1/a", "10.1/b"), "J. 1 (2026)", ("cs.LG",))


@contextmanager
def an_arxiv_where_papers_trade_places(seed: int) -> Iterator[Arxiv]:
    at = NOW - timedelta(days=3)
    with an_arxiv(*(a_record(number, submitted_at=at) for number in range(4)), page=2) as arxiv:
        arxiv.world.random.seed(seed)
        yield arxiv


@pytest.mark.parametrize(("seed", "asked"), [(1, 4), (2, 6), (5, 8)])
def test_papers_of_the_same_second_that_trade_places_between_pages_are_found_when_the_pages_are_read_again(
    seed: int, asked: int
) -> None:
    with an_arxiv_where_papers_trade_places(seed=seed) as arxiv:
        assert len(arxiv.read().papers) == 4
        assert arxiv.asked == asked


def test_a_paper_that_no_pass_shows_is_a_failure_and_not_a_gap() -> None:
    with an_arxiv_where_papers_trade_places(seed=0) as arxiv:
        with pytest.raises(ArxivUnavailable, match="3 different papers where it counts 4"):
            arxiv.read()
        assert arxiv.asked == 8


def test_a_total_that_changes_while_pages_are_turned_has_the_window_read_once_more() -> None:
    with an_arxiv(*map(a_record, range(4)), page=2) as arxiv:
        arxiv.world.faults.append(Fault(name="total"))
        assert len(arxiv.read().papers) == 4
        assert arxiv.asked == 4


def test_a_total_that_keeps_changing_is_a_failure() -> None:
    with an_arxiv(*map(a_record, range(4)), page=2) as arxiv:
        arxiv.world.faults.extend([Fault(name="total"), Fault(name="gzip")] * 4)
        with pytest.raises(ArxivUnavailable, match="do not add up"):
            arxiv.read()


def test_a_window_with_more_papers_than_arxiv_pages_is_read_in_halves() -> None:
    with an_arxiv(*map(a_record, range(13)), page=3, most=6) as arxiv:
        reading = arxiv.read()
        assert {paper.arxiv_id for paper in reading.papers} == {f"2609.{number:05}" for number in range(13)}
        assert reading.total == 13


def test_halves_that_come_to_less_than_the_whole_are_a_failure() -> None:
    with an_arxiv(*map(a_record, range(13)), page=3, most=6) as arxiv:
        arxiv.world.faults.extend([Fault(name="gzip"), Fault(name="gzip"), Fault(name="empty")])
        with pytest.raises(ArxivUnavailable, match="halves do not add up"):
            arxiv.read()


def test_more_papers_in_one_minute_than_arxiv_pages_is_a_failure() -> None:
    at = NOW - timedelta(days=1)
    with (
        an_arxiv(*(a_record(number, submitted_at=at) for number in range(5)), page=2, most=4) as arxiv,
        pytest.raises(ArxivUnavailable, match="more papers in two minutes"),
    ):
        arxiv.read()


def test_nothing_in_the_window_is_an_answer() -> None:
    with an_arxiv() as arxiv:
        assert arxiv.read().total == 0
        assert arxiv.asked == 1


def test_nothing_where_there_was_something_is_asked_again_and_then_a_failure() -> None:
    with an_arxiv() as arxiv:
        with pytest.raises(ArxivUnavailable, match="no papers at all"):
            arxiv.read(expect_some=True)
        assert arxiv.asked == 4


def test_an_empty_page_in_passing_is_asked_again() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="empty"))
        assert len(arxiv.read(expect_some=True).papers) == 1


def test_a_closed_reader_gives_up_within_moments_even_when_arxiv_is_silent() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="black_hole"))
        threading.Timer(0.2, arxiv.reader.close).start()
        with pytest.raises(ReaderClosed):
            arxiv.read()
        with pytest.raises(ReaderClosed):
            arxiv.read()


def test_an_address_where_nobody_answers_is_unavailable() -> None:
    time = Time()
    with reading_from("http://127.0.0.1:9/api/query", time) as reader, pytest.raises(ArxivUnavailable, match="reached"):
        reader.read_window(SINCE, NOW)
    assert len(time.waits) >= 3

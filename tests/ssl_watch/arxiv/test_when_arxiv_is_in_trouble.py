import time
from datetime import timedelta

import pytest

from sandbox.arxiv.faults import Fault
from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from tests.ssl_watch.arxiv.wiring import NOW, SINCE, Time, a_record, a_server_that_sends, an_arxiv, reading_from

PASSING = [
    "406",
    "429",
    "500",
    "503",
    "503_html",
    "cut",
    "doctype",
    "duplicate",
    "empty",
    "html",
    "other_page",
    "other_query",
    "reset",
    "short",
    "total",
    "truncated",
    "202",
]


@pytest.mark.parametrize("name", PASSING)
def test_trouble_that_passes_costs_one_wait_and_no_paper(name: str) -> None:
    with an_arxiv(a_record(1), a_record(2), a_record(3)) as arxiv:
        arxiv.world.faults.append(Fault(name=name))
        assert [paper.arxiv_id for paper in arxiv.read(expect_some=True).papers] == [
            "2609.00001",
            "2609.00002",
            "2609.00003",
        ]
        assert arxiv.asked == 2
        assert arxiv.time.waits == [30 * 1.125]


@pytest.mark.parametrize("name", PASSING)
def test_trouble_that_stays_is_a_failure_after_four_tries(name: str) -> None:
    with an_arxiv(a_record(1), a_record(2), a_record(3)) as arxiv:
        arxiv.world.faults.extend([Fault(name=name)] * 4)
        with pytest.raises(ArxivUnavailable) as told:
            arxiv.read(expect_some=True)
        assert str(told.value).endswith(".")
        assert arxiv.asked == 4
        assert arxiv.time.waits == [30 * 1.125, 60 * 1.125, 120 * 1.125]


@pytest.mark.parametrize("name", ["400", "404", "error_feed"])
def test_a_refusal_is_not_asked_again(name: str) -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name=name))
        with pytest.raises(ArxivRefused):
            arxiv.read()
        assert (arxiv.asked, arxiv.time.waits) == (1, [])


def test_after_a_403_nothing_is_asked_for_a_day() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="403"))
        for _ in range(3):
            with pytest.raises(ArxivRefused, match="denied access"):
                arxiv.read()
            arxiv.time.seconds += 8 * 3600 - 1
        assert arxiv.asked == 1
        arxiv.time.seconds += 10
        assert len(arxiv.read().papers) == 1


def test_a_406_that_carries_the_whole_page_is_used() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="406_good"))
        assert len(arxiv.read().papers) == 1
        assert arxiv.asked == 1


def test_a_packed_page_is_unpacked() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="gzip"))
        assert len(arxiv.read().papers) == 1


@pytest.mark.parametrize(
    ("name", "retry_after", "waited"),
    [
        ("503", "100", 100.0),
        ("429", "10", 33.75),
        ("503", "0", 33.75),
        ("503_html", "date", 33.75),
        ("429", "soon", 33.75),
    ],
)
def test_arxiv_is_waited_for_as_long_as_it_asks_and_never_less_than_our_own_wait(
    name: str, retry_after: str, waited: float
) -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name=name, retry_after=retry_after))
        assert len(arxiv.read().papers) == 1
        assert arxiv.time.waits == [waited]


def test_a_wait_beyond_our_patience_ends_the_reading_and_is_kept_all_the_same() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="429", retry_after="7200"))
        with pytest.raises(ArxivUnavailable, match="429") as told:
            arxiv.read()
        assert told.value.retry_after == timedelta(hours=2)
        arxiv.time.seconds += 5000
        with pytest.raises(ArxivUnavailable, match="429"):
            arxiv.read()
        assert arxiv.asked == 1
        arxiv.time.seconds += 2000
        assert len(arxiv.read().papers) == 1
        assert arxiv.time.waits == [200.0]


def test_an_absurd_wait_is_kept_for_a_day_at_most() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="503", retry_after="9" * 30))
        with pytest.raises(ArxivUnavailable):
            arxiv.read()
        arxiv.time.seconds += 86_401
        assert len(arxiv.read().papers) == 1


def test_a_reading_does_not_go_on_for_hours() -> None:
    with an_arxiv(*map(a_record, range(6)), page=1, tries=6, patience=600) as arxiv:
        arxiv.world.faults.extend([Fault(name="429")] * 100)
        with pytest.raises(ArxivUnavailable):
            arxiv.read()
        assert sum(arxiv.time.waits) <= 600


def test_after_silence_a_fresh_connection_is_used() -> None:
    with an_arxiv(a_record(1), read=0.2) as arxiv:
        arxiv.world.faults.append(Fault(name="black_hole"))
        assert len(arxiv.read().papers) == 1
        silent, answered = arxiv.world.judge.visits
        assert silent.connection != answered.connection


def test_an_answer_that_trickles_is_cut_off_when_its_time_is_over() -> None:
    with an_arxiv(a_record(1), total=0.5) as arxiv:
        arxiv.world.faults.append(Fault(name="drip", pause=0.05))
        began = time.monotonic()
        assert len(arxiv.read().papers) == 1
        assert time.monotonic() - began < 5
        assert arxiv.asked == 2


def test_headers_that_trickle_are_cut_off_as_well() -> None:
    with (
        a_server_that_sends(b"H", pause=0.02) as url,
        reading_from(url, Time(), total=0.3, tries=2) as reader,
        pytest.raises(ArxivUnavailable, match=r"within 0\.3 seconds"),
    ):
        reader.read_window(SINCE, NOW)


def test_what_is_not_http_is_unavailable() -> None:
    with (
        a_server_that_sends(b"\x00\xff garbage \r\n", pause=0.01) as url,
        reading_from(url, Time(), tries=2) as reader,
        pytest.raises(ArxivUnavailable),
    ):
        reader.read_window(SINCE, NOW)


def test_an_answer_without_end_is_cut_off() -> None:
    with an_arxiv(*map(a_record, range(50)), bytes=10_000, tries=2) as arxiv:
        with pytest.raises(ArxivUnavailable, match="far larger"):
            arxiv.read()
        assert len({visit.connection for visit in arxiv.world.judge.visits}) == 2


def test_a_redirect_on_the_same_host_is_followed_at_our_own_pace() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="redirect"))
        assert len(arxiv.read().papers) == 1
        assert arxiv.time.waits == [3.0]


@pytest.mark.parametrize(
    "to",
    [
        "http://example.org/login",
        "https://evil.example/api/query",
        "//127.0.0.2/x",
        "ftp://127.0.0.1/",
        "http://[",
        "//[",
    ],
)
def test_a_redirect_away_from_arxiv_is_not_followed(to: str) -> None:
    with an_arxiv(a_record(1)) as arxiv:
        arxiv.world.faults.append(Fault(name="redirect", to=to))
        assert len(arxiv.read().papers) == 1
        assert arxiv.asked == 2


def test_redirects_in_a_circle_end() -> None:
    with an_arxiv(a_record(1), tries=1) as arxiv:
        arxiv.world.faults.extend([Fault(name="redirect")] * 10)
        with pytest.raises(ArxivUnavailable, match="circles"):
            arxiv.read()
        assert arxiv.asked == 4


def test_a_ghost_is_left_out_and_told() -> None:
    with an_arxiv(a_record(1), a_record(2)) as arxiv:
        arxiv.world.faults.append(Fault(name="ghost"))
        reading = arxiv.read()
        assert [paper.arxiv_id for paper in reading.papers] == ["2609.00002"]
        assert (reading.ghosts, reading.total) == (("2609.00001",), 2)


def test_a_record_that_cannot_be_read_is_told_by_its_id_and_costs_no_other() -> None:
    with an_arxiv(a_record(1), a_record(2), a_record(3)) as arxiv:
        arxiv.world.faults.append(Fault(name="bad_date"))
        reading = arxiv.read()
        assert [paper.arxiv_id for paper in reading.papers] == ["2609.00002", "2609.00003"]
        assert (reading.unreadable, reading.total) == (("2609.00001",), 3)

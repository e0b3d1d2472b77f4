from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from sandbox.arxiv import Record, World, build
from sandbox.arxiv.faults import Fault
from sandbox.serving import serving
from ssl_watch.arxiv import Readers
from ssl_watch.polling import look, poll
from ssl_watch.polls import PollReport
from ssl_watch.store import Store, papers, sightings
from tests.ssl_watch.arxiv.harvesting import reading_all
from tests.ssl_watch.arxiv.wiring import NOW, Time, a_record
from tests.ssl_watch.polling.scripted import news_of, told

HOUR = timedelta(hours=1)
ADMIN = frozenset({7})


@contextmanager
def an_arxiv(*records: Record, tries: int = 3) -> Iterator[tuple[World, Readers]]:
    """The stand-in with readers of all its services; at the end no rule of arXiv's may have been broken."""
    time = Time()
    world = World(records, seconds=time.clock)
    world.stop_clock(NOW)
    today = NOW.date()
    with serving(build(world)) as base, reading_all(base, time, today=today, tries=tries) as readers:
        yield world, readers
        assert world.judge.violations == []


def recent(number: int, **changes: object) -> Record:
    at = NOW - timedelta(days=2)
    return a_record(number, **{"submitted_at": at, "announced_at": at + timedelta(days=1), **changes})


def states(report: PollReport) -> dict[str, str]:
    return {each.source: each.state for each in report.sources}


def first_seen(store: Store, arxiv_id: str) -> datetime:
    with store.reading() as tx:
        return sightings.get_many(tx, [arxiv_id])[arxiv_id].first_seen_at


def test_an_announcement_reaches_the_store_through_http_trouble_and_all(store: Store) -> None:
    with an_arxiv(*map(recent, range(1, 6))) as (world, readers):
        assert poll(store, readers, now=NOW).new == 5
        world.add([recent(9, submitted_at=NOW - timedelta(days=12), announced_at=NOW)])
        world.faults.extend([Fault(name="429"), Fault(name="truncated"), Fault(name="503", service="api")])
        report = poll(store, readers, now=NOW + HOUR, admins=ADMIN)
        assert (report.announced, report.late, report.error) == (1, 1, None)
    assert news_of(store) == [f"2609.{number:05}" for number in (1, 2, 3, 4, 5, 9)]
    assert told(store) == []


def test_what_both_sources_tell_is_written_once(store: Store) -> None:
    with an_arxiv(*map(recent, range(1, 4)), recent(4, title="Sorting", abstract="We sort.")) as (_, readers):
        assert (poll(store, readers, now=NOW).announced, news_of(store)) == (4, [f"2609.0000{n}" for n in (1, 2, 3)])
        for hours in (1, 2, 30):
            report = poll(store, readers, now=NOW + HOUR * hours)
            assert (report.announced, report.recorded, report.error) == (0, 0, None)
    assert look(store, now=NOW).feed.unmatched == 0


def test_a_source_that_fails_leaves_the_other_to_be_read(store: Store) -> None:
    with an_arxiv(*map(recent, range(1, 4)), tries=1) as (world, readers):
        world.faults.append(Fault(name="500", service="oai"))
        report = poll(store, readers, now=NOW, admins=ADMIN)
        assert (states(report)["oai"], states(report)["api"], report.new) == ("failed", "ok", 3)
        world.faults.extend(Fault(name="500", service="api") for _ in range(5))
        report = poll(store, readers, now=NOW + HOUR, admins=ADMIN)
        assert (states(report)["oai"], states(report)["api"]) == ("ok", "failed")
    assert [text[:11] for _, text in told(store)] == ["arXiv (oai)", "arXiv (oai)", "arXiv (api)"]


def test_an_edit_without_a_version_is_seen_by_oai_pmh_and_stays(store: Store) -> None:
    with an_arxiv(recent(1)) as (world, readers):
        poll(store, readers, now=NOW)
        world.add([replace(recent(1), edition=1, comment="Accepted at NeurIPS 2026", announced_at=NOW)])
        poll(store, readers, now=NOW + HOUR)
        assert poll(store, readers, now=NOW + HOUR * 2).recorded == 0
    with store.reading() as tx:
        edited = papers.get(tx, "2609.00001")
    assert edited is not None
    assert edited.paper.comment == "Accepted at NeurIPS 2026"
    assert edited.verdict.venue is not None
    assert first_seen(store, "2609.00001") == NOW

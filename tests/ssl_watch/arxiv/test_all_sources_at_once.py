"""All three readers at the sandbox's arXiv, under one judge."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.arxiv import World, build
from sandbox.arxiv.faults import Fault
from sandbox.arxiv.year import Plan, simulate
from sandbox.serving import serving
from ssl_watch.arxiv import Readers
from ssl_watch.errors import ArxivUnavailable
from ssl_watch.papers import Paper
from tests.ssl_watch.arxiv.harvesting import reading_all
from tests.ssl_watch.arxiv.wiring import Time

YEAR = simulate(3, Plan(papers=400, old=40, days=30, before=5, after=0, late_ranges=1, gaps=1))
NOW = datetime(2026, 2, 4, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=40)
PASSING = ["406", "429", "500", "503", "503_html", "cut", "html", "reset", "truncated", "202", "gzip", "redirect"]


@contextmanager
def a_year(**bounds: Any) -> Iterator[tuple[World, Readers]]:
    time = Time()
    world = World(YEAR.records, seconds=time.clock)
    world.stop_clock(NOW)
    world.limits = replace(world.limits, records=90, headers=150)
    with serving(build(world)) as base, reading_all(base, time, today=NOW.date(), **bounds) as readers:
        yield world, readers
        assert world.judge.violations == []


def harvested(readers: Readers) -> dict[str, Paper]:
    readings = readers.oai.harvest(SINCE.date())
    return {paper.arxiv_id: paper for reading in readings for paper in reading.papers}


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    with a_year() as (_, readers):
        return harvested(readers)


def test_what_was_harvested_is_what_the_search_has(papers: dict[str, Paper]) -> None:
    assert len(papers) > 200
    with a_year() as (_, readers):
        found = {paper.arxiv_id: paper for paper in readers.api.read_ids(papers).papers}
        assert {name: (paper, found[name]) for name, paper in papers.items() if paper != found[name]} == {}


def test_what_is_read_by_id_is_what_was_harvested(papers: dict[str, Paper]) -> None:
    some = sorted(papers)[::20]
    with a_year() as (_, readers):
        assert [papers[name] for name in some] == list(readers.oai.read_ids(some).papers)


def test_every_harvested_paper_is_among_the_identifiers(papers: dict[str, Paper]) -> None:
    with a_year() as (_, readers):
        pages = list(readers.oai.identifiers(SINCE.date()))
        assert len(pages) > 2
        assert papers.keys() <= {header.arxiv_id for page in pages for header in page}


def test_readers_in_the_middle_of_each_others_work_keep_to_one_pace_and_one_connection() -> None:
    with a_year() as (world, readers):
        pages = readers.oai.harvest(SINCE.date())
        next(pages)
        readers.api.read_window(SINCE, NOW)
        next(pages)
        batch = readers.rss.read_batch()
        identifiers = readers.oai.identifiers(SINCE.date())
        next(identifiers)
        next(pages)
        next(identifiers)
        assert batch.published_at == datetime(2026, 2, 4, 5, tzinfo=UTC)
        assert {item.kind for item in batch.items} >= {"new"}
        assert {visit.path.split("/")[1] for visit in world.judge.visits} == {"oai", "api", "atom"}


@pytest.mark.parametrize("name", [*PASSING, "bad_token"])
def test_trouble_with_a_list_that_passes_costs_no_paper(name: str, papers: dict[str, Paper]) -> None:
    with a_year() as (world, readers):
        world.faults.extend([Fault(name=name, service="oai"), Fault(name="gzip"), Fault(name=name, service="oai")])
        assert harvested(readers) == papers


@pytest.mark.parametrize("name", ["429", "503", "cut", "truncated", "reset", "html"])
def test_trouble_that_stays_is_a_failure_of_each_reader(name: str) -> None:
    with a_year(tries=2) as (world, readers):
        world.faults.extend([Fault(name=name)] * 20)
        for read in (lambda: harvested(readers), readers.rss.read_batch, lambda: readers.api.read_ids(["2601.00001"])):
            with pytest.raises(ArxivUnavailable):
                read()


def test_silence_is_given_up_and_asked_again_over_a_fresh_connection(papers: dict[str, Paper]) -> None:
    with a_year(oai_read=0.5, oai_total=2) as (world, readers):
        world.faults.extend([Fault(name="black_hole", service="oai"), Fault(name="drip", service="oai")])
        assert harvested(readers) == papers

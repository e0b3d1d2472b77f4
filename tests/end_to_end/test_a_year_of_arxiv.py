"""A whole year of arXiv in one run: the archive ends as arXiv's own truth, and every paper was news once."""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sandbox.arxiv.faults import NAMES
from sandbox.arxiv.year import Plan, Year, simulate
from ssl_watch.holes import HoleState
from ssl_watch.store import holes
from tests.end_to_end.a_year import Trouble, Watching, times_of_polls, watching
from tests.end_to_end.truth import Truth

_OF_THE_API_ALONE = {"other_page", "error_feed", "doctype", "202", "400", "404"}  # met in tests/ssl_watch/arxiv


def live_through(instance: Watching, year: Year, *, seed: int) -> Trouble:
    """Faults at every poll and a restart now and then; at the end some polls in peace."""
    chance = random.Random(seed)
    times = list(times_of_polls(year, chance))
    trouble = Trouble(seed, polls=len(times))
    for at in times:
        instance.poll(at, trouble)
        instance.compose()
        if chance.random() < 0.1:
            instance.start_anew()
    for days in (1, 1, 3, 3, 1, 6, 1, 1):
        morning = instance.clock.now.replace(hour=6, minute=0)  # every service knows of everything by then
        instance.poll(morning + timedelta(days=days))
        instance.compose()
    return trouble


def ends_as_arxivs_truth(instance: Watching, year: Year, began: datetime) -> None:
    truth = Truth.of(year, instance, began)
    assert truth.missed() == []
    assert truth.outdated() == {}
    assert truth.different() == {}
    assert truth.not_recorded() == []
    assert truth.wrongly_news() == []
    assert [paper for paper, times in Counter(instance.entries).items() if times > 1] == []
    assert truth.never_told() == []
    assert truth.told_for_nothing() == []
    with instance.store.reading() as tx:
        still_missing, counts = holes.among(tx, year.gaps | year.late), holes.counts(tx)
        assert holes.among(tx, truth.papers) == frozenset()
    # Numbers that were never given to a paper, or whose paper arXiv does not show yet, and nothing else.
    assert counts[HoleState.OPEN] + counts[HoleState.GAP] == len(still_missing)
    assert instance.world.judge.violations == []


@pytest.fixture
def fast_sqlite_url(sqlite_template: Path) -> Iterator[str]:
    """In memory where the system has a place for that: a year of commits to a disk would last longer than the year."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield f"sqlite:///{shutil.copy(sqlite_template, Path(folder) / 'year.db')}"


def test_a_year_with_faults_at_every_poll_ends_as_arxivs_truth(fast_sqlite_url: str) -> None:
    year = simulate(2026)
    with watching(year, fast_sqlite_url) as instance:
        began = instance.clock.now
        trouble = live_through(instance, year, seed=2026)
        ends_as_arxivs_truth(instance, year, began)
        with instance.store.reading() as tx:
            counts = holes.counts(tx)
    assert set(trouble.met) == NAMES - _OF_THE_API_ALONE
    assert len(instance.entries) > 500
    assert counts[HoleState.FILLED] > 100
    assert counts[HoleState.GAP] > 3


def test_weeks_on_postgresql_end_as_arxivs_truth(postgresql_url: str) -> None:
    year = simulate(7, Plan(papers=1200, days=21, old=60, late_ranges=3, gaps=4))
    with watching(year, postgresql_url) as instance:
        began = instance.clock.now
        live_through(instance, year, seed=7)
        ends_as_arxivs_truth(instance, year, began)
    assert len(instance.entries) > 10

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from sandbox.arxiv import World
from sandbox.arxiv.timetable import announcement_after
from sandbox.arxiv.year import Plan, Year, is_watched, simulate

PLAN = Plan(papers=1500, old=60, days=120, before=20, late_ranges=5, gaps=4)
YEAR = simulate(1, PLAN)


def of_this_year(year: Year) -> list[str]:
    return [arxiv_id for arxiv_id in year.firsts if arxiv_id[:4].isdigit() and arxiv_id >= "2512"]


def test_a_seed_makes_the_same_year_again() -> None:
    assert simulate(1, PLAN).records == YEAR.records
    assert simulate(2, PLAN).records != YEAR.records


def test_ids_are_given_in_the_order_of_announcement() -> None:
    announced = [(arxiv_id, YEAR.firsts[arxiv_id].announced_at) for arxiv_id in sorted(of_this_year(YEAR))]
    assert len(announced) == 1500
    assert all(earlier <= later for (_, earlier), (_, later) in pairwise(announced) if earlier and later)


def test_each_month_is_a_sequence_with_no_other_holes_than_the_known_ones() -> None:
    ids = {*of_this_year(YEAR), *YEAR.gaps}
    assert len(YEAR.gaps) == 4
    for month in {arxiv_id[:4] for arxiv_id in ids}:
        numbers = sorted(int(arxiv_id[5:]) for arxiv_id in ids if arxiv_id.startswith(month))
        assert numbers == list(range(1, len(numbers) + 1))


def test_some_papers_are_held_and_announced_with_their_old_dates() -> None:
    waits = [announcement_after(first.submitted_at) for first in map(YEAR.firsts.__getitem__, YEAR.held)]
    assert len(waits) > 20
    late_by = [
        first.announced_at - first.submitted_at
        for first in map(YEAR.firsts.__getitem__, YEAR.held)
        if first.announced_at
    ]
    assert max(late_by) > timedelta(days=20)


def test_late_ranges_are_listed_and_shown_days_later() -> None:
    delays = [
        first.shown_at - first.announced_at
        for first in map(YEAR.firsts.__getitem__, YEAR.late)
        if first.shown_at and first.announced_at
    ]
    assert len(delays) == len(YEAR.late) > 10
    assert all(timedelta(days=1) < delay < timedelta(days=12) for delay in delays)


def test_what_becomes_of_a_paper_comes_in_order() -> None:
    kinds = set()
    for before, after in pairwise(YEAR.records):
        if before.arxiv_id == after.arxiv_id:
            assert before.key < after.key
            assert before.announced_at is not None
            assert after.announced_at is not None
            assert max(before.announced_at, before.shown_at or before.announced_at) < after.announced_at
            kinds.add((after.version > before.version, after.is_withdrawn, after.categories != before.categories))
    assert kinds == {(True, False, False), (True, True, False), (False, False, True), (False, False, False)}


def test_the_truth_grows_with_the_clock_of_the_world() -> None:
    world = World(YEAR.records)
    sizes = []
    for day in (date(2026, 1, 5), date(2026, 3, 1), date(2026, 5, 1)):
        now = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
        world.stop_clock(now)
        assert YEAR.known(now) == world.view("oai").latest == world.view("api").latest
        watched = YEAR.watched(now)
        assert all(is_watched(record) for record in watched.values())
        sizes.append(len(watched))
    assert sizes == sorted(sizes)
    assert 0 < sizes[0] < sizes[-1] < 1560


def test_old_papers_come_back_with_their_old_ids() -> None:
    back = [record for record in YEAR.records if record.arxiv_id < "2512" or record.arxiv_id.startswith("cs/")]
    assert sum(record.key[1:] != (1, 0) for record in back) > 5
    assert any(record.arxiv_id.startswith("cs/") for record in back)


def test_the_evenings_of_the_year_are_those_of_the_timetable() -> None:
    evenings = list(YEAR.evenings())
    assert YEAR.ends == date(2026, 5, 5)
    assert evenings[0] == datetime(2026, 1, 6, 1, tzinfo=UTC)
    assert evenings[-1] == datetime(2026, 5, 5, 0, tzinfo=UTC)

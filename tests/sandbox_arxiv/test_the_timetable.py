from datetime import date, datetime

import pytest

from sandbox.arxiv.timetable import announcement_after, announcements, holidays


@pytest.mark.parametrize(
    ("submitted", "announced"),
    [
        ("2026-09-28T13:59:00-04:00", "2026-09-28T20:00:00-04:00"),  # Monday
        ("2026-09-28T14:00:00-04:00", "2026-09-29T20:00:00-04:00"),
        ("2026-10-01T15:00:00-04:00", "2026-10-04T20:00:00-04:00"),  # Thursday evening -> Sunday
        ("2026-10-02T13:00:00-04:00", "2026-10-04T20:00:00-04:00"),
        ("2026-10-02T15:00:00-04:00", "2026-10-05T20:00:00-04:00"),  # Friday evening -> Monday
        ("2026-10-03T12:00:00-04:00", "2026-10-05T20:00:00-04:00"),
        ("2026-11-25T15:00:00-05:00", "2026-11-29T20:00:00-05:00"),  # Thanksgiving is no day of work
        ("2026-10-30T13:00:00-04:00", "2026-11-01T20:00:00-05:00"),  # the clocks go back in between
    ],
)
def test_papers_are_announced_by_arxivs_timetable(submitted: str, announced: str) -> None:
    assert announcement_after(datetime.fromisoformat(submitted)) == datetime.fromisoformat(announced)


def test_the_holidays_of_2026_are_those_that_arxiv_lists() -> None:
    days = "01-01 01-19 06-19 07-03 09-07 11-26 12-25 12-29 12-31"
    assert holidays(2026) == {date.fromisoformat(f"2026-{day}") for day in days.split()}


def test_other_years_have_theirs() -> None:
    assert {date(2025, 1, 20), date(2025, 7, 4), date(2025, 9, 1), date(2025, 11, 27)} <= holidays(2025)
    assert date(2027, 6, 18) in holidays(2027)


def test_a_week_has_five_announcements_and_a_holiday_none() -> None:
    assert len(list(announcements(date(2026, 9, 27), date(2026, 10, 3)))) == 5
    assert list(announcements(date(2026, 11, 26), date(2026, 11, 28))) == []


def test_every_announcement_is_one_that_papers_can_be_in() -> None:
    evenings = set(announcements(date(2026, 1, 1), date(2026, 12, 31)))
    assert all(announcement_after(evening) > evening for evening in evenings)
    assert {announcement_after(evening) for evening in evenings} - evenings <= {announcement_after(max(evenings))}

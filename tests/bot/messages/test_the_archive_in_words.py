from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.messages.census import text
from bot.messages.domains import TITLES
from bot.messages.html import LONGEST_CAPTION, fits, visible
from ssl_watch import census
from ssl_watch.census import Count, Tally
from ssl_watch.relevance import Level
from tests.bot.messages.telegram_html import read

TODAY = date(2026, 11, 23)

tallies = st.builds(
    Tally,
    month=st.dates(date(1990, 1, 1), date(2027, 12, 31)).map(lambda day: day.replace(day=1)),
    level=st.sampled_from([Level.CORE, Level.USES, Level.MENTIONS]),
    with_code=st.booleans(),
    accepted=st.booleans(),
    papers=st.integers(1, 10**9),
)
counts = st.builds(Count, papers=st.integers(1, 10**9), with_code=st.integers(0, 10))
domains = st.dictionaries(st.text(max_size=60) | st.sampled_from(list(TITLES)), counts, max_size=40)


def a_tally(month: str, papers: int, **changes: bool) -> Tally:
    first = date.fromisoformat(f"{month}-01")
    told = {"with_code": False, "accepted": False, **changes}
    return Tally(month=first, level=Level.CORE, papers=papers, **told)


@given(st.lists(tallies, max_size=30), domains, st.none() | st.text(max_size=300), st.none() | st.text(max_size=60))
def test_whatever_is_counted_fits_under_a_picture_and_comes_alive_nowhere(
    many: list[Tally], filed: dict[str, Count], sought: str | None, domain: str | None
) -> None:
    told = text(census.take(many, filed, today=TODAY, sought=sought, domain=domain))
    assert fits(told, LONGEST_CAPTION)
    read(told)


def test_the_numbers_are_told_by_year_by_month_and_by_domain() -> None:
    found = census.take(
        [
            a_tally("2026-11", 3),
            a_tally("2026-10", 30, with_code=True),
            a_tally("2025-10", 20, accepted=True),
            a_tally("2025-12", 7),
            a_tally("2024-01", 40),
        ],
        {"speech": Count(papers=1250, with_code=310), "image": Count(papers=40)},
        today=TODAY,
    )
    empty = "\n".join(f"{month}: 0" for month in ("Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"))
    assert visible(text(found)).split("\n\n") == [
        "The archive in numbers\n100 papers · 30 % with code · 20 % accepted\ncore 100 · uses SSL 0 · mentions SSL 0",
        "By year\n2026: 33 (+50 % to Oct) · 2025: 27 (−32 %) · 2024: 40",
        f"By month of submission, with code\nDec 2025: 7 (0 %)\nJan 2026: 0\n{empty}\nOct: 30 (100 %)\nNov: 3 (0 %)",
        "By domain, with code\nSpeech: 1,250 (25 %)\nImages: 40 (0 %)",
    ]


def test_the_years_add_up_to_the_papers_above_them() -> None:
    found = census.take([a_tally("2026-10", 2), a_tally("2017-05", 10), a_tally("2019-01", 1)], {}, today=TODAY)
    assert "By year\n2026: 2 · 2025: 0 · 2024: 0 · other years: 11" in visible(text(found))


def test_where_there_is_no_room_the_smallest_domains_are_counted_only() -> None:
    filed = {name: Count(papers=10**9 - place, with_code=10**8) for place, name in enumerate(TITLES)}
    told = text(census.take([a_tally("2026-10", 10**9)], filed, today=TODAY))
    assert fits(told, LONGEST_CAPTION)
    named = [title for title in TITLES.values() if f"{title}: 999,999," in visible(told) or f"{title}: 1,000" in told]
    assert f"\n{len(TITLES) - len(named)} more" in told
    assert named == list(TITLES.values())[: len(named)]


def test_an_archive_without_papers_says_so() -> None:
    assert text(census.take([], {}, today=TODAY)) == "<b>The archive in numbers</b>\nThere is no paper to count."

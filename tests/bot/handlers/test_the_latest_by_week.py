from datetime import datetime, timedelta

import pytest

from ssl_watch.store import papers
from tests.bot.handlers.scene import MONDAY, Scene, labels, only
from tests.ssl_watch.store.making import a_paper, judged


def submit(scene: Scene, number: int, at: datetime, *, domain: str = "speech") -> None:
    """A paper of a list that was imported: its week is that of its submission."""
    paper = a_paper(number, title=f"Paper {number}", submitted_at=at, updated_at=at)
    with scene.store.writing() as tx:
        papers.record(tx, judged(paper, domains=(domain,)), news=False, now=MONDAY)


def three_weeks(scene: Scene) -> None:
    """One paper today, two last week (one of graphs), one a week before."""
    submit(scene, 1, MONDAY)
    submit(scene, 2, MONDAY - timedelta(days=2))
    submit(scene, 3, MONDAY - timedelta(days=3), domain="graph")
    submit(scene, 4, MONDAY - timedelta(days=9))


async def test_the_papers_of_a_week_are_turned_to_and_away_from_in_place(scene: Scene) -> None:
    three_weeks(scene)
    listed = only(await scene.say(scene.reader(), "/latest"))
    assert "1–4 of 4" in listed.content.text
    assert labels(listed)[-2:] == ["This week", "Last week"]
    _, written = await scene.press(listed, "Last week")
    assert only(written) is listed
    assert "New in the week of 16–22 Nov 2026\n1–2 of 2" in listed.content.text
    assert labels(listed)[-3:] == ["‹ 9–15 Nov", "All weeks", "23–29 Nov ›"]
    await scene.press(listed, "23–29 Nov ›")
    assert "1–1 of 1" in listed.content.text
    assert labels(listed)[-2:] == ["‹ 16–22 Nov", "All weeks"]
    await scene.press(listed, "All weeks")
    assert "1–4 of 4" in listed.content.text


@pytest.mark.parametrize(
    ("asked", "heading", "shown"),
    [
        ("/latest week", "Latest in self-supervised learning\nNew in the week of 23–29 Nov 2026", [1]),
        ("/latest speech week", "Latest: Speech\nNew in the week of 23–29 Nov 2026", [1]),
        ("/latest last week speech", "Latest: Speech\nNew in the week of 16–22 Nov 2026", [2]),
        ("/latest all last week", "Latest in self-supervised learning\nNew in the week of 16–22 Nov 2026", [2, 3]),
        (
            "/latest speech 2020-W53",
            "Latest: Speech\nNew in the week of 28 Dec 2020 – 3 Jan 2021\n\nNo new paper became known in these days.",
            [],
        ),
        ("/latest speech 2026-W46", "Latest: Speech\nNew in the week of 9–15 Nov 2026", [4]),
    ],
)
async def test_a_week_is_asked_for_in_words(scene: Scene, asked: str, heading: str, shown: list[int]) -> None:
    three_weeks(scene)
    said = only(await scene.say(scene.reader(), asked)).content.text
    assert said.startswith(heading)
    assert [number for number in range(1, 5) if f"Paper {number}" in said] == shown


async def test_the_domain_stays_when_the_week_changes_and_pages_turn_within_the_week(scene: Scene) -> None:
    for number in range(1, 8):
        submit(scene, number, MONDAY - timedelta(days=7))
    submit(scene, 9, MONDAY - timedelta(days=7), domain="graph")
    listed = only(await scene.say(scene.reader(), "/latest speech"))
    await scene.press(listed, "Last week")
    await scene.press(listed, "›")
    assert "Latest: Speech\nNew in the week of 16–22 Nov 2026\n6–7 of 7" in listed.content.text


async def test_a_week_without_papers_says_so_and_leads_on(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/latest this week"))
    assert "No new paper became known in these days." in said.content.text
    assert labels(said) == ["‹ 16–22 Nov", "All weeks"]


async def test_a_week_that_turns_from_one_month_to_the_next_is_named_by_both(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/latest 2026-W45"))
    assert "New in the week of 2–8 Nov 2026" in said.content.text
    assert labels(said)[0] == "‹ 26 Oct – 1 Nov"


async def test_the_button_of_last_week_shows_the_same_week_when_a_week_has_passed(scene: Scene) -> None:
    three_weeks(scene)
    listed = only(await scene.say(scene.reader(), "/latest"))
    scene.pass_time(days=7)
    await scene.press(listed, "Last week")
    assert "New in the week of 16–22 Nov 2026" in listed.content.text


@pytest.mark.parametrize("data", ["week:*:2026-W49:0", "week:*:2026-W99:0", "week:alchemy:2026-W48:0", "week:*:W48:0"])
async def test_a_made_up_week_or_domain_is_no_button(scene: Scene, data: str) -> None:
    listed = only(await scene.say(scene.reader(), "/latest"))
    query, written = await scene.press(listed, data, forged=True)
    assert (query.answered, query.alert, written) == (True, True, [])


@pytest.mark.parametrize("asked", ["2026-W49", "speech 2027-W01", "2026-w99 speech", "speech 1990-W01"])
async def test_a_week_that_is_none_is_not_passed_over(scene: Scene, asked: str) -> None:
    scene.record_many(1, domain="speech")
    said = only(await scene.say(scene.reader(), f"/latest {asked}"))
    assert "they go from 1991-W33 to 2026-W48, which is this one" in said.content.text
    assert labels(said) == []


async def test_an_unknown_domain_is_named_without_the_week(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/latest xyzzy last week"))
    assert "No domain is called “xyzzy”" in said.content.text

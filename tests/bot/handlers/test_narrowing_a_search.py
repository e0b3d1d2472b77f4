import pytest

from sandbox.telegram import buttons
from tests.bot.handlers.scene import Scene, labels, only
from tests.ssl_watch.store.making import a_paper, judged


async def test_a_search_is_narrowed_to_a_domain_in_place_and_widened_again(scene: Scene) -> None:
    scene.record_many(6, domain="speech")
    scene.record(*(judged(a_paper(number), domains=("graph",)) for number in range(7, 9)))
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    assert "1–5 of 8" in found.content.text
    await scene.press(found, "Domain")
    await scene.press(found, "Graphs")
    assert "1–2 of 2" in found.content.text
    assert "unlabelled domain:graph" in found.content.text
    await scene.press(found, "✓ Graphs")
    await scene.press(found, "✓ Graphs")
    assert "1–5 of 8" in found.content.text
    assert "domain:" not in found.content.text


async def test_pages_of_a_narrowed_search_stay_narrowed(scene: Scene) -> None:
    scene.record_many(7, domain="speech")
    scene.record(judged(a_paper(8), domains=("graph",)))
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "Domain")
    await scene.press(found, "Speech")
    await scene.press(found, "›")
    assert "6–7 of 7" in found.content.text


@pytest.mark.parametrize("opened", ["Domain", "Year", "⇅ Titles first"])
async def test_back_leads_to_the_page_from_which_choices_were_opened(scene: Scene, opened: str) -> None:
    scene.record_many(12)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "›")
    await scene.press(found, opened)
    await scene.press(found, "‹ Back")
    assert "6–10 of 12" in found.content.text


async def test_a_year_is_chosen_from_a_page_of_years_and_the_page_is_left_again(scene: Scene) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "Year")
    assert "2026" in labels(found)
    await scene.press(found, "‹ Back")
    assert "Year" in labels(found)
    await scene.press(found, "Year")
    await scene.press(found, "2019")
    assert "year:2019" in found.content.text
    assert "No paper has all of this" in found.content.text
    await scene.press(found, "✓ 2019")
    await scene.press(found, "All years")
    assert "1–1 of 1" in found.content.text


@pytest.mark.parametrize(
    ("words", "opened", "everything"),
    [("domain:speech domain:graph", "Domain", "All domains"), ("after:2024", "Year", "All years")],
)
async def test_not_everything_is_ticked_where_the_query_narrows_by_more_than_a_button_can(
    scene: Scene, words: str, opened: str, everything: str
) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), f"/search unlabelled {words}"))
    await scene.press(found, opened)
    assert labels(found)[0] == everything
    await scene.press(found, everything)
    await scene.press(found, opened)
    assert labels(found)[0] == f"✓ {everything}"


async def test_code_is_asked_for_and_no_more_by_the_same_button(scene: Scene) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "Has code")
    assert "unlabelled has:code" in found.content.text
    await scene.press(found, "✓ Has code")
    assert "has:code" not in found.content.text


async def test_an_answer_is_put_in_another_order_in_place_and_back(scene: Scene) -> None:
    scene.record_many(6)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "›")
    await scene.press(found, "⇅ Titles first")
    await scene.press(found, "Oldest first")
    assert "unlabelled sort:oldest" in found.content.text
    assert "1–5 of 6" in found.content.text
    assert found.content.text.index(a_paper(1).title) < found.content.text.index(a_paper(2).title)
    await scene.press(found, "⇅ Oldest first")
    await scene.press(found, "Titles first")
    assert "sort:" not in found.content.text


@pytest.mark.parametrize("title", ["Best match", "Newest first"])
async def test_an_order_stays_when_pages_are_turned(scene: Scene, title: str) -> None:
    scene.record_many(6)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "⇅ Titles first")
    await scene.press(found, title)
    await scene.press(found, "›")
    assert "6–6 of 6" in found.content.text
    assert f"⇅ {title}" in labels(found)


async def test_a_search_for_nothing_but_a_filter_keeps_it(scene: Scene) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), "/search has:code"))
    query, _ = await scene.press(found, "✓ Has code")
    assert "Nothing would be left" in query.text
    assert "has:code" in found.content.text


async def test_a_query_that_would_be_too_long_stays_as_it_is(scene: Scene) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), "/search " + " ".join(f"unlabelled{'x' * 20}{n}" for n in range(12))))
    query, _ = await scene.press(found, "Has code")
    assert "longer than what is read" in query.text


@pytest.mark.parametrize("data", ["filter:domain:xyzzy", "filter:year:0000", "filter:code:2", "filter:order:any"])
async def test_a_made_up_filter_changes_nothing(scene: Scene, data: str) -> None:
    scene.record_many(1)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    before = found.content.text
    query, _ = await scene.press(found, data, forged=True)
    assert query.answered
    assert found.content.text == before


async def test_in_a_group_a_members_new_answer_takes_the_place_of_the_one_before(scene: Scene) -> None:
    scene.record_many(4)
    chat, boss, member = scene.group()
    first = only(await scene.say(chat, "/search unlabelled", by=member))
    assert "1–3 of 4" in first.content.text
    others = only(await scene.say(chat, "/search unlabelled", by=boss))
    second = only(await scene.say(chat, "/search unlabelled has:code", by=member))
    kept = {message.message_id for message in scene.world.from_bot(chat.chat_id, since=0)}
    assert kept == {others.message_id, second.message_id}


async def test_in_a_private_chat_answers_stay(scene: Scene) -> None:
    scene.record_many(1)
    reader = scene.reader()
    await scene.say(reader, "/search unlabelled")
    await scene.say(reader, "/search learn")
    assert len(scene.world.from_bot(reader.chat_id, since=0)) == 2


async def test_every_button_of_every_page_fits(scene: Scene) -> None:
    scene.record_many(5)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    for page in ("Domain", "Year"):
        await scene.press(found, page)
        assert len(labels(found)) <= 100
        assert all(len(str(each["callback_data"]).encode()) <= 64 for each in buttons(found))
        await scene.press(found, "‹ Back")

import pytest

from bot.messages import sentences
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.ssl_watch.searching.papers_alike import GRAPHS, SOUNDS, VOICES, a_paper_of


@pytest.mark.parametrize("words", ["2603.00001", "https://arxiv.org/abs/2603.00001v3", "arXiv:2603.00001"])
async def test_papers_like_one_are_listed_with_the_words_that_both_hold(scene: Scene, words: str) -> None:
    scene.record(a_paper_of(SOUNDS, 1), a_paper_of(GRAPHS, 2), a_paper_of(VOICES, 3))
    said = only(await scene.say(scene.reader(), f"/similar {words}")).content.text
    assert said.startswith(f"Similar to {SOUNDS[0]}\n1–1 of 1\n\n1. {VOICES[0]}")
    assert "both: " in said
    assert "speech" in said.partition("both: ")[2].partition("\n")[0]


async def test_their_pages_are_turned_in_place(scene: Scene) -> None:
    scene.record(*(a_paper_of(SOUNDS, number) for number in range(1, 9)))
    listed = only(await scene.say(scene.reader(), "/similar 2603.00008"))
    assert "1–5 of 7" in listed.content.text
    query, written = await scene.press(listed, "›")
    assert query.answered
    assert only(written) is listed
    assert "6–7 of 7" in listed.content.text
    await scene.press(listed, "similars:2603.00008:9999", forged=True)
    assert "6–7 of 7" in listed.content.text
    await scene.press(listed, "‹")
    assert "1–5 of 7" in listed.content.text


async def test_a_card_offers_them_and_stays_where_it_is(scene: Scene) -> None:
    scene.record(a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    card = only(await scene.say(scene.reader(), "/paper 2603.00001"))
    assert labels(card)[:3] == ["☆ Save", "≈ Similar", "✗ Wrong?"]
    query, written = await scene.press(card, "≈ Similar")
    assert query.answered
    listed = only(written)
    assert listed is not card
    assert listed.content.text.startswith(f"Similar to {SOUNDS[0]}")
    opened = only((await scene.press(listed, "1"))[1])
    assert opened.content.text.startswith(VOICES[0])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/similar", "/similar 2301.08243"),
        ("/similar   ", "/similar 2301.08243"),
        ("/similar attention", "“attention” is not an arXiv id"),
        ("/similar <b>&", "“<b>&” is not an arXiv id"),
        ("/similar 2401.00001", "2401.00001 is not in the archive"),
        ("/similar hep-th/9901001", "hep-th/9901001 is not in the archive"),
    ],
)
async def test_a_paper_that_is_not_named_or_not_known_is_answered_with_what_to_do(
    scene: Scene, said: str, answer: str
) -> None:
    assert answer in text_of(await scene.say(scene.reader(), said))


async def test_a_paper_that_is_alone_has_nothing_similar(scene: Scene) -> None:
    scene.record(a_paper_of(SOUNDS, 1))
    said = only(await scene.say(scene.reader(), "/similar 2603.00001"))
    assert said.content.text == f"Similar to {SOUNDS[0]}\n\n{sentences.NOTHING_SIMILAR}"


async def test_a_button_whose_paper_is_gone_says_so(scene: Scene) -> None:
    scene.record(a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    listed = only(await scene.say(scene.reader(), "/similar 2603.00001"))
    for data in ("similar:2401.00001", "similars:2401.00001:0"):
        query, written = await scene.press(listed, data, forged=True)
        assert (query.alert, query.text, written) == (True, sentences.NO_SUCH_PAPER, [])


async def test_who_asks_without_end_is_asked_to_wait(scene: Scene) -> None:
    ada = scene.reader()
    scene.record(a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    for _ in range(20):
        await scene.say(ada, "/similar 2603.00001")
    assert "next one in 3 seconds" in text_of(await scene.say(ada, "/similar 2603.00001"))


async def test_in_a_group_pages_are_shorter_and_anybody_may_ask(scene: Scene) -> None:
    lab, _, member = scene.group()
    scene.record(*(a_paper_of(SOUNDS, number) for number in range(1, 9)))
    assert "1–3 of 7" in text_of(await scene.say(lab, "/similar 2603.00008", by=member))


async def test_a_viewer_of_a_channel_is_shown_the_card_in_their_own_chat(scene: Scene) -> None:
    channel, boss, viewer = scene.group(kind="channel")
    scene.record(a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2))
    card = only(await scene.say(channel, "/paper 2603.00001", by=boss))
    query, written = await scene.press(card, "≈ Similar", by=viewer)
    assert (query.answered, written) == (True, [])
    assert scene.wire.sent("answerCallbackQuery")[-1].text("url") == "https://t.me/ssl_watch_bot?start=p-2603_00001"

import pytest

from sandbox.telegram import buttons
from sandbox.telegram.chats import Message
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.ssl_watch.store.making import a_paper, judged


async def test_the_latest_papers_are_turned_page_by_page_in_place(scene: Scene) -> None:
    scene.record_many(12)
    listed = only(await scene.say(scene.reader(), "/latest"))
    assert "1–5 of 12" in listed.content.text
    query, written = await scene.press(listed, "›")
    assert only(written) is listed
    assert query.answered
    assert "6–10 of 12" in listed.content.text
    await scene.press(listed, "›")
    assert "11–12 of 12" in listed.content.text
    await scene.press(listed, "‹")
    assert "6–10 of 12" in listed.content.text


@pytest.mark.parametrize("words", ["speech", "Speech", "speach"])
async def test_the_latest_papers_of_a_domain_are_found_by_anything_near_its_name(scene: Scene, words: str) -> None:
    scene.record_many(6, domain="speech")
    scene.record(judged(a_paper(9), domains=("image",)))
    listed = only(await scene.say(scene.reader(), f"/latest {words}"))
    assert "Latest: Speech" in listed.content.text
    assert "1–5 of 6" in listed.content.text
    await scene.press(listed, "›")
    assert "6–6 of 6" in listed.content.text


async def test_an_unknown_domain_is_answered_with_all_of_them_on_buttons(scene: Scene) -> None:
    scene.record_many(1, domain="graph")
    said = only(await scene.say(scene.reader(), "/latest xyzzy"))
    assert "No domain is called “xyzzy”" in said.content.text
    await scene.press(said, next(label for label in labels(said) if label.startswith("Graphs")))
    assert "Latest: Graphs" in said.content.text
    assert "1–1 of 1" in said.content.text


async def test_a_domain_without_papers_says_so(scene: Scene) -> None:
    assert "No paper has been filed here yet." in text_of(await scene.say(scene.reader(), "/latest speech"))


async def test_a_search_finds_every_word_and_its_pages_remember_the_words(scene: Scene) -> None:
    scene.record_many(7)
    scene.record(a_paper(8, title="Something else"))
    found = only(await scene.say(scene.reader(), "/search  unlabelled\n LEARN "))
    assert "1–5 of 7" in found.content.text
    await scene.press(found, "›")
    assert "6–7 of 7" in found.content.text
    assert "Something else" not in found.content.text


@pytest.mark.parametrize("words", ["@name model.py #tag", "a & b <c> “d”", "LeJEPA: x=1", "日本 🧬 نص"])
async def test_words_of_any_kind_survive_the_turning_of_pages(scene: Scene, words: str) -> None:
    scene.record(*(a_paper(number, title=f"{words} {number}") for number in range(1, 8)))
    found = only(await scene.say(scene.reader(), f"/search {words}"))
    assert "1–5 of 7" in found.content.text
    await scene.press(found, "›")
    assert "6–7 of 7" in found.content.text
    await scene.press(found, "‹")
    assert "1–5 of 7" in found.content.text


async def test_a_search_without_words_says_how(scene: Scene) -> None:
    for said in ("/search", "/search !!! ???"):
        assert "/search masked autoencoder" in text_of(await scene.say(scene.reader(), said))


async def test_a_search_that_finds_nothing_says_what_may(scene: Scene) -> None:
    assert "No paper has all of this" in text_of(await scene.say(scene.reader(), "/search phlogiston"))


async def test_a_search_that_is_not_well_formed_says_how_it_was_read_and_keeps_its_words(scene: Scene) -> None:
    scene.record_many(7)
    found = only(await scene.say(scene.reader(), "/search (unlabelled OR"))
    assert "Search (unlabelled OR\nRead as unlabelled\n1–5 of 7" in found.content.text
    await scene.press(found, "›")
    assert "Search (unlabelled OR\nRead as unlabelled\n6–7 of 7" in found.content.text


async def test_what_was_sought_is_in_bold_wherever_a_hit_holds_it(scene: Scene) -> None:
    abstract = f"{'Words before it. ' * 40}We mask <spectrograms> & listen."
    scene.record(a_paper(1, title="Masked & <masking> $\\alpha$", abstract=abstract))
    found = only(await scene.say(scene.reader(), "/search mask"))
    assert bold(found) == ["Search", "Masked", "masking"]
    found = only(await scene.say(scene.reader(), "/search spectrogram author:example"))
    assert bold(found) == ["Search", "Example", "spectrograms"]
    assert "… " in found.content.text
    assert bold(only(await scene.say(scene.reader(), '/search \\alpha -"b"'))) == ["Search", "α"]


def bold(message: Message) -> list[str]:
    written = message.content.text.encode("utf-16-le")
    places = [each for each in message.content.entities if each.kind == "bold"]
    return [written[2 * each.offset : 2 * each.end].decode("utf-16-le") for each in places]


async def test_a_very_long_search_is_cut_and_answered(scene: Scene) -> None:
    assert "No paper" in text_of(await scene.say(scene.reader(), "/search " + "word " * 800))


async def test_who_searches_without_end_is_asked_to_wait_and_others_are_not(scene: Scene) -> None:
    ada, ben = scene.reader("Ada"), scene.reader("Ben")
    scene.record_many(6)
    first = only(await scene.say(ada, "/search unlabelled"))
    for _ in range(19):
        assert "1–5 of 6" in text_of(await scene.say(ada, "/search unlabelled"))
    assert "next one in 3 seconds" in text_of(await scene.say(ada, "/search unlabelled"))
    query, _ = await scene.press(first, "›")
    assert (query.alert, "next one in 3 seconds" in query.text) == (True, True)
    assert "1–5 of 6" in text_of(await scene.say(ben, "/search unlabelled"))
    scene.pass_time(seconds=3)
    await scene.press(first, "›")
    assert "6–6 of 6" in first.content.text


@pytest.mark.parametrize(
    "words",
    [
        "2603.00003",
        "arXiv:2603.00003v2",
        "https://arxiv.org/abs/2603.00003",
        "http://arxiv.org/pdf/2603.00003v1.pdf",
        "see https://arxiv.org/abs/2603.00003?context=cs.CV",
        "https://doi.org/10.48550/arXiv.2603.00003",
        "２６０３．００００３",
    ],
)
async def test_a_paper_is_shown_by_any_form_of_its_id(scene: Scene, words: str) -> None:
    scene.record_many(3)
    shown = only(await scene.say(scene.reader(), f"/paper {words}"))
    assert "part 3" in shown.content.text
    assert "☆ Save" in labels(shown)


async def test_an_id_or_a_link_without_a_command_shows_the_paper_too(scene: Scene) -> None:
    scene.record_many(3)
    assert "part 2" in text_of(await scene.say(scene.reader(), "https://arxiv.org/abs/2603.00002"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/paper", "/paper 2301.08243"),
        ("/paper attention", "“attention” is not an arXiv id"),
        ("/paper 2401.00001", "2401.00001 is not in the archive"),
        ("/paper hep-th/9901001", "hep-th/9901001 is not in the archive"),
    ],
)
async def test_a_paper_that_is_not_named_or_not_known_is_answered_with_what_to_do(
    scene: Scene, said: str, answer: str
) -> None:
    assert answer in text_of(await scene.say(scene.reader(), said))


async def test_saved_papers_are_listed_and_turned(scene: Scene) -> None:
    ada = scene.reader()
    scene.record_many(6)
    assert "Nothing is saved yet" in text_of(await scene.say(ada, "/saved"))
    for number in range(1, 7):
        await scene.press(only(await scene.say(ada, f"/paper 2603.0000{number}")), "☆ Save")
    listed = only(await scene.say(ada, "/saved"))
    assert "1–5 of 6" in listed.content.text
    await scene.press(listed, "›")
    assert "6–6 of 6" in listed.content.text


async def test_a_page_that_is_no_longer_there_shows_the_last_one(scene: Scene) -> None:
    scene.record_many(6)
    listed = only(await scene.say(scene.reader(), "/latest"))
    await scene.press(listed, "latest:*:9999", forged=True)
    assert "6–6 of 6" in listed.content.text


async def test_behind_the_last_of_more_papers_than_were_counted_the_last_page_stays(scene: Scene) -> None:
    scene.record_many(1005)
    found = only(await scene.say(scene.reader(), "/search unlabelled"))
    await scene.press(found, "search:200", forged=True)
    assert "1001–1005 of 1000+" in found.content.text
    await scene.press(found, "›")
    assert "1001–1005 of 1000+" in found.content.text


async def test_a_papers_number_in_a_list_opens_its_card(scene: Scene) -> None:
    scene.record_many(6)
    listed = only(await scene.say(scene.reader(), "/latest"))
    _, written = await scene.press(listed, "2")
    assert only(written) is not listed
    assert "part 5" in only(written).content.text


async def test_the_number_of_a_page_is_no_button_but_is_answered(scene: Scene) -> None:
    scene.record_many(6)
    listed = only(await scene.say(scene.reader(), "/latest"))
    assert "page" in {button["callback_data"] for button in buttons(listed)}
    query, written = await scene.press(listed, "1/2")
    assert (query.answered, written) == (True, [])

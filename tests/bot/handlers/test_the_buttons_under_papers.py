from bot.keyboards.papers import card_keyboard, digest_keyboard
from bot.keyboards.saving import with_saved
from bot.messages import digest as messages
from bot.messages import sentences
from sandbox.telegram.chats import Chat as Room
from sandbox.telegram.chats import Message
from sandbox.telegram.text import Text
from ssl_watch import bookmarking, composing
from ssl_watch.store import digests
from ssl_watch.subscriptions import Chat
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.bot.messages.papers_of_our_own import digest, many
from tests.ssl_watch.store.making import a_paper


async def brought_digest(scene: Scene, reader: Room, papers: int) -> Message:
    """A digest's first page in the reader's chat, as a courier brings it."""
    await scene.say(reader, "/start")
    scene.record_many(papers)
    composed = composing.compose_now(scene.store, Chat(chat_id=reader.chat_id), now=scene.clock.now)
    assert composed.digest_id is not None
    pages = messages.pages(composed, zone="UTC")
    keyboard = digest_keyboard(composed.digest_id, 0, pages, saved=frozenset())
    assert keyboard is not None
    return scene.world.write(reader, Text(text=pages[0].text), sender=scene.world.bot, markup=keyboard.to_dict())


async def test_a_digests_pages_are_turned_in_place(scene: Scene) -> None:
    page = await brought_digest(scene, scene.reader(), papers=9)
    query, written = await scene.press(page, "›")
    assert query.answered
    assert only(written) is page
    assert "page 2 of 2" in page.content.text
    await scene.press(page, "‹")
    assert "page 1 of 2" in page.content.text


async def test_a_page_that_a_digest_does_not_have_any_more_is_its_last(scene: Scene) -> None:
    page = await brought_digest(scene, scene.reader(), papers=9)
    query, _ = await scene.press(page, "digest:1:5", forged=True)
    assert query.answered
    assert "page 2 of 2" in page.content.text


async def test_the_pages_of_a_digest_that_is_not_kept_any_more_lead_to_the_newest_papers(scene: Scene) -> None:
    page = await brought_digest(scene, scene.reader(), papers=9)
    with scene.store.writing() as transaction:
        digests.drop(transaction, [1])
    for data in ("digest:1:1", "digest:999999999999:0"):
        query, written = await scene.press(page, data, forged=True)
        assert (query.alert, query.text, written) == (True, sentences.NO_SUCH_DIGEST, [])


async def test_another_chats_digest_can_not_be_opened(scene: Scene) -> None:
    await brought_digest(scene, scene.reader("Ada"), papers=2)
    theirs = only(await scene.say(scene.reader("Eve"), "/start"))
    query, written = await scene.press(theirs, "digest:1:0", forged=True)
    assert (query.alert, written) == (True, [])


async def test_saving_turns_the_papers_button_over_and_only_it(scene: Scene) -> None:
    ada = scene.reader()
    page = await brought_digest(scene, ada, papers=3)
    before = labels(page)
    query, _ = await scene.press(page, "☆ Save 2")
    assert query.text.startswith("Saved.")
    assert labels(page) == [label.replace("☆ Save 2", "★ Saved 2") for label in before]
    assert bookmarking.saved(scene.store, Chat(chat_id=ada.chat_id), limit=5, offset=0).total == 1
    query, _ = await scene.press(page, "★ Saved 2")
    assert query.text == "Taken off the list."
    assert labels(page) == before
    assert bookmarking.saved(scene.store, Chat(chat_id=ada.chat_id), limit=5, offset=0).total == 0


async def test_pressing_save_twice_saves_once_and_is_answered(scene: Scene) -> None:
    ada = scene.reader()
    page = await brought_digest(scene, ada, papers=1)
    for _ in range(2):
        query, _ = await scene.press(page, "save:2603.00001:1", forged=True)
        assert query.text.startswith("Saved.")
    assert "★ Saved 1" in labels(page)


def test_a_button_turned_over_is_the_button_that_a_new_keyboard_has() -> None:
    entries = many(3)
    pages = messages.pages(digest(*entries), zone="UTC")
    chosen = entries[1].judged.paper
    fresh = digest_keyboard(7, 0, pages, saved=frozenset())
    kept = digest_keyboard(7, 0, pages, saved=frozenset({chosen.arxiv_id}))
    assert fresh is not None
    assert kept is not None
    assert with_saved(fresh, chosen.arxiv_id, saved=True) == kept
    assert with_saved(kept, chosen.arxiv_id, saved=False) == fresh
    assert with_saved(kept, chosen.arxiv_id, saved=True) == kept
    card, kept_card = card_keyboard(chosen, saved=False), card_keyboard(chosen, saved=True)
    assert card is not None
    assert with_saved(card, chosen.arxiv_id, saved=True) == kept_card


async def test_the_abstract_comes_as_a_message(scene: Scene) -> None:
    page = await brought_digest(scene, scene.reader(), papers=2)
    _, written = await scene.press(page, "Abstract 1")
    assert "We learn without labels and see what comes of it." in only(written).content.text


async def test_back_from_a_dispute_shows_the_card_in_its_place(scene: Scene) -> None:
    ada = scene.reader()
    scene.record_many(1)
    card = only(await scene.say(ada, "/paper 2603.00001"))
    question = only((await scene.press(card, "✗ Wrong?"))[1])
    _, written = await scene.press(question, "‹ Back")
    assert only(written) is question
    assert "☆ Save" in labels(question)


async def test_buttons_of_a_paper_that_is_not_in_the_archive_say_so(scene: Scene) -> None:
    welcome = only(await scene.say(scene.reader(), "/start"))
    for data in (
        "save:9901.00001:1",
        "abstract:9901.00001",
        "paper:math/9901001",
        "bibtex:9901.00001",
        "dispute:9901.00001:not_ssl",
    ):
        query, _ = await scene.press(welcome, data, forged=True)
        assert "not in the archive" in query.text, data


async def test_bibtex_comes_to_be_copied_without_the_abstract(scene: Scene) -> None:
    scene.record_many(1)
    card = only(await scene.say(scene.reader(), "/paper 2603.00001"))
    query, written = await scene.press(card, "BibTeX")
    sent = only(written)
    assert query.answered
    assert sent.content.text.startswith("@misc{arXiv-2603.00001,\n  title ")
    assert "{Ada Example and Ben Sample}" in sent.content.text
    assert "without labels" not in sent.content.text
    (entity,) = sent.content.entities
    assert (entity.kind, entity.details) == ("pre", (("language", "bibtex"),))
    assert entity.length == len(sent.content.text)


async def test_bibtex_that_is_longer_than_a_message_comes_as_a_file(scene: Scene) -> None:
    scene.record(a_paper(1, arxiv_id="hep-th/9901001", title="<b>&" * 2000))
    card = only(await scene.say(scene.reader(), "/paper hep-th/9901001"))
    sent = only((await scene.press(card, "BibTeX"))[1])
    assert sent.document is not None
    assert sent.document.name == "arXiv-hep-th-9901001.bib"
    assert sent.document.content.count(b"<b>") == 2000


async def test_an_old_style_id_is_saved_and_shown(scene: Scene) -> None:
    scene.record(a_paper(1, arxiv_id="hep-th/9901001"))
    ada = scene.reader()
    card = only(await scene.say(ada, "/paper hep-th/9901001v2"))
    await scene.press(card, "☆ Save")
    assert "1–1 of 1" in text_of(await scene.say(ada, "/saved"))

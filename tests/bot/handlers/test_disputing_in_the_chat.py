import json

from bot.keyboards import disputes as keyboards
from bot.messages import disputes as messages
from bot.messages import sentences
from sandbox.telegram.chats import Chat as Room
from sandbox.telegram.chats import Message, Person
from ssl_watch import disputing, subscribing
from ssl_watch.disputes import Claim, Dispute
from ssl_watch.disputing import Said
from ssl_watch.store import disputes
from ssl_watch.subscriptions import Chat
from tests.bot.handlers.scene import Scene, labels, only, text_of
from tests.bot.handlers.test_the_buttons_under_papers import brought_digest
from tests.bot.messages.papers_of_our_own import judged as shown
from tests.ssl_watch.store.making import NOW, a_paper


def held(scene: Scene, room: Room) -> list[tuple[str, str | None, bool]]:
    """What the chat disputes: paper, domain, and whether it goes by it."""
    with scene.store.reading() as transaction:
        found = disputes.of_chat(transaction, Chat(chat_id=room.chat_id))
    return [(each.arxiv_id, each.domain, each.applied) for each in found]


async def asked(scene: Scene, page: Message, *, by: Person | None = None) -> Message:
    """The question that ✗ brings."""
    _, written = await scene.press(page, "✗ 1", by=by)
    question = only(written)
    assert "What is wrong?" in question.content.text
    return question


async def test_a_verdict_is_disputed_in_two_presses_and_gone_by(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=2))
    assert labels(question) == ["Not about SSL", "Wrong domain: Speech", "‹ Back"]
    await scene.press(question, "Not about SSL")
    said = question.content.text
    assert "Noted: not about SSL." in said
    assert "leave out this paper." in said
    assert "Last week this would have left out 1 of your 2 papers: " in said
    assert labels(question) == ["Undo", "Corrections"]
    assert held(scene, ada) == [("2603.00001", None, True)]


async def test_the_latest_leave_out_what_is_disputed_and_a_search_does_not(scene: Scene) -> None:
    ada, eve = scene.reader("Ada"), scene.reader("Eve")
    question = await asked(scene, await brought_digest(scene, ada, papers=2))
    assert "1–2 of 2" in text_of(await scene.say(ada, "/latest"))
    await scene.press(question, "Not about SSL")
    assert "1–1 of 1" in text_of(await scene.say(ada, "/latest"))
    assert "1–2 of 2" in text_of(await scene.say(eve, "/latest"))
    assert "1–2 of 2" in text_of(await scene.say(ada, "/search learning"))


async def test_undo_brings_it_back_and_shows_what_is_left(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=2))
    await scene.press(question, "Not about SSL")
    query, _ = await scene.press(question, "Undo")
    assert query.text == "Taken back."
    assert "None. If a paper is not about SSL" in question.content.text
    assert held(scene, ada) == []
    assert "1–2 of 2" in text_of(await scene.say(ada, "/latest"))
    query, _ = await scene.press(question, "undispute:2603.00001:not_ssl", forged=True)
    assert query.text == "This was taken back before."


async def test_a_wrong_domain_is_told_with_what_it_moves(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=2))
    await scene.press(question, "Wrong domain: Speech")
    said = question.content.text
    assert "Noted: not Speech." in said
    assert "nor any other that is there for nothing but words, no more strongly than here" in said
    assert "without another domain they count as General methods" in said
    assert "Last week this would have moved 2 of your 2 papers to General methods" in said
    assert "No paper" in text_of(await scene.say(ada, "/latest speech"))
    assert "1–2 of 2" in text_of(await scene.say(ada, "/latest general"))


async def test_everything_disputed_is_listed_in_the_settings_and_taken_back_there(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    scene.record(*(a_paper(number) for number in range(1, 11)))
    for number in range(1, 11):
        said = Said(arxiv_id=a_paper(number).arxiv_id, claim=Claim.NOT_SSL, applied=True)
        disputing.dispute(scene.store, Chat(chat_id=ada.chat_id), said, now=scene.clock.now)
    menu = only(await scene.say(ada, "/settings"))
    await scene.press(menu, "Corrections")
    assert labels(menu) == [*(f"Undo {place}" for place in range(1, 9)), "›", "‹ Settings"]
    await scene.press(menu, "›")
    assert labels(menu) == ["Undo 9", "Undo 10", "‹", "‹ Settings"]
    await scene.press(menu, "Undo 10")
    assert len(held(scene, ada)) == 9
    await scene.press(menu, "disputes:9999", forged=True)
    assert labels(menu)[:1] == ["Undo 9"]
    await scene.press(menu, "‹ Settings")
    assert menu.content.text.startswith("Settings")


async def test_pressed_twice_a_wrong_domain_is_said_of_that_domain_alone(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=1))
    scene.world.press(ada.chat_id, question.message_id, "Wrong domain: Speech")
    await scene.press(question, "Wrong domain: Speech")
    assert "Noted: not Speech." in question.content.text
    assert held(scene, ada) == [("2603.00001", "speech", True)]


async def test_a_button_of_an_older_message_means_the_domain_under_which_the_paper_is_found(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=1))
    await scene.press(question, "dispute:2603.00001:domain", forged=True)
    assert held(scene, ada) == [("2603.00001", "speech", True)]


async def test_a_domain_that_there_is_not_can_not_be_disputed(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=1))
    query, _ = await scene.press(question, "dispute:2603.00001:alchemy", forged=True)
    assert (query.alert, query.text) == (True, sentences.OLD_BUTTON)
    assert held(scene, ada) == []


async def test_in_a_group_members_are_noted_and_administrators_are_gone_by(scene: Scene) -> None:
    lab, boss, member = scene.group()
    await scene.say(lab, "/start", by=boss)
    scene.record_many(2)
    card = only(await scene.say(lab, "/paper 2603.00001", by=member))
    question = only((await scene.press(card, "✗ Wrong?", by=member))[1])
    await scene.press(question, "Not about SSL", by=member)
    assert "that is for its administrators to say" in question.content.text
    assert labels(question) == []
    assert held(scene, lab) == [("2603.00001", None, False)]
    assert "1–2 of 2" in text_of(await scene.say(lab, "/latest", by=member))
    again = only((await scene.press(card, "✗ Wrong?", by=boss))[1])
    await scene.press(again, "Not about SSL", by=boss)
    assert labels(again) == ["Undo", "Corrections"]
    await scene.press(only((await scene.press(card, "✗ Wrong?", by=member))[1]), "Not about SSL", by=member)
    assert held(scene, lab) == [("2603.00001", None, True)]
    query, _ = await scene.press(again, "Undo", by=member)
    assert "Only administrators" in query.text
    assert held(scene, lab) == [("2603.00001", None, True)]


async def test_there_is_an_end_to_what_one_chat_disputes(scene: Scene) -> None:
    ada = scene.reader()
    many = disputing.MOST_DISPUTES + 1
    scene.record(*(a_paper(number) for number in range(1, many + 1)))
    for number in range(1, many):
        said = Said(arxiv_id=a_paper(number).arxiv_id, claim=Claim.NOT_SSL, applied=True)
        disputing.dispute(scene.store, Chat(chat_id=ada.chat_id), said, now=scene.clock.now)
    page = only(await scene.say(ada, f"/paper {a_paper(many).arxiv_id}"))
    question = only((await scene.press(page, "✗ Wrong?"))[1])
    query, _ = await scene.press(question, "Not about SSL")
    assert (query.alert, query.text) == (True, messages.ENOUGH)
    assert len(held(scene, ada)) == many - 1


async def test_what_is_disputed_is_handed_over_and_forgotten(scene: Scene) -> None:
    ada = scene.reader()
    question = await asked(scene, await brought_digest(scene, ada, papers=1))
    await scene.press(question, "Wrong domain: Speech")
    file = only(await scene.say(ada, "/mydata")).document
    assert file is not None
    told = json.loads(file.content)
    assert [(row["claim"], row["evidence"]) for row in told["disputes"]] == [("domain:speech", ["words"])]
    assert [row["arxiv_id"] for row in told["sent_papers"]] == ["2603.00001"]
    await scene.press(only(await scene.say(ada, "/forget")), "Erase everything")
    assert held(scene, ada) == []


async def test_updates_are_switched_off_and_on_in_the_settings(scene: Scene) -> None:
    ada = scene.reader()
    await scene.say(ada, "/start")
    menu = only(await scene.say(ada, "/settings"))
    assert "Updates: when a paper you got or saved gains code, is accepted, renamed or withdrawn" in menu.content.text
    query, _ = await scene.press(menu, "✓ Updates on papers I got")
    assert query.text == "Updates: none on papers you got or saved."
    found = subscribing.find(scene.store, Chat(chat_id=ada.chat_id))
    assert found is not None
    assert not found.subscription.changes
    await scene.press(menu, "Updates on papers I got")
    assert "✓ Updates on papers I got" in labels(menu)


def test_a_paper_that_no_button_can_carry_gets_none() -> None:
    odd = shown(arxiv_id="nonsense")
    assert keyboards.claims(odd.paper, "speech") is None
    buttons = keyboards.corrections([(Dispute(arxiv_id="nonsense", disputed_at=NOW), odd)], 0).inline_keyboard
    assert [button.text for row in buttons for button in row] == ["‹ Settings"]


def test_an_old_style_paper_in_a_long_domain_can_be_taken_back() -> None:
    said = Dispute(arxiv_id="quant-ph/9901001", domain="point_cloud", disputed_at=NOW)
    (row,) = keyboards.noted(said).inline_keyboard
    assert row[0].callback_data == "undispute:quant-ph/9901001:point_cloud"

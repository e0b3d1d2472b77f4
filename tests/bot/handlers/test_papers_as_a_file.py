import json
from datetime import timedelta

import pytest

from sandbox.telegram.refusals import bad_request
from ssl_watch import exporting
from ssl_watch.exporting import Format
from tests.bot.handlers.scene import MONDAY, Scene, labels, only, text_of
from tests.ssl_watch.store.making import a_paper, judged

FORMATS = ["BibTeX", "RIS", "CSV", "Markdown", "JSON", "JSON lines"]


async def test_what_was_found_is_handed_over_as_a_file(scene: Scene) -> None:
    scene.record_many(6)
    scene.record(judged(a_paper(7), domains=("graph",)))
    found = only(await scene.say(scene.reader(), "/search unlabelled domain:speech"))
    await scene.press(found, "⤓ As a file")
    assert labels(found) == [*FORMATS, "‹ Back"]
    _, (sent,) = await scene.press(found, "JSON lines")
    assert sent.document is not None
    assert sent.document.name == "ssl-watch-2026-11-23.jsonl"
    assert len([json.loads(line) for line in sent.document.content.splitlines()]) == 6
    assert sent.content.text == "6 papers · unlabelled domain:speech"
    await scene.press(found, "‹ Back")
    assert "1–5 of 6" in found.content.text
    assert "⤓ As a file" in labels(found)


async def test_the_saved_papers_are_handed_over_and_no_others(scene: Scene) -> None:
    scene.record_many(3)
    reader = scene.reader()
    card = only(await scene.say(reader, f"/paper {a_paper(2).arxiv_id}"))
    await scene.press(card, "☆ Save")
    saved = only(await scene.say(reader, "/saved"))
    await scene.press(saved, "⤓ As a file")
    _, (sent,) = await scene.press(saved, "BibTeX")
    assert sent.document is not None
    assert sent.document.name == "ssl-watch-2026-11-23.bib"
    assert sent.document.content.count(b"@") == 1
    assert a_paper(2).arxiv_id.encode() in sent.document.content
    await scene.press(saved, "‹ Back")
    assert "1–1 of 1" in saved.content.text


@pytest.mark.parametrize("asked", ["/export bibtex", "/export bib", "/export BibTeX"])
async def test_the_whole_archive_is_handed_over_in_the_format_that_is_named(scene: Scene, asked: str) -> None:
    scene.record_many(3)
    sent = only(await scene.say(scene.reader(), asked))
    assert sent.document is not None
    assert sent.document.content.count(b"archiveprefix") + sent.document.content.count(b"archivePrefix") == 3
    assert sent.content.text == "3 papers · the whole archive"


@pytest.mark.parametrize("asked", ["/export csv unlabelled domain:graph", "/export unlabelled domain:graph CSV"])
async def test_a_query_and_a_format_are_told_apart(scene: Scene, asked: str) -> None:
    scene.record_many(2)
    scene.record(judged(a_paper(3), domains=("graph",)))
    sent = only(await scene.say(scene.reader(), asked))
    assert sent.document is not None
    assert sent.document.name.endswith(".csv")
    assert sent.content.text == "1 paper · unlabelled domain:graph"


@pytest.mark.parametrize("words", ["", " unlabelled"])
async def test_without_a_format_it_is_asked_for(scene: Scene, words: str) -> None:
    scene.record_many(2)
    asked = only(await scene.say(scene.reader(), f"/export{words}"))
    assert labels(asked)[:6] == FORMATS
    _, (sent,) = await scene.press(asked, "Markdown")
    assert sent.document is not None
    assert sent.document.content.decode().count("arxiv.org/abs/") >= 2


async def test_where_nothing_is_found_no_file_is_sent(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/export json xyzzy"))
    assert said.document is None
    assert "no paper" in said.content.text
    search = only(await scene.say(scene.reader(), "/search xyzzy"))
    assert "⤓ As a file" not in labels(search)


async def test_a_query_of_nothing_is_told_how_to_ask(scene: Scene) -> None:
    said = only(await scene.say(scene.reader(), "/export json ()"))
    assert "Search title" in said.content.text


@pytest.mark.parametrize("data", ["export:found:atom", "export:all:xyzzy", "export:saved:file", "export:found:json"])
async def test_a_made_up_press_hands_nothing_over(scene: Scene, data: str) -> None:
    scene.record_many(1)
    message = only(await scene.say(scene.reader(), "/latest"))
    query, sent = await scene.press(message, data, forged=True)
    assert query.answered
    assert not [each for each in sent if each.document]


async def test_many_files_at_once_are_asked_to_wait_a_little(scene: Scene) -> None:
    scene.record_many(1)
    reader = scene.reader()
    sent = [only(await scene.say(reader, "/export ris")) for _ in range(7)]
    assert [each.document is not None for each in sent] == [True] * 6 + [False]
    assert "a lot of files" in text_of(sent[-1:])
    scene.pass_time(seconds=31)
    assert only(await scene.say(reader, "/export ris")).document is not None


@pytest.mark.parametrize("command", ["/search unlabelled", "/saved"])
async def test_back_leads_to_the_page_from_which_the_formats_were_opened(scene: Scene, command: str) -> None:
    scene.record_many(7)
    reader = scene.reader()
    for number in range(1, 8):
        card = only(await scene.say(reader, f"/paper {a_paper(number).arxiv_id}"))
        await scene.press(card, "☆ Save")
    found = only(await scene.say(reader, command))
    await scene.press(found, "›")
    second = found.content.text
    await scene.press(found, "⤓ As a file")
    await scene.press(found, "RIS")
    await scene.press(found, "‹ Back")
    assert "6–7 of 7" in found.content.text
    assert found.content.text == second


async def test_where_no_list_was_shown_there_is_no_way_back_to_one(scene: Scene) -> None:
    scene.record_many(1)
    asked = only(await scene.say(scene.reader(), "/export unlabelled"))
    assert labels(asked) == FORMATS


async def test_a_reader_of_a_channel_can_not_post_files_there(scene: Scene) -> None:
    scene.record_many(1)
    channel, boss, reader = scene.group(kind="channel")
    asked = only(await scene.say(channel, "/export unlabelled", by=boss))
    query, sent = await scene.press(asked, "CSV", by=reader)
    assert (query.alert, sent) == (True, [])
    _, (posted,) = await scene.press(asked, "CSV", by=boss)
    assert posted.document is not None


async def test_a_group_that_takes_no_files_is_told_so(scene: Scene) -> None:
    scene.record_many(2)
    chat, _, member = scene.group()
    found = only(await scene.say(chat, "/search unlabelled", by=member))
    await scene.press(found, "⤓ As a file", by=member)
    scene.wire.fail("sendDocument", *[bad_request("not enough rights to send documents to the chat")] * 2)
    query, sent = await scene.press(found, "CSV", by=member)
    assert ("does not let me send files" in query.text, sent) == (True, [])
    said = only(await scene.say(chat, "/export csv", by=member))
    assert "does not let me send files" in said.content.text


async def test_in_a_group_everybody_may_ask_and_is_answered(scene: Scene) -> None:
    scene.record_many(2)
    chat, _, member = scene.group()
    sent = only(await scene.say(chat, "/export json", by=member))
    assert sent.document is not None
    assert len(json.loads(sent.document.content)) == 2


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.ATOM])
async def test_a_file_holds_no_more_than_it_may_and_says_so(scene: Scene, form: Format) -> None:
    scene.record_many(4)
    file = exporting.to_file(scene.store, None, form, now=MONDAY, most=3)
    assert (file.papers, file.capped) == (3, True)
    whole = exporting.to_file(scene.store, "unlabelled", form, now=MONDAY + timedelta(days=1), most=4)
    assert (whole.papers, whole.capped) == (4, False)

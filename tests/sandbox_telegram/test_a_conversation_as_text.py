from datetime import UTC, datetime, timedelta

from sandbox.demo.echo import Echo
from sandbox.demo.papers import as_lines, plan
from sandbox.telegram import World
from sandbox.telegram.chats import Chat
from tests.sandbox_telegram.asking import Ask


def echo(world: World) -> tuple[Echo, list[str]]:
    lines: list[str] = []
    return Echo(world, lines.append), lines


def test_bubbles_links_quotations_and_keyboards_are_told(world: World, ada: Chat, ask: Ask) -> None:
    writer, lines = echo(world)
    quotation = "<blockquote expandable>" + "long words " * 60 + "</blockquote>"
    html = f'😀 <b>1</b> <a href="https://arxiv.org/abs/2301.08243">Title</a> end\n{quotation}\nafter'
    keyboard = {"inline_keyboard": [[{"text": "Save", "callback_data": "s"}, {"text": "›", "callback_data": "n"}]]}
    ask("sendMessage", chat_id=ada.chat_id, text=html, parse_mode="HTML", reply_markup=keyboard)
    writer.look()
    told = "\n".join(lines)
    assert "Ada\n  │ /start" in told
    assert "  │ 😀 1 Title <https://arxiv.org/abs/2301.08243> end" in told
    assert "opened by a tap" in told
    assert "  │ after" in told
    assert "    [Save] [›]" in told


def test_an_edit_is_told_by_what_changed(world: World, ada: Chat, ask: Ask) -> None:
    writer, lines = echo(world)
    text = "one\ntwo\nthree"
    sent = ask("sendMessage", chat_id=ada.chat_id, text=text)[1]
    writer.look()
    lines.clear()
    ask("editMessageText", chat_id=ada.chat_id, message_id=sent["message_id"], text=text.replace("two", "2"))
    writer.look()
    writer.look()
    told = "\n".join(lines).splitlines()
    assert [line for line in told if line.startswith("  │")] == ["  │ 2"]
    assert any(line.endswith("edited") for line in told)


def test_the_demos_papers_lie_where_a_poll_looks_and_their_dates_are_their_own_elsewhere() -> None:
    now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    divided = plan(now)
    at_arxiv = (*divided.shown, *divided.first, *divided.later)
    ids = [record.arxiv_id for record in at_arxiv] + [str(row["arxiv_id"]) for row in divided.archive]
    assert len(ids) == len(set(ids)) == 38
    assert all(now - timedelta(days=60) < record.submitted_at < now for record in at_arxiv)
    assert all(record.announced_at is None for record in (*divided.first, *divided.later))
    assert as_lines(divided.archive).count("\n") == len(divided.archive)

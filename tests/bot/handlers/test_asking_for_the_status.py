from dataclasses import replace
from datetime import timedelta

from bot.handlers.face import Face, give
from bot.messages.status import FOR_OPERATORS
from ssl_watch.polls import SourceReport
from ssl_watch.settings import Settings
from ssl_watch.store import poll_runs
from tests.bot.handlers.scene import MONDAY, Scene, only


def _face(scene: Scene) -> Face:
    face = scene.application.bot_data["face"]
    assert isinstance(face, Face)
    return face


async def test_operators_are_told_how_the_watch_stands(scene: Scene) -> None:
    operator = scene.reader("Operator")
    give(scene.application, replace(_face(scene), settings=Settings(admins=frozenset({operator.chat_id}))))
    with scene.store.writing() as tx:
        for source, error in (("oai", "OAI-PMH is <down>"), ("api", None)):
            at = MONDAY - timedelta(hours=2)
            poll_runs.add(tx, SourceReport(source=source, started_at=at, ended_at=at, total=7, error=error))
    told = only(await scene.say(operator, "/status")).content.text
    assert "Feed: failed" in told
    assert "• OAI-PMH: failed once, last never read whole. OAI-PMH is <down>" in told
    assert "• API: read Mon 23 Nov, 10:00 UTC (7 records)" in told


async def test_others_are_told_whom_the_command_is_for(scene: Scene) -> None:
    assert only(await scene.say(scene.reader(), "/status")).content.text == FOR_OPERATORS
    chat, _, member = scene.group()
    assert only(await scene.say(chat, "/status", by=member)).content.text == FOR_OPERATORS

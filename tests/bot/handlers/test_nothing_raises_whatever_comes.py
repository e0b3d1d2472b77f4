import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import callbacks
from bot.commands import COMMANDS
from bot.handlers.pressing import BUTTONS
from sandbox.telegram import shapes
from ssl_watch.store import open_store
from tests.bot.handlers.scene import Scene, only, play, text_of

unhurried = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
names = st.sampled_from([command.name for command in COMMANDS])
lines = st.one_of(
    texts, texts.map("/{}".format), st.builds("/{} {}".format, names, texts), st.builds("/{}{}".format, names, texts)
)
arguments = texts | st.sampled_from(
    ["speech", "*", "0", "1", "9999", "٣", "2603.00001", "hep-th/9901001", "ask", "yes", "active", "zone", "mute", ""]
)
presses = st.one_of(
    texts,
    st.builds(lambda action, given: ":".join([action, *given]), st.sampled_from(sorted(BUTTONS)), st.lists(arguments)),
).filter(lambda data: 0 < len(data.encode()) <= callbacks.LONGEST)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)

pytestmark = pytest.mark.usefixtures("no_handler_fails")


@pytest.fixture
def no_handler_fails(caplog: pytest.LogCaptureFixture) -> None:
    """Records of errors; each example looks at them when it ends."""
    caplog.set_level("ERROR")


def in_a_scene(template: Path, act: Callable[[Scene], Awaitable[None]]) -> None:
    """Play one example on a store of its own."""

    async def set_up() -> None:
        async with play(store) as scene:
            await act(scene)

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{shutil.copy(template, Path(folder) / 'ssl-watch.db')}")
        try:
            asyncio.run(set_up())
        finally:
            store.close()


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What handlers failed with."""
    return [record.getMessage() for record in caplog.records]


@unhurried
@given(said=st.lists(lines, min_size=1, max_size=6))
def test_whatever_is_said_is_answered_and_nothing_fails(
    sqlite_template: Path, caplog: pytest.LogCaptureFixture, said: list[str]
) -> None:
    async def talk(scene: Scene) -> None:
        ada = scene.reader()
        scene.record_many(2)
        await scene.say(ada, "/start")
        for line in said:
            await scene.say(ada, line)

    in_a_scene(sqlite_template, talk)
    assert complaints(caplog) == []


@unhurried
@given(datas=st.lists(presses, min_size=1, max_size=6))
def test_whatever_a_button_carries_is_answered_and_nothing_fails(
    sqlite_template: Path, caplog: pytest.LogCaptureFixture, datas: list[str]
) -> None:
    async def tamper(scene: Scene) -> None:
        welcome = only(await scene.say(scene.reader(), "/start"))
        for data in datas:
            query, _ = await scene.press(welcome, data, forged=True)
            assert query.answered, data
            assert callbacks.decode(data) or "older version" in query.text

    in_a_scene(sqlite_template, tamper)
    assert complaints(caplog) == []


@unhurried
@given(typed=st.lists(texts, min_size=1, max_size=6), name=st.sampled_from(["time", "zone", "mute"]))
def test_whatever_is_typed_for_a_setting_is_taken_or_explained(
    sqlite_template: Path, caplog: pytest.LogCaptureFixture, typed: list[str], name: str
) -> None:
    async def answer(scene: Scene) -> None:
        ada = scene.reader()
        menu = only(await scene.say(ada, "/start"))
        for text in typed:
            await scene.press(menu, f"ask:{name}", forged=True)
            answered = await scene.say(ada, text)
            assert answered or not text.strip()
        assert "Settings" in text_of(await scene.say(ada, "/settings"))

    in_a_scene(sqlite_template, answer)
    assert complaints(caplog) == []


@unhurried
@given(fields=st.dictionaries(texts, json_values, max_size=4), odd=json_values)
def test_messages_with_odd_fields_and_odd_chats_do_no_harm(
    sqlite_template: Path, caplog: pytest.LogCaptureFixture, fields: dict[str, object], odd: object
) -> None:
    async def hand_over(scene: Scene) -> None:
        ada = scene.reader()
        await scene.say(ada, "/start")
        message = {"message_id": 7, "date": 1, "chat": shapes.chat(ada)}
        await scene.hand_over({"update_id": 1, "message": fields | message})
        await scene.hand_over({"update_id": 2, "something_new": odd})
        await scene.hand_over({"update_id": 3, "edited_message": message | {"text": "/forget"}})
        await scene.hand_over({"update_id": 4, "message": message | {"photo": [], "caption": "/stop"}})

    in_a_scene(sqlite_template, hand_over)
    assert complaints(caplog) == []

"""A scene for handlers: the real Application, its handlers and a real store, on a wire into the simulated Telegram.

`play` builds it; `say` and `press` let people act and hand the updates over; what the bot did is read off the world.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telegram import Update
from telegram.ext import ApplicationBuilder

from bot import commands
from bot.asking import Asking
from bot.handlers.face import AnyApplication, Face, give
from sandbox.telegram import NO_LIMITS, TOKEN, World, buttons
from sandbox.telegram.chats import Chat, Message, Person
from sandbox.telegram.offers import InlineQuery
from sandbox.telegram.state import Query
from ssl_watch.papers import Paper
from ssl_watch.settings import Settings
from ssl_watch.store import Store
from ssl_watch.verdicts import JudgedPaper
from tests.bot.wire import Wire
from tests.ssl_watch.store.making import a_paper, judged, record

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OPERATOR = "watch@example.org"


class _Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def unix(self) -> float:
        return self.now.timestamp()


@dataclass(slots=True, kw_only=True)
class Scene:
    """One evening with the bot. `woken` counts how often the delivery rounds were told to hurry."""

    application: AnyApplication
    store: Store
    wire: Wire
    clock: _Clock
    woken: list[datetime] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.wire.world

    def reader(self, name: str = "Ada") -> Chat:
        """Somebody's private chat with the bot."""
        return self.world.add_private(name)

    def group(self, *, kind: str = "supergroup", topics: Sequence[str] = ()) -> tuple[Chat, Person, Person]:
        """A group, its administrator, and a member who is none."""
        boss, member = self.world.add_person("Boss"), self.world.add_person("Member")
        bot = "administrator" if kind == "channel" else "member"
        chat = self.world.add_group("Lab", creator=boss, kind=kind, topics=topics, bot_status=bot)
        self.world.join(chat.chat_id, member)
        return chat, boss, member

    async def say(
        self,
        chat: Chat,
        text: str,
        *,
        by: Person | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> list[Message]:
        """Somebody writes; what the bot then wrote or changed."""
        before = self.world.changes
        self.world.say(chat.chat_id, text, by=by, reply_to=reply_to, thread=thread)
        return await self.settle(chat, since=before)

    async def press(
        self, message: Message, button: str, *, by: Person | None = None, forged: bool = False
    ) -> tuple[Query, list[Message]]:
        """Somebody presses the button with this label or data; how it was answered, and what the bot wrote."""
        before = self.world.changes
        query = self.world.press(message.chat_id, message.message_id, button, by=by, forged=forged)
        return query, await self.settle(self.world.chats[message.chat_id], since=before)

    async def type(self, chat: Chat, text: str, *, by: Person | None = None, offset: str = "") -> InlineQuery:
        """Somebody types after the bot's name; the query, with what it was answered."""
        query = self.world.ask_inline(chat.chat_id, text, by=by, offset=offset)
        await self.settle(chat, since=0)
        return query

    async def settle(self, chat: Chat, *, since: int) -> list[Message]:
        """Hand over every update that waits; what the bot wrote or changed in the chat."""
        while waiting := self.world.updates.waiting:
            await self.hand_over(waiting.pop(0))
        return self.world.from_bot(chat.chat_id, since=since)

    async def hand_over(self, update: dict[str, object]) -> None:
        """Hand over one update, as it came over the wire."""
        decoded = Update.de_json(update, self.application.bot)
        await self.application.process_update(decoded)

    def pass_time(self, **much: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**much)

    def record(self, *many: Paper | JudgedPaper, news: bool = True) -> None:
        """Let the watch record papers."""
        with self.store.writing() as transaction:
            record(transaction, *many, news=news)

    def record_many(self, count: int, *, domain: str = "speech") -> None:
        """Let the watch record so many papers, the last the newest."""
        self.record(*(judged(a_paper(number), domains=(domain,)) for number in range(1, count + 1)))


@asynccontextmanager
async def play(store: Store) -> AsyncIterator[Scene]:
    """Set the scene, and clear it away."""
    clock = _Clock()
    wire = Wire(World(limits=NO_LIMITS, clock=clock.unix))
    builder = ApplicationBuilder().token(TOKEN).request(wire).get_updates_request(wire)
    application = builder.updater(None).job_queue(None).build()
    scene = Scene(application=application, store=store, wire=wire, clock=clock)
    ask = Asking(store)
    settings = Settings(contact=OPERATOR)
    give(
        application,
        Face(ask=ask, clock=clock, settings=settings, wake=lambda: scene.woken.append(clock.now)),
    )
    commands.register(application)
    async with application:
        wire.calls.clear()
        yield scene
    ask.close()


def labels(message: Message) -> list[str]:
    """What the message's buttons say."""
    return [str(button["text"]) for button in buttons(message)]


def text_of(messages: Sequence[Message]) -> str:
    """All that was written, one after the other."""
    return "\n---\n".join(message.content.text for message in messages)


def only(messages: Sequence[Message]) -> Message:
    """The one message that was written or changed."""
    assert len(messages) == 1, text_of(messages)
    return messages[0]

"""Both stand-ins over HTTP and the real `python -m bot` between them, on whatever database the test was given."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox import arxiv
from sandbox.bot_process import BotProcess
from sandbox.demo.papers import Plan
from sandbox.demo.staging import polls
from sandbox.telegram import NothingCame, World, buttons
from sandbox.telegram.chats import Chat, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a test plays. `address` is the chat page's."""

    telegram: World
    arxiv: arxiv.World
    plan: Plan
    settings: dict[str, str]
    folder: Path
    address: str

    @contextmanager
    def bot(self, **settings: str) -> Iterator[BotProcess]:
        """The bot, from its first getUpdates on; ended with the block."""
        polls = len(self.telegram.journal.of("getUpdates"))
        with self.launch(**settings) as process:
            self.wait_for(process, lambda: len(self.telegram.journal.of("getUpdates")) > polls, "the first getUpdates")
            yield process

    def launch(self, **settings: str) -> BotProcess:
        """The bot from its first breath; ended with a `with` block."""
        return BotProcess({**self.settings, **settings}, self.folder)

    def wait_for(self, bot: BotProcess, ready: Callable[[], bool], what: str, *, within: float = 60.0) -> None:
        """Wait until something holds, as long as the bot lives."""
        deadline = time.monotonic() + within
        while not self.telegram.bell.wait_for(ready, within=0.25):
            bot.check()
            if time.monotonic() > deadline:
                raise NothingCame(f"waited {within:.0f} s for {what}; the log ends:\n{bot.tail()}")

    def polled(self, bot: BotProcess) -> None:
        """Wait until arXiv has been read once more, to the end: a second poll shows that one was dealt with."""
        begun = polls(self.arxiv)
        self.wait_for(bot, lambda: polls(self.arxiv) >= begun + 2, "a poll")

    def say(self, chat: Chat, text: str, wanted: str) -> Message:
        """Write, and wait for an answer that has something."""
        since = self.telegram.changes
        self.telegram.say(chat.chat_id, text)
        return self.telegram.expect(chat.chat_id, wanted, since=since, within=30)

    def press(self, chat: Chat, message: Message, label: str, wanted: str) -> Message:
        """Press the button whose label begins so, and wait for a message, new or edited, that has something."""
        since = self.telegram.changes
        data = next(str(each["callback_data"]) for each in buttons(message) if str(each["text"]).startswith(label))
        self.telegram.press(chat.chat_id, message.message_id, data)
        return self.telegram.expect(chat.chat_id, lambda each: wanted in face(each), since=since, within=30)


def face(message: Message) -> str:
    """All that is to be read of a message: text, links, buttons."""
    links = (str(dict(entity.details).get("url", "")) for entity in message.content.entities)
    labels = (str(button["text"]) for button in buttons(message))
    return "\n".join([message.content.text, *links, *labels])

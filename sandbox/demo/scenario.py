"""What happens in the demo: Ada, a speech researcher, subscribes; arXiv announces; her digest comes; she looks around.

Each step waits for the bot's answer and fails with a sentence where it does not come.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from textwrap import shorten
from zoneinfo import ZoneInfo

from sandbox.arxiv import Record
from sandbox.demo.staging import Scene
from sandbox.telegram import buttons
from sandbox.telegram.chats import Chat, Message

_ANSWERS_WITHIN = 15.0  # seconds
_DIGEST_WITHIN = 100.0
_ZONE = "Europe/Berlin"
_TOO_LATE_IN_A_MINUTE = 50  # seconds
_READS_FOR = 1.0
_LONGEST_TITLE = 86

Say = Callable[[str], object]


@dataclass(slots=True, kw_only=True)
class Play:
    """Ada in her chat."""

    scene: Scene
    ada: Chat
    narrate: Say
    _since: int = 0

    def run(self) -> None:
        """The whole scenario."""
        self.scene.polled()  # the archive's first filling
        self._subscribe()
        self._announcement()
        self._settle_time()
        digest = self._await_digest()
        self._read(digest)
        self._look_around()

    def _subscribe(self) -> None:
        welcome = self._say("/start", "Next digest")
        group = self._press(welcome, "Speech & audio", "All of Speech & audio")
        chosen = self._press(group, "All of Speech & audio", "✓ All of Speech & audio")
        groups = self._press(chosen, "‹ All groups", "All of SSL")
        self._press(groups, "Settings", "Time zone")

    def _announcement(self) -> None:
        announce(self.scene, self.scene.plan.first, self.narrate)
        self.scene.polled()

    def _settle_time(self) -> None:
        settings = self._say("/settings", "Time zone")
        zones = self._press(settings, "Time zone", "Berlin")
        set_zone = self._press(zones, "Berlin", f"({_ZONE})")
        if not _has(set_zone, "Time"):
            set_zone = self._press(set_zone, "‹ Settings", _ZONE)
        times = self._press(set_zone, "Time", "Another time")
        self._press(times, "Another time", "At what time")
        self._say(f"{_coming_minute():%H:%M}", "Next digest")

    def _await_digest(self) -> Message:
        self.narrate("… waiting for the minute that Ada chose; a digest comes by the clock, not because somebody asks")
        return self._expect("new paper", within=_DIGEST_WITHIN)

    def _read(self, digest: Message) -> None:
        self._press(digest, "☆ Save 2", "★ Saved 2")

    def _look_around(self) -> None:
        found = self._say("/search self-supervised", "1–")
        self._press(found, "›", "2/")
        self._say("/search deepfake speech", "Fake Speech Wild")
        self._say("/paper https://arxiv.org/abs/2312.09040v2", "ARMHuBERT")
        self._say("/saved", "Saved papers")
        self._say("/stats", "in numbers")

    def _say(self, text: str, wanted: str) -> Message:
        self._think()
        self._since = self.scene.telegram.changes
        self.scene.telegram.say(self.ada.chat_id, text)
        return self._expect(wanted)

    def _press(self, message: Message, label: str, wanted: str) -> Message:
        """Press the button whose label begins so (a tick before it aside); wait for what is then seen."""
        found = next((button for button in buttons(message) if _begins(button, label)), None)
        if found is None:
            raise AssertionError(f"no button “{label}” under: {message.content.text[:80]}")
        self._think()
        self._since = self.scene.telegram.changes
        self.narrate(f"      Ada presses [{found['text']}]")
        self.scene.telegram.press(self.ada.chat_id, message.message_id, str(found["callback_data"]))
        return self._expect(wanted)

    def _think(self) -> None:
        """People read before they press."""
        _idle(self.scene, _READS_FOR)

    def _expect(self, wanted: str, *, within: float = _ANSWERS_WITHIN) -> Message:
        def found() -> list[Message]:
            return [
                each
                for each in self.scene.telegram.from_bot(self.ada.chat_id, since=self._since)
                if _shows(each, wanted)
            ]

        self.scene.wait_for(lambda: bool(found()), within=within, what=f"“{wanted}” in Ada's chat")
        return found()[-1]


def announce(scene: Scene, papers: tuple[Record, ...], narrate: Say) -> None:
    """arXiv announces; the bot finds out by itself, at its next poll."""
    scene.arxiv.announce(paper.arxiv_id for paper in papers)
    titles = "".join(
        f"\n    {paper.short_id:14} {shorten(paper.title, _LONGEST_TITLE, placeholder=' …')}" for paper in papers
    )
    narrate(f"\n═══ arXiv announces {len(papers)} papers (real ones, their dates moved to this week){titles}\n")


def _coming_minute() -> datetime:
    now = datetime.now(UTC)
    minutes = 1 if now.second < _TOO_LATE_IN_A_MINUTE else 2
    return (now + timedelta(minutes=minutes)).astimezone(ZoneInfo(_ZONE))


def _begins(button: dict[str, object], label: str) -> bool:
    return str(button["text"]).removeprefix("✓ ").startswith(label)


def _has(message: Message, label: str) -> bool:
    return any(_begins(button, label) for button in buttons(message))


def _shows(message: Message, wanted: str) -> bool:
    return wanted in message.content.text or any(wanted in str(button["text"]) for button in buttons(message))


def keep_announcing(scene: Scene, narrate: Say, *, every: float = 60.0) -> None:
    """For whoever watches: the papers that are left, one announcement a minute."""
    for paper in scene.plan.later:
        _idle(scene, every)
        announce(scene, (paper,), narrate)
    narrate("═══ arXiv has announced everything that the demo has; the bot goes on reading. Ctrl-C ends it.")
    while True:
        _idle(scene, every)


def _idle(scene: Scene, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        scene.bot.check()
        time.sleep(min(0.5, max(ends - time.monotonic(), 0)))

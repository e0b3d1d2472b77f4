"""The conversation as text: bubbles with quotations and links, keyboards as [buttons], edits as what changed."""

import textwrap
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sandbox.telegram import World, buttons
from sandbox.telegram.chats import Chat, Message
from sandbox.telegram.text import Entity, Text

_WIDTH = 100
_QUOTED_LINES = 2
_ROW = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    lines: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(slots=True)
class Echo:
    """Writes down what changed in a world since it last looked; `follow` looks again at each change."""

    world: World
    write: Callable[[str], object]
    _since: int = 0
    _answers: int = 0
    _seen: dict[tuple[int, int], _Seen] = field(default_factory=dict)
    _ended: bool = False
    _turn: threading.RLock = field(default_factory=threading.RLock)

    def follow(self) -> threading.Thread:
        """Write from a thread until `end`."""
        thread = threading.Thread(target=self._run, daemon=True, name="echo")
        thread.start()
        return thread

    def end(self, thread: threading.Thread) -> None:
        """Write the rest and stop."""
        self._ended = True
        self.world.touch()
        thread.join(5)

    def _run(self) -> None:
        while not self._ended:
            self.world.bell.wait_for(lambda: self._ended or self.world.changes > self._since, within=1)
            self.look()

    def look(self) -> None:
        """Write what is new."""
        with self._turn:
            if lines := self._news():
                self.write("\n".join(lines))

    def narrate(self, text: str) -> None:
        """Write something else, after all that has happened."""
        with self._turn:
            self.look()
            self.write(text)

    def _news(self) -> list[str]:
        with self.world.bell:
            since, self._since = self._since, self.world.changes
            changed = [
                (message.changed, self._message(chat, message))
                for chat in self.world.chats.values()
                for message in chat.messages.values()
                if message.changed > since and not message.deleted
            ]
            answered = [
                (query.changed, [f"      ({query.text})"])
                for query in self.world.queries.values()
                if query.changed > since and query.text
            ]
        ordered = sorted([*changed, *answered], key=lambda each: each[0])
        return [line for _, lines in ordered for line in lines]

    def _message(self, chat: Chat, message: Message) -> list[str]:
        face = _Seen(lines=tuple(_lines(message)), labels=tuple(f"[{button['text']}]" for button in buttons(message)))
        key = (chat.chat_id, message.message_id)
        before, self._seen[key] = self._seen.get(key), face
        name = "SSL-Watch" if message.sender is self.world.bot else message.sender.first_name
        where = "" if chat.is_private and name == chat.title else f" → {chat.title}"
        clock = time.strftime("%H:%M:%S", time.localtime(message.date))
        if before is None:
            return ["", f"{clock}  {name}{where}", *(f"  │ {line}" for line in face.lines), *_rows(face.labels)]
        edited = time.strftime("%H:%M:%S", time.localtime(message.edit_date or message.date))
        return ["", f"{edited}  {name}{where}, edited", *_changes(before, face)]


def _changes(before: _Seen, after: _Seen) -> list[str]:
    """The whole of a text that mostly changed, else the lines that are new; the buttons that are new."""
    fresh = [line for line in after.lines if line not in before.lines]
    kept = len(after.lines) - len(fresh)
    lines = [f"  │ {line}" for line in (after.lines if len(fresh) > kept else fresh)]
    pressed = [label for label in after.labels if label not in before.labels]
    few = 2 * len(pressed) < len(after.labels)
    shown = [*pressed, "…"] if few else after.labels
    return [*lines, *_rows(shown if pressed else ())]


def _rows(labels: Iterable[str]) -> Iterator[str]:
    row = ""
    for label in labels:
        if row and len(row) + len(label) > _ROW:
            yield f"    {row}"
            row = ""
        row = f"{row} {label}".strip()
    if row:
        yield f"    {row}"


def _lines(message: Message) -> Iterator[str]:
    if message.photo:
        largest = message.photo.sizes[-1]
        yield f"🖼 a picture, {largest.width} × {largest.height}"
    if message.document:
        yield f"📄 {message.document.name}, {len(message.document.content)} bytes"
    at = 0
    content = message.content
    for quote in (entity for entity in content.entities if "blockquote" in entity.kind):
        yield from _wrapped(_linked(content, at, quote.offset).removeprefix("\n").removesuffix("\n"))
        yield from _quotation(_linked(content, quote.offset, quote.end))
        at = quote.end
    rest = _linked(content, at, None)
    if rest or not at:
        yield from _wrapped(rest.removeprefix("\n") if at else rest)


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _quotation(text: str) -> Iterator[str]:
    lines = textwrap.wrap(" ".join(text.split()), _WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    for line in lines[:_QUOTED_LINES]:
        yield f"  ▏ {line}"
    if len(lines) > _QUOTED_LINES:
        yield f"  ▏ … ({len(lines) - _QUOTED_LINES} more lines, opened by a tap)"


def _linked(content: Text, start: int, end: int | None) -> str:
    """The text between two offsets, with the address behind each linked word."""
    raw = content.text.encode("utf-16-le")
    stop = len(raw) // 2 if end is None else end
    pieces, at = [], start
    for link in _links(content.entities, start, stop):
        pieces.append(raw[2 * at : 2 * link.end].decode("utf-16-le"))
        pieces.append(f" <{dict(link.details)['url']}>")
        at = link.end
    return "".join([*pieces, raw[2 * at : 2 * stop].decode("utf-16-le")])


def _links(entities: tuple[Entity, ...], start: int, stop: int) -> list[Entity]:
    return [
        entity for entity in entities if entity.kind == "text_link" and start <= entity.offset and entity.end <= stop
    ]

"""Telegram's HTML, read as strictly as Telegram's server reads it.

https://core.telegram.org/bots/api#html-style. A fault names the byte where the offending tag begins. Stricter than the
server in one point: a quotation within a quotation is refused here, where Telegram silently drops the inner one.
"""

import re
from dataclasses import dataclass, field

from sandbox.telegram.text import Entity, Text, cleaned, units

_KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(r"(?:https?://[^\s/?#]+\.?[^\s]*|tg://\S+|mailto:\S+)", re.IGNORECASE)


class MarkupFault(ValueError):
    """The text is no Telegram HTML; the message is the server's."""


@dataclass(slots=True, kw_only=True)
class _Tag:
    name: str
    at: int
    offset: int
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse(source: str) -> Text:
    """Read HTML into text and entities.

    Raises:
        MarkupFault: an unknown, unclosed, unmatched or wrongly nested tag, with the byte where it begins.
    """
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_Tag] = []
        self._entities: list[tuple[int, Entity]] = []  # each with where its tag begins

    def parse(self) -> Text:
        while self._at < len(self._source):
            self._step()
        if self._open:
            raise MarkupFault(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        found = sorted(self._entities, key=lambda each: (each[1].offset, -each[1].length, each[0]))
        return Text(text="".join(self._text), entities=tuple(_without_those_in_code([entity for _, entity in found])))

    def _step(self) -> None:
        char = self._source[self._at]
        if char == "<":
            closes = self._source[self._at + 1 : self._at + 2] == "/"
            self._end_tag() if closes else self._start_tag()
        elif reference := _REFERENCE.match(self._source, self._at):
            self._emit(_decoded(reference))
            self._at = reference.end()
        else:
            self._emit(char)
            self._at += 1

    def _emit(self, text: str) -> None:
        kept = cleaned(text)
        self._text.append(kept)
        self._offset += units(kept)

    def _start_tag(self) -> None:
        begin = self._at
        name = self._skip(_NAME, begin + 1)
        if self._at >= len(self._source):
            raise self._fault("Unclosed start tag", begin)
        tag = _Tag(name=name.lower(), at=begin, offset=self._offset, start=len(self._text))
        if tag.name not in _KINDS:
            raise self._fault(f'Unsupported start tag "{tag.name}"', begin)
        while self._next_attribute(tag):
            pass
        self._at += 1
        self._check(tag)
        self._open.append(tag)

    def _next_attribute(self, tag: _Tag) -> bool:
        self._skip(_SPACE)
        if self._peek() == ">":
            return False
        name = self._skip(_ATTRIBUTE)
        if not name and self._peek():
            raise self._fault(f'Empty attribute name in the tag "{tag.name}"', tag.at)
        self._skip(_SPACE)
        tag.attributes[name] = self._value(tag) if self._peek() == "=" else ""
        if not self._peek():
            raise self._fault(f'Unclosed start tag "{tag.name}"', tag.at)
        return True

    def _value(self, tag: _Tag) -> str:
        self._at += 1
        self._skip(_SPACE)
        quote = self._peek()
        if quote in {'"', "'"}:
            end = self._source.find(quote, self._at + 1)
            if end < 0:
                raise self._fault(f'Unclosed start tag "{tag.name}"', tag.at)
            value, self._at = self._source[self._at + 1 : end], end + 1
            return _REFERENCE.sub(_decoded, value)
        begin = self._at
        value = self._skip(_TOKEN).lower()
        if self._peek() and not self._peek().isspace() and self._peek() != ">":
            raise self._fault("Unexpected end of name token", begin)
        return value

    def _check(self, tag: _Tag) -> None:
        if tag.name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', tag.at)
        if tag.name == "tg-emoji" and not tag.attributes.get("emoji-id", "").isdigit():
            raise self._fault("Invalid custom emoji identifier specified", tag.at)
        if tag.name == "blockquote" and any(outer.name == "blockquote" for outer in self._open):
            raise self._fault("Blockquotes can't be nested", tag.at)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._fault("Unexpected end tag", begin)
        name = self._skip(_NAME, begin + 2).lower()
        self._skip(_SPACE)
        if self._peek() != ">":
            raise self._fault("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name not in {"", tag.name}:
            where = self._fault("Unmatched end tag", begin)
            raise MarkupFault(f'{where}, expected "</{tag.name}>", found "</{name}>"')
        self._close(tag)

    def _close(self, tag: _Tag) -> None:
        length = self._offset - tag.offset
        entity = _entity(tag, length, "".join(self._text[tag.start :])) if length else None
        if entity is not None:
            self._entities.append((tag.at, entity))

    def _skip(self, pattern: re.Pattern[str], start: int | None = None) -> str:
        match = pattern.match(self._source, self._at if start is None else start)
        if match is None:
            raise AssertionError("each of the patterns matches the empty text")
        self._at = match.end()
        return match.group()

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _fault(self, what: str, begin: int) -> MarkupFault:
        return MarkupFault(f"{what} at byte offset {len(self._source[:begin].encode())}")


def _entity(tag: _Tag, length: int, content: str) -> Entity | None:
    kind, details = _KINDS[tag.name], _details(tag, content)
    if details is None:
        return None
    if kind == "blockquote" and "expandable" in tag.attributes:
        kind = "expandable_blockquote"
    return Entity(kind=kind, offset=tag.offset, length=length, details=details)


def _details(tag: _Tag, content: str) -> tuple[tuple[str, str | int], ...] | None:
    """The fields of its kind; None where the tag names nothing (a link that is none) and is dropped."""
    attributes = tag.attributes
    if tag.name == "a":
        url = attributes.get("href") or content
        return (("url", url),) if _LINK.fullmatch(url) else None
    if tag.name == "code":
        language = attributes.get("class", "")
        return (("language", language.removeprefix("language-")),) if language.startswith("language-") else ()
    if tag.name == "tg-emoji":
        return (("custom_emoji_id", attributes["emoji-id"]),)
    if tag.name == "tg-time":
        unix = attributes.get("unix", "")
        return (
            (("unix_time", int(unix)), ("date_time_format", attributes.get("format", ""))) if unix.isdigit() else None
        )
    return ()


def _without_those_in_code(entities: list[Entity]) -> list[Entity]:
    """Code holds no other entity; `<pre><code class="language-x">` is one entity with a language."""
    kept: list[Entity] = []
    for entity in entities:
        outer = next((other for other in kept if other.kind in {"pre", "code"} and entity.offset < other.end), None)
        if outer is None:
            kept.append(entity)
        elif outer.kind == "pre" and entity.kind == "code" and (entity.offset, entity.end) == (outer.offset, outer.end):
            language = Entity(kind="pre", offset=outer.offset, length=outer.length, details=entity.details)
            kept[kept.index(outer)] = language
    return [entity if entity.kind != "code" or not entity.details else _plain_code(entity) for entity in kept]


def _plain_code(entity: Entity) -> Entity:
    return Entity(kind="code", offset=entity.offset, length=entity.length)


def _decoded(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    valid = 0 < number < 0x10FFFF and not 0xD800 <= number < 0xE000
    return chr(number) if valid else reference.group()

"""A strict reader of Telegram's HTML, written from the Bot API's description and apart from what it checks."""

import re
from dataclasses import dataclass
from html import unescape

_ALLOWED = {
    "b": "",
    "i": "",
    "u": "",
    "s": "",
    "code": r'(?: class="language-[a-z]+")?',
    "pre": "",
    "tg-spoiler": "",
    "a": r' href="[^"<>\s]+"',
    "blockquote": r"(?: expandable)?",
}
_TOKEN = re.compile(r"<[^>]*>|&[^;\s]{1,10};|[^<&]|.", re.DOTALL)
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
# What Telegram would turn into a link by itself.
_LIVE = re.compile(
    r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]{2,}"
    r"|(?<!\w)#(?=\w*[^\W\d])\w+"
    r"|(?<![\w$])\$[A-Z]{1,8}(?![\w$])"
    r"|(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?![\w/<>])"
    r"|[\w-]\.[^\W\d_]{2,}"
    r"|[A-Za-z]+://\S"
    r"|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b"
    r"|\+\d[\d -]{6,}"
)
_UNSEEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of the visible text with a tag around it."""

    tag: str
    start: int
    end: int
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What Telegram would show."""

    text: str
    entities: tuple[Entity, ...]

    def links(self) -> list[str]:
        """Where the links lead, in order."""
        return [entity.address for entity in self.entities if entity.tag == "a"]

    def inside(self, tag: str) -> list[str]:
        """The texts within a kind of tag, in order."""
        return [self.text[entity.start : entity.end] for entity in self.entities if entity.tag == tag]


def read(source: str) -> Message:
    """Read Telegram HTML; whatever Telegram might refuse or show otherwise fails the test."""
    text, open_tags, entities = "", list[Entity](), list[Entity]()
    for token in _TOKEN.findall(source):
        if token.startswith("</"):
            begun = open_tags.pop()
            assert token == f"</{begun.tag}>", f"{token} closes {begun.tag}"
            assert len(text) > begun.start, f"empty {begun.tag}"
            entities.append(Entity(tag=begun.tag, start=begun.start, end=len(text), address=begun.address))
        elif token.startswith("<"):
            open_tags.append(_begin(token, len(text), [tag.tag for tag in open_tags]))
        else:
            assert not token.startswith("&") or _REFERENCE.fullmatch(token), f"bare {token}"
            text += unescape(token)
    assert not open_tags, f"{open_tags} left open"
    return Message(text=text, entities=tuple(sorted(entities, key=lambda entity: entity.start)))


def _begin(token: str, start: int, around: list[str]) -> Entity:
    match = re.fullmatch(r"<([a-z-]+)(.*)>", token, re.DOTALL)
    assert match, f"no tag: {token}"
    assert match[1] in _ALLOWED, f"unknown tag {token}"
    assert re.fullmatch(_ALLOWED[match[1]], match[2]), f"unknown attributes in {token}"
    assert match[1] not in around, f"{match[1]} in itself"
    assert not {"code", "pre"} & set(around) or (match[1], around) == ("code", ["pre"]), f"{match[1]} in code"
    address = unescape(match[2][7:-1]) if match[1] == "a" else ""
    assert not address or re.fullmatch(r"https?://[^/\s]+\.[^/\s]+(/.*)?", address), f"no web address: {address}"
    return Entity(tag=match[1], start=start, end=start, address=address)


def check(source: str) -> Message:
    """Read a message and hold it to every limit and to what must never show up in one."""
    message = read(source)
    assert 0 < len(message.text.encode("utf-16-le")) // 2 <= 4096
    assert len(source.encode()) <= 32_768
    assert len(message.entities) <= 100
    assert sum(16 + len(entity.address.encode()) for entity in message.entities) <= 9_500
    assert not _UNSEEN.search(message.text)
    covered = [entity for entity in message.entities if entity.tag in {"a", "code", "pre"}]
    for live in _LIVE.finditer(message.text):
        assert any(entity.start < live.end() and live.start() < entity.end for entity in covered), live[0]
    return message

"""Text as Telegram keeps it: characters, and entities that count in UTF-16 units.

`markup` reads it from HTML, `detection` adds the entities that Telegram finds by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

# Telegram drops these from any text: C0 (a tab becomes a space), line and paragraph separators, bidi overrides.
_DROPPED = frozenset([*map(chr, range(0x20)), *map(chr, range(0x2028, 0x202F))]) - {"\n", "\t"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A stretch of text with a meaning; `details` are the fields that only its kind has (url, language, …)."""

    kind: str
    offset: int
    length: int
    details: tuple[tuple[str, str | int], ...] = ()

    @property
    def end(self) -> int:
        """The first unit behind it."""
        return self.offset + self.length

    def as_json(self) -> dict[str, object]:
        """A MessageEntity."""
        return {"type": self.kind, "offset": self.offset, "length": self.length, **dict(self.details)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a reader sees, and which parts of it are what."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """Length in UTF-16 units: what offsets, lengths and (to be on the safe side) limits count."""
    return len(text) + sum(char > "\uffff" for char in text)


def cleaned(text: str) -> str:
    """Without the characters that Telegram does not keep."""
    return "".join(" " if char == "\t" else char for char in text if char not in _DROPPED)


def trimmed(whole: Text) -> Text:
    """Without white space at either end; entities are moved, cut, or dropped where nothing is left of them."""
    text = whole.text.strip()
    skipped = units(whole.text[: len(whole.text) - len(whole.text.lstrip())])
    return Text(text=text, entities=tuple(_cut(whole.entities, skipped, units(text))))


def _cut(entities: Iterable[Entity], skipped: int, end: int) -> Iterable[Entity]:
    for entity in entities:
        start = max(entity.offset - skipped, 0)
        stop = min(entity.end - skipped, end)
        if stop > start:
            yield replace(entity, offset=start, length=stop - start)

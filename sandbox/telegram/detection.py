"""The entities that Telegram makes by itself: @name, #tag, $CASH, /command, addresses. Nobody can switch them off.

A bot that quotes foreign text must defuse them; this is where the stand-in shows whether it did.
"""

import re
from collections.abc import Iterator

from sandbox.telegram.text import Entity, Text, units

_ENDINGS = (
    "com|org|net|io|ai|py|dev|me|ru|uk|de|fr|edu|gov|info|app|xyz|sh|rs|in|it|is|co|tv|cc|ml|md|so|ps|pl|eu|ch|us"
)
_PATTERNS = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("url", re.compile(r"(?:https?|ftp|tg)://[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}'…]", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:[^\W_](?:[\w-]*\w)?\.)+(?:{_ENDINGS})(?![\w@-])(?:/[^\s<>\"]*\w)?", re.IGNORECASE
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?!\w*#)")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
)
_OPAQUE = {"pre", "code", "text_link"}


def detected(whole: Text) -> Text:
    """With what Telegram finds by itself; nothing is sought within code and links, and no two finds overlap."""
    taken = [(entity.offset, entity.end) for entity in whole.entities if entity.kind in _OPAQUE]
    found: list[Entity] = []
    for entity in _candidates(whole.text):
        if all(entity.end <= start or entity.offset >= end for start, end in taken):
            taken.append((entity.offset, entity.end))
            found.append(entity)
    entities = sorted((*whole.entities, *found), key=lambda entity: (entity.offset, -entity.length))
    return Text(text=whole.text, entities=tuple(entities))


def _candidates(text: str) -> Iterator[Entity]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Entity(kind=kind, offset=units(text[: match.start()]), length=units(match.group()))

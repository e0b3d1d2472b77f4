"""Telegram's HTML: foreign text made harmless, and a message measured against Telegram's limits.

Everything that the other modules of `bot.messages` say passes through here. Foreign text is `clean`ed, perhaps `cut`,
and then `escape`d, in this order: escaped HTML is never cut.
"""

import html
import re
import unicodedata
from collections.abc import Sequence

LONGEST_TEXT = 4096  # UTF-16 units of visible text; Bot API, sendMessage
LONGEST_CAPTION = 1024  # the same, under a picture; sendPhoto
_LONGEST_SOURCE = 32_768  # bytes; the Bot API server refuses more before it parses
_MOST_ENTITIES = 100  # further ones are ignored
_LONGEST_ENTITIES = 9_500  # bytes; Telegram refuses somewhere below 10,000
_ENTITY = 16  # bytes of one entity beside its address: constructor, offset, length, padding

_WORD_JOINER = "\u2060"  # invisible, breaks no line, and belongs to no name, address or tag
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1, without white space
    "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width and writing direction
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
    "\ud800-\udfff]"  # halves of surrogate pairs, which no UTF-8 can carry
)
# Where Telegram finds names, commands, tags, addresses and numbers by itself (TDLib, MessageEntity.cpp); a little
# more than that is matched, because a word joiner too many is not seen and a live mention is.
_LIVE = re.compile(
    r"(?<![A-Za-z0-9_])[@/](?=[A-Za-z0-9_])"  # @name, /command
    r"|(?<![^\W_])#(?=[\w\xb7])"  # #tag
    r"|\$(?=[A-Z1])"  # $CASHTAG
    r"|(?<=[A-Za-z]):(?=//)"  # any://address
    r"|(?<=\S)\.(?=[^\W\d_][^\s.])"  # model.py, evil.example, somebody@evil.example
    r"|(?<=\d)\.(?=\d+\.\d+\.\d)"  # 127.0.0.1
    r"|\+(?=\(?\d)"  # +1 555 0123
    r"|(?<!\d)(?:\d[ -]?){8}(?=(?:[ -]?\d){5})"  # a card's number
)
_TAG = re.compile(r"<(/?)([a-z-]+)((?:\s[^<>]*)?)>")
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_QUOTATION = re.compile(r"\n?<blockquote[^>]*>.*?</blockquote>", re.DOTALL)


def clean(text: str) -> str:
    """Take out what is not seen (control, direction and zero-width characters); one space for any white space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def escape(text: str) -> str:
    """Make foreign text fit to stand in a message or an attribute, with no name, tag or address coming alive."""
    return html.escape(defuse(clean(text)), quote=True)


def marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Escape a clean text with some places in bold; they count in the text as `defuse` leaves it."""
    defused = defuse(text)
    pieces, end = [], 0
    for start, over in spans:
        pieces += [_quote(defused[end:start]), f"<b>{_quote(defused[start:over])}</b>"]
        end = over
    return "".join((*pieces, _quote(defused[end:])))


def _quote(text: str) -> str:
    return html.escape(text, quote=True)


def verbatim(text: str) -> str:
    """Escape text that stands inside of `<code>`, where nothing comes alive: it can be read back as it was."""
    return html.escape(" ".join(text.encode(errors="ignore").decode().replace("\0", "").split()), quote=True)


def block(text: str, language: str) -> str:
    """Show lines of foreign text as they are, to be copied by a tap; nothing in them comes alive."""
    return f'<pre><code class="language-{language}">{_quote(_INVISIBLE.sub("", text))}</code></pre>'


def defuse(text: str) -> str:
    """Put a word joiner wherever Telegram would make a link of plain text."""
    return _LIVE.sub(lambda match: match[0] + _WORD_JOINER, text)


def units(text: str) -> int:
    """How many UTF-16 units the text has."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def cut(text: str, longest: int) -> str:
    """Shorten unescaped text to at most `longest` UTF-16 units, at the end of a word where there is one near."""
    if units(text) <= longest:
        return text
    if longest < 1:
        return ""
    end = _whole_characters(text, _index(text, longest - 1))
    space = text.rfind(" ", end * 2 // 3, end + 1)
    return text[: space if space > 0 else end].rstrip(" ,;:–—-(") + "…"


def visible(source: str) -> str:
    """What is read of a message: its text without tags."""
    return html.unescape(_TAG.sub("", source))


def length(source: str) -> int:
    """How many UTF-16 units of the message Telegram counts: without tags, each character reference being one."""
    return units(visible(source))


def fits(source: str, longest: int = LONGEST_TEXT) -> bool:
    """Whether Telegram takes the message, or a shorter caption, as one, whole and with all of its markup."""
    entities = [match for match in _TAG.finditer(source) if not match[1]]
    return (
        length(source) <= longest
        and len(source.encode(errors="replace")) <= _LONGEST_SOURCE
        and len(entities) <= _MOST_ENTITIES
        and sum(_ENTITY + len(match[3].encode()) for match in entities) <= _LONGEST_ENTITIES
    )


def plain(source: str) -> str:
    """Say the same without markup, a link's address in brackets; quotations go first where it grows too long."""
    text = _without_markup(source)
    if units(text) > LONGEST_TEXT:
        text = _without_markup(_QUOTATION.sub("", source))
    return cut(text, LONGEST_TEXT)


def _without_markup(source: str) -> str:
    return visible(_LINK.sub(r"\2 (\1)", source))


def _index(text: str, longest: int) -> int:
    """How many characters take up at most `longest` UTF-16 units."""
    count = 0
    for index, char in enumerate(text):
        count += 1 + (char > "\uffff")
        if count > longest:
            return index
    return len(text)


def _whole_characters(text: str, end: int) -> int:
    """Go back from `end` until it parts no letter from its accents."""
    while 0 < end < len(text) and _leans_on_its_left(text[end]):
        end -= 1
    return end


def _leans_on_its_left(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or "\U0001f3fb" <= char <= "\U0001f3ff"

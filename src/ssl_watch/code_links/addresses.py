"""The web addresses in a text, mended where a line break, LaTeX or punctuation damaged them.

Linear in the text's length: each address is read from a window of bounded length, by character classes alone. What an
address leads to is for `hosts` to say.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from ssl_watch.code_links import hosts
from ssl_watch.code_links.hosts import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address, mended and brought to its repository, and where it stood in the text."""

    url: str
    start: int
    end: int
    kind: Kind


_FORGES = (
    r"(?:www\s?\.\s?)?(?:(?:gist\.)?github\s?\.\s?com|bitbucket\.org|codeberg\.org|gitee\.com|huggingface\s?\.\s?co"
    r"|hf\.co|git\.io|git\.sr\.ht|sourceforge\.net|anonymous\.4open\.science|gitlab\s?\.\s?[a-z0-9.-]{2,40})"
)
_OTHERS = r"(?:www\.)?(?:[\w-]{1,40}\.(?:github|gitlab)\.io\b|zenodo\.org/rec|osf\.io/\w|(?:dx\.)?doi\.org/10\.)"
_SCHEME = r"h?ttps?(?:\s?:\s?/\s?/?|//)\s{0,4}"  # also ttps://, https:/, https// and https: //
_FREE = r"(?:(?<![\w./@-])|(?<=\bat)|(?<=\bon)|(?<=\bin)|(?<=\bvia)|(?<=\bfrom)|(?<=\bhere)|(?<=\bavailable))"
_BEGIN = re.compile(
    rf"{_SCHEME}|\bgit@(?=[\w.-]{{4,40}}:[\w~])|{_FREE}(?={_FORGES}\s?/\s?[\w~])|{_FREE}(?={_OTHERS})"
    r"|\b(?=10\.5281/zenodo\.\d)",
    re.IGNORECASE,
)
# Most texts have no address: these pieces, one of which each address has, are looked for first, as they cost little.
_MARKS = (
    *("ttp", "github", "gitlab", "git@", "git.", "gitee.", "huggingface", "hf.co", "bitbucket.", "codeberg."),
    *("sourceforge.", "4open.science", "zenodo", "osf.io", "doi.org"),
)
_OPENING = re.compile(rf"(?:{_SCHEME}|git@)", re.IGNORECASE)
_SPACED_HOST = re.compile(
    r"(www\s?\.\s?)?(github|gitlab|huggingface|bitbucket|codeberg)\s?\.\s?(com|co|org)\b(?::443(?=/))?(?:\s?/\s?|:(?=[\w~]))",
    re.IGNORECASE,
)
_RUN = re.compile(r"[^\s<>\"“”|^`{}\\，。；、）]{1,300}")
_GAP = re.compile(r"\s{1,4}(?=[\w~]|/\w)")
_BRACED = re.compile(r"\\(?:url|href|path|nolinkurl)\s?\{\s{0,4}\Z")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ESCAPED = re.compile(
    r"\\([_%#&$/.-])(?:\{\})?|\\(?:text)?underscore(?:\{\})?\s?|\{\\?([_~-])\}|\$\\?([_~.-])\$"
    r"|\$\\sim\$|\\(?:text(?:ascii)?tilde|~)(?:\{\})?|\\(?:allowbreak|linebreak|-)\s?"
)
_NEXT_SENTENCE = re.compile(
    r"\.(?:The|Our|Codes?|We|This|In|It|Data|Project|Additionally|Finally|Furthermore|Moreover|To|All|For|Models|Video"
    r"|Please|Dataset|See)(?![\w-])"
)
_QUOTED = re.compile(r"%(?:28|29|2C|2E|3B|5F|7E)", re.IGNORECASE)  # needless, or punctuation that came along
_TRAILING = ".,;:!?'\"’”*…·"
_FORGE_HOST = re.compile(rf"(?:{_FORGES}|git\.[a-z0-9.-]{{4,40}})\Z", re.IGNORECASE)
_NAMED = re.compile(r"[\w.-]*(?:[-_/\d]|[a-z][A-Z])[\w./-]*\Z|[A-Z]{2,20}[.,;)]?\Z|[\w.-]{2,60}[.,;)]\Z")
_PLAIN_WORDS = frozenset(
    {"and", "or", "for", "the", "with", "in", "on", "as", "to", "from", "we", "our", "is", "are", "this", "it", "these"}
    | {"where", "which", "that", "under", "by", "of", "at", "an", "a", "here", "will", "also", "both", "all", "github"}
    | {"code", "codes", "data", "demo", "video", "paper", "project"}
)
_BEFORE_MARK = 60  # more than an address has before its mark
_WINDOW = 400
_MOST = 1000  # addresses of a text that are read


def find(text: str) -> Iterator[Address]:
    """Every address in the text, from left to right."""
    begins = _first_mark(text) if "/" in text else None
    if begins is None:
        return
    end = 0
    for begin in islice(_BEGIN.finditer(text, max(0, begins - _BEFORE_MARK)), _MOST):
        if begin.start() < end:
            continue
        address, end = _read(text, begin.start())
        if address:
            yield address


def _first_mark(text: str) -> int | None:
    """Where the first mark stands, or before it; None where there is none."""
    folded = text.casefold()
    places = [place for mark in _MARKS if (place := folded.find(mark)) >= 0]
    # A letter that is folded into two moves what comes after it.
    return (min(places) if len(folded) == len(text) else 0) if places else None


def _read(text: str, start: int) -> tuple[Address | None, int]:
    """The address that begins at `start`, and where it ends."""
    window = text[start : start + _WINDOW]
    if _BRACED.search(text, max(0, start - 16), start):
        window = _without_gaps(window)
    piece = _ESCAPED.sub(_unescape, _INVISIBLE.sub("", window))
    opening = _OPENING.match(piece)
    spaced = _SPACED_HOST.match(piece, opening.end() if opening else 0)
    host = f"{spaced[2]}.{spaced[3]}/" if spaced else ""
    begin = spaced.end() if spaced else opening.end() if opening else 0
    body, end = _body(host, piece, begin)
    if opening and opening[0].lower() == "git@":
        body = body.replace(":", "/", 1)
    shift = len(window) - len(piece)
    end = min(len(text), start + max(end + shift, 1))
    url = _clean(body)
    if not url:
        return None, end
    if start and text[start - 1] == "_":
        url = url.removesuffix("_")  # Markdown's _italics_
    url, kind = hosts.place(f"doi.org/{url}" if url.startswith("10.") else url)
    plain = opening is not None and opening[0].lower().startswith("http:") and kind is not Kind.REPOSITORY
    return Address(url=f"{'http' if plain else 'https'}://{url}", start=start, end=end, kind=kind), end


def _without_gaps(window: str) -> str:
    r"""What stands in the braces of `\url{…}` with its breaks taken out; they are put at the end, lengths stay."""
    inside, brace, rest = window.partition("}")
    if not brace or "{" in inside.replace("{}", "") or inside.count(" ") > 6:
        return window
    joined = "".join(inside.split())
    return joined + brace + " " * (len(inside) - len(joined)) + rest


def _body(host: str, piece: str, begin: int) -> tuple[str, int]:
    """Host and path, put together where a break parted them."""
    match = _RUN.match(piece, begin)
    if match is None:
        return "", begin
    url, end = host + match[0], match.end()
    for _ in range(2):
        more = _continuation(url, piece, end)
        if more is None:
            break
        url, end = url + more[0], more.end()
    return url, end


def _continuation(url: str, piece: str, end: int) -> re.Match[str] | None:
    """What follows a break within an address: its path has not begun, or it stops at a hyphen or a slash."""
    gap = _GAP.match(piece, end)
    more = _RUN.match(piece, gap.end()) if gap else None
    if gap is None or more is None or more[0].lower().strip(".,;:") in _PLAIN_WORDS:
        return None
    host, _, path = url.partition("/")
    if not _FORGE_HOST.match(host):
        return None
    if more[0].startswith("/"):
        return more if path and "/" not in path else None
    broken_line = "\n" in gap[0]
    unfinished = (path == "" or path.endswith("/")) and path.strip("/").count("/") == 0 and path.count("/") < 2
    likely = broken_line or bool(_NAMED.match(more[0])) or (path == "" and "/" in more[0])
    cut = path.endswith(("-", "_")) and (broken_line or bool(_NAMED.match(more[0])))
    split_host = broken_line and "/" not in path and "/" in more[0]
    return more if (unfinished and likely) or cut or split_host else None


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return "" if match[1] == "-" and match[0] == "\\-" else match[1]
    if match[2] or match[3]:
        return match[2] or match[3]
    if "sim" in match[0] or "tilde" in match[0] or match[0].startswith("\\~"):
        return "~"
    return "_" if "underscore" in match[0] else ""


def _clean(url: str) -> str:
    """The address without the punctuation around it; empty where no host is left."""
    url = _QUOTED.sub(lambda match: unquote(match[0]), unicodedata.normalize("NFKC", url))
    sentence = _NEXT_SENTENCE.search(url)
    url = url[: sentence.start()] if sentence else url
    for opening, closing in ("()", "[]"):  # “(…/repository),” and text glued to it
        if closing in url and url.find(closing) < (url.find(opening) if opening in url else len(url)):
            url = url[: url.index(closing)]
    url = re.sub(r"-{2,}\Z|[–—].*", "", url.rstrip(_TRAILING + "$"))
    if url.endswith("(") or (url.count("(") > url.count(")")):
        url = url[: url.rindex("(")]
    url = url.rstrip(_TRAILING + "$")
    return url if "." in url.partition("/")[0].strip(".") else ""

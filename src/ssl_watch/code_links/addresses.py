"""The web addresses in a text, mended where a line break, LaTeX or punctuation damaged them.

Linear in the text's length: each address is read from a window of bounded length, by character classes alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an address leads to, as far as its host and path tell."""

    REPOSITORY = "repository"
    PAGE = "page"
    NOT_CODE = "not code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address, mended, and where it stood in the text."""

    url: str
    start: int
    end: int
    kind: Kind


_FORGES = (
    r"(?:www\.)?(?:github\.com|bitbucket\.org|codeberg\.org|gitee\.com|huggingface\.co|hf\.co|git\.io|git\.sr\.ht"
    r"|sourceforge\.net|anonymous\.4open\.science|gitlab\.[a-z0-9.-]{2,40}|gist\.github\.com)"
)
_BEGIN = re.compile(
    rf"https?:\s?//|(?<![\w./@-])(?={_FORGES}/\s?[\w~])|(?<![\w./@-])(?=[\w-]{{1,40}}\.github\.io\b)", re.IGNORECASE
)
_RUN = re.compile(r"[^\s<>\"“”|^`{}\\，。；、]{1,300}")
_GAP = re.compile(r"\s{1,4}(?=[\w~])")
_ESCAPED = re.compile(r"\\([_%#&~$])|\\textunderscore\s?|\{\\?([_~])\}|\$([_~-])\$|\$\\sim\$")
_NEXT_SENTENCE = re.compile(r"\.(?:The|Our|Code|We|This|In|It|Data|Project)(?![\w-])")
_TRAILING = ".,;:!?'\"’”*…·-"
_FORGE_HOST = re.compile(rf"(?:{_FORGES}|git\.[a-z0-9.-]{{4,40}})\Z", re.IGNORECASE)
_NOT_CODE = re.compile(
    r"arxiv\.org|doi\.org|youtu\.?be|openreview\.net|creativecommons|wikipedia|twitter\.com|//x\.com|kaggle\.com/c"
    r"|(?:huggingface|hf)\.co/(?:datasets|papers|collections)/|ieee\.org|acm\.org|springer|sciencedirect|aclanthology"
    r"|physionet\.org|orcid\.org",
    re.IGNORECASE,
)
_PLAIN_WORDS = frozenset({"and", "or", "for", "the", "with", "in", "on", "as", "to", "from", "we", "our", "is", "are"})
_WINDOW = 400


def find(text: str) -> Iterator[Address]:
    """Every address in the text, from left to right."""
    end = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < end:
            continue
        url, end = _read(text, begin.start())
        if url:
            yield Address(url=url, start=begin.start(), end=end, kind=_kind(url))


def _read(text: str, start: int) -> tuple[str, int]:
    """The address that begins at `start`, and where it ends."""
    window = text[start : start + _WINDOW]
    piece = _ESCAPED.sub(_unescape, window)
    scheme = re.match(r"https?:\s?//\s{0,4}", piece, re.IGNORECASE)
    match = _RUN.match(piece, scheme.end() if scheme else 0)
    if match is None:
        return "", start + 1
    url, end = match[0], match.end()
    for _ in range(2):
        more = _continuation(url, piece, end)
        if more is None:
            break
        url, end = url + more[0], more.end()
    plain_http = scheme is not None and scheme[0].lower().startswith("http:")
    cleaned = _clean(url)
    shift = len(window) - len(piece)
    return (f"{'http' if plain_http else 'https'}://{cleaned}" if cleaned else ""), min(len(text), start + end + shift)


def _continuation(url: str, piece: str, end: int) -> re.Match[str] | None:
    """What follows a break within an address: its path has not begun, or it stops at a hyphen or a slash."""
    gap = _GAP.match(piece, end)
    more = _RUN.match(piece, gap.end()) if gap else None
    if gap is None or more is None or more[0].lower() in _PLAIN_WORDS:
        return None
    host, _, path = url.partition("/")
    if not _FORGE_HOST.match(host):
        return None
    broken_line = "\n" in gap[0]
    unfinished = path.count("/") < 2 and (path == "" or path.endswith("/")) and path.strip("/").count("/") == 0
    cut = broken_line and (path.endswith("-") or ("/" not in path and "/" in more[0]))
    return more if unfinished or cut else None


def _unescape(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or ("~" if "sim" in match[0] else "_")


def _clean(url: str) -> str:
    """The address without the punctuation around it, and without `.git`; empty where no host is left."""
    sentence = _NEXT_SENTENCE.search(url)
    url = url[: sentence.start()] if sentence else url
    for opening, closing in ("()", "[]"):  # “(…/repository),” and text glued to it
        if closing in url and url.find(closing) < (url.find(opening) if opening in url else len(url)):
            url = url[: url.index(closing)]
    url = url.rstrip(_TRAILING + "$")
    if url.endswith("(") or (url.count("(") > url.count(")")):
        url = url[: url.rindex("(")].rstrip(_TRAILING)
    return url.removesuffix(".git") if "." in url.partition("/")[0] else ""


def _kind(url: str) -> Kind:
    if _NOT_CODE.search(url):
        return Kind.NOT_CODE
    host, _, path = url.partition("://")[2].partition("/")
    segments = [segment for segment in path.split("/") if segment]
    if _FORGE_HOST.match(host) and (len(segments) >= 2 or (segments and host.lower() == "git.io")):
        return Kind.REPOSITORY
    return Kind.PAGE

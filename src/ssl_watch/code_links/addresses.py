"""The web addresses in a text, mended where a line break, LaTeX or punctuation damaged them."""

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
    r"(?:www\.)?github\.com|gitlab\.[a-z0-9.-]+|(?:www\.)?gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com"
    r"|huggingface\.co|hf\.co|anonymous\.4open\.science|git\.[a-z0-9.-]+|sourceforge\.net|git\.sr\.ht|gist\.github\.com"
)
_BEGIN = re.compile(
    rf"https?://|(?<![\w./@-])(?={_FORGES.replace('hf', 'hf')}/[\w~])|(?<![\w./@-])(?=[\w-]{{1,60}}\.github\.io\b)",
    re.IGNORECASE,
)
_RUN = re.compile(r"[^\s<>\"“”|^`{}\\，。；、]+")
_BREAK = re.compile(r"[ \t]*\n?[ \t]*(?=[\w~])")
_ESCAPED = re.compile(r"\\([_%#&~$])|\\textunderscore\s?|\{\\?(_|~)\}|\$([_~-])\$|\$\\sim\$")
_NEXT_SENTENCE = re.compile(r"\.(?:The|Our|Code|We|This|In|It|Data|Project)(?![\w-])")
_TRAILING = ".,;:!?'\"’”*…·。，-"
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_FORGE_HOST = re.compile(rf"(?:{_FORGES})\Z", re.IGNORECASE)
_OWNED = re.compile(r"(?:https?://)?[^/]+/[^/?#]+/[^/?#]+")
_NOT_CODE = re.compile(
    r"arxiv\.org|doi\.org|youtu\.?be|openreview\.net|creativecommons|wikipedia|twitter|x\.com|kaggle\.com/c"
    r"|(?:huggingface|hf)\.co/(?:datasets|papers|collections)/|dropbox|ieee\.org|acm\.org|springer|sciencedirect|aclanthology|physionet",
    re.IGNORECASE,
)
_LONGEST = 300


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
    piece = _ESCAPED.sub(_unescape, text[start : start + 2 * _LONGEST])
    shift = len(text[start : start + 2 * _LONGEST]) - len(piece)
    match = _RUN.match(piece)
    if match is None:
        return "", start + 1
    end = match.end()
    url = match[0]
    for _ in range(3):
        if not _is_cut_off(url):
            break
        gap = _BREAK.match(piece, end)
        more = _RUN.match(piece, gap.end()) if gap else None
        if more is None:
            break
        url, end = url + more[0], more.end()
    return _clean(url[:_LONGEST]), min(len(text), start + end + shift)


def _is_cut_off(url: str) -> bool:
    """Whether the address goes on after the line break: its path has not begun, or it ends in a slash or a hyphen."""
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    path = bare.partition("/")[2]
    return (
        not bare
        or (
            bool(_FORGE_HOST.match(bare.partition("/")[0]))
            and ("/" not in path.rstrip("/") and (not path or path.endswith("/")))
        )
        or bare.endswith("-")
    )


def _unescape(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or ("~" if "sim" in match[0] else "_")


def _clean(url: str) -> str:
    sentence = _NEXT_SENTENCE.search(url)
    url = url[: sentence.start()] if sentence else url
    while True:
        shorter = url.rstrip(_TRAILING)
        for opening, closing in ("()", "[]"):
            if shorter.endswith(closing) and shorter.count(opening) < shorter.count(closing):
                shorter = shorter[:-1]
        shorter = shorter.removesuffix("$")
        if shorter == url:
            break
        url = shorter
    for opening, closing in ("()", "[]"):  # “…/repository),” with text glued to it
        if closing in url and opening not in url:
            url = url[: url.index(closing)]
    url = url.removesuffix(".git")
    if not url.lower().startswith("http"):
        url = f"https://{url}" if url else ""
    return url if _HOST.fullmatch(url) is None or "." in url else ""


def _kind(url: str) -> Kind:
    if _NOT_CODE.search(url):
        return Kind.NOT_CODE
    host = _HOST.match(url)
    if host and _FORGE_HOST.match(host[1]) and (_OWNED.match(url.split("://", 1)[1]) or host[1].lower() == "git.io"):
        return Kind.REPOSITORY
    return Kind.PAGE

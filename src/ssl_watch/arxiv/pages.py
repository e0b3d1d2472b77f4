"""Is this answer a whole page, and the answer to what was asked? The `arxiv` library would take nearly anything.

Strict where it is silent: XML that is cut, an HTML page, another query's feed, a page that is too short, a record with
an unreadable date are all met here, before the library sees them. What passes is handed on as the library expects it.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from ssl_watch.arxiv.parsing import parse, raise_if_unbearable
from ssl_watch.arxiv.questions import Question, is_echoed
from ssl_watch.arxiv.texts import dois, is_credible
from ssl_watch.errors import ArxivRefused, ArxivUnavailable, NotAnArxivId
from ssl_watch.papers import parse_arxiv_id

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_TEXTS = (
    *(_ATOM + name for name in ("id", "title", "updated", "published", "summary", "name")),
    *(_ARXIV + name for name in ("affiliation", "comment", "journal_ref", "doi")),
)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")
_DAMAGED_ID = re.compile(rb"<id\b[^<>]*>\s*http[^<>]{0,60}/abs/([^<>]{1,60}?)\s*</id>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A readable record's name, and what the library leaves out of it."""

    arxiv_id: str
    version: int
    dois: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was accepted.

    `total` is the number of records in the whole answer. `body` holds just the readable ones, in `records`' order;
    `ghosts` and `unreadable` are the ids of the others.
    """

    total: int
    body: bytes
    records: tuple[Record, ...]
    ghosts: tuple[str, ...]
    unreadable: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The base ids of all records, the unreadable ones and the ghosts included."""
        return frozenset({*(record.arxiv_id for record in self.records), *self.ghosts, *self.unreadable})


def accept(body: bytes, question: Question) -> Page:
    """Check an answer and take it apart.

    Raises:
        ArxivUnavailable: it is not whole, or answers something else.
        ArxivRefused: arXiv says that the question is wrong.
    """
    parsed = parse(body, _ATOM + "feed", record=b"entry")
    feed = parsed.root
    for element in feed.iter(*_TEXTS):
        _flatten(element)
    _raise_error_feed(feed)
    if not is_echoed(question, _text(feed, _ATOM + "title")):
        raise ArxivUnavailable("arXiv answered another question than the one it was asked.")
    if _number(feed, "startIndex") != question.start:
        raise ArxivUnavailable("arXiv answered with another page than the one it was asked for.")
    damaged = [_name_of_damaged(piece) for piece in parsed.damaged]
    page = _sort(feed, damaged, total=_number(feed, "totalResults"))
    _count(page, question)
    return page


def _flatten(element: etree._Element) -> None:
    """Markup inside a text would end it for the library, which reads up to the first tag."""
    if len(element):
        text = "".join(str(part) for part in element.itertext())
        del element[:]
        element.text = text


def _raise_error_feed(feed: etree._Element) -> None:
    """Both servers wrap an error in a feed of one entry; the old one with status 200."""
    for entry in feed.iterfind(_ATOM + "entry"):
        _, found, slug = _text(entry, _ATOM + "id").partition("/api/errors")
        if not found:
            continue
        message = " ".join(_text(entry, _ATOM + "summary").split())[:200]
        if slug.startswith("#"):
            raise ArxivRefused(f"arXiv calls the question wrong: {message}.")
        raise ArxivUnavailable(f"arXiv reports an error of its own: {message}.")


def _sort(feed: etree._Element, damaged: list[str], *, total: int) -> Page:
    """Part readable records from ghosts and unreadable ones, and take the latter out of the feed."""
    records, ghosts, unreadable = [], [], damaged
    for entry in feed.findall(_ATOM + "entry"):
        arxiv_id, version = _name(entry)
        if _is_ghost(entry):
            ghosts.append(arxiv_id)
        elif not _is_readable(entry):
            unreadable.append(arxiv_id)
        else:
            records.append(Record(arxiv_id=arxiv_id, version=version, dois=_dois(entry)))
            continue
        feed.remove(entry)
    raise_if_unbearable(unreadable, readable=len(records))
    return Page(
        total=total,
        body=etree.tostring(feed),
        records=tuple(records),
        ghosts=tuple(ghosts),
        unreadable=tuple(unreadable),
    )


def _count(page: Page, question: Question) -> None:
    expected = max(0, min(question.size, page.total - question.start))
    found = len(page.records) + len(page.ghosts) + len(page.unreadable)
    if len(page.ids) != expected or found != expected:
        raise ArxivUnavailable(
            f"arXiv's page is not whole: {len(page.ids)} different records where {expected} are due."
        )


def _name(entry: etree._Element) -> tuple[str, int]:
    """Base id and version. A record that does not even name its paper spoils the page: it could be any."""
    return _parsed(_text(entry, _ATOM + "id").partition("/abs/")[2])


def _parsed(name: str) -> tuple[str, int]:
    try:
        arxiv_id, version = parse_arxiv_id(name)
    except NotAnArxivId as error:
        raise ArxivUnavailable("arXiv sent a record that does not say which paper it is.") from error
    return arxiv_id, version or 1


def _name_of_damaged(entry: bytes) -> str:
    found = _DAMAGED_ID.search(entry)
    return _parsed(found[1].decode(errors="replace") if found else "")[0]


def _is_ghost(entry: etree._Element) -> bool:
    """Records of papers that do not exist: asked for, they come with neither title nor dates."""
    return not any(_text(entry, _ATOM + name).strip() for name in ("title", "updated", "published"))


def _is_readable(entry: etree._Element) -> bool:
    return bool(_text(entry, _ATOM + "title").strip()) and all(
        _is_date(_text(entry, _ATOM + name).strip()) for name in ("updated", "published")
    )


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        return is_credible(datetime.fromisoformat(text))
    except ValueError:
        return False


def _dois(entry: etree._Element) -> tuple[str, ...]:
    return dois(" ".join(element.text or "" for element in entry.iterfind(_ARXIV + "doi")))


def _text(parent: etree._Element, name: str) -> str:
    return parent.findtext(name) or ""


def _number(feed: etree._Element, name: str) -> int:
    text = _text(feed, _OPENSEARCH + name).strip()
    if not re.fullmatch(r"\d{1,9}", text):
        raise ArxivUnavailable(f"arXiv's feed does not tell its {name}.")
    return int(text)

"""Is this a whole answer of arXiv's OAI-PMH interface, and the one to what was asked? Then what it holds.

OAI-PMH says that there is nothing (`noRecordsMatch`), or that a token has run out, in an `error` with status 200: the
one is an answer, the other a list to begin again. `oai_requests` are the questions; `raw_records` read the metadata.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from lxml import etree

from ssl_watch.arxiv.oai_requests import Request
from ssl_watch.arxiv.parsing import Parsed, parse, raise_if_unbearable
from ssl_watch.arxiv.raw_records import Unreadable, paper_of
from ssl_watch.arxiv.readings import Header, Reading
from ssl_watch.errors import ArxivRefused, ArxivUnavailable, NotAnArxivId
from ssl_watch.papers import Paper, parse_arxiv_id

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_DAMAGED_ID = re.compile(rb"<(identifier|id)>([^<>]{1,80})</\1>")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMELESS = "arXiv sent a record that does not say which paper it is."
_LONGEST_TOKEN = 2000  # it has to fit into an address

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list, or a single record. `token` asks for the next page; None is the end.

    `is_over` says that the list can't be gone on with, because its token is not taken any more.
    """

    reading: Reading = field(default_factory=lambda: Reading(papers=(), total=0, source="oai"))
    headers: tuple[Header, ...] = ()
    token: str | None = None
    is_over: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """All records' base ids."""
        reading = self.reading
        papers = (paper.arxiv_id for paper in reading.papers)
        return frozenset({*papers, *reading.ghosts, *reading.unreadable, *(one.arxiv_id for one in self.headers)})


def accept_records(body: bytes, request: Request) -> Listed:
    """Check and take apart an answer to ListRecords or GetRecord.

    Raises:
        ArxivUnavailable: it is not whole, or answers something else.
        ArxivRefused: arXiv says that the question is wrong.
    """
    return _accept(body, request, b"record", lambda held, parsed: Listed(reading=_reading(held, parsed)))


def accept_headers(body: bytes, request: Request, *, latest: date) -> Listed:
    """Check and take apart an answer to ListIdentifiers. A day that can't be read is taken for the latest asked for.

    Raises:
        ArxivUnavailable, ArxivRefused: see `accept_records`.
    """
    return _accept(body, request, b"header", lambda held, parsed: Listed(headers=_headers(held, parsed, latest)))


def _accept(body: bytes, request: Request, record: bytes, read: Callable[[etree._Element, Parsed], Listed]) -> Listed:
    parsed = parse(body, _OAI + "OAI-PMH", record=record)
    held = parsed.root.find(_OAI + request.verb)
    told = _told(parsed.root)
    if told is None or not request.is_repeated(told, in_full=held is not None):
        raise ArxivUnavailable("arXiv answered another question than the one it was asked.")
    if held is None:
        return _without_records(parsed.root, request)
    if not parsed.damaged and held.find(_OAI + record.decode()) is None:
        raise ArxivUnavailable("arXiv sent a list with nothing in it.")
    page = replace(read(held, parsed), token=_token(held))
    day = told.get("from", request.arguments.get("from"))
    if day is not None and day != request.arguments.get("from") and not request.of and not _ends_by(page, day):
        raise ArxivUnavailable("arXiv answered for fewer days than it was asked for.")
    return page


def _ends_by(page: Listed, day: str) -> bool:
    """Whether the next page begins with that day: the one reason for arXiv to name another than it was asked for.

    The page ends with the same day, or with one before where a day just fills it.
    """
    days = (*page.reading.modified_on.values(), *(header.modified_on for header in page.headers))
    return page.token is not None and bool(days) and max(days).isoformat() <= day


def _told(root: etree._Element) -> dict[str, str] | None:
    """The arguments that arXiv says it answers; None where it does not say."""
    element = root.find(_OAI + "request")
    return None if element is None else {str(name): str(value) for name, value in element.items()}


def _without_records(root: etree._Element, request: Request) -> Listed:
    """What an error says, if it is one."""
    codes = [error.get("code", "") for error in root.iterfind(_OAI + "error")]
    resumed = "resumptionToken" in request.arguments
    if not codes:
        raise ArxivUnavailable("arXiv answered neither with what it was asked for nor with an error.")
    if resumed and codes[0] in {"badResumptionToken", "noRecordsMatch"}:
        return Listed(is_over=True)
    if codes[0] == "noRecordsMatch":
        return Listed()
    if codes[0] == "idDoesNotExist" and request.verb == "GetRecord":
        ghost = request.arguments["identifier"].rpartition(":")[2]
        return Listed(reading=Reading(papers=(), total=0, source="oai", ghosts=(ghost,)))
    said = " ".join((root.findtext(_OAI + "error") or "").split())[:200]
    raise ArxivRefused(f"arXiv calls the question wrong: {said or codes[0][:60]}.")


@dataclass(slots=True)
class _Gathered:
    """What a page's records are, one by one."""

    unreadable: list[str]
    papers: dict[str, Paper] = field(default_factory=dict)
    ghosts: list[str] = field(default_factory=list)
    confused: list[str] = field(default_factory=list)
    modified_on: dict[str, date] = field(default_factory=dict)

    def add(self, record: etree._Element) -> None:
        arxiv_id, header = _name(record.find(_OAI + "header"))
        if (day := _day(header)) is not None:
            self.modified_on[arxiv_id] = max(day, self.modified_on.get(arxiv_id, day))
        if _is_deleted(header):
            self.ghosts.append(arxiv_id)
            return
        try:
            paper = paper_of(record, arxiv_id)
        except Unreadable as error:
            self.unreadable.append(arxiv_id)
            self.confused.extend(error.args)
            return
        if arxiv_id not in self.papers or self.papers[arxiv_id].version <= paper.version:
            self.papers[arxiv_id] = paper

    def others(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of which no record made a paper."""
        return tuple(dict.fromkeys(one for one in ids if one not in self.papers))


def _reading(held: etree._Element, parsed: Parsed) -> Reading:
    gathered = _Gathered(_names_of_damaged(parsed))
    records = held.findall(_OAI + "record")
    for record in records:
        gathered.add(record)
    raise_if_unbearable(gathered.unreadable, readable=len(gathered.papers) + len(gathered.ghosts))
    return Reading(
        papers=tuple(gathered.papers.values()),
        total=len(records) + len(parsed.damaged),
        source="oai",
        ghosts=gathered.others(gathered.ghosts),
        unreadable=gathered.others((*gathered.unreadable, *gathered.confused)),
        modified_on=gathered.modified_on,
    )


def _headers(held: etree._Element, parsed: Parsed, latest: date) -> tuple[Header, ...]:
    headers = [Header(arxiv_id=name, modified_on=latest, sets=frozenset()) for name in _names_of_damaged(parsed)]
    kept: dict[frozenset[str], frozenset[str]] = {}  # thousands of papers share a few dozen combinations
    for element in held.iterfind(_OAI + "header"):
        arxiv_id, header = _name(element)
        specs = () if _is_deleted(header) else header.iterfind(_OAI + "setSpec")
        sets = frozenset((spec.text or "").strip() for spec in specs) - {""}
        headers.append(Header(arxiv_id=arxiv_id, modified_on=_day(header) or latest, sets=kept.setdefault(sets, sets)))
    return tuple(headers)


def _name(header: etree._Element | None) -> tuple[str, etree._Element]:
    """A record that does not even name its paper spoils the page: it could be any."""
    arxiv_id = None if header is None else _legible(header.findtext(_OAI + "identifier") or "")
    if header is None or arxiv_id is None:
        raise ArxivUnavailable(_NAMELESS)
    return arxiv_id, header


def _names_of_damaged(parsed: Parsed) -> list[str]:
    """Every paper that a damaged record names: where a stretch was lost, it may have been two records."""
    names: list[str] = []
    for piece in parsed.damaged:
        found = [name.decode(errors="replace") for _, name in _DAMAGED_ID.findall(piece)]
        legible = {arxiv_id for name in found if (arxiv_id := _legible(name))}
        if not legible:
            raise ArxivUnavailable(_NAMELESS)
        names.extend(sorted(legible))
    return names


def _legible(identifier: str) -> str | None:
    try:
        return parse_arxiv_id(identifier.strip().removeprefix("oai:arXiv.org:"))[0]
    except NotAnArxivId:
        return None


def _day(header: etree._Element) -> date | None:
    text = (header.findtext(_OAI + "datestamp") or "").strip()
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _is_deleted(header: etree._Element) -> bool:
    return header.get("status", "").strip() == "deleted"


def _token(held: etree._Element) -> str | None:
    token = (held.findtext(_OAI + "resumptionToken") or "").strip()
    if len(token) > _LONGEST_TOKEN:
        raise ArxivUnavailable("arXiv's list goes on under a name that is far too long.")
    return token or None

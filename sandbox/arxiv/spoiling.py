"""Faults done to answers: what goes out in place of the right one, and how it is delivered.

`faults` names them; `no_records` and `bad_token` of OAI-PMH, `shift` and `stale` are seen to where answers are made.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Literal

from sandbox.arxiv.faults import Fault

Delivery = Literal["whole", "cut", "drip", "reset", "hole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes out, and how."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = "whole"


def spoil(fault: Fault, answer: Answer) -> Answer:
    """The answer as the fault leaves it."""
    spoilt = _FAULTS.get(fault.name, _as_made)(fault, answer)
    if fault.retry_after is None:
        return spoilt
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=10), usegmt=True)
    value = date if fault.retry_after == "date" else str(fault.retry_after)
    return replace(spoilt, headers={**spoilt.headers, "Retry-After": value})


_Spoiler = Callable[[Fault, Answer], Answer]
# An entry of a feed, a record of OAI-PMH, or a header where there are no records.
_ENTRY = re.compile(rb" *<(entry|record|header|item)>.*?</\1>\n?", re.DOTALL)
_TOTAL = re.compile(rb"(?<=totalResults)([^>]*>)(\d+)")


def _as_made(_fault: Fault, answer: Answer) -> Answer:
    return answer


def _entries(answer: Answer) -> list[bytes]:
    return [found[0] for found in _ENTRY.finditer(answer.body)]


def _rewritten(pattern: bytes, replacement: bytes) -> _Spoiler:
    def spoiler(_fault: Fault, answer: Answer) -> Answer:
        return replace(answer, body=re.sub(pattern, replacement, answer.body, count=1, flags=re.DOTALL))

    return spoiler


def _said(status: int, body: str, kind: str = "text/plain; charset=utf-8") -> _Spoiler:
    def spoiler(_fault: Fault, _answer: Answer) -> Answer:
        return Answer(status=status, body=body.encode(), headers={"Content-Type": kind})

    return spoiler


def _delivered(delivery: Delivery) -> _Spoiler:
    def spoiler(_fault: Fault, answer: Answer) -> Answer:
        return replace(answer, delivery=delivery)

    return spoiler


def _empty(_fault: Fault, answer: Answer) -> Answer:
    return replace(answer, body=_TOTAL.sub(rb"\g<1>0", _ENTRY.sub(b"", answer.body)))


def _total(_fault: Fault, answer: Answer) -> Answer:
    return replace(answer, body=_TOTAL.sub(lambda found: found[1] + b"%d" % (int(found[2]) + 1), answer.body))


def _short(_fault: Fault, answer: Answer) -> Answer:
    entries = _entries(answer)
    return replace(answer, body=answer.body.replace(entries[-1], b"", 1) if entries else answer.body)


def _duplicate(_fault: Fault, answer: Answer) -> Answer:
    entries = _entries(answer)
    return replace(answer, body=answer.body.replace(entries[-1], entries[0], 1)) if entries else answer


def _ghost(_fault: Fault, answer: Answer) -> Answer:
    bodiless = re.compile(rb"\n *<(title|updated|published|summary)>.*?</\1>", re.DOTALL)
    found = _ENTRY.search(answer.body)
    if found is None:
        return answer
    return replace(answer, body=answer.body.replace(found[0], bodiless.sub(b"", found[0]), 1))


def _truncated(_fault: Fault, answer: Answer) -> Answer:
    return replace(answer, body=answer.body[: len(answer.body) * 2 // 3])


def _gzip(_fault: Fault, answer: Answer) -> Answer:
    headers = {**answer.headers, "Content-Encoding": "gzip"}
    return replace(answer, body=gzip.compress(answer.body), headers=headers)


def _redirect(fault: Fault, _answer: Answer) -> Answer:
    return Answer(status=301, body=b"", headers={"Location": fault.to})


def _status_500(_fault: Fault, answer: Answer) -> Answer:
    body = re.sub(rb"<feed.*</feed>", _ERROR_FEED.replace(b"#malformed_query", b""), answer.body, flags=re.DOTALL)
    return replace(answer, status=500, body=body)


def _status_406_good(_fault: Fault, answer: Answer) -> Answer:
    return replace(answer, status=406)


_PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
_HTML = "text/html; charset=utf-8"
_ERROR_FEED = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>ArXiv Query: </title><entry>"
    b"<id>http://arxiv.org/api/errors#malformed_query</id><title>Error</title>"
    b"<summary>the query is malformed</summary></entry></feed>"
)
_FAULTS: dict[str, _Spoiler] = {
    "empty": _empty,
    "short": _short,
    "total": _total,
    "duplicate": _duplicate,
    "ghost": _ghost,
    "bad_date": _rewritten(rb"<published>[^<]*", b"<published>the day before yesterday"),
    "other_query": _rewritten(rb"search_query=.*?&amp;id_list", b"search_query=all:electron&amp;id_list"),
    "other_page": _rewritten(rb"startIndex([^>]*)>\d+", rb"startIndex\g<1>>7"),
    "error_feed": _rewritten(rb"<feed.*</feed>", _ERROR_FEED),
    "doctype": _rewritten(rb"<feed", b"<!DOCTYPE feed [<!ENTITY a 'aaaa'>]>\n<feed"),
    "truncated": _truncated,
    "cut": _delivered("cut"),
    "gzip": _gzip,
    "html": _said(200, _PAGE.format("arXiv", "Sorry, we are busy."), _HTML),
    "202": _said(202, _PAGE.format("One moment", "We make sure that you are human."), _HTML),
    "400": _said(400, "Bad Request"),
    "403": _said(403, _PAGE.format("Access Denied", "Sadly, your client does not follow our guidelines."), _HTML),
    "404": _said(404, "Not Found"),
    "406": _said(406, "Not Acceptable"),
    "406_good": _status_406_good,
    "429": _said(429, "Rate exceeded."),
    "500": _status_500,
    "503": _said(503, "Service Unavailable"),
    "503_html": _said(503, _PAGE.format("503", "Retry after 10 seconds"), _HTML),
    "redirect": _redirect,
    "reset": _delivered("reset"),
    "black_hole": _delivered("hole"),
    "drip": _delivered("drip"),
}

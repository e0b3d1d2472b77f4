"""One record of OAI-PMH's `arXivRaw` format becomes a `Paper`, equal to what the API's reader makes of the same paper.

Pure. arXivRaw is the format that lists every version with its time; its texts are TeX and its authors one line, as
they were submitted (`accents`, `authorship`).
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from lxml import etree

from ssl_watch.arxiv.accents import unaccented
from ssl_watch.arxiv.authorship import authors_of
from ssl_watch.arxiv.texts import categories, clean, dois, is_credible, is_withdrawn
from ssl_watch.errors import NotAnArxivId
from ssl_watch.papers import Paper, parse_arxiv_id

_RAW = "{http://arxiv.org/OAI/arXivRaw/}"
_VERSION = re.compile(r"v([1-9]\d{0,3})")


class Unreadable(Exception):
    """The record is there, but what makes a paper of it is not. Its arguments are other papers' ids that it names."""


def paper_of(record: etree._Element, arxiv_id: str) -> Paper:
    """Translate one record's metadata.

    Raises:
        Unreadable: its format, its id, its title or the time of its first or its last version is missing or wrong.
    """
    raw = _metadata(record, arxiv_id)
    title = _shown(raw, "title")
    if not title:
        raise Unreadable
    versions = _versions(raw)
    latest = max(versions)
    comment, abstract = _shown(raw, "comments"), _shown(raw, "abstract")
    return Paper(
        arxiv_id=arxiv_id,
        version=latest,
        title=title,
        abstract=abstract,
        updated_at=_submitted(versions[latest]),
        submitted_at=_submitted(versions[1]) if 1 in versions else None,
        authors=authors_of(_text(raw, "authors")),
        categories=categories(_text(raw, "categories").split()),
        comment=comment or None,
        journal_ref=_shown(raw, "journal-ref") or None,
        dois=dois(_text(raw, "doi")),
        # arXiv's flag for a version without a source, which is what a withdrawal leaves.
        withdrawn="I" in _text(versions[latest], "source_type") or is_withdrawn(comment, abstract),
    )


def _metadata(record: etree._Element, arxiv_id: str) -> etree._Element:
    raw = record.find(f".//{_RAW}arXivRaw")
    if raw is None:
        raise Unreadable
    if (named := _text(raw, "id").strip()) != arxiv_id:
        raise Unreadable(*_papers_in(named))
    return raw


def _papers_in(name: str) -> tuple[str, ...]:
    try:
        return (parse_arxiv_id(name)[0],)
    except NotAnArxivId:
        return ()


def _versions(raw: etree._Element) -> dict[int, etree._Element]:
    """By number; arXiv does not promise their order."""
    found = {}
    for version in raw.iterfind(_RAW + "version"):
        number = _VERSION.fullmatch(version.get("version", "").strip())
        if number is None:
            raise Unreadable
        found[int(number[1])] = version
    if not found:
        raise Unreadable
    return found


def _submitted(version: etree._Element) -> datetime:
    return _moment(_text(version, "date").strip())


@lru_cache(maxsize=4096)  # a record comes for each of its sets, and for days
def _moment(text: str) -> datetime:
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable from error
    if not is_credible(moment):
        raise Unreadable
    return moment


def _shown(raw: etree._Element, name: str) -> str:
    return unaccented(clean(_text(raw, name)))


def _text(parent: etree._Element, name: str) -> str:
    element = parent.find(_RAW + name)
    if element is None:
        return ""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""

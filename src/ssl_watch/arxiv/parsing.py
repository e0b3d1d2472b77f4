"""XML from arXiv, read strictly; where one record is damaged, the others are kept.

Strict: an answer that is cut short is no answer, and nothing is ever declared, expanded or fetched. But one control
character or one bare `&` in an author's text must not cost a page of a thousand records: the damaged record is cut out
as a whole, and everything around it has to be without fault.
"""

import re
from dataclasses import dataclass

from lxml import etree

from ssl_watch.errors import ArxivUnavailable

_MOST_MARKUP = 1_000_000  # tags; a full page has a tenth of it, and each costs far more in memory than on the wire
# Where more than this share of a page can't be read, it is not single records that are wrong.
_BEARABLE = 0.1
_LARGEST_FRAME = 1 << 16  # bytes around the records; each of them is tried in it


@dataclass(frozen=True, slots=True)
class Parsed:
    """The document without its damaged records, and these as they came."""

    root: etree._Element
    damaged: tuple[bytes, ...] = ()


def parse(body: bytes, tag: str, *, record: bytes) -> Parsed:
    """Read a document whose root is `tag`; `record` is the name of the elements that may be damaged.

    Raises:
        ArxivUnavailable: the document is not whole, or another one.
    """
    if body.count(b"<") > _MOST_MARKUP:
        raise ArxivUnavailable("arXiv's answer was far larger than a page can be.")
    try:
        parsed = Parsed(_strict(body))
    except etree.XMLSyntaxError as error:
        parsed = _without_damage(body, record, error)
    if parsed.root.tag != tag or parsed.root.getroottree().docinfo.doctype:
        raise ArxivUnavailable("arXiv answered with a document that is not the one it was asked for.")
    return parsed


def raise_if_unbearable(unreadable: list[str], *, readable: int) -> None:
    """Raise ArxivUnavailable where so much of a page is unreadable that the page is to blame."""
    if len(unreadable) > max(1, min(2, readable), _BEARABLE * (readable + len(unreadable))):
        raise ArxivUnavailable(f"{len(unreadable)} of arXiv's records can't be read, {unreadable[0]} among them.")


def _strict(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",  # as HTTP says; a declaration that says otherwise would garble every name
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(body, parser)


def _without_damage(body: bytes, record: bytes, error: etree.XMLSyntaxError) -> Parsed:
    """Try each record on its own, in the document's frame, and take out those that can't be read."""
    parts = re.split(rb"(?s)(<" + record + rb"[\s>].*?</" + record + rb"\s*>)", body)
    frame, records = parts[0::2], parts[1::2]
    if b"<!DOCTYPE" in frame[0] or len(frame[0]) + len(frame[-1]) > _LARGEST_FRAME:
        records = []  # it will not be read in any case, and must not be tried a thousand times
    damaged = [piece for piece in records if not _is_sound(frame[0] + piece + frame[-1])]
    if not damaged:
        raise ArxivUnavailable("arXiv's answer was cut short, or is not XML at all.") from error
    lost = set(damaged)
    try:
        return Parsed(_strict(b"".join(part for part in parts if part not in lost)), tuple(damaged))
    except etree.XMLSyntaxError as other:
        raise ArxivUnavailable("arXiv's answer was cut short, or is not XML at all.") from other


def _is_sound(document: bytes) -> bool:
    try:
        _strict(document)
    except etree.XMLSyntaxError:
        return False
    return True

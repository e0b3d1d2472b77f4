"""One category's RSS feed, in its Atom form, becomes a `Batch`; batches of the same day become one.

Strict about the whole (another document, another category's feed, a feed cut short), lenient about single items: a
signal that lacks one is still a signal.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast, get_args

from lxml import etree

from ssl_watch.arxiv.parsing import parse, raise_if_unbearable
from ssl_watch.arxiv.readings import Announced, Batch, BatchItem
from ssl_watch.arxiv.texts import is_credible
from ssl_watch.errors import ArxivUnavailable, NotAnArxivId
from ssl_watch.papers import parse_arxiv_id

_ATOM = "{http://www.w3.org/2005/Atom}"
_KIND = "{http://arxiv.org/schemas/atom}announce_type"
_IN_WORDS = re.compile(r"arXiv:(\S+)\s+Announce Type:\s*([a-z-]+)")


def accept(body: bytes, *, category: str) -> Batch:
    """Check a feed and take it apart.

    Raises:
        ArxivUnavailable: it is not whole, or another category's.
    """
    parsed = parse(body, _ATOM + "feed", record=b"entry")
    if not (parsed.root.findtext(_ATOM + "id") or "").strip().endswith(f"/atom/{category}"):
        raise ArxivUnavailable("arXiv answered with another feed than the one it was asked for.")
    entries = parsed.root.findall(_ATOM + "entry")
    told = [(entry, _item(entry), _published(entry)) for entry in entries]
    unreadable = [f"item {place}" for place, (_, item, at) in enumerate(told) if item is None or at is None]
    unreadable += ["a damaged item"] * len(parsed.damaged)
    raise_if_unbearable(unreadable, readable=len(entries) + len(parsed.damaged) - len(unreadable))
    times = [at for _, _, at in told if at is not None]
    latest = max(times, default=None)
    return Batch(published_at=latest, items=tuple(item for _, item, at in told if item and at == latest))


def merged(batches: Iterable[Batch]) -> Batch:
    """The latest of the announcements, as far as any of the batches shows it."""
    known = [batch for batch in batches if batch.published_at is not None]
    latest = max((batch.published_at for batch in known if batch.published_at), default=None)
    items = (item for batch in known if batch.published_at == latest for item in batch.items)
    return Batch(published_at=latest, items=tuple(dict.fromkeys(items)))


def _item(entry: etree._Element) -> BatchItem | None:
    words = _IN_WORDS.search(entry.findtext(_ATOM + "summary") or "")
    kind = (entry.findtext(_KIND) or "").strip() or (words[2] if words else "")
    if kind not in get_args(Announced):
        return None
    try:
        arxiv_id, version = parse_arxiv_id((entry.findtext(_ATOM + "id") or "").strip().removeprefix("oai:arXiv.org:"))
        _, in_words = parse_arxiv_id(words[1]) if words else (arxiv_id, None)
    except NotAnArxivId:
        return None
    return BatchItem(arxiv_id=arxiv_id, version=version or in_words or 1, kind=cast("Announced", kind))


def _published(entry: etree._Element) -> datetime | None:
    try:
        moment = datetime.fromisoformat((entry.findtext(_ATOM + "published") or "").strip())
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo and is_credible(moment) else None

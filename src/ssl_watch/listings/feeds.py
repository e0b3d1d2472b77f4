"""Papers as an Atom feed (RFC 4287), for feed readers. Written only.

An entry's id is arXiv's page of the paper, the same for all its versions, so that a replacement updates its entry; the
feed's comes from what is sought alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import chain
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from ssl_watch.listings import clean, is_address, repository_of
from ssl_watch.papers import Paper
from ssl_watch.verdicts import JudgedPaper

MOST = 200  # entries: readers ask again and again, and show the newest
_NAME = "SSL-Watch"
_ARXIVS = "http://arxiv.org/schemas/atom"  # the scheme of categories in arXiv's own feeds
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = "/:?#@!$&'()*+,;=-._~%"
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What the feed tells of itself: what is sought (None: everything), where it is served, if that is known."""

    query: str | None
    address: str | None
    made_at: datetime


def write(feed: Feed, found: Iterable[JudgedPaper]) -> Iterator[str]:
    """Write the feed, the papers in the order given; the first one's update is the feed's own."""
    papers = iter(found)
    first = next(papers, None)
    yield _head(feed, first.paper.updated_at if first else feed.made_at)
    if first:
        yield from map(_entry, chain([first], papers))
    yield "</feed>\n"


def _head(feed: Feed, updated_at: datetime) -> str:
    sought = _text(feed.query or "")
    title = f"{_NAME}: {sought}" if sought else f"{_NAME}: self-supervised learning on arXiv"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>urn:uuid:{uuid5(NAMESPACE_URL, f'ssl-watch:{sought}')}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(updated_at)}</updated>",
        f"<author><name>{_NAME}</name></author>",  # of the entries whose authors nobody told
        f"<generator>{_NAME}</generator>",
        '<link rel="related" href="https://arxiv.org/"/>',
    ]
    if feed.address:
        lines.append(f'<link rel="self" type="application/atom+xml" href="{_address(feed.address)}"/>')
    return "\n".join([*lines, ""])


def _entry(judged: JudgedPaper) -> str:
    return "\n".join(["<entry>", *_parts(judged), "</entry>", ""])


def _parts(judged: JudgedPaper) -> Iterator[str]:
    paper = judged.paper
    yield f"<id>{_address(paper.abstract_url)}</id>"
    yield f"<title>{escape(_text(paper.title))}</title>"
    yield f"<updated>{_moment(paper.updated_at)}</updated>"
    if paper.submitted_at:
        yield f"<published>{_moment(paper.submitted_at)}</published>"
    names = [name for each in paper.authors if (name := _text(each.name))]
    yield from (f"<author><name>{escape(name)}</name></author>" for name in names)
    yield from _links(judged)
    yield from _categories(paper, judged.domain_names)
    yield f"<summary>{escape(_text(judged.verdict.summary or paper.title))}</summary>"
    if abstract := _text(paper.abstract):
        yield f"<content>{escape(abstract)}</content>"


def _links(judged: JudgedPaper) -> Iterator[str]:
    page = judged.paper.abstract_url
    yield f'<link rel="alternate" type="text/html" href="{_address(page)}"/>'
    code = repository_of(judged)
    if code is not None and is_address(code):
        yield f'<link rel="related" title="Code" href="{_address(code)}"/>'


def _categories(paper: Paper, domains: Iterable[str]) -> Iterator[str]:
    """arXiv's, and the domains, which are ours and have no scheme."""
    for category in filter(None, map(_text, paper.categories)):
        yield f'<category term="{escape(category)}" scheme="{_ARXIVS}"/>'
    for domain in filter(None, map(_text, domains)):
        yield f'<category term="{escape(domain)}"/>'


def _text(text: str) -> str:
    """What XML may hold of it."""
    return _NO_XML.sub("", clean(text))


def _address(address: str) -> str:
    """As an address may stand in an attribute: whatever is no part of one is written in percents."""
    return escape(quote(_STRAY_PERCENT.sub("%25", clean(address)), safe=_IN_ADDRESSES))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

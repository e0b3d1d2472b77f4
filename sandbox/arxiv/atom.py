"""Feeds as arXiv's present server writes them, element by element as recorded; the old one's are in `old_atom`."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from sandbox.arxiv.records import Record

ATOM = "http://www.w3.org/2005/Atom"
ARXIV = "http://arxiv.org/schemas/atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    f'<feed xmlns:opensearch="{OPENSEARCH}" xmlns:arxiv="{ARXIV}" xmlns="{ATOM}">\n'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself. `query` is the adapted one."""

    query: str
    id_list: str
    start: int
    size: int
    total: int
    at: datetime

    @property
    def asked(self) -> str:
        """The question as titles repeat it; the feed's id is made of it."""
        return f"search_query={self.query}&id_list={self.id_list}&start={self.start}&max_results={self.size}"

    @property
    def digest(self) -> str:
        """The SHA-1 of the question in base 64, without its padding."""
        return base64.b64encode(hashlib.sha1(self.asked.encode(), usedforsecurity=False).digest()).decode()[:-1]


def new_feed(feed: Feed, records: list[Record]) -> str:
    """The feed of the server that has answered since November 2025."""
    link = (
        f"https://arxiv.org/api/query?search_query={quote(feed.query, safe=':/,()*')}"
        f"&start={feed.start}&max_results={feed.size}&id_list={quote(feed.id_list, safe='/,')}"
    )
    return _HEAD + "".join(
        (
            f"  <id>https://arxiv.org/api/{feed.digest}</id>\n",
            f"  <title>arXiv Query: {escape(feed.asked)}</title>\n",
            f"  <updated>{utc(feed.at)}</updated>\n",
            f'  <link href={quoteattr(link)} type="application/atom+xml"/>\n',
            _counts(feed.size, feed.total, feed.start),
            *map(_new_entry, records),
            "</feed>\n",
        )
    )


def new_error(message: str, slug: str, at: datetime) -> str:
    """The new server's error; `slug` may be empty."""
    address = "https://arxiv.org/api/errors" + (f"#{slug}" if slug else "")
    return _HEAD + (
        "  <id>https://arxiv.org/</id>\n"
        "  <title>arXiv Search Results</title>\n"
        f"  <updated>{utc(at)}</updated>\n"
        f"{_counts(1, 1, 0)}"
        "  <entry>\n"
        f"    <id>{escape(address)}</id>\n"
        "    <title>Error</title>\n"
        f"    <updated>{utc(at)}</updated>\n"
        f'    <link href={quoteattr(address)} rel="alternate" type="text/html"/>\n'
        f"    <summary>{escape(message)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n"
        "  </entry>\n</feed>\n"
    )


def _counts(size: int, total: int, start: int) -> str:
    return (
        f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
        f"  <opensearch:startIndex>{start}</opensearch:startIndex>\n"
    )


@lru_cache(maxsize=65_536)
def _new_entry(record: Record) -> str:
    page = f"https://arxiv.org/abs/{record.short_id}"
    pdf = f"https://arxiv.org/pdf/{record.short_id}"
    lines = [
        f"<id>http://arxiv.org/abs/{record.short_id}</id>",
        f"<title>{escape(record.title)}</title>",
        f"<updated>{utc(record.updated_at)}</updated>",
        f'<link href="{page}" rel="alternate" type="text/html"/>',
        f'<link href="{pdf}" rel="related" type="application/pdf" title="pdf"/>',
        f"<summary>{escape(record.abstract)}</summary>",
        *(f'<category term={quoteattr(term)} scheme="{ARXIV}"/>' for term in record.categories),
        f"<published>{utc(record.submitted_at)}</published>",
        *optional("comment", record.comment),
        f"<arxiv:primary_category term={quoteattr(record.categories[0])}/>",
        *optional("journal_ref", record.journal_ref),
        *authors(record, ""),
    ]
    for doi in record.dois:
        lines.append(f"<arxiv:doi>{escape(doi)}</arxiv:doi>")
        lines.append(f'<link rel="related" href={quoteattr("https://doi.org/" + doi)} title="doi"/>')
    return entry(lines)


def optional(name: str, text: str | None, namespace: str = "") -> list[str]:
    """An element of arXiv's own, or none."""
    return [f"<arxiv:{name}{namespace}>{escape(text)}</arxiv:{name}>"] if text else []


def authors(record: Record, namespace: str) -> list[str]:
    """The authors' elements, line by line."""
    lines = []
    for author in record.authors:
        named = [f"  <name>{escape(author.name)}</name>"]
        places = (f"  <arxiv:affiliation{namespace}>{escape(at)}</arxiv:affiliation>" for at in author.affiliations)
        lines += ["<author>", *named, *places, "</author>"]
    return lines


def entry(lines: list[str]) -> str:
    """An entry around its lines."""
    return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def utc(moment: datetime) -> str:
    """A time as feeds write it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"

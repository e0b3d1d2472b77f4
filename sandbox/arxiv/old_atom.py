"""Feeds as arXiv's server wrote them until November 2025: namespaces everywhere, wrapped texts, errors with 200."""

import textwrap
from datetime import datetime
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from sandbox.arxiv.atom import ARXIV, ATOM, OPENSEARCH, Feed, authors, entry, optional, utc
from sandbox.arxiv.records import Record

_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{ATOM}">\n'
_WRAPPED = textwrap.TextWrapper(79, subsequent_indent="  ", break_on_hyphens=False)
_WRAPPED_PLAINLY = textwrap.TextWrapper(79, break_on_hyphens=False)


def old_feed(feed: Feed, records: list[Record]) -> str:
    """The feed of the server that answered until November 2025."""
    asked = quote(feed.asked, safe="")
    space = f' xmlns:opensearch="{OPENSEARCH}"'
    counts = (("totalResults", feed.total), ("startIndex", feed.start), ("itemsPerPage", feed.size))
    return _HEAD + "".join(
        (
            f'  <link href="http://arxiv.org/api/query?{asked}" rel="self" type="application/atom+xml"/>\n',
            f'  <title type="html">ArXiv Query: {escape(feed.asked)}</title>\n',
            f"  <id>http://arxiv.org/api/{feed.digest}</id>\n",
            f"  <updated>{_midnight(feed.at)}</updated>\n",
            *(f"  <opensearch:{name}{space}>{number}</opensearch:{name}>\n" for name, number in counts),
            *map(_old_entry, records),
            "</feed>\n",
        )
    )


def old_error(message: str, slug: str, at: datetime) -> str:
    """The old server's error, which came with status 200."""
    space = f' xmlns:opensearch="{OPENSEARCH}"'
    address = f"http://arxiv.org/api/errors#{slug}"
    return _HEAD + (
        '  <title type="html">ArXiv Query: </title>\n'
        "  <id>http://arxiv.org/api/</id>\n"
        f"  <updated>{_midnight(at)}</updated>\n"
        f"  <opensearch:totalResults{space}>1</opensearch:totalResults>\n"
        f"  <opensearch:startIndex{space}>0</opensearch:startIndex>\n"
        f"  <opensearch:itemsPerPage{space}>1</opensearch:itemsPerPage>\n"
        "  <entry>\n"
        f"    <id>{escape(address)}</id>\n"
        "    <title>Error</title>\n"
        f"    <summary>{escape(message)}</summary>\n"
        f"    <updated>{_midnight(at)}</updated>\n"
        f'    <link href={quoteattr(address)} rel="alternate" type="text/html"/>\n'
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n"
        "  </entry>\n</feed>\n"
    )


def _old_entry(record: Record) -> str:
    space = f' xmlns:arxiv="{ARXIV}"'
    lines = [
        f"<id>http://arxiv.org/abs/{record.short_id}</id>",
        f"<updated>{utc(record.updated_at)}</updated>",
        f"<published>{utc(record.submitted_at)}</published>",
        f"<title>{escape(_WRAPPED.fill(record.title))}</title>",
        f"<summary>  {escape(_WRAPPED_PLAINLY.fill(record.abstract))}\n</summary>",
        *authors(record, space),
    ]
    for doi in record.dois:
        lines.append(f"<arxiv:doi{space}>{escape(doi)}</arxiv:doi>")
        lines.append(f'<link title="doi" href={quoteattr("http://dx.doi.org/" + doi)} rel="related"/>')
    lines += optional("comment", record.comment, space) + optional("journal_ref", record.journal_ref, space)
    return entry(
        [
            *lines,
            f'<link href="http://arxiv.org/abs/{record.short_id}" rel="alternate" type="text/html"/>',
            f'<link title="pdf" href="http://arxiv.org/pdf/{record.short_id}" rel="related" type="application/pdf"/>',
            f'<arxiv:primary_category{space} term={quoteattr(record.categories[0])} scheme="{ARXIV}"/>',
            *(f'<category term={quoteattr(term)} scheme="{ARXIV}"/>' for term in record.categories),
        ]
    )


def _midnight(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo("America/New_York"))
    return local.replace(hour=0, minute=0, second=0, microsecond=0).isoformat()

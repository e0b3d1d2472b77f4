"""The feeds of the day's announcement: `/rss/cs.LG+stat.ML` and `/atom/cs.LG`, as rss.arxiv.org writes them.

A day's feed is made at New York's midnight and stands for that day; on Saturdays, Sundays and after holidays it is
empty.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from sandbox.arxiv.listings import Item
from sandbox.arxiv.taxonomy import is_feed
from sandbox.arxiv.timetable import day_in_new_york, midnight
from sandbox.arxiv.world import World

_LICENSE = "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"
_SPACES = 'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"


class NoSuchFeed(ValueError):
    """There is no category or archive of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it goes out. `expires_in` is in seconds: until the next midnight in New York."""

    body: str
    etag: str
    kind: str
    expires_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    asked: tuple[str, ...]
    day: date
    built_at: datetime
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        return f"{', '.join(self.asked)} updates on arXiv.org"

    @property
    def subtitle(self) -> str:
        return f"{', '.join(self.asked)} updates on the arXiv.org e-print archive."


def feed(world: World, form: str, names: str, *, stale: bool = False) -> Feed:
    """The feed of today; a stale one is the day's before that had any, and says that it was made just now.

    Raises:
        NoSuchFeed: a name is unknown.
    """
    asked = tuple(names.split("+"))
    if unknown := [name for name in asked if not is_feed(name)]:
        raise NoSuchFeed(f"Bad archive or subject class: {unknown[0]}")
    today = day_in_new_york(world.now)
    days = _Day(asked=asked, day=today, built_at=world.now.astimezone(UTC), items=_items(world, asked, today))
    if stale:
        days = _earlier(world, days)
    body = FORMS[form](days)
    until = midnight(today + timedelta(days=1)) - world.now
    listed = f"{days.day} {names} {[(item.record.short_id, item.kind) for item in days.items]}"
    return Feed(
        body=body,
        etag=f'"{hashlib.sha1(listed.encode(), usedforsecurity=False).hexdigest()}"',
        kind=f"application/{form}+xml",
        expires_in=max(0, int(until.total_seconds())),
    )


def _items(world: World, asked: tuple[str, ...], day: date) -> tuple[Item, ...]:
    return world.listings().of(day, asked, limit=world.limits.feed)


def _earlier(world: World, today: _Day) -> _Day:
    for ago in range(1, 8):
        day = today.day - timedelta(days=ago)
        if items := _items(world, today.asked, day):
            return _Day(asked=today.asked, day=day, built_at=today.built_at, items=items)
    return today


def _rss(of: _Day) -> str:
    address = f"http://rss.arxiv.org/rss/{'+'.join(of.asked)}"
    published = format_datetime(midnight(of.day))
    return (
        f'{_DECLARATION}<rss {_SPACES} xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">\n'
        f"  <channel>\n    <title>{of.title}</title>\n    <link>{address}</link>\n"
        f"    <description>{of.subtitle}</description>\n"
        f'    <atom:link href="{address}" rel="self" type="application/rss+xml"/>\n'
        "    <docs>http://www.rssboard.org/rss-specification</docs>\n    <language>en-us</language>\n"
        f"    <lastBuildDate>{format_datetime(of.built_at)}</lastBuildDate>\n"
        "    <managingEditor>rss-help@arxiv.org</managingEditor>\n"
        f"    <pubDate>{published}</pubDate>\n    <skipDays>\n      <day>Sunday</day>\n      <day>Saturday</day>\n"
        f"    </skipDays>\n{''.join(_rss_item(item, published) for item in of.items)}  </channel>\n</rss>\n"
    )


def _rss_item(item: Item, published: str) -> str:
    record = item.record
    lines = [
        f"<title>{escape(record.title)}</title>",
        f"<link>https://arxiv.org/abs/{record.arxiv_id}</link>",
        f"<description>{_description(item)}</description>",
        f'<guid isPermaLink="false">oai:arXiv.org:{record.short_id}</guid>',
        *(f"<category>{escape(category)}</category>" for category in record.categories),
        f"<pubDate>{published}</pubDate>",
        *_common(item),
    ]
    return "    <item>\n" + "".join(f"      {line}\n" for line in lines) + "    </item>\n"


def _atom(of: _Day) -> str:
    address = f"http://rss.arxiv.org/atom/{'+'.join(of.asked)}"
    updated = f"{of.built_at:%Y-%m-%dT%H:%M:%S.%f}+00:00"
    return (
        f'{_DECLARATION}<feed {_SPACES} xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">\n'
        f"  <id>{address}</id>\n  <title>{of.title}</title>\n  <updated>{updated}</updated>\n"
        f'  <link href="{address}" rel="self" type="application/atom+xml"/>\n  <subtitle>{of.subtitle}</subtitle>\n'
        f"{''.join(_atom_entry(item, updated, midnight(of.day).isoformat()) for item in of.items)}</feed>\n"
    )


def _atom_entry(item: Item, updated: str, published: str) -> str:
    record = item.record
    lines = [
        f"<id>oai:arXiv.org:{record.short_id}</id>",
        f"<title>{escape(record.title)}</title>",
        f"<updated>{updated}</updated>",
        f'<link href="https://arxiv.org/abs/{record.arxiv_id}" rel="alternate" type="text/html"/>',
        f"<summary>{_description(item)}</summary>",
        *(f"<category term={quoteattr(category)}/>" for category in record.categories),
        f"<published>{published}</published>",
        *_common(item),
    ]
    return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def _description(item: Item) -> str:
    return f"arXiv:{item.record.short_id} Announce Type: {item.kind} \nAbstract: {escape(item.record.abstract)}"


def _common(item: Item) -> list[str]:
    record = item.record
    return [
        f"<arxiv:announce_type>{item.kind}</arxiv:announce_type>",
        f"<dc:rights>{_LICENSE}</dc:rights>",
        *(
            f"<arxiv:journal_reference>{escape(told)}</arxiv:journal_reference>"
            for told in (record.journal_ref,)
            if told
        ),
        *(f"<arxiv:DOI>{escape(doi)}</arxiv:DOI>" for doi in record.dois[:1]),
        f"<dc:creator>{escape(', '.join(author.name for author in record.authors))}</dc:creator>",
    ]


FORMS: dict[str, Callable[[_Day], str]] = {"rss": _rss, "atom": _atom}

import re
from collections.abc import Sequence
from datetime import timedelta

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ssl_watch.listings import feeds
from ssl_watch.listings.feeds import Feed
from ssl_watch.papers import Author
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import NOW, a_paper, arbitrary_papers, arbitrary_verdicts, judged

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://example.org/ssl.atom?a=1&b=2"
arbitrary = st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts)
# RFC 3986, the characters an address may hold; a percent sign begins an escape.
URI = re.compile(r"[a-z]+:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # RFC 3339


def written(papers: Sequence[JudgedPaper], query: str | None = None, address: str | None = ADDRESS) -> bytes:
    return "".join(feeds.write(Feed(query=query, address=address, made_at=NOW), papers)).encode()


def only(element: etree._Element, name: str) -> str:
    """The text of the one child of that name: RFC 4287 allows no second."""
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def check(document: bytes) -> etree._Element:
    """What RFC 4287, sections 4.1 and 4.2, demand of a feed of this kind."""
    feed = etree.fromstring(document, etree.XMLParser(resolve_entities=False))
    assert feed.tag == f"{ATOM}feed"
    assert only(feed, "title")
    assert len(feed.findall(f"{ATOM}author")) == 1
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        assert URI.fullmatch(only(element, "id"))
        assert MOMENT.fullmatch(only(element, "updated"))
        assert all(MOMENT.fullmatch(each.text or "") for each in element.findall(f"{ATOM}published"))
        assert all((each.text or "").strip() for each in element.iterfind(f"{ATOM}author/{ATOM}name"))
        assert all(each.get("term") for each in element.findall(f"{ATOM}category"))
        check_links(element)
    for entry in entries:
        only(entry, "title")
        only(entry, "summary")
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert len(entry.findall(f"{ATOM}content")) <= 1
    ids = [only(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    return feed


def check_links(element: etree._Element) -> None:
    links = element.findall(f"{ATOM}link")
    assert all(URI.fullmatch(str(link.get("href"))) for link in links)
    kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
    alternates = [kind for kind in kinds if kind[0] in {"alternate", "self"}]
    assert len(set(alternates)) == len(alternates)


@given(arbitrary, st.none() | st.text(st.characters(), max_size=40))
def test_any_paper_and_any_query_are_a_valid_feed(one: JudgedPaper, query: str | None) -> None:
    assert len(check(written([one], query)).findall(f"{ATOM}entry")) == 1


def test_a_reader_of_feeds_gets_what_the_paper_says() -> None:
    paper = a_paper(
        title="<b>Bold</b> & ]]> “quoted” \U0001f600 שלום",
        authors=(Author(name="Ada Lee"), Author(name="Émile <Roy>")),
        categories=("cs.LG", "stat.ML"),
        updated_at=NOW,
        submitted_at=NOW - timedelta(days=2),
    )
    feed = feedparser.parse(written([judged(paper)], "bold"))
    (entry,) = feed.entries
    assert not feed.bozo
    assert feed.feed.title == "SSL-Watch: bold"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [ADDRESS]
    assert entry.title_detail.type == "text/plain"
    assert entry.title == paper.title
    assert entry.id == entry.link == paper.abstract_url
    assert [author.name for author in entry.authors] == ["Ada Lee", "Émile <Roy>"]
    assert {"cs.LG", "stat.ML"} <= {tag.term for tag in entry.tags}
    assert entry.content[0].value == paper.abstract
    assert entry.updated_parsed[:5] == NOW.timetuple()[:5]


def test_a_replacement_keeps_its_entrys_id_and_moves_its_time() -> None:
    first, second = (
        check(written([judged(a_paper(version=version, updated_at=NOW + timedelta(days=version)))])).find(
            f"{ATOM}entry"
        )
        for version in (1, 2)
    )
    assert first is not None
    assert second is not None
    assert only(first, "id") == only(second, "id")
    assert only(first, "updated") < only(second, "updated")


def test_the_feeds_id_is_the_querys_whatever_it_holds() -> None:
    ids = [
        only(check(written(papers, query, address)), "id")
        for papers, query, address in [
            ([], "audio", None),
            ([judged(a_paper())], "audio", ADDRESS),
            ([judged(a_paper())], "video", ADDRESS),
        ]
    ]
    assert ids[0] == ids[1] != ids[2]


def test_an_address_with_odd_characters_is_written_in_percents() -> None:
    feed = feedparser.parse(written([], None, "https://example.org/{ö}%/<x>?%20"))
    assert feed.feed.links[-1].href == "https://example.org/%7B%C3%B6%7D%25/%3Cx%3E?%20"

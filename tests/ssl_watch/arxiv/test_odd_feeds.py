import pytest

from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from tests.ssl_watch.arxiv.prepared import Read, fixture


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("name", ["error_new_server", "error_old_server"])
def test_an_error_in_a_feed_is_arxivs_refusal_in_its_own_words(read: Read, name: str, status: int) -> None:
    with pytest.raises(ArxivRefused, match=r"calls the question wrong: (start must be|sortOrder must be)"):
        read(fixture(name), status=status)


@pytest.mark.parametrize("status", [200, 500])
def test_an_error_of_arxivs_own_may_pass(read: Read, status: int) -> None:
    with pytest.raises(ArxivUnavailable):
        read(fixture("error_of_arxivs_own"), status=status)


def test_no_cut_of_a_feed_is_taken_for_the_whole(read: Read) -> None:
    whole = fixture("old_server")
    for length in range(0, len(whole.rstrip()), 97):
        with pytest.raises(ArxivUnavailable):
            read(whole[:length])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Rate exceeded.",
        b"<html><body>arXiv</body></html>",
        b"\x00\xff\xfe",
        b"<feed/>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"/>',
        b"<rss><channel><title>arXiv Query: @ASKED@</title></channel></rss>",
        b'<?xml version="1.0" encoding="no-such"?><feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_what_is_no_feed_is_not_read_as_an_empty_one(read: Read, body: bytes) -> None:
    with pytest.raises(ArxivUnavailable):
        read(body)


def test_a_feed_that_declares_entities_is_not_read(read: Read) -> None:
    bomb = (
        b'<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    body = fixture("new_server").replace(b"<feed ", bomb + b"<feed ", 1).replace(b"<title>0<", b"<title>&b;&c;<")
    with pytest.raises(ArxivUnavailable):
        read(body)


@pytest.mark.parametrize(
    ("found", "put"),
    [
        (rb"totalResults>8<", b"totalResults>9<"),
        (rb"totalResults>8<", b"totalResults>many<"),
        (rb"<opensearch:totalResults>8</opensearch:totalResults>", b""),
        (rb"startIndex>0<", b"startIndex>1<"),
        (rb"abs/2609.00002v1", b"abs/2609.00001v1"),
        (rb"http://arxiv.org/abs/2609.00002v1", b"http://arxiv.org/"),
        (rb"<id>http://arxiv.org/abs/2609.00002v1</id>", b""),
        (rb"start=0", b"start=10"),
        (rb"max_results=1000", b"max_results=10"),
        (rb"id_list=", b"id_list=2609.00001"),
        (rb"arXiv Query: ", b""),
    ],
)
def test_a_feed_with_one_false_statement_is_not_read(read: Read, found: bytes, put: bytes) -> None:
    asked = b"search_query=@QUERY@&amp;id_list=&amp;start=0&amp;max_results=1000"
    body = fixture("new_server").replace(b"@ASKED@", asked).replace(found, put)
    assert body != fixture("new_server").replace(b"@ASKED@", asked)
    with pytest.raises(ArxivUnavailable):
        read(body.replace(asked, b"@ASKED@"))


def test_a_feed_stuffed_with_tags_is_not_taken_apart(read: Read) -> None:
    stuffed = fixture("new_server").replace(b"</feed>", b"<x/>" * 1_000_001 + b"</feed>")
    with pytest.raises(ArxivUnavailable, match="far larger"):
        read(stuffed)

import gzip
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import RedirectResponse, Response

from ssl_watch.arxiv.oai_pages import accept_headers, accept_records
from ssl_watch.arxiv.oai_requests import listing
from ssl_watch.errors import ArxivError, ArxivRefused, ArxivUnavailable
from tests.ssl_watch.arxiv.harvesting import (
    SINCE,
    Silence,
    Turn,
    a_header,
    a_record,
    an_oai,
    document,
    error,
    replaced,
)

IDS = ["2609.00001", "2609.00002", "2609.00003"]
OTHER_SETS = ["stat", "eess", "q-bio", "physics:physics"]
RECORDS = [a_record(name) for name in IDS]
HTML = "<html><body>\n<h1>Retry after 50 seconds</h1>\n</body></html>"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><OAI-PMH '


def cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


def cut_with_the_right_length(body: bytes) -> Response:
    return Response(cut(body), media_type="text/xml")


def cut_with_the_wrong_length(body: bytes) -> Response:
    return Response(cut(body), headers={"Content-Length": str(len(body))}, media_type="text/xml")


def shortened(length: int) -> Turn:
    return lambda body: body[:length]


TOO_LONG = b"<resumptionToken>" + b"x" * 2001 + b"</resumptionToken></ListRecords>"
PASSING: dict[str, tuple[Turn, float]] = {
    "nothing": (lambda _body: b"", 33.75),
    "words": (lambda _body: b"Rate exceeded.", 33.75),
    "html": (lambda _body: b"<html><body>arXiv</body></html>", 33.75),
    "bytes": (lambda _body: b"\x00\xff\xfe", 33.75),
    "another root": (lambda _body: b"<OAI-PMH/>", 33.75),
    "an envelope alone": (replaced(b"ListRecords>", b"ListRecord>"), 33.75),
    "an empty list": (lambda body: re.sub(rb"(?s)<record>.*</record>", b"", body), 33.75),
    "cut": (cut_with_the_right_length, 33.75),
    "cut below its length": (cut_with_the_wrong_length, 33.75),
    "declared entities": (replaced(b"<OAI-PMH ", BOMB), 33.75),
    "declared entities in use": (
        lambda body: body.replace(b"<OAI-PMH ", BOMB).replace(b"On things", b"&b;&c;"),
        33.75,
    ),
    "a document of tags": (replaced(b"<ListRecords>", b"<ListRecords>" + b"<x/>" * 1_000_001), 33.75),
    "another set": (replaced(b'set="cs"', b'set="stat"'), 33.75),
    "an earlier day": (replaced(b'from="2026-09-26"', b'from="2026-09-25"'), 33.75),
    "a later day": (replaced(b'from="2026-09-26"', b'from="2026-09-28"'), 33.75),
    "the last day of a list without more": (replaced(b'from="2026-09-26"', b'from="2026-09-29"'), 33.75),
    "no real day": (replaced(b'from="2026-09-26"', b'from="soon"'), 33.75),
    "another format": (replaced(b"arXivRaw", b"arXiv"), 33.75),
    "another verb": (replaced(b'verb="ListRecords"', b'verb="ListIdentifiers"'), 33.75),
    "a shorter time": (replaced(b' set="cs"', b' set="cs" until="2026-09-27"'), 33.75),
    "no set": (replaced(b' set="cs"', b""), 33.75),
    "no request": (lambda body: re.sub(rb"<request.*</request>", b"", body), 33.75),
    "a record without a name": (replaced(b":2609.00002<", b":<"), 33.75),
    "a record without a header": (replaced(a_header(IDS[1]).encode(), b""), 33.75),
    "an endless token": (
        replaced(b"</ListRecords>", b"<resumptionToken>" + b"x" * 2001 + b"</resumptionToken></ListRecords>"),
        33.75,
    ),
    "nothing, to another question": (
        lambda _body: document({"verb": "ListRecords", "set": "stat"}, error("noRecordsMatch")),
        33.75,
    ),
    "429": (lambda _body: Response("Rate exceeded.", 429), 33.75),
    "406": (lambda _body: Response("", 406), 33.75),
    "500": (lambda _body: Response("", 500), 33.75),
    "503": (lambda _body: Response("", 503), 33.75),
    "503 with seconds": (lambda _body: Response("", 503, {"Retry-After": "100"}), 100),
    "503 with no seconds": (lambda _body: Response("", 503, {"Retry-After": "0"}), 33.75),
    "503 with no seconds but words": (lambda _body: Response(HTML, 503, {"Retry-After": "0"}), 50),
    "503 with words": (lambda _body: Response(HTML, 503), 50),
    "a redirect away": (lambda _body: RedirectResponse("http://example.org/"), 33.75),
}


@pytest.mark.parametrize("name", PASSING)
def test_trouble_that_passes_costs_one_wait_and_no_paper(name: str) -> None:
    turn, wait = PASSING[name]
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(turn)
        assert harvest.ids() == IDS
        assert harvest.oai.time.waits == [wait, 3.0, 3.0, 3.0, 3.0]


@pytest.mark.parametrize("name", PASSING)
def test_trouble_that_stays_is_a_failure_after_four_tries_and_never_an_empty_list(name: str) -> None:
    turn, _ = PASSING[name]
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(*[turn] * 4)
        with pytest.raises(ArxivUnavailable) as told:
            harvest.readings()
        assert str(told.value).endswith(".")
        assert [asked["set"] for asked in harvest.oai.asked] == ["cs"] * 4 + OTHER_SETS


@pytest.mark.parametrize("code", ["badArgument", "badVerb", "cannotDisseminateFormat", "badResumptionToken", "new"])
def test_a_refusal_is_told_in_arxivs_words_and_not_asked_again(code: str) -> None:
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(lambda _body: document({}, error(code, "start date too early")))
        with pytest.raises(ArxivRefused, match=r"start date too early\. .* not read whole: cs"):
            harvest.readings()
        assert [asked["set"] for asked in harvest.oai.asked] == ["cs", *OTHER_SETS]


def test_an_address_that_is_not_the_interface_is_told_by_its_setting() -> None:
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(lambda _body: Response("", 404))
        with pytest.raises(ArxivRefused, match="SSL_WATCH_ARXIV_OAI_URL"):
            harvest.readings()


def test_a_first_byte_may_take_its_time_but_not_for_ever() -> None:
    with an_oai(*RECORDS, oai_read=0.2) as harvest:
        harvest.oai.spoil(lambda _body: Silence())
        assert harvest.ids() == IDS
        silent, answered, *_ = harvest.oai.peers
        assert silent != answered


def test_a_packed_page_and_a_406_with_a_page_are_used() -> None:
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(
            lambda body: Response(gzip.compress(body), headers={"Content-Encoding": "gzip"}),
        )
        assert harvest.ids() == IDS
        harvest.oai.spoil(lambda body: Response(body, 406))
        assert harvest.ids() == IDS


def test_no_cut_of_an_answer_is_taken_for_the_whole() -> None:
    with an_oai(*RECORDS, tries=1) as harvest:
        whole = len(document(dict.fromkeys(("verb", "metadataPrefix", "from", "set"), "x"), "".join(RECORDS)))
        for length in range(0, whole - 40, 61):
            harvest.oai.spoil(shortened(length))
            with pytest.raises(ArxivUnavailable):
                harvest.readings()


@pytest.mark.parametrize("shake", [bytes.upper, bytes.swapcase, lambda body: body[::-1], lambda body: body * 2])
def test_any_garbling_is_unavailable(shake: Callable[[bytes], bytes]) -> None:
    with an_oai(*RECORDS, tries=1) as harvest:
        harvest.oai.spoil(shake)
        with pytest.raises(ArxivUnavailable):
            harvest.readings()


ASKED = listing("ListRecords", "arXivRaw", since=SINCE, of_set="cs")
WHOLE = document({"verb": ASKED.verb, **ASKED.arguments}, f"<ListRecords>{''.join(RECORDS)}</ListRecords>")


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3), st.integers(0, 200))
def test_no_record_is_lost_in_silence_by_a_spoilt_stretch(place: int, put: bytes, lost: int) -> None:
    spoilt = WHOLE[:place] + put + WHOLE[place + lost :]
    try:
        page = accept_records(spoilt, ASKED)
    except ArxivError:
        return
    assert len(page.ids) >= len(IDS)


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(body: bytes) -> None:
    with pytest.raises(ArxivUnavailable):
        accept_records(body, ASKED)
    with pytest.raises(ArxivUnavailable):
        accept_headers(body, ASKED, latest=SINCE)

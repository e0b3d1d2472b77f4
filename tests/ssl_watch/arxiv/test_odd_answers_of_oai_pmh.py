import gzip
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

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
    versions,
)

IDS = ["2609.00001", "2609.00002", "2609.00003"]
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


def replaced(found: bytes, put: bytes) -> Turn:
    def turn(body: bytes) -> bytes:
        assert found in body
        return body.replace(found, put)

    return turn


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
        assert len(harvest.oai.asked) == 4


@pytest.mark.parametrize("code", ["badArgument", "badVerb", "cannotDisseminateFormat", "badResumptionToken", "new"])
def test_a_refusal_is_told_in_arxivs_words_and_not_asked_again(code: str) -> None:
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(lambda _body: document({}, error(code, "start date too early")))
        with pytest.raises(ArxivRefused, match="start date too early"):
            harvest.readings()
        assert len(harvest.oai.asked) == 1


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


DAMAGE = [
    b"a \x01 character",
    b"a \x0c form feed",
    b"a \xff byte",
    b"a reference &#1; to nothing",
    b"a bare & sign",
    b"an &nbsp; entity",
    b"<i>half open",
    b"a < b",
    b"a ]]> b",
]


@pytest.mark.parametrize("damage", DAMAGE, ids=ascii)
def test_a_damaged_record_is_told_by_its_id_and_costs_no_other(damage: bytes) -> None:
    with an_oai(*RECORDS) as harvest:
        harvest.oai.spoil(replaced(b"On things, 2609.00002", damage))
        reading = harvest.one()
        assert [paper.arxiv_id for paper in reading.papers] == [IDS[0], IDS[2]]
        assert (reading.unreadable, reading.total) == ((IDS[1],), 3)
        assert len(harvest.oai.asked) == 5


def test_a_damaged_header_is_still_a_paper_that_is_there() -> None:
    with an_oai(*map(a_header, IDS), of_set="") as harvest:
        harvest.oai.spoil(replaced(b"2609.00002</identifier>", b"2609.00002</identifier>\x02"))
        (page,) = harvest.readers.oai.identifiers(SINCE)
        assert {header.arxiv_id for header in page} == set(IDS)


def test_a_page_that_is_damaged_in_its_frame_or_all_over_is_no_page() -> None:
    with an_oai(*map(a_record, [f"2609.{number:05}" for number in range(9)]), size=9, tries=1) as harvest:
        for turn in (
            replaced(b"</responseDate>", b"\x01</responseDate>"),
            replaced(b"<title>", b"<title>\x01"),
            replaced(b"2609.00003", b"\x01"),
        ):
            harvest.oai.spoil(turn)
            with pytest.raises(ArxivUnavailable):
                harvest.readings()


UNREADABLE = {
    "no metadata": a_record(IDS[1], metadata=""),
    "empty metadata": a_record(IDS[1], metadata="<metadata/>"),
    "another format": a_record(IDS[1], metadata="<metadata><dc>2609.00002</dc></metadata>"),
    "metadata of no paper": a_record(IDS[1]).replace("<id>2609.00002", "<id>none"),
    "no title": a_record(IDS[1], title=""),
    "an empty title": a_record(IDS[1], title="  \n"),
    "no versions": a_record(IDS[1], versions=""),
    "a version without a number": a_record(IDS[1], versions=versions(("latest", "Mon, 28 Sep 2026 10:00:00 GMT", ""))),
    "version 0": a_record(IDS[1], versions=versions(("v0", "Mon, 28 Sep 2026 10:00:00 GMT", ""))),
    **{
        f"the date {at}": a_record(IDS[1], versions=versions(("v1", at, "")))
        for at in ("", "soon", "2026-09-28", "Mon, 99 Sep 2026 10:00:00 GMT", "Fri, 31 Dec 9999 23:00:00 -1400")
    },
    "an odd first date": a_record(
        IDS[1], versions=versions(("v1", "?", ""), ("v2", "Tue, 29 Sep 2026 10:00:00 GMT", ""))
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_record_that_makes_no_paper_is_told_by_its_id_and_costs_no_other(name: str) -> None:
    with an_oai(RECORDS[0], UNREADABLE[name], RECORDS[2]) as harvest:
        reading = harvest.one()
        assert [paper.arxiv_id for paper in reading.papers] == [IDS[0], IDS[2]]
        assert (reading.unreadable, reading.ghosts, reading.total) == ((IDS[1],), (), 3)
        assert reading.modified_on[IDS[1]] == date(2026, 9, 29)


def test_of_a_record_that_names_two_papers_both_are_told_as_unreadable() -> None:
    with an_oai(RECORDS[0], a_record(IDS[1]).replace("<id>2609.00002", "<id>2609.00009"), RECORDS[2]) as harvest:
        reading = harvest.one()
        assert [paper.arxiv_id for paper in reading.papers] == [IDS[0], IDS[2]]
        assert reading.unreadable == (IDS[1], "2609.00009")


def test_a_deleted_record_is_no_paper() -> None:
    deleted = a_record(IDS[1], header=a_header(IDS[1], status="deleted"), metadata="")
    with an_oai(RECORDS[0], deleted) as harvest:
        reading = harvest.one()
        assert (len(reading.papers), reading.ghosts, reading.unreadable) == (1, (IDS[1],), ())
        assert harvest.readers.oai.read_ids([IDS[1]]).ghosts == (IDS[1],)


def test_a_record_that_comes_twice_on_a_page_is_one_paper_at_its_later_version() -> None:
    at = ("Mon, 28 Sep 2026 10:00:00 GMT", "Tue, 29 Sep 2026 10:00:00 GMT")
    newer = a_record(IDS[0], versions=versions(("v1", at[0], ""), ("v2", at[1], "")))
    with an_oai(RECORDS[0], newer, RECORDS[0]) as harvest:
        reading = harvest.one()
        assert [(paper.arxiv_id, paper.version) for paper in reading.papers] == [(IDS[0], 2)]
        assert (reading.total, reading.unreadable) == (3, ())


def test_an_unreadable_day_of_change_costs_nothing_but_itself() -> None:
    with an_oai(a_record(IDS[0], header=a_header(IDS[0], on="2026-13-40")), RECORDS[1]) as harvest:
        reading = harvest.one()
        assert len(reading.papers) == 2
        assert reading.modified_on == {IDS[1]: date(2026, 9, 29)}


def test_versions_may_come_in_any_order() -> None:
    told = versions(
        ("v1", "Mon, 1 Jun 2026 10:00:00 GMT", ""),
        ("v10", "Wed, 02 Sep 2026 00:41:18 GMT", "D"),
        ("v2", "Mon, 8 Jun 2026 12:00:00 +0200", ""),
    )
    with an_oai(a_record(IDS[0], versions=told)) as harvest:
        (paper,) = harvest.one().papers
        assert paper.version == 10
        assert paper.submitted_at == datetime(2026, 6, 1, 10, tzinfo=UTC)
        assert paper.updated_at == datetime(2026, 9, 2, 0, 41, 18, tzinfo=UTC)


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

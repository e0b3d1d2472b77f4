import threading
from datetime import date, timedelta

import pytest
from starlette.responses import Response

from ssl_watch.arxiv import Header, ReaderClosed
from ssl_watch.errors import ArxivRefused, ArxivUnavailable
from tests.ssl_watch.arxiv.harvesting import (
    SINCE,
    TODAY,
    Silence,
    a_header,
    a_record,
    an_oai,
    document,
    error,
    versions,
)

SETS = ["cs", "stat", "eess", "q-bio", "physics:physics"]
IDS = [f"2609.{number:05}" for number in range(1, 9)]


def test_every_set_is_read_page_by_page_to_its_end() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        harvest.oai.pieces["physics:physics"] = [a_record("2609.00099")]
        readings = harvest.readings()
        assert [len(reading.papers) for reading in readings] == [3, 3, 2, 1]
        assert [asked["set"] for asked in harvest.oai.asked if "set" in asked] == SETS
        assert {(asked["metadataPrefix"], asked["from"]) for asked in harvest.oai.asked if "set" in asked} == {
            ("arXivRaw", "2026-09-26")
        }
        assert all("until" not in asked for asked in harvest.oai.asked)
        assert {reading.source for reading in readings} == {"oai"}
        assert readings[0].modified_on == dict.fromkeys(IDS[:3], date(2026, 9, 29))


def test_nothing_changed_is_an_answer_and_no_page() -> None:
    with an_oai() as harvest:
        assert harvest.readings() == []
        assert [asked["set"] for asked in harvest.oai.asked] == SETS
        assert harvest.oai.time.waits == [3.0] * 4


def test_there_are_three_seconds_between_requests_and_no_connection_while_a_page_is_worked_on() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        harvest.readings()
        assert harvest.oai.time.waits == [3.0] * 6
        assert len(set(harvest.oai.peers)) == 7


@pytest.mark.parametrize(
    ("since", "until", "sent"),
    [
        (date(2026, 9, 26), date(2026, 9, 27), ("2026-09-26", "2026-09-27")),
        (date(2026, 9, 26), TODAY, ("2026-09-26", None)),
        (date(2026, 9, 26), date(2027, 1, 1), ("2026-09-26", None)),
        (TODAY, None, ("2026-09-30", None)),
        (date(1991, 8, 1), date(2006, 1, 1), ("2005-09-16", "2006-01-01")),
    ],
)
def test_only_days_that_arxiv_has_are_asked_for(since: date, until: date | None, sent: tuple[str, str | None]) -> None:
    with an_oai() as harvest:
        harvest.readings(since, until)
        assert {(asked["from"], asked.get("until")) for asked in harvest.oai.asked} == {sent}


@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 10, 1), None), (date(1991, 8, 1), date(2005, 9, 15)), (date(2026, 9, 28), date(2026, 9, 27))],
)
def test_days_that_arxiv_does_not_have_are_not_asked_for(since: date, until: date | None) -> None:
    with an_oai() as harvest:
        assert harvest.readings(since, until) == []
        assert list(harvest.readers.oai.identifiers(since, until)) == []
        assert harvest.oai.asked == []


def test_all_identifiers_are_told_with_their_days_and_sets() -> None:
    headers = [a_header(name, on="2026-09-28", sets=("cs", "physics:physics:optics")) for name in IDS[:2]]
    deleted = a_header("2609.00077", status="deleted")
    with an_oai(*headers, deleted, a_header("hep-th/9901001", sets=()), size=3, of_set="") as harvest:
        pages = list(harvest.readers.oai.identifiers(SINCE))
        assert [[header.arxiv_id for header in page] for page in pages] == [
            [*IDS[:2], "2609.00077"],
            ["hep-th/9901001"],
        ]
        assert pages[0][2].sets == frozenset()  # of what was deleted, just that its number was given out
        assert pages[0][0] == Header(
            arxiv_id=IDS[0], modified_on=date(2026, 9, 28), sets=frozenset({"cs", "physics:physics:optics"})
        )
        assert harvest.oai.asked[0] == {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "from": "2026-09-26"}


def test_an_identifier_with_an_unreadable_day_is_taken_to_have_changed_at_the_latest() -> None:
    with an_oai(a_header(IDS[0], on="soon"), a_header(IDS[1]), of_set="") as harvest:
        (page,) = harvest.readers.oai.identifiers(SINCE, date(2026, 9, 29))
        assert [header.modified_on for header in page] == [date(2026, 9, 29)] * 2


def test_papers_are_read_by_their_ids_and_what_arxiv_does_not_have_is_told() -> None:
    with an_oai(a_record(IDS[0]), a_record("hep-th/9901001")) as harvest:
        reading = harvest.readers.oai.read_ids([IDS[0], "2609.09999", "hep-th/9901001"])
        assert [paper.arxiv_id for paper in reading.papers] == [IDS[0], "hep-th/9901001"]
        assert (reading.ghosts, reading.unreadable, reading.total) == (("2609.09999",), (), 2)
        assert reading.modified_on[IDS[0]] == date(2026, 9, 29)
        assert harvest.oai.asked[0] == {
            "verb": "GetRecord",
            "identifier": "oai:arXiv.org:2609.00001",
            "metadataPrefix": "arXivRaw",
        }


def test_another_paper_than_the_one_asked_for_is_no_answer() -> None:
    with an_oai(a_record(IDS[0]), tries=1) as harvest:
        harvest.oai.spoil(lambda body: body.replace(b":2609.00001</identifier>", b":2609.00002</identifier>"))
        with pytest.raises(ArxivUnavailable, match="another paper"):
            harvest.readers.oai.read_ids([IDS[0]])


def test_a_token_that_is_not_taken_any_more_has_the_list_begun_again() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        refused = document({}, error("badResumptionToken"))
        harvest.oai.spoil(None, None, lambda _body: refused)
        assert harvest.ids() == [*IDS[:6], *IDS]


@pytest.mark.parametrize("code", ["badResumptionToken", "noRecordsMatch"])
def test_a_list_that_is_broken_off_again_and_again_is_a_failure_after_what_was_read(code: str) -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        refused = document({}, error(code))
        harvest.oai.spoil(*[None, lambda _body: refused] * 3)
        with pytest.raises(ArxivUnavailable, match="again and again"):
            harvest.readings()
        assert len(harvest.oai.asked) == 6 + len(SETS[1:])


def test_the_rest_of_the_pages_may_be_lost_but_not_what_came_before() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        harvest.oai.spoil(None, *[lambda _body: Response("Rate exceeded.", 429)] * 4)
        pages = harvest.readers.oai.harvest(SINCE)
        assert [paper.arxiv_id for paper in next(pages).papers] == IDS[:3]
        with pytest.raises(ArxivUnavailable, match="429"):
            next(pages)


def test_a_set_in_trouble_leaves_no_other_unread_and_is_named() -> None:
    with an_oai(*map(a_record, IDS[:3])) as harvest:
        harvest.oai.pieces["eess"] = [a_record(IDS[3])]
        harvest.oai.pieces["physics:physics"] = [a_record(IDS[4])]
        harvest.oai.spoil(None, *[lambda _body: Response("", 503, {"Retry-After": "10"})] * 4)
        found: list[str] = []
        with pytest.raises(ArxivUnavailable, match=r"status 503. Sets that were not read whole: stat\.") as told:
            found.extend(reading.papers[0].arxiv_id for reading in harvest.readers.oai.harvest(SINCE))
        assert told.value.retry_after == timedelta(seconds=10)
        assert [asked["set"] for asked in harvest.oai.asked] == ["cs", *["stat"] * 4, *SETS[2:]]


def test_while_sets_are_in_trouble_each_is_asked_once() -> None:
    with an_oai() as harvest:
        harvest.oai.spoil(*[lambda _body: Response("", 503)] * 6)
        with pytest.raises(ArxivUnavailable, match="cs, stat, eess"):
            harvest.readings()
        assert [asked["set"] for asked in harvest.oai.asked] == ["cs"] * 4 + SETS[1:]


def test_that_oai_pmh_is_down_for_a_while_keeps_nobody_from_the_api_but_too_fast_is_meant_for_us() -> None:
    for status, waits in ((503, []), (429, [600.0])):
        with an_oai(a_record(IDS[0]), tries=1) as harvest:
            refusal = Response("", status, {"Retry-After": "600"})
            harvest.oai.spoil(*[lambda _body, refusal=refusal: refusal] * 5)
            with pytest.raises(ArxivUnavailable, match=str(status)):
                harvest.readings()
            before = len(harvest.oai.time.waits)
            with pytest.raises(ArxivRefused, match="404"):
                harvest.readers.api.read_ids([IDS[0]])
            assert [wait for wait in harvest.oai.time.waits[before:] if wait > 3] == waits


def test_a_token_that_comes_again_is_a_failure() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        harvest.oai.spoil(None, lambda body: body.replace(b"cs|6<", b"cs|3<"))
        with pytest.raises(ArxivUnavailable, match="in circles"):
            harvest.readings()
        assert len(harvest.oai.asked) <= 4 + len(SETS[1:])


def test_a_last_page_that_only_repeats_a_record_ends_the_list() -> None:
    with an_oai(*map(a_record, IDS[:4])) as harvest:
        harvest.oai.spoil(None, lambda body: body.replace(IDS[3].encode(), IDS[2].encode()))
        pages = harvest.readings()
    assert [[paper.arxiv_id for paper in page.papers] for page in pages] == [IDS[:3], IDS[2:3]]


def test_the_same_page_under_ever_new_tokens_is_a_failure() -> None:
    with an_oai(*map(a_record, IDS)) as harvest:
        first = "".join(map(a_record, IDS[:3]))

        def again(number: int) -> bytes:
            asked = {"verb": "ListRecords", "resumptionToken": "cs|3" if number == 1 else f"t{number}"}
            token = f"<resumptionToken>t{number + 1}</resumptionToken>"
            return document(asked, f"<ListRecords>{first}{token}</ListRecords>")

        harvest.oai.spoil(None, lambda _body: again(1))
        with pytest.raises(ArxivUnavailable, match="in circles"):
            harvest.readings()


def test_a_list_without_end_is_a_failure() -> None:
    with an_oai(*(a_record(f"2609.{number:05}") for number in range(60)), size=1, pages=20) as harvest:
        with pytest.raises(ArxivUnavailable, match="did not end after 20 pages"):
            harvest.readings()
        assert len(harvest.oai.asked) == 20 + len(SETS[1:])


def test_the_server_may_tell_of_the_next_page_in_what_it_repeats() -> None:
    """arXiv's server writes the last day on the page over `from`, and adds the list's arguments to a token's."""
    with an_oai(*map(a_record, IDS[:5])) as harvest:
        more = b'resumptionToken="cs|3" metadataPrefix="arXivRaw" set="cs" from="2026-09-29"'
        harvest.oai.spoil(
            lambda body: body.replace(b'from="2026-09-26"', b'from="2026-09-29"'),
            lambda body: body.replace(b'resumptionToken="cs|3"', more),
        )
        assert harvest.ids() == IDS[:5]


def test_the_next_page_may_begin_with_a_day_that_the_last_one_just_did_not_reach() -> None:
    early = [a_record(arxiv_id, header=a_header(arxiv_id, on="2026-09-27")) for arxiv_id in IDS[:3]]
    with an_oai(*early, *map(a_record, IDS[3:5])) as harvest:
        harvest.oai.spoil(lambda body: body.replace(b'from="2026-09-26"', b'from="2026-09-29"'))
        assert harvest.ids() == IDS[:5]
        assert harvest.oai.asked[1]["resumptionToken"] == "cs|3"


def test_a_token_may_be_repeated_as_it_stood_in_the_address() -> None:
    with an_oai(*map(a_record, IDS[:5])) as harvest:
        harvest.oai.spoil(None, lambda body: body.replace(b'"cs|3"', b'"cs%7C3"'))
        assert harvest.ids() == IDS[:5]


def test_a_withdrawal_is_seen_by_its_source_type_and_by_its_comment() -> None:
    at = "Mon, 28 Sep 2026 10:00:00 GMT"
    later = "Tue, 29 Sep 2026 10:00:00 GMT"
    with an_oai(
        a_record(IDS[0], versions=versions(("v1", at, "D"), ("v2", later, "I"))),
        a_record(IDS[1], versions=versions(("v1", at, "I"), ("v2", later, "D"))),
        a_record(IDS[2], comments="This paper has been withdrawn by the author"),
    ) as harvest:
        assert [paper.withdrawn for paper in harvest.one().papers] == [True, False, True]


def test_closing_gives_up_within_moments_even_when_arxiv_is_silent() -> None:
    silence = Silence()
    with an_oai(a_record(IDS[0])) as harvest:

        def close_once_silent() -> None:
            silence.begun.wait(10)
            harvest.readers.close()

        harvest.oai.spoil(lambda _body: silence)
        pages = harvest.readers.oai.harvest(SINCE)
        closing = threading.Thread(target=close_once_silent)
        closing.start()
        with pytest.raises(ReaderClosed):
            next(pages)
        closing.join()
        with pytest.raises(ReaderClosed):
            harvest.readings()
        with pytest.raises(ReaderClosed):
            harvest.readers.api.read_ids([IDS[0]])
        with pytest.raises(ReaderClosed):
            harvest.readers.rss.read_batch()


def test_a_403_is_told_before_what_else_went_wrong_in_a_harvest() -> None:
    with an_oai(a_record(IDS[0])) as harvest:
        harvest.oai.spoil(*[lambda _body: Response("busy", 500)] * 4, lambda _body: Response("denied", 403))
        with pytest.raises(ArxivRefused, match=r"^arXiv denied access.*not read whole: cs, stat, eess"):
            harvest.readings()


def test_a_403_silences_all_readers() -> None:
    with an_oai(a_record(IDS[0])) as harvest:
        harvest.oai.spoil(lambda _body: Response("denied", 403))
        with pytest.raises(ArxivRefused, match="denied access"):
            harvest.readings()
        with pytest.raises(ArxivRefused, match="denied access"):
            harvest.readers.rss.read_batch()
        with pytest.raises(ArxivRefused, match="denied access"):
            harvest.readers.api.read_ids([IDS[0]])
        assert len(harvest.oai.asked) == 1

from datetime import UTC, date, datetime

import pytest

from ssl_watch.errors import ArxivUnavailable
from tests.ssl_watch.arxiv.harvesting import SINCE, a_header, a_record, an_oai, replaced, versions

IDS = ["2609.00001", "2609.00002", "2609.00003"]
RECORDS = [a_record(name) for name in IDS]

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

from datetime import timedelta

import pytest
from lxml import etree

from sandbox.arxiv.records import Author, moment
from sandbox.arxiv.world import Lags, Limits
from tests.sandbox_arxiv.papers_to_search import NOW, a_record
from tests.sandbox_arxiv.serving_papers import OAI, RAW, a_stand_in, error, listed, oai, token

LIST = {"verb": "ListRecords", "metadataPrefix": "arXivRaw"}


def test_a_record_has_what_arxiv_writes_about_it() -> None:
    submitted = moment("2026-09-20T05:59:48Z")
    first = a_record(1, announced_at=moment("2026-09-22T00:00:00Z"), submitted_at=submitted, updated_at=submitted)
    second = a_record(
        1,
        version=2,
        title="Größe & <Zoë>",
        abstract="O'Donnell says “yes”.",
        authors=(Author(name="Zoë Lovelace", affiliations=("Here",)), Author(name="Emmy Noether")),
        categories=("cs.LG", "hep-th", "68T07"),
        comment="withdrawn",
        submitted_at=first.submitted_at,
        updated_at=moment("2026-09-28T10:00:00Z"),
        announced_at=moment("2026-09-29T00:00:00Z"),
    )
    with a_stand_in(first, second) as (_, base):
        answer = oai(base, **LIST, from_="2026-09-29", until="2026-09-29")
    raw = answer.find(f".//{RAW}arXivRaw")
    assert raw is not None
    order = "id submitter version version title authors categories comments acm-class msc-class license abstract"
    assert [str(element.tag).removeprefix(RAW) for element in raw] == order.split()
    assert [each.text for each in answer.iter(OAI + "setSpec")] == ["cs:cs:LG", "physics:hep-th"]
    assert answer.findtext(f".//{OAI}datestamp") == "2026-09-29"
    assert [each.text for each in raw.iter(RAW + "date")] == [
        "Sun, 20 Sep 2026 05:59:48 GMT",
        "Mon, 28 Sep 2026 10:00:00 GMT",
    ]
    assert [each.text for each in raw.iter(RAW + "source_type")] == ["D", "I"]
    assert raw.findtext(RAW + "title") == 'Gr\\"{o}{\\ss}e & <Zo\\"{e}>'
    assert raw.findtext(RAW + "authors") == 'Zo\\"{e} Lovelace (Here), Emmy Noether'
    assert raw.findtext(RAW + "categories") == "cs.LG hep-th"


def test_entities_and_white_space_are_those_of_arxivs_templates() -> None:
    with a_stand_in(a_record(1, abstract="O'Donnell")) as (_, base):
        answer = oai(base, **LIST)
    text = etree.tostring(answer).decode()
    assert text.count("\n\n") > 3
    assert f'<request verb="ListRecords" metadataPrefix="arXivRaw">{base}/oai</request>' in text


def test_the_created_date_of_the_short_format_is_that_of_the_current_version() -> None:
    first = a_record(1, updated_at=moment("2026-09-01T00:00:00Z"))
    second = a_record(1, version=2, updated_at=moment("2026-09-20T00:00:00Z"), announced_at=NOW)
    with a_stand_in(first, second) as (_, base):
        answer = oai(base, verb="GetRecord", metadataPrefix="arXiv", identifier="oai:arXiv.org:2609.00001")
        dates = oai(base, verb="GetRecord", metadataPrefix="oai_dc", identifier="oai:arXiv.org:2609.00001")
    short = "{http://arxiv.org/OAI/arXiv/}"
    assert answer.findtext(f".//{short}created") == "2026-09-20"
    assert answer.findtext(f".//{short}updated") == f"{NOW:%Y-%m-%d}"
    assert [each.text for each in dates.iter("{http://purl.org/dc/elements/1.1/}date")] == ["2026-09-01", "2026-09-20"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("cs", ["2609.00001", "2609.00002"]),
        ("cs:cs", ["2609.00001", "2609.00002"]),
        ("cs:cs:LG", ["2609.00001"]),
        ("physics", ["2609.00002", "2609.00003"]),
        ("physics:physics", ["2609.00003"]),
        ("physics:hep-th", ["2609.00002"]),
        ("stat", None),
        ("q-bio:q-bio:NC", None),
    ],
)
def test_a_paper_is_in_the_sets_of_all_its_categories(wanted: str, found: list[str] | None) -> None:
    papers = (
        a_record(1, categories=("cs.LG",)),
        a_record(2, categories=("hep-th", "cs.CV")),
        a_record(3, categories=("physics.optics",)),
    )
    with a_stand_in(*papers) as (_, base):
        answer = oai(base, **LIST, set=wanted)
    if found is None:
        assert error(answer) == "noRecordsMatch"
    else:
        assert listed(answer) == found


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "ListEverything"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({**LIST, "from_": "2026-10-01"}, "badArgument"),
        ({**LIST, "from_": "2005-09-15"}, "badArgument"),
        ({**LIST, "from_": "2026-09-30", "until": "2026-09-29"}, "badArgument"),
        ({**LIST, "until": "2026-10-01"}, "badArgument"),
        ({**LIST, "from_": "2026-9-1"}, "badArgument"),
        ({**LIST, "from_": "2026-02-30"}, "badArgument"),
        ({**LIST, "from_": "2026-09-01T00:00:00Z"}, "badArgument"),
        ({**LIST, "set": "cs:LG"}, "badArgument"),
        ({**LIST, "pages": "1"}, "badArgument"),
        ({**LIST, "resumptionToken": "x"}, "badArgument"),
        ({**LIST, "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({**LIST, "from_": "2026-09-30"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "verb%3DListIdentifiers%26skip%3D1"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "oai:arXiv.org:2609.00001"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "oai:arXiv.org:2609.00009", "metadataPrefix": "arXiv"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "2609.00001", "metadataPrefix": "arXiv"}, "idDoesNotExist"),
    ],
)
def test_errors_come_with_status_200(parameters: dict[str, str], code: str) -> None:
    with a_stand_in(a_record(1)) as (_, base):
        assert error(oai(base, **parameters)) == code


def test_what_the_repository_is_can_be_asked() -> None:
    with a_stand_in() as (_, base):
        assert oai(base, verb="Identify").findtext(f".//{OAI}granularity") == "YYYY-MM-DD"
        specs = [each.text for each in oai(base, verb="ListSets").iter(OAI + "setSpec")]
        prefixes = [each.text for each in oai(base, verb="ListMetadataFormats").iter(OAI + "metadataPrefix")]
    assert {"cs", "cs:cs", "cs:cs:LG", "physics:physics", "physics:quant-ph", "stat:stat:ML"} <= set(specs)
    assert prefixes == ["oai_dc", "arXiv", "arXivRaw"]


def test_only_a_list_of_several_pages_has_tokens_and_the_last_one_is_empty() -> None:
    papers = [a_record(number, announced_at=NOW - timedelta(days=number // 4)) for number in range(1, 12)]
    with a_stand_in(*papers) as (world, base):
        whole = oai(base, **LIST)
        assert token(whole) is None
        world.limits = Limits(records=3)
        pages = [oai(base, **LIST)]
        while following := token(pages[-1]):
            pages.append(oai(base, verb="ListRecords", resumptionToken=following))
    assert token(pages[-1]) == ""
    assert [len(listed(page)) for page in pages] == [3, 3, 3, 2]
    assert [arxiv_id for page in pages for arxiv_id in listed(page)] == listed(whole)


def test_identifiers_come_in_longer_pages_and_without_records() -> None:
    with a_stand_in(a_record(1), a_record(2, categories=("econ.EM",))) as (world, base):
        world.limits = Limits(records=1, headers=2)
        answer = oai(base, verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert listed(answer) == ["2609.00001", "2609.00002"]
    assert answer.find(f".//{OAI}record") is None
    assert token(answer) is None


def test_a_row_that_changes_while_a_list_is_read_lets_another_slip_through() -> None:
    papers = [a_record(number, announced_at=NOW - timedelta(hours=1)) for number in range(1, 6)]
    with a_stand_in(*papers) as (world, base):
        world.limits = Limits(records=2)
        first = oai(base, **LIST)
        world.add([a_record(1, edition=1, journal_ref="J. 1", announced_at=NOW)])
        second = oai(base, verb="ListRecords", resumptionToken=token(first) or "")
    assert listed(first) == ["2609.00001", "2609.00002"]
    assert listed(second) == ["2609.00004", "2609.00005"]


def test_a_token_expires_at_midnight() -> None:
    with a_stand_in(*(a_record(number) for number in range(3))) as (world, base):
        world.limits = Limits(records=2)
        following = token(oai(base, **LIST)) or ""
        world.forward(timedelta(hours=11))
        assert len(listed(oai(base, verb="ListRecords", resumptionToken=following))) == 1
        world.forward(timedelta(hours=1))
        assert error(oai(base, verb="ListRecords", resumptionToken=following)) == "badResumptionToken"


def test_an_edit_without_a_version_moves_the_datestamp_and_nothing_else() -> None:
    before = a_record(1, announced_at=NOW - timedelta(days=9))
    edit = a_record(1, edition=1, announced_at=NOW, journal_ref="J. 1")
    with a_stand_in(before) as (world, base):
        assert error(oai(base, **LIST, from_="2026-09-30")) == "noRecordsMatch"
        world.add([edit])
        answer = oai(base, **LIST, from_="2026-09-30")
    assert answer.findtext(f".//{RAW}journal-ref") == "J. 1"
    assert [each.get("version") for each in answer.iter(RAW + "version")] == ["v1"]


def test_a_range_that_is_filled_in_late_has_the_date_of_its_announcement() -> None:
    late = a_record(1, announced_at=NOW - timedelta(days=2), shown_at=NOW + timedelta(hours=1))
    with a_stand_in(late) as (world, base):
        assert error(oai(base, **LIST)) == "noRecordsMatch"
        world.forward(timedelta(hours=1))
        answer = oai(base, **LIST)
    assert answer.findtext(f".//{OAI}datestamp") == "2026-09-28"


def test_oai_pmh_is_ready_later_than_the_announcement() -> None:
    with a_stand_in(a_record(1, announced_at=NOW)) as (world, base):
        world.lags = Lags(oai=timedelta(hours=2, minutes=30))
        world.stop_clock(NOW + timedelta(hours=2))
        assert error(oai(base, **LIST)) == "noRecordsMatch"
        world.forward(timedelta(minutes=30))
        assert listed(oai(base, **LIST)) == ["2609.00001"]


def test_a_clock_that_is_put_back_makes_papers_unknown_again() -> None:
    with a_stand_in(a_record(1, announced_at=NOW)) as (world, base):
        assert listed(oai(base, **LIST)) == ["2609.00001"]
        world.stop_clock(NOW - timedelta(days=1))
        assert error(oai(base, **LIST)) == "noRecordsMatch"

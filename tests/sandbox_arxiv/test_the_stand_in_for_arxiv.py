import base64
import hashlib
import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import unescape

import arxiv
import pytest
import requests

from sandbox.arxiv import read_records
from sandbox.arxiv.records import Author, moment
from tests.sandbox_arxiv.papers_to_search import NOW, a_record
from tests.sandbox_arxiv.serving_papers import a_stand_in


def query(base: str, **parameters: object) -> requests.Response:
    return requests.get(f"{base}/api/query", params={name: str(value) for name, value in parameters.items()}, timeout=5)


def ids(answer: requests.Response) -> list[str]:
    return re.findall(r"<id>http://arxiv.org/abs/(.*?)</id>", answer.text)


def total(answer: requests.Response) -> int:
    found = re.search(r"totalResults[^>]*>(\d+)<", answer.text)
    assert found
    return int(found[1])


def test_a_feed_has_arxivs_elements_in_arxivs_order() -> None:
    record = a_record(
        1,
        title="A < B & C",
        authors=(Author(name="Zoë Example", affiliations=("Here", "There")),),
        categories=("cs.LG", "68T07"),
        comment="1 page",
        journal_ref="J. 1",
        dois=("10.1/a", "10.1/b"),
        submitted_at=moment("2026-09-01T00:00:00Z"),
        updated_at=moment("2026-09-02T00:00:00Z"),
    )
    with a_stand_in(record) as (_, base):
        answer = query(base, search_query="plain", max_results=7)
    digest = base64.b64encode(hashlib.sha1(b"search_query=all:plain&id_list=&start=0&max_results=7").digest()).decode()
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert (
        answer.text
        == f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/{digest[:-1]}</id>
  <title>arXiv Query: search_query=all:plain&amp;id_list=&amp;start=0&amp;max_results=7</title>
  <updated>2026-09-30T12:00:00Z</updated>
  <link href="https://arxiv.org/api/query?search_query=all:plain&amp;start=0&amp;max_results=7&amp;id_list=" \
type="application/atom+xml"/>
  <opensearch:itemsPerPage>7</opensearch:itemsPerPage>
  <opensearch:totalResults>1</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  <entry>
    <id>http://arxiv.org/abs/2609.00001v1</id>
    <title>A &lt; B &amp; C</title>
    <updated>2026-09-02T00:00:00Z</updated>
    <link href="https://arxiv.org/abs/2609.00001v1" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/2609.00001v1" rel="related" type="application/pdf" title="pdf"/>
    <summary>A plain abstract.</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="68T07" scheme="http://arxiv.org/schemas/atom"/>
    <published>2026-09-01T00:00:00Z</published>
    <arxiv:comment>1 page</arxiv:comment>
    <arxiv:primary_category term="cs.LG"/>
    <arxiv:journal_ref>J. 1</arxiv:journal_ref>
    <author>
      <name>Zoë Example</name>
      <arxiv:affiliation>Here</arxiv:affiliation>
      <arxiv:affiliation>There</arxiv:affiliation>
    </author>
    <arxiv:doi>10.1/a</arxiv:doi>
    <link rel="related" href="https://doi.org/10.1/a" title="doi"/>
    <arxiv:doi>10.1/b</arxiv:doi>
    <link rel="related" href="https://doi.org/10.1/b" title="doi"/>
  </entry>
</feed>
"""
    )


def test_the_title_shows_the_query_as_the_server_took_it() -> None:
    with a_stand_in() as (_, base):
        answer = query(base, search_query="((ti:a) AND submittedDate:[20260901 TO 20260930])")
    title = re.search(r"<title>(.*)</title>", answer.text)
    assert title
    assert unescape(title[1]) == (
        'arXiv Query: search_query=( (ti:a) AND submittedDate:"202609010000 TO 202609302359")'
        "&id_list=&start=0&max_results=10"
    )


def test_a_form_is_taken_as_well() -> None:
    with a_stand_in(a_record(1)) as (_, base):
        answer = requests.post(f"{base}/api/query", data={"search_query": "ti:plain"}, timeout=5)
    assert ids(answer) == ["2609.00001v1"]


def test_raw_queries_are_not_adapted() -> None:
    with a_stand_in(a_record(1)) as (_, base):
        assert query(base, search_query="plain", raw=1).status_code == 400
        assert total(query(base, search_query="ti:plain", raw=1)) == 1


@pytest.mark.parametrize(
    ("parameters", "status", "slug", "message"),
    [
        ({"id_list": "abc"}, 400, "#incorrect_id_format_for_abc", "incorrect id format for abc"),
        ({"search_query": "a", "start": "x"}, 400, "#start_must_be_an_integer", "start must be an integer"),
        ({"search_query": "a", "start": -1}, 400, "#start_must_be_non-negative", "start must be non-negative"),
        ({"search_query": "a", "max_results": "1.5"}, 400, "#max_results_must_be_an_integer", "max_results must be"),
        ({"search_query": "a", "sortBy": "age"}, 400, "#sort", "sortBy must be in"),
        ({"search_query": "(ti:a"}, 400, "", "Invalid query string: '(ti:a'"),
        ({}, 400, "", "Either a search_query or id_list must be specified"),
        ({"search_query": "a", "max_results": 0}, 500, "", "internal error"),
        ({"search_query": "a", "start": 9950, "max_results": 100}, 500, "", "internal error"),
    ],
)
def test_errors_are_feeds_of_one_entry(parameters: dict[str, object], status: int, slug: str, message: str) -> None:
    with a_stand_in() as (_, base):
        answer = query(base, **parameters)
        old = a_stand_in(profile="old")
        with old as (_, old_base):
            assert query(old_base, **parameters).status_code == 200
    assert answer.status_code == status
    assert f"<id>https://arxiv.org/api/errors{slug}</id>" in answer.text
    assert message in unescape(answer.text)
    assert total(answer) == 1


@pytest.mark.parametrize(
    ("start", "size", "status"), [(9000, 1000, 200), (9900, 100, 200), (8000, 2000, 200), (0, 10_001, 500)]
)
def test_paging_ends_at_ten_thousand(start: int, size: int, status: int) -> None:
    with a_stand_in() as (_, base):
        assert query(base, search_query="a", start=start, max_results=size).status_code == status


def test_ids_ask_for_the_latest_version_or_a_certain_one() -> None:
    records = (a_record(1), a_record(1, version=2), a_record(2), a_record(3, arxiv_id="math/0309999"))
    with a_stand_in(*records) as (_, base):
        assert ids(query(base, id_list="2609.00001")) == ["2609.00001v2"]
        assert ids(query(base, id_list="2609.00001v1")) == ["2609.00001v1"]
        assert ids(query(base, id_list="math/0309999")) == ["math/0309999v1"]
        assert ids(query(base, id_list="0000.0000")) == []
        assert ids(query(base, id_list="2609.00001,2609.00002", search_query="ti:2")) == ["2609.00002v1"]


def test_equal_keys_come_in_another_order_every_time() -> None:
    records = [a_record(number, submitted_at=NOW) for number in range(20)]
    with a_stand_in(*records) as (_, base):
        orders = {
            tuple(ids(query(base, search_query="ti:plain", sortBy="submittedDate", max_results=50))) for _ in range(3)
        }
    assert len(orders) == 3
    assert len({frozenset(order) for order in orders}) == 1


def test_a_paper_is_shown_from_its_announcement_on() -> None:
    held, late = a_record(1, announced_at=None), a_record(2, announced_at=NOW + timedelta(hours=1))
    with a_stand_in(held, late, a_record(3)) as (_, base):
        assert ids(query(base, search_query="ti:plain")) == ["2609.00003v1"]
        requests.post(f"{base}/sandbox/announce", json={}, timeout=5)
        assert set(ids(query(base, search_query="ti:plain"))) == {"2609.00001v1", "2609.00003v1"}
        requests.post(f"{base}/sandbox/clock", json={"forward": 3600}, timeout=5)
        assert total(query(base, search_query="ti:plain")) == 3


def test_papers_named_are_announced_ahead_of_their_time() -> None:
    with a_stand_in(*(a_record(number, announced_at=NOW + timedelta(days=1)) for number in (1, 2))) as (_, base):
        told = requests.post(f"{base}/sandbox/announce", json={"ids": ["2609.00002"]}, timeout=5)
        assert told.json() == {"announced": ["2609.00002v1"]}
        assert ids(query(base, search_query="ti:plain")) == ["2609.00002v1"]


def test_papers_come_in_as_json_with_arxivs_own_timetable() -> None:
    row = {
        "arxiv_id": "2609.12345",
        "title": "T",
        "abstract": "A",
        "authors": ["B"],
        "submitted_at": "2026-09-29T10:00:00Z",
    }
    with a_stand_in() as (world, base):
        assert requests.post(f"{base}/sandbox/papers", json=[row], timeout=5).json() == {"added": 1}
        (record,) = world.records()
    assert record.announced_at == moment("2026-09-30T00:00:00Z")
    assert (record.version, record.updated_at, record.categories) == (1, record.submitted_at, ("cs.LG",))


@pytest.mark.parametrize("row", [{}, 3, {"arxiv_id": "nonsense"}, {"arxiv_id": "2609.1", "title": 1}, None])
def test_an_unreadable_row_is_told_by_its_number(row: object) -> None:
    with pytest.raises(ValueError, match="paper 1"):
        read_records([row])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("papers", [{}]),
        ("papers", 3),
        ("faults", {"faults": ["no such"]}),
        ("faults", {"faults": [{"nam": "429"}]}),
        ("faults", []),
        ("clock", {"now": "soon"}),
        ("announce", []),
    ],
)
def test_a_control_that_makes_no_sense_is_refused(name: str, body: object) -> None:
    with a_stand_in() as (_, base):
        assert requests.post(f"{base}/sandbox/{name}", json=body, timeout=5).status_code == 400
        assert requests.post(f"{base}/sandbox/{name}", data="{", timeout=5).status_code == 400


def test_faults_come_in_turn_and_then_end() -> None:
    faults = ["429", {"name": "503", "retry_after": "10"}, {"name": "503_html", "retry_after": "date"}]
    with a_stand_in(a_record(1)) as (_, base):
        requests.post(f"{base}/sandbox/faults", json={"faults": faults}, timeout=5)
        first, second, third, fourth = (query(base, search_query="ti:plain") for _ in range(4))
    assert (first.status_code, first.text) == (429, "Rate exceeded.")
    assert (second.status_code, second.headers["retry-after"]) == (503, "10")
    assert third.headers["retry-after"].endswith("GMT")
    assert ids(fourth) == ["2609.00001v1"]


def test_the_judge_sees_haste_and_second_connections() -> None:
    seconds = iter([0.0, 0.5, 3.6, 3.7, 5.0, 5.1])
    with a_stand_in(a_record(1), seconds=lambda: next(seconds)) as (world, base):
        world.judge.interval = 3
        session = requests.Session()
        for client in (session, session, requests.Session()):
            client.get(f"{base}/api/query", params={"search_query": "ti:plain"}, timeout=5)
        told = requests.get(f"{base}/sandbox/requests", timeout=5).json()
        session.close()
    assert told["violations"] == [
        "2 connections open at once",
        "1.300 s between two requests where 3 are due",
    ]
    assert [visit["path"] for visit in told["requests"]] == ["/api/query"] * 3


def test_the_arxiv_library_reads_it() -> None:
    with a_stand_in(*(a_record(number, authors=(Author(name="B"),)) for number in range(7))) as (_, base):
        client = arxiv.Client(page_size=3, delay_seconds=0)
        client.query_url_format = base + "/api/query?{}"
        found = list(
            client.results(arxiv.Search(query="ti:plain", max_results=None, sort_by=arxiv.SortCriterion.SubmittedDate))
        )
    assert sorted(result.get_short_id() for result in found) == [f"2609.{number:05}v1" for number in range(7)]
    assert found[0].pdf_url.startswith("https://arxiv.org/pdf/2609.")


def test_it_runs_by_itself(tmp_path: Path) -> None:
    papers = tmp_path / "papers.json"
    row = {"arxiv_id": "2609.12345", "title": "T", "abstract": "A", "submitted_at": "2026-09-01T10:00:00Z"}
    papers.write_text(json.dumps([{**row, "announced_at": "2026-09-02T00:00:00Z"}]))
    command = [sys.executable, "-m", "sandbox.arxiv", "--port", "0", "--papers", str(papers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert total(query(process.stdout.readline().strip(), search_query="ti:T")) == 1
        process.terminate()

import pytest
import requests

from sandbox.arxiv.faults import NAMES, Fault
from sandbox.arxiv.world import Limits
from tests.sandbox_arxiv.papers_to_search import NOW, a_record
from tests.sandbox_arxiv.serving_papers import a_stand_in, error, feed, listed, oai, token

LIST = {"verb": "ListRecords", "metadataPrefix": "arXivRaw"}


def ask(base: str, **parameters: object) -> requests.Response:
    named = {"search_query": "ti:plain", "sortBy": "submittedDate", **{k: str(v) for k, v in parameters.items()}}
    return requests.get(f"{base}/api/query", params=named, timeout=5)


def test_a_fault_may_be_meant_for_one_service() -> None:
    faults = [{"name": "429", "service": "rss"}, {"name": "503", "service": "api"}, "500"]
    with a_stand_in(a_record(1)) as (_, base):
        requests.post(f"{base}/sandbox/faults", json={"faults": faults}, timeout=5)
        first = requests.get(f"{base}/oai", params=LIST, timeout=5)
        second, asked, listing = oai(base, **LIST), ask(base), feed(base, "rss", "cs.LG")
    assert (first.status_code, asked.status_code, listing.status_code) == (500, 503, 429)
    assert listed(second) == ["2609.00001"]


def test_a_service_that_there_is_not_is_refused() -> None:
    with a_stand_in() as (_, base):
        body = {"faults": [{"name": "429", "service": "telnet"}]}
        assert requests.post(f"{base}/sandbox/faults", json=body, timeout=5).status_code == 400


def test_no_records_match_by_mistake_and_a_token_is_taken_for_a_bad_one() -> None:
    with a_stand_in(*(a_record(number) for number in range(3))) as (world, base):
        world.limits = Limits(records=2)
        world.faults.extend([Fault(name="bad_token"), Fault(name="no_records")])
        assert error(oai(base, **LIST)) == "noRecordsMatch"
        following = token(oai(base, **LIST)) or ""
        assert error(oai(base, verb="ListRecords", resumptionToken=following)) == "badResumptionToken"
        assert len(listed(oai(base, verb="ListRecords", resumptionToken=following))) == 1


@pytest.mark.parametrize(("name", "left"), [("empty", 0), ("short", 2), ("duplicate", 3), ("406_good", 3)])
def test_records_are_left_out_or_doubled_in_all_services(name: str, left: int) -> None:
    records = [a_record(number, announced_at=NOW.replace(hour=0)) for number in range(3)]
    with a_stand_in(*records) as (world, base):
        world.faults.extend([Fault(name=name)] * 4)
        answers = (
            requests.get(f"{base}/oai", params=LIST, timeout=5).text.count("</record>"),
            requests.get(f"{base}/oai", params={**LIST, "verb": "ListIdentifiers"}, timeout=5).text.count("</header>"),
            ask(base).text.count("</entry>"),
            feed(base, "rss", "cs.LG").text.count("</item>"),
        )
    assert answers == (left,) * 4


def test_the_index_moves_while_it_is_paged() -> None:
    with a_stand_in(*(a_record(number) for number in range(6))) as (world, base):
        world.limits = Limits(records=3)
        following = token(oai(base, **LIST)) or ""
        world.faults.extend([Fault(name="shift", service="api"), Fault(name="shift", service="oai")])
        assert listed(oai(base, verb="ListRecords", resumptionToken=following)) == ["2609.00004", "2609.00005"]
        assert "2609.00004v1" in ask(base, start=2, max_results=2).text
        assert "2609.00004v1" not in ask(base, start=2, max_results=2).text


@pytest.mark.parametrize("name", sorted(NAMES - {"black_hole", "reset", "drip", "cut", "redirect"}))
@pytest.mark.parametrize("path", ["oai?verb=ListRecords&metadataPrefix=arXivRaw", "rss/cs.LG", "api/query?id_list=1"])
def test_every_fault_can_be_done_to_every_service(name: str, path: str) -> None:
    with a_stand_in(a_record(1)) as (world, base):
        world.faults.append(Fault(name=name, retry_after="0"))
        assert requests.get(f"{base}/{path}", timeout=5).status_code in {200, 202, 400, 403, 404, 406, 429, 500, 503}


def test_there_is_one_judge_for_all_services() -> None:
    seconds = iter([0.0, 0.5, 1.0, 1.5, 9.0, 9.5])
    with a_stand_in(a_record(1), seconds=lambda: next(seconds)) as (world, base):
        world.judge.interval = 3
        session = requests.Session()
        for path in ("oai?verb=Identify", "rss/cs.LG", "api/query?search_query=a"):
            session.get(f"{base}/{path}", timeout=5)
        session.close()
        assert world.judge.violations == ["0.500 s between two requests where 3 are due"]
        assert [visit.path for visit in world.judge.visits] == ["/oai", "/rss/cs.LG", "/api/query"]


def test_services_can_be_told_to_lag_and_to_answer_less_at_once() -> None:
    with a_stand_in(a_record(1, announced_at=NOW), a_record(2), a_record(3)) as (_, base):
        told = requests.post(f"{base}/sandbox/services", json={"oai": 150, "records": 1}, timeout=5)
        assert told.status_code == 200
        answer = oai(base, **LIST)
        assert token(answer)
        assert len(listed(answer)) == 1
        assert "<opensearch:totalResults>3<" in ask(base).text
        mistakes: tuple[object, ...] = ({"records": 0}, {"telnet": 3}, [1], {"oai": "soon"})
        for wrong in mistakes:
            assert requests.post(f"{base}/sandbox/services", json=wrong, timeout=5).status_code == 400

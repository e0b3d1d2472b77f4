import pytest

from sandbox.arxiv.faults import Fault
from ssl_watch.errors import ArxivUnavailable
from tests.ssl_watch.arxiv.wiring import NOW, a_record, an_arxiv


def test_papers_are_asked_for_by_id_a_hundred_at_once() -> None:
    with an_arxiv(*map(a_record, range(130))) as arxiv:
        reading = arxiv.reader.read_ids([f"2609.{number:05}" for number in range(130)])
        assert len(reading.papers) == 130
        assert (reading.total, reading.ghosts, arxiv.asked) == (130, (), 2)
        assert arxiv.time.waits == [3.0]


def test_ids_that_arxiv_does_not_have_are_ghosts() -> None:
    with an_arxiv(a_record(1)) as arxiv:
        reading = arxiv.reader.read_ids(["2609.00001", "2609.00002", "hep-th/9901001"])
        assert [paper.arxiv_id for paper in reading.papers] == ["2609.00001"]
        assert (reading.ghosts, reading.total) == (("2609.00002", "hep-th/9901001"), 1)


def test_no_ids_are_no_question() -> None:
    with an_arxiv() as arxiv:
        assert arxiv.reader.read_ids([]).papers == ()
        assert arxiv.asked == 0


def test_a_paper_comes_at_its_latest_version_whatever_it_is_about() -> None:
    plain = a_record(1, title="On tides", abstract="The moon.")
    with an_arxiv(plain, a_record(1, version=2, title="On tides", abstract="The moon.", updated_at=NOW)) as arxiv:
        (paper,) = arxiv.reader.read_ids(["2609.00001"]).papers
        assert (paper.version, paper.title) == (2, "On tides")


@pytest.mark.parametrize("name", ["429", "503_html", "other_query", "other_page", "truncated", "short", "reset"])
def test_trouble_that_passes_costs_one_wait_and_trouble_that_stays_is_a_failure(name: str) -> None:
    with an_arxiv(a_record(1), a_record(2)) as arxiv:
        arxiv.world.faults.append(Fault(name=name))
        assert len(arxiv.reader.read_ids(["2609.00001", "2609.00002"]).papers) == 2
        arxiv.world.faults.extend([Fault(name=name)] * 4)
        with pytest.raises(ArxivUnavailable):
            arxiv.reader.read_ids(["2609.00001", "2609.00002"])

import tracemalloc
from datetime import datetime, timedelta

import pytest

from ssl_watch import queries
from ssl_watch.papers import Author
from ssl_watch.relevance import Level
from ssl_watch.store import Store, Transaction, papers
from ssl_watch.verdicts import JudgedPaper
from ssl_watch.weeks import week_of
from tests.ssl_watch.store.making import NOW, a_paper, judged, record


def numbers(found: tuple[JudgedPaper, ...]) -> list[int]:
    return [int(one.paper.arxiv_id.split(".")[1]) for one in found]


def search(transaction: Transaction, text: str, *, limit: int = 10, offset: int = 0) -> list[int]:
    return numbers(papers.search(transaction, queries.read(text), limit=limit, offset=offset, within=30).papers)


def test_the_latest_are_relevant_ones_by_submission_newest_first(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            a_paper(1, submitted_at=NOW),
            a_paper(2, submitted_at=NOW + timedelta(days=2), updated_at=NOW + timedelta(days=2)),
            a_paper(3, submitted_at=None, updated_at=NOW + timedelta(days=1)),
            judged(a_paper(4), level=Level.NONE),
            judged(a_paper(5, submitted_at=NOW - timedelta(days=9)), level=Level.MENTIONS),
            a_paper(6, submitted_at=NOW),
        )
        found = papers.latest(tx, domain=None, limit=4, offset=0)
        assert (numbers(found.papers), found.total, found.offset) == ([2, 3, 6, 1], 5, 0)
        rest = papers.latest(tx, domain=None, limit=4, offset=4)
        assert (numbers(rest.papers), rest.total, rest.offset) == ([5], 5, 4)
        assert papers.latest(tx, domain=None, limit=4, offset=400).papers == ()


def test_the_latest_of_a_domain_are_those_filed_there_each_once(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            judged(a_paper(1), domains=("speech",)),
            judged(a_paper(2), domains=("vision",)),
            judged(a_paper(3), domains=("vision", "speech", "speech")),
        )
        found = papers.latest(tx, domain="speech", limit=10, offset=0)
        assert (numbers(found.papers), found.total) == ([3, 1], 2)
        assert papers.latest(tx, domain="sp%", limit=10, offset=0).total == 0


def test_a_week_holds_the_news_first_seen_in_it_and_what_was_submitted_in_it_and_never_was_news(store: Store) -> None:
    week = week_of(NOW)

    def first_seen(number: int, *, submitted: datetime, seen: datetime = NOW, news: bool = True) -> None:
        made = judged(a_paper(number, submitted_at=submitted, updated_at=submitted), domains=("speech",))
        papers.record(tx, made, news=news, now=seen)

    moment = timedelta(microseconds=1)
    with store.writing() as tx:
        first_seen(1, submitted=NOW)
        first_seen(2, submitted=NOW - timedelta(days=40))  # held back by arXiv
        first_seen(3, submitted=week.begins_at - moment, seen=week.begins_at)
        first_seen(4, submitted=NOW, seen=week.ends_at)
        first_seen(5, submitted=week.ends_at - moment, seen=week.ends_at - moment)
        first_seen(6, submitted=week.begins_at - moment, news=False)
        first_seen(7, submitted=week.begins_at, seen=week.ends_at + timedelta(days=99), news=False)
        found = papers.latest(tx, domain="speech", week=week, limit=3, offset=0)
        assert (numbers(found.papers), found.total) == ([5, 1, 7], 5)
        rest = papers.latest(tx, domain=None, week=week, limit=3, offset=3)
        assert (numbers(rest.papers), rest.total) == ([3, 2], 5)
        assert numbers(papers.latest(tx, domain=None, week=week.after, limit=9, offset=0).papers) == [4]
        assert week.before is not None
        assert numbers(papers.latest(tx, domain=None, week=week.before, limit=9, offset=0).papers) == [6]
        assert papers.latest(tx, domain="graph", week=week, limit=9, offset=0).total == 0


def test_old_and_new_ids_of_the_same_moment_are_listed_alike_on_both_engines(store: Store) -> None:
    ids = ["2603.00001", "cs/0701001", "hep-th/9901001", "2603.1000", "math/0701001"]
    with store.writing() as tx:
        record(tx, *(a_paper(arxiv_id=one, submitted_at=NOW, updated_at=NOW) for one in ids))
        listed = [one.paper.arxiv_id for one in papers.latest(tx, domain=None, limit=9, offset=0).papers]
        exported = [one.paper.arxiv_id for one in papers.every(tx, None)]
    assert listed == exported == sorted(ids, reverse=True)


def test_a_search_finds_words_in_any_form_and_beginnings_where_asked(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1, title="Contrastive pre-training of encoders", abstract="For speech."))
        assert search(tx, "contrast* speech") == [1]
        assert search(tx, "encoder PRE training") == [1]
        assert search(tx, "pretrained") == [1]
        assert search(tx, "contras") == []
        assert search(tx, "trastive") == []


def test_a_search_reads_authors_without_their_accents_and_ids(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1, authors=(Author(name="Émilie Müller-Łukasz"),)), a_paper(2))
        assert search(tx, "emilie muller") == [1]
        assert search(tx, "2603.00002") == [2]


def test_papers_with_all_words_in_their_title_come_first_and_those_as_written_before_others(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            a_paper(1, title="Graphs for molecules"),
            a_paper(2, title="Something else", abstract="Graphs of molecules."),
            a_paper(3, title="Molecules and graphs"),
            a_paper(4, title="Graph of a molecule"),
            a_paper(5, title="Graphs", abstract="Molecule."),
            a_paper(6, title="Else", abstract="Graph, molecule."),
        )
        assert search(tx, "graphs molecules") == [3, 1, 4, 2, 6, 5]
        assert search(tx, "graphs molecules", limit=2, offset=1) == [1, 4]
        assert papers.search(tx, queries.read("graph molecule"), limit=2, offset=1, within=30).total == 6


def test_a_search_leaves_out_what_has_nothing_to_do_with_ssl(store: Store) -> None:
    with store.writing() as tx:
        record(tx, judged(a_paper(1), level=Level.NONE), judged(a_paper(2), level=Level.MENTIONS))
        assert search(tx, "learning") == [2]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\0", "%", "_", "( OR - --"])
def test_a_search_without_a_word_in_it_finds_nothing(store: Store, text: str) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        assert search(tx, text) == []


def test_everything_comes_by_its_last_update_newest_first(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            a_paper(1, updated_at=NOW + timedelta(days=9)),
            a_paper(2),
            judged(a_paper(3), level=Level.NONE),
            judged(a_paper(4), level=Level.USES),
        )
        assert numbers(tuple(papers.every(tx, None))) == [1, 4, 2]
        assert numbers(tuple(papers.every(tx, queries.read("part 4").term))) == [4]


def test_everything_comes_once_also_where_many_share_a_moment(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number, updated_at=NOW + timedelta(minutes=number // 300)) for number in range(1, 652)))
        assert numbers(tuple(papers.every(tx, None))) == list(range(651, 0, -1))


def test_everything_streams_by_in_little_memory(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number, abstract=f"{number} " * 1500) for number in range(1, 1001)))  # 7 MB
    with store.reading() as tx:
        tracemalloc.start()
        assert sum(1 for _ in papers.every(tx, None)) == 1000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 5_000_000

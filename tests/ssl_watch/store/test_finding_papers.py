from datetime import timedelta

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import NOW, a_paper, judged, record


def numbers(found: tuple[JudgedPaper, ...]) -> list[int]:
    return [int(one.paper.arxiv_id.split(".")[1]) for one in found]


def test_an_unknown_paper_is_none(store: Store) -> None:
    with store.reading() as tx:
        assert papers.get(tx, "2603.00001") is None
        assert papers.get(tx, "\0 ' \ud800") is None
        assert papers.versions(tx, "2603.00001") == ()


def test_papers_come_in_the_order_asked_for_without_the_unknown(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 5)))
        ids = [a_paper(number).arxiv_id for number in (3, 9, 1, 4)]
        assert numbers(papers.get_many(tx, ids)) == [3, 1, 4]
        assert papers.get_many(tx, []) == ()
        assert papers.known(tx, ids) == {ids[0], ids[2], ids[3]}
        assert papers.known(tx, set()) == frozenset()


def test_more_papers_than_one_statement_takes_are_found(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 1102)))
        ids = [a_paper(number).arxiv_id for number in range(1, 1200)]
        assert numbers(papers.get_many(tx, ids)) == list(range(1, 1102))
        assert len(papers.known(tx, ids)) == 1101
        assert numbers(papers.news_between(tx, after=0, until=1101)) == list(range(1, 1102))


def test_news_are_what_was_first_seen_in_between_in_that_order(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(30), a_paper(10))
        record(tx, a_paper(99), news=False)
        record(tx, a_paper(20), judged(a_paper(40), level=Level.NONE))
        assert numbers(papers.news_between(tx, after=0, until=5)) == [30, 10, 20, 40]
        assert numbers(papers.news_between(tx, after=1, until=4)) == [10, 20]
        assert papers.count_news(tx, after=1, until=5) == 3
        assert papers.news_between(tx, after=5, until=5) == ()
        assert papers.count_news(tx, after=5, until=99) == 0


def test_a_paper_replaced_after_it_was_news_is_shown_at_its_latest_version(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1), a_paper(2), a_paper(1, version=2, title="Better"))
        first, _ = papers.news_between(tx, after=0, until=2)
    assert (first.paper.version, first.paper.title) == (2, "Better")


def test_domains_are_counted_by_the_day_of_submission_or_the_only_day_known(store: Store) -> None:
    old = NOW - timedelta(days=40)
    with store.writing() as tx:
        record(
            tx,
            judged(a_paper(1), domains=("vision", "speech")),
            judged(a_paper(2), domains=("vision",), level=Level.USES),
            judged(a_paper(3), domains=("vision",), level=Level.MENTIONS),
            judged(a_paper(4), domains=("vision",), level=Level.NONE),
            judged(a_paper(5, submitted_at=old), domains=("vision",)),
            judged(a_paper(6, submitted_at=None, updated_at=NOW), domains=("graphs", "graphs")),
        )
        assert papers.counts_by_domain(tx, since=NOW - timedelta(days=30)) == {"vision": 2, "speech": 1, "graphs": 1}
        assert papers.counts_by_domain(tx, since=NOW + timedelta(days=30)) == {}


def test_the_totals_of_an_empty_store_are_all_there_and_zero(store: Store) -> None:
    with store.reading() as tx:
        found = papers.totals(tx)
    assert set(found.values()) == {0}
    assert {"papers", "core", "uses", "mentions", "with_code", "subscribers", "pending", "refused", "unknown"} <= set(
        found
    )


def test_the_totals_count_papers_by_level_and_code(store: Store) -> None:
    code = CodeLink(state=CodeState.COMMENT, url="https://example.org")
    with store.writing() as tx:
        record(
            tx,
            judged(a_paper(1), code=code),
            judged(a_paper(1, version=2), code=code),
            judged(a_paper(2), level=Level.MENTIONS),
            judged(a_paper(3), level=Level.NONE, code=code),
        )
        found = papers.totals(tx)
    told = {name: found[name] for name in ("papers", "versions", "core", "uses", "mentions", "none", "with_code")}
    assert told == {"papers": 3, "versions": 4, "core": 1, "uses": 0, "mentions": 1, "none": 1, "with_code": 1}

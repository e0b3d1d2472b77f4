from dataclasses import replace
from datetime import timedelta

from ssl_watch.composing import compose_due
from ssl_watch.rejudging import rejudge
from ssl_watch.relevance import Level, Relevance
from ssl_watch.store import Store, papers, sightings, subscribers
from ssl_watch.store.tables import papers as papers_table
from ssl_watch.subscriptions import Chat, Subscriber
from ssl_watch.verdicts import JUDGE, JudgedPaper, judge
from tests.ssl_watch.rejudging.passing_over import ABOUT_SSL, NOT_ABOUT_SSL, NOW, pass_over


def under_another_judge(judged: JudgedPaper, level: Level) -> JudgedPaper:
    return replace(judged, verdict=replace(judged.verdict, relevance=Relevance(level=level, score=0.3)))


def record(store: Store, judged: JudgedPaper, *, news: bool = True, judge_name: str | None = "1") -> None:
    """Record what a judge of that name made of a paper."""
    with store.writing() as tx:
        papers.record(tx, judged, news=news, now=NOW)
        tx.execute(papers_table.update().values(judge=judge_name))


def test_a_paper_that_was_passed_over_is_found_by_a_better_judge(store: Store) -> None:
    pass_over(store, ABOUT_SSL)
    pass_over(store, NOT_ABOUT_SSL)
    report = rejudge(store, now=NOW)
    assert [one.paper.arxiv_id for one in report.found] == [ABOUT_SSL.arxiv_id]
    assert report.judged == 2
    with store.reading() as tx:
        found = papers.get(tx, ABOUT_SSL.arxiv_id)
        remembered = sightings.get_many(tx, [ABOUT_SSL.arxiv_id, NOT_ABOUT_SSL.arxiv_id])
    assert found is not None
    assert (found.paper, found.rejudged_at, found.news) == (ABOUT_SSL, NOW, False)
    assert found.verdict == judge(ABOUT_SSL).verdict
    assert {one.judge for one in remembered.values()} == {JUDGE}
    assert remembered[ABOUT_SSL.arxiv_id].level is Level.CORE
    assert remembered[ABOUT_SSL.arxiv_id].first_seen_at == NOW - timedelta(days=30)


def test_what_a_better_judge_finds_is_never_news(store: Store) -> None:
    with store.writing() as tx:
        subscribers.save(tx, Subscriber(chat=Chat(chat_id=1), next_digest_at=NOW))
    pass_over(store, ABOUT_SSL)
    record(store, under_another_judge(judge(replace(ABOUT_SSL, arxiv_id="2603.00003")), Level.NONE))
    report = rejudge(store, now=NOW)
    assert len(report.found) == 2
    assert compose_due(store, now=NOW + timedelta(minutes=1)) == 0


def test_a_recorded_paper_gets_the_verdict_of_today_and_keeps_its_place(store: Store) -> None:
    record(store, under_another_judge(judge(ABOUT_SSL), Level.MENTIONS))
    report = rejudge(store, now=NOW)
    assert (report.judged, report.changed, report.found, report.left) == (1, 1, [], [])
    with store.reading() as tx:
        found = papers.get(tx, ABOUT_SSL.arxiv_id)
        assert len(papers.versions(tx, ABOUT_SSL.arxiv_id)) == 1
    assert found is not None
    assert found.verdict == judge(ABOUT_SSL).verdict
    assert (found.first_seen, found.news, found.rejudged_at) == (1, True, None)


def test_a_paper_that_is_not_about_ssl_after_all_leaves_the_lists(store: Store) -> None:
    record(store, under_another_judge(judge(NOT_ABOUT_SSL), Level.CORE))
    assert [one.paper.arxiv_id for one in rejudge(store, now=NOW).left] == [NOT_ABOUT_SSL.arxiv_id]
    with store.reading() as tx:
        assert papers.latest(tx, domain=None, limit=9, offset=0).total == 0


def test_judging_anew_twice_judges_nothing_the_second_time(store: Store) -> None:
    pass_over(store, ABOUT_SSL)
    record(store, under_another_judge(judge(NOT_ABOUT_SSL), Level.CORE), judge_name=None)
    assert rejudge(store, now=NOW).judged == 2
    assert rejudge(store, now=NOW).judged == 0


def test_a_summary_by_an_endpoint_outlives_judging_anew(store: Store) -> None:
    plain = judge(ABOUT_SSL)
    record(store, replace(plain, verdict=replace(plain.verdict, summary="Sheep, counted.", summary_by="a model")))
    rejudge(store, now=NOW)
    with store.reading() as tx:
        found = papers.get(tx, ABOUT_SSL.arxiv_id)
    assert found is not None
    assert (found.verdict.summary, found.verdict.summary_by) == ("Sheep, counted.", "a model")


def test_what_was_too_far_from_ssl_to_be_kept_is_counted_not_hidden(store: Store) -> None:
    pass_over(store, NOT_ABOUT_SSL, kept=False)
    assert rejudge(store, now=NOW).beyond == 1

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from alembic.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from alembic import command
from ssl_watch import counting
from ssl_watch.census import Count, Year
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.relevance import Level
from ssl_watch.store import Store, Transaction, papers
from ssl_watch.store.migrating import migrations_folder
from ssl_watch.store.papers import tallying
from ssl_watch.store.tables import tallies
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import NOW, a_paper, a_table_row, arbitrary_papers, arbitrary_verdicts, judged, record

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
CODE = CodeLink(state=CodeState.ABSTRACT, url="https://github.com/a/b")
ICML = Venue(name="ICML", state=VenueState.ACCEPTED, evidence="Accepted at ICML")


def submitted(
    number: int,
    on: str,
    *,
    level: Level = Level.CORE,
    domains: tuple[str, ...] = ("vision",),
    code: CodeLink | None = None,
    venue: Venue | None = None,
) -> JudgedPaper:
    at = datetime.fromisoformat(on).replace(tzinfo=UTC)
    made = judged(a_paper(number, submitted_at=at, updated_at=at), level=level, domains=domains, code=code)
    return replace(made, verdict=replace(made.verdict, venue=venue))


def in_step(tx: Transaction) -> None:
    """What is kept is what is recorded, in every domain."""
    assert tallying.by_domain(tx) == tallying.recount_by_domain(tx)
    for domain in (None, *tallying.by_domain(tx)):
        kept, counted = tallying.of_domain(tx, domain), tallying.recount(tx, domain=domain)
        assert sorted(kept, key=repr) == sorted(counted, key=repr)


def test_an_empty_archive_has_no_numbers_but_a_month(store: Store) -> None:
    found = counting.count(store, now=MONDAY)
    assert (found.count, found.accepted, found.months, found.domains) == (Count(), 0, (), ())
    assert [month.first for month in found.latest_months(2)] == [date(2026, 10, 1), date(2026, 11, 1)]
    assert found.years(5) == (Year(year=2026, papers=0, whole_months=10),)


def test_papers_count_in_the_month_of_their_submission_and_in_each_of_their_domains(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            submitted(1, "2026-11-01T00:00", domains=("speech", "audio"), code=CODE),
            submitted(2, "2026-10-31T23:59", domains=("speech",), level=Level.USES, venue=ICML),
            submitted(3, "2026-10-02", domains=("image",), level=Level.MENTIONS),
            submitted(4, "2026-10-02", domains=("image",), level=Level.NONE, code=CODE),
        )
        in_step(tx)
    found = counting.count(store, now=MONDAY)
    assert found.count == Count(papers=3, with_code=1)
    assert found.accepted == 1
    assert found.levels == {Level.CORE: 1, Level.USES: 1, Level.MENTIONS: 1}
    assert [(str(month.first), month.count.papers) for month in found.months] == [("2026-10-01", 2), ("2026-11-01", 1)]
    assert found.domains == (
        ("speech", Count(papers=2, with_code=1)),
        ("audio", Count(papers=1, with_code=1)),
        ("image", Count(papers=1)),
    )
    speech = counting.count(store, "speech", now=MONDAY)
    assert speech.count == Count(papers=2, with_code=1)
    assert speech.domains == found.domains


def test_what_a_search_finds_is_counted_alike(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            submitted(1, "2026-11-01", domains=("speech",), code=CODE, venue=ICML),
            submitted(2, "2026-10-31", domains=("speech", "audio"), level=Level.USES),
            submitted(3, "2026-10-02", domains=("image",)),
        )
    found = counting.count_found(store, "domain:speech", now=MONDAY)
    assert found is not None
    expected = counting.count(store, "speech", now=MONDAY)
    assert (found.count, found.accepted, found.levels, found.months) == (
        expected.count,
        expected.accepted,
        expected.levels,
        expected.months,
    )
    assert dict(found.domains) == {"speech": Count(papers=2, with_code=1), "audio": Count(papers=1)}
    assert found.sought == "domain:speech"


@pytest.mark.parametrize("asked", ["", "   ", '"', "(", "zyzzyva", "new:7d year:1850", "\0\ud800"], ids=ascii)
def test_a_search_that_finds_nothing_counts_nothing(store: Store, asked: str) -> None:
    found = counting.count_found(store, asked, now=MONDAY)
    assert found is not None
    assert found.count == Count()


def test_a_search_that_takes_too_long_to_count_is_given_up_and_the_store_goes_on(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(submitted(number, "2026-10-02", domains=("speech",)) for number in range(1, 400)))
    assert counting.count_found(store, "domain:speech", now=MONDAY, within=0) is None
    found = counting.count_found(store, "domain:speech", now=MONDAY)
    assert found is not None
    assert found.count.papers == 399


def test_a_picture_is_shown_again_by_its_name_as_long_as_the_numbers_are_the_same(store: Store) -> None:
    assert counting.shown_as(store, "all", "f1") is None
    counting.keep_shown(store, "all", "f1", name="AgAC_1-x")
    counting.keep_shown(store, "speech", "f2", name="AgAC_2")
    assert counting.shown_as(store, "all", "f1") == "AgAC_1-x"
    assert counting.shown_as(store, "all", "f2") is None
    assert counting.shown_as(store, "speech", "f2") == "AgAC_2"
    counting.keep_shown(store, "all", "f3", name="AgAC_3")
    assert (counting.shown_as(store, "all", "f1"), counting.shown_as(store, "all", "f3")) == (None, "AgAC_3")


def test_a_paper_that_is_replaced_or_judged_anew_counts_as_it_is_now(store: Store) -> None:
    with store.writing() as tx:
        record(tx, submitted(1, "2026-10-02", domains=("speech",)), submitted(2, "2026-10-02", level=Level.NONE))
        later = submitted(1, "2026-10-02", domains=("audio", "text_nlp"), code=CODE, venue=ICML)
        record(tx, replace(later, paper=replace(later.paper, version=2)))
        in_step(tx)
        papers.rejudge(tx, submitted(2, "2026-10-02", domains=("graph",)))
        in_step(tx)
        papers.rejudge(tx, submitted(1, "2026-10-02", level=Level.NONE))
        in_step(tx)
        assert tallying.by_domain(tx) == {"graph": Count(papers=1)}


def test_a_date_that_arxiv_tells_later_moves_the_paper_to_its_month(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_table_row(1))
        record(tx, a_paper(1, submitted_at=datetime(2025, 12, 31, 23, tzinfo=UTC)))
        in_step(tx)
    assert [month.first for month in counting.count(store, now=MONDAY).months] == [date(2025, 12, 1)]


def test_imported_papers_are_counted_too(store: Store) -> None:
    with store.writing() as tx:
        papers.record_many(tx, [judged(a_paper(number)) for number in range(1, 30)], now=NOW)
        papers.record_many(tx, [judged(a_paper(number), code=CODE) for number in range(20, 40)], now=NOW)
        in_step(tx)
    assert counting.count(store, now=MONDAY).count == Count(papers=39, with_code=20)


@settings(max_examples=40)
@given(st.lists(st.builds(JudgedPaper, paper=arbitrary_papers, verdict=arbitrary_verdicts), max_size=4))
def test_whatever_is_recorded_what_is_kept_is_what_is_there(store: Store, recorded: list[JudgedPaper]) -> None:
    with store.writing() as tx:
        record(tx, *recorded)
        in_step(tx)
        for each in recorded:
            papers.rejudge(tx, each)
            in_step(tx)
        tx.rollback()


def test_an_older_database_is_counted_once(store: Store) -> None:
    with store.writing() as tx:
        record(
            tx,
            submitted(1, "2026-11-01", domains=("speech", "audio"), code=CODE, venue=ICML),
            submitted(2, "2026-10-31T23:59", domains=("speech", "speech")),
            submitted(3, "2026-10-02", level=Level.NONE),
            submitted(4, "2026-10-02", venue=replace(ICML, state=VenueState.SUBMITTED)),
        )
        tx.execute(delete(tallies))
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    for step, target in ((command.downgrade, "0003"), (command.upgrade, "head")):
        with store.migrating() as tx:
            config.attributes["connection"] = tx
            step(config, target)
    with store.reading() as tx:
        in_step(tx)
        assert tallying.by_domain(tx)["speech"] == Count(papers=2, with_code=1)

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import queries
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Author
from ssl_watch.queries import tokens
from ssl_watch.relevance import Level
from ssl_watch.store import Store, papers
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.searching import by_hand
from tests.ssl_watch.store.making import NOW, a_paper, judged, record

TODAY = date(2026, 3, 8)
_WORDS = """mask masked masking graph graphs GraphMAE video speech self-supervised the of learning learned wav2vec 2.0
C++ α Émilie Müller transformer's auto-encoder x 自监督 learning-based İ O'Neil"""
WORDS = st.sampled_from([*_WORDS.split(), "self supervised", r"$\alpha$", "state of the art"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
MOMENTS = st.sampled_from(
    [datetime(2026, 3, 7, 23, 59, 59, 999999, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)]
    + [datetime(year, month, day, 12, tzinfo=UTC) for year in (1999, 2023, 2025) for month, day in ((1, 1), (12, 31))]
)
VENUES = st.none() | st.builds(
    Venue, name=st.sampled_from(["NeurIPS", "ICML"]), state=st.sampled_from(VenueState), evidence=st.just(""),
    year=st.sampled_from([None, 2025]),
)  # fmt: skip


@st.composite
def archives(draw: st.DrawFn) -> list[JudgedPaper]:
    """A few papers that have words in common, each with its own number."""
    made = []
    for number in range(1, draw(st.integers(1, 10)) + 1):
        names = draw(st.lists(st.sampled_from(["Émilie Müller", "Video Graphs", "Ada O'Neil"]), max_size=2))
        paper = a_paper(
            number, title=draw(TEXTS), abstract=draw(TEXTS), submitted_at=draw(MOMENTS),
            authors=tuple(Author(name=name) for name in names),
            categories=tuple(draw(st.lists(st.sampled_from(["cs.LG", "stat.ML", "cs.CV", "hep-th"]), max_size=2))),
        )  # fmt: skip
        code = CodeLink(state=draw(st.sampled_from(CodeState)))
        domains = tuple(draw(st.lists(st.sampled_from(["speech", "video", "graph"]), max_size=2, unique=True)))
        one = judged(paper, level=draw(st.sampled_from(Level)), domains=domains, code=code)
        made.append(replace(one, verdict=replace(one.verdict, venue=draw(VENUES))))
    return made


_FIELDS = """author:muller author:émilie-müller title:masked title:graph* domain:speech cat:cs cat:cs.lg cat:hep-th
id:2603.00002 year:2025 year:2023-2025 after:2025-12 before:2024 before:2023-06-30 has:code has:venue level:core new:3d
new:10y venue:neurips venue:icml-2025 2603.00001"""
FIELDS = st.sampled_from(_FIELDS.split())
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
BEGINNINGS = st.sampled_from(["mas*", "gra*", "learn*", "wav*", '"masked gra"*', "自监*"])
ORDERS = st.sampled_from(["sort:newest", "sort:oldest", "sort:best", "sort:best", "sort:fit"])
PIECES = WORDS | WORDS | FIELDS | PHRASES | BEGINNINGS | ORDERS | st.sampled_from(["OR", "OR", "(", ")", "-", "NOT"])
QUERIES = st.lists(PIECES, min_size=1, max_size=7).map(" ".join)


@given(archive=archives(), texts=st.lists(QUERIES, min_size=1, max_size=8), settled=st.booleans())
def test_every_query_is_answered_as_if_each_paper_were_looked_at(
    store: Store, archive: list[JudgedPaper], texts: list[str], *, settled: bool
) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        record(tx, *archive)
        if settled:  # PostgreSQL cuts what it searches into stretches of time then
            papers.settle(tx, begins=True)
        for text in texts:
            query = _asked(text)
            term = query.term
            expected = by_hand.search(archive, term, query.order) if term else []
            found = papers.search(tx, query, limit=20, offset=0, within=30)
            assert ([one.paper.arxiv_id for one in found.papers], found.total) == (expected, len(expected)), text
            page = papers.search(tx, query, limit=2, offset=1, within=30)
            assert ([one.paper.arxiv_id for one in page.papers], page.total) == (expected[1:3], len(expected)), text
            if term:
                assert {one.paper.arxiv_id for one in papers.every(tx, term)} == set(expected), text
        never_committed.rollback()


@given(archives(), archives(), st.lists(QUERIES, min_size=1, max_size=3))
def test_what_changes_is_found_by_what_it_is_now(
    store: Store, before: list[JudgedPaper], after: list[JudgedPaper], texts: list[str]
) -> None:
    later = [replace(one, paper=replace(one.paper, version=2)) for one in after]
    with store.engine.connect() as tx, tx.begin() as never_committed:
        record(tx, *before)
        record(tx, *later[::2])
        known = papers.known(tx, [one.paper.arxiv_id for one in later])
        for one in later[1::2]:
            if one.paper.arxiv_id in known:
                papers.rejudge(tx, one)
        archive = papers.get_many(tx, [a_paper(number).arxiv_id for number in range(1, 11)])
        for query in map(_asked, texts):
            term = query.term or queries.Words(words=("graph",))
            found = papers.search(tx, replace(query, term=term), limit=20, offset=0, within=30)
            assert [one.paper.arxiv_id for one in found.papers] == by_hand.search(archive, term, query.order)
        never_committed.rollback()


def _asked(text: str) -> queries.Query:
    query = queries.read(text)
    return replace(query, term=queries.on(query.term, TODAY)) if query.term else query


def test_an_answer_is_counted_to_a_thousand_and_tells_when_there_is_more(store: Store) -> None:
    query = queries.read("learning")
    with store.writing() as tx:
        record(tx, *(a_paper(number, abstract="") for number in range(1, 1001)))
        found = papers.search(tx, query, limit=3, offset=0, within=30)
        assert (found.total, found.capped) == (1000, False)
        record(tx, *(a_paper(number, abstract="") for number in range(1001, 1061)))
        found = papers.search(tx, query, limit=3, offset=1050, within=30)
        assert (found.total, found.capped, found.cut_short) == (1000, True, False)
        assert [one.paper.arxiv_id for one in found.papers] == ["2603.00010", "2603.00009", "2603.00008"]


def test_papers_of_one_second_each_have_their_place(store: Store) -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    ids = [
        "hep-th/9901001",
        "cs/0501001",
        *(f"{year}01.{number:05}" for year in range(20, 26) for number in (1, 17, 33)),
    ]
    with store.writing() as tx:
        record(tx, *(a_paper(1, arxiv_id=arxiv_id, submitted_at=moment) for arxiv_id in ids[::2]))
        papers.record_many(
            tx, [judged(a_paper(1, arxiv_id=arxiv_id, submitted_at=moment)) for arxiv_id in ids[1::2]], now=NOW
        )
        record(tx, a_paper(9, submitted_at=moment + timedelta(seconds=3)))
        found = papers.search(tx, queries.read("unlabelled"), limit=99, offset=0, within=30)
    assert found.papers[0].paper.arxiv_id == "2603.00009"
    assert sorted(one.paper.arxiv_id for one in found.papers[1:]) == sorted(ids)


def test_papers_of_which_only_the_day_is_known_stand_in_it_by_their_numbers(store: Store) -> None:
    with store.writing() as tx:
        for day in (1, 2, 3):
            ids = [f"2{day}01.{number:05}" for number in (7, 99_999, 40, 9_999)]
            moment = datetime(2026, 1, day, tzinfo=UTC)
            record(tx, *(a_paper(1, arxiv_id=arxiv_id, submitted_at=moment) for arxiv_id in ids))
        query = queries.read("unlabelled after:2026-01-02 before:2026-01-03")
        found = papers.search(tx, query, limit=99, offset=0, within=30)
    assert [one.paper.arxiv_id for one in found.papers] == ["2201.99999", "2201.09999", "2201.00040", "2201.00007"]


@pytest.mark.parametrize("second", [0, 1, 86_399])
def test_however_many_papers_are_of_one_second_each_stays_within_its_day(store: Store, second: int) -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(seconds=second)
    ids = [f"{year}{month:02}.00000" for year in range(10, 16) for month in range(1, 13)]
    with store.writing() as tx:
        record(tx, *(a_paper(1, arxiv_id=arxiv_id, submitted_at=moment) for arxiv_id in ids[::2]))
        papers.record_many(
            tx, [judged(a_paper(1, arxiv_id=arxiv_id, submitted_at=moment)) for arxiv_id in ids[1::2]], now=NOW
        )
        for day, expected in ((1, []), (2, ids), (3, [])):
            query = queries.read(f"unlabelled after:2026-01-{day:02} before:2026-01-{day + 1:02}")
            found = papers.search(tx, query, limit=99, offset=0, within=30)
            assert sorted(one.paper.arxiv_id for one in found.papers) == expected


def test_papers_of_days_that_arxiv_has_never_seen_are_found_in_the_order_of_dates(store: Store) -> None:
    years = [1, 1950, 1970, 1975, 1991, 2199, 2200, 9999]
    with store.writing() as tx:
        days = [datetime(year, 12, 31, 12, tzinfo=UTC) for year in years]
        record(tx, *(a_paper(number, submitted_at=day) for number, day in enumerate(days)))
        for text, expected in (
            ("things", years[::-1]),
            ("things sort:oldest", years),
            ("things after:1975", years[:2:-1]),
            ("things year:1975", [1975]),
            ("things year:2200-9998", [2200]),
            ("things before:9999-12-31 after:2020", [2200, 2199]),
        ):
            found = papers.search(tx, queries.read(text), limit=9, offset=0, within=30)
            assert [tokens.dated_at(one.paper).year for one in found.papers] == expected, text


def test_a_beginning_that_thousands_of_words_have_is_found_as_any_other(store: Store) -> None:
    many = " ".join(f"begun{number:04}" for number in range(1500))
    with store.writing() as tx:
        record(tx, a_paper(1, abstract=f"masked {many}"), a_paper(2, abstract="masked begun0007"), a_paper(3))
        for text, expected in (
            ("begun*", [2, 1]),
            ("begun00*", [2, 1]),
            ('"masked begun*"', [2, 1]),
            ("masked -begun07*", [2]),
            ("begun17* OR begun0007", [2, 1]),
            ("begun17*", []),
        ):
            found = papers.search(tx, queries.read(text), limit=9, offset=0, within=30)
            assert [int(one.paper.arxiv_id[-5:]) for one in found.papers] == expected, text


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)), st.integers(1, 99_999), st.dates())
def test_the_newer_paper_has_the_smaller_place_and_every_paper_lies_within_its_day(
    one: datetime, other: datetime, number: int, day: date
) -> None:
    papers_of = [a_paper(number, submitted_at=moment) for moment in (one, other)]
    earlier, later = map(tokens.place, sorted(papers_of, key=tokens.dated_at))
    assert later <= earlier or one.date() == other.date()
    for paper in papers_of:
        assert 0 < tokens.place(paper) < 1 << 43
        assert (tokens.place(paper) <= tokens.day(day)) == (tokens.dated_at(paper).date() >= day) or day.year < 1970

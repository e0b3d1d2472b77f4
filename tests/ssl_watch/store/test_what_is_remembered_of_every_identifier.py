from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ssl_watch.holes import ASKED_FOR, HoleKind, HoleState
from ssl_watch.papers import Author, Paper
from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting, seen_again
from ssl_watch.store import Store, holes, marks, sightings
from ssl_watch.store.columns import storable_value
from ssl_watch.store.packing import pack, unpack

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
PAPER = Paper(arxiv_id="2603.00001", version=1, title="Sheep", abstract="On the counting of sheep.", updated_at=NOW)
TEXTS = st.text(max_size=40)


def a_sighting(arxiv_id: str = "2603.00001", **given: Any) -> Sighting:
    plain = Sighting(
        arxiv_id=arxiv_id,
        version=1,
        first_seen_at=NOW,
        news=True,
        sources=frozenset({"oai"}),
        level=Level.NONE,
        score=0.0,
        judge="1",
        judged_at=NOW,
    )
    return replace(plain, **given)


def remember(store: Store, *seen: Sighting) -> dict[str, Sighting]:
    with store.writing() as tx:
        sightings.note(tx, seen)
        return sightings.get_many(tx, [one.arxiv_id for one in seen])


def test_an_identifier_is_remembered_with_its_verdict(store: Store) -> None:
    seen = a_sighting(modified_on=date(2026, 3, 4), level=Level.CORE, score=0.9)
    assert remember(store, seen) == {seen.arxiv_id: seen}
    with store.reading() as tx:
        assert sightings.unknown(tx, [seen.arxiv_id, "2603.00002"]) == {"2603.00002"}
        assert sightings.modified_on(tx, [seen.arxiv_id, "2603.00002"]) == {seen.arxiv_id: date(2026, 3, 4)}
        assert sightings.counts(tx)[Level.CORE] == 1


def test_a_first_sight_stays_and_sources_add_up(store: Store) -> None:
    remember(store, a_sighting(sources=frozenset({"api"})))
    again = a_sighting(version=2, first_seen_at=LATER, news=False, modified_on=date(2026, 3, 5), judged_at=LATER)
    found = remember(store, again)[again.arxiv_id]
    assert (found.first_seen_at, found.news, found.version) == (NOW, True, 2)
    assert (found.sources, found.modified_on) == (frozenset({"api", "oai"}), date(2026, 3, 5))


def test_a_source_that_lags_behind_takes_nothing_back() -> None:
    known = a_sighting(version=3, level=Level.CORE, modified_on=date(2026, 3, 4))
    lagging = a_sighting(version=2, sources=frozenset({"api"}), judged_at=LATER)
    assert seen_again(known, lagging) == replace(known, sources=frozenset({"api", "oai"}))


def test_a_datestamp_is_not_lost_to_a_source_that_has_none() -> None:
    known = a_sighting(modified_on=date(2026, 3, 4))
    assert seen_again(known, a_sighting(judged_at=LATER)).modified_on == date(2026, 3, 4)


def test_what_was_passed_over_can_be_judged_anew(store: Store) -> None:
    kept = [a_sighting(f"2603.{number:05}", paper=replace(PAPER, arxiv_id=f"2603.{number:05}")) for number in (1, 2, 3)]
    remember(store, *kept, a_sighting("2603.00004"), a_sighting("2603.00005", judge="2", paper=PAPER))
    with store.reading() as tx:
        assert list(sightings.passed_over(tx, judge="2")) == kept
        assert list(sightings.passed_over(tx, judge="2", after="2603.00002")) == kept[2:]


def test_being_seen_again_unjudged_keeps_the_text(store: Store) -> None:
    remember(store, a_sighting(paper=PAPER))
    remember(store, a_sighting(sources=frozenset({"rss"})))
    with store.reading() as tx:
        assert [one.paper for one in sightings.passed_over(tx, judge="2")] == [PAPER]
    remember(store, a_sighting(judged_at=LATER, level=Level.CORE))
    with store.reading() as tx:
        assert sightings.passed_over(tx, judge="2") == ()


def test_first_sights_are_counted_between_moments(store: Store) -> None:
    remember(
        store,
        a_sighting("2603.00001"),
        a_sighting("2603.00002", first_seen_at=LATER),
        a_sighting("2603.00003", news=False),
    )
    with store.reading() as tx:
        assert sum(sightings.count_new(tx, after=None, until=LATER).values()) == 2
        assert sum(sightings.count_new(tx, after=NOW, until=LATER).values()) == 1
        assert sum(sightings.count_new(tx, after=None, until=NOW).values()) == 1


_PAPERS = st.builds(
    Paper,
    arxiv_id=st.just("2603.00001"),
    version=st.integers(1, 99),
    title=TEXTS,
    abstract=TEXTS,
    updated_at=st.just(NOW),
    submitted_at=st.sampled_from([None, NOW]),
    authors=st.lists(st.builds(Author, name=TEXTS, affiliations=st.lists(TEXTS, max_size=2).map(tuple))).map(tuple),
    categories=st.lists(TEXTS, max_size=3).map(tuple),
    comment=st.none() | TEXTS,
    journal_ref=st.none() | TEXTS,
    dois=st.lists(TEXTS, max_size=2).map(tuple),
    withdrawn=st.booleans(),
    link=st.none() | TEXTS,
)


@settings(max_examples=50)
@given(_PAPERS)
def test_a_packed_paper_comes_out_as_it_went_in(paper: Paper) -> None:
    assert unpack(pack(paper)) == storable_value(paper)


def test_a_hole_is_asked_for_until_it_is_filled_or_known_as_a_gap(store: Store) -> None:
    with store.writing() as tx:
        assert holes.add(tx, ["2603.00002", "2603.00001"], HoleKind.SEQUENCE, now=NOW) == 2
        assert holes.add(tx, ["2603.00001"], HoleKind.UNREAD, now=LATER) == 0
        holes.asked(tx, ["2603.00001"], now=LATER)
        first, second = holes.open_holes(tx)
        assert (first.arxiv_id, first.kind, first.found_at) == ("2603.00001", HoleKind.SEQUENCE, NOW)
        assert (first.asked, first.asked_at, second.asked) == (1, LATER, 0)
        assert first.is_given_up(NOW + ASKED_FOR)
        assert not second.is_given_up(NOW + ASKED_FOR)  # nobody asked yet: it can't be known
        holes.settle(tx, ["2603.00001"], HoleState.GAP, now=LATER)
        assert holes.among(tx, ["2603.00001", "2603.00002", "2603.00003"]) == {"2603.00001", "2603.00002"}
        holes.settle(tx, ["2603.00002"], HoleState.FILLED, now=LATER)
        assert holes.open_holes(tx) == ()
        assert holes.counts(tx) == {HoleState.OPEN: 0, HoleState.FILLED: 1, HoleState.GAP: 1}
        assert holes.counts(tx, since=LATER)[HoleState.GAP] == 0


def test_a_mark_is_kept_until_it_is_put_anew(store: Store) -> None:
    with store.writing() as tx:
        assert marks.get(tx, "news_from") is None
        marks.put(tx, "news_from", "2603.00001")
        marks.put(tx, "news_from", "2603.00002")
        assert marks.get(tx, "news_from") == "2603.00002"

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from ssl_watch.announcements import FeedState
from ssl_watch.digests import Coverage, Digest
from ssl_watch.polls import SourceReport
from ssl_watch.store import Store, bookmarks, digests, disputes, poll_runs, tables
from ssl_watch.store.columns import NaiveTime, storable
from ssl_watch.subscriptions import Chat
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_dispute, a_paper, judged, moments, record, texts

UNKNOWN_ID = "1999.99999"
counts = st.integers(0, 2**31 - 1)


def test_a_digest_is_read_back_as_it_was_composed(store: Store) -> None:
    first, second = judged(a_paper(1), domains=("vision", "speech", "graphs")), judged(a_paper(2))
    digest = a_digest(second, first, chat=Chat(chat_id=5, thread_id=6))
    with store.writing() as tx:
        record(tx, first, second)
        digest_id = digests.add(tx, digest)
        found = digests.get(tx, digest_id, chat_id=5)
    assert found is not None
    assert [(one.judged.paper, one.domain, one.also) for one in found.entries] == [
        (second.paper, "vision", ()),
        (first.paper, "vision", ("speech", "graphs")),
    ]
    assert replace(found, entries=()) == replace(digest, entries=(), digest_id=digest_id)


def test_a_digest_s_papers_are_shown_at_their_latest_version_filed_as_composed(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper())
        digest_id = digests.add(tx, a_digest(judged(a_paper())))
        record(tx, judged(a_paper(version=2, title="Corrected"), domains=("speech",)))
        found = digests.get(tx, digest_id, chat_id=CHAT.chat_id)
    assert found is not None
    (entry,) = found.entries
    assert (entry.judged.paper.title, entry.domain) == ("Corrected", "vision")


def test_a_digest_is_shown_to_its_own_chat_only(store: Store) -> None:
    with store.writing() as tx:
        digest_id = digests.add(tx, a_digest())
        assert digests.get(tx, digest_id, chat_id=1) is None
        assert digests.get(tx, digest_id + 1, chat_id=CHAT.chat_id) is None
        assert digests.get(tx, 999_999_999_999, chat_id=CHAT.chat_id) is None


@given(
    st.builds(
        Coverage,
        announced=counts,
        relevant=counts,
        matched=counts,
        late=counts,
        failed=counts,
        sources=st.lists(texts.map(storable), max_size=3).map(tuple),
        read_at=st.none() | moments,
        open_holes=counts,
        gaps=counts,
        unmatched=st.none() | counts,
        state=st.none() | st.sampled_from(FeedState),
    )
)
def test_any_receipt_is_kept(store: Store, coverage: Coverage) -> None:
    digest = Digest(chat=CHAT, composed_at=NOW, entries=(), coverage=coverage)
    with store.engine.connect() as tx, tx.begin() as never_committed:
        digest_id = digests.add(tx, digest)
        assert digests.get(tx, digest_id, chat_id=CHAT.chat_id) == replace(digest, digest_id=digest_id)
        never_committed.rollback()


def test_a_receipt_of_an_earlier_version_is_still_read(store: Store) -> None:
    earlier = {"announced": 5, "relevant": 3, "matched": 1, "late": 0, "failed": 0, "sources": ["api"], "read_at": None}
    with store.writing() as tx:
        digest_id = digests.add(tx, a_digest())
        tx.execute(update(tables.digests).values(coverage=earlier))
        digest = digests.get(tx, digest_id, chat_id=CHAT.chat_id)
    assert digest is not None
    assert digest.coverage == Coverage(
        announced=5, relevant=3, matched=1, late=0, failed=0, sources=("api",), read_at=None
    )


def test_a_receipt_with_a_naive_time_is_refused(store: Store) -> None:
    digest = a_digest()
    naive = replace(digest, coverage=replace(digest.coverage, read_at=NOW.replace(tzinfo=None)))
    with pytest.raises(NaiveTime), store.writing() as tx:
        digests.add(tx, naive)


def test_the_last_digest_of_a_chat_is_the_newest_of_its_own(store: Store) -> None:
    with store.writing() as tx:
        assert digests.last_composed_at(tx, CHAT, until=NOW) is None
        digests.add(tx, a_digest(composed_at=NOW + timedelta(hours=2)))
        digests.add(tx, a_digest(composed_at=NOW))
        digests.add(tx, a_digest(composed_at=NOW + timedelta(days=1), chat=Chat(chat_id=CHAT.chat_id, thread_id=1)))
        assert digests.last_composed_at(tx, CHAT, until=NOW + timedelta(hours=2)) == NOW + timedelta(hours=2)
        assert digests.last_composed_at(tx, CHAT, until=NOW + timedelta(hours=1)) == NOW


def test_saved_papers_are_listed_the_last_saved_first(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 5)))
        for minutes, number in enumerate((2, 4, 1)):
            assert bookmarks.add(tx, CHAT, a_paper(number).arxiv_id, now=NOW + timedelta(minutes=minutes))
        found = bookmarks.saved(tx, CHAT, limit=2, offset=0)
        assert [one.paper.arxiv_id for one in found.papers] == [a_paper(1).arxiv_id, a_paper(4).arxiv_id]
        assert found.total == 3
        rest = bookmarks.saved(tx, CHAT, limit=2, offset=2)
        assert [one.paper.arxiv_id for one in rest.papers] == [a_paper(2).arxiv_id]
        assert bookmarks.saved(tx, Chat(chat_id=1), limit=2, offset=0).total == 0


def test_saving_and_removing_twice_changes_nothing_more(store: Store) -> None:
    paper = a_paper().arxiv_id
    with store.writing() as tx:
        record(tx, a_paper())
        assert bookmarks.add(tx, CHAT, paper, now=NOW)
        assert bookmarks.add(tx, CHAT, paper, now=NOW + timedelta(days=1))
        assert bookmarks.among(tx, CHAT, [paper, UNKNOWN_ID]) == {paper}
        for _ in range(2):
            bookmarks.remove(tx, CHAT, paper)
            assert bookmarks.among(tx, CHAT, [paper]) == frozenset()


@pytest.mark.parametrize("arxiv_id", [UNKNOWN_ID, "", "\0", "\ud800", "x" * 10_000])
def test_a_paper_that_is_not_known_can_not_be_saved_or_disputed(store: Store, arxiv_id: str) -> None:
    with store.writing() as tx:
        assert not bookmarks.add(tx, CHAT, arxiv_id, now=NOW)
        assert not disputes.add(tx, CHAT, a_dispute(arxiv_id=arxiv_id))
        bookmarks.remove(tx, CHAT, arxiv_id)
        assert bookmarks.among(tx, CHAT, [arxiv_id]) == frozenset()


arbitrary_reports = st.builds(
    SourceReport,
    source=texts.map(storable),
    started_at=moments,
    ended_at=moments,
    total=counts,
    announced=counts,
    recorded=counts,
    new=counts,
    replaced=counts,
    relevant=counts,
    late=counts,
    error=st.none() | texts.map(storable),
)


@given(arbitrary_reports)
def test_a_poll_s_report_is_read_back_as_it_was_written(store: Store, report: SourceReport) -> None:
    with store.engine.connect() as tx, tx.begin() as never_committed:
        poll_runs.add(tx, report)
        assert poll_runs.last(tx) == report
        assert poll_runs.last_good(tx) == (report if report.succeeded else None)
        never_committed.rollback()


def a_report(minutes: int, *, source: str = "api", error: str | None = None) -> SourceReport:
    ended_at = NOW + timedelta(minutes=minutes)
    return SourceReport(source=source, started_at=ended_at - timedelta(seconds=9), ended_at=ended_at, error=error)


def test_the_last_poll_and_the_last_good_one_are_told_apart_by_source(store: Store) -> None:
    good, failed, other = a_report(1), a_report(2, error="it was closed"), a_report(3, source="oai")
    with store.writing() as tx:
        assert poll_runs.last(tx) is None
        for report in (good, failed, other):
            poll_runs.add(tx, report)
        assert (poll_runs.last(tx), poll_runs.last_good(tx)) == (other, other)
        assert (poll_runs.last(tx, source="api"), poll_runs.last_good(tx, source="api")) == (failed, good)
        assert poll_runs.last(tx, source="rss") is None


def test_failures_are_counted_since_a_moment_or_ever(store: Store) -> None:
    with store.writing() as tx:
        assert poll_runs.failed_since(tx, None) == 0
        for report in (a_report(1, error="x"), a_report(2), a_report(3, error="y"), a_report(4, error="z")):
            poll_runs.add(tx, report)
        assert poll_runs.failed_since(tx, None) == 3
        assert poll_runs.failed_since(tx, NOW + timedelta(minutes=1)) == 2
        tokyo = (NOW + timedelta(minutes=3)).astimezone(timezone(timedelta(hours=9)))
        assert poll_runs.failed_since(tx, tokyo) == 1

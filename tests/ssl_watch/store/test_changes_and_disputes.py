from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ssl_watch.changes import Change, Changed, ChangeKind
from ssl_watch.disputes import Dispute
from ssl_watch.relevance import Level
from ssl_watch.store import Store, bookmarks, changes, digests, disputes, papers, sent
from ssl_watch.subscriptions import Chat
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_dispute, a_paper, judged, record

OTHER = Chat(chat_id=CHAT.chat_id, thread_id=7)
LATER = NOW + timedelta(days=1)
CODE = "https://github.com/ada/listen"


def a_change(number: int = 1, **facts: Any) -> Change:
    change = Change(arxiv_id=a_paper(number).arxiv_id, kind=ChangeKind.TITLE, version=2, told="Old", seen_at=NOW)
    return replace(change, **facts)


def test_what_changed_is_written_with_the_paper(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1, title="Old"))
        assert changes.last(tx) == 0
        record(tx, a_paper(1, version=2, title="New"))
        (change,) = changes.get_many(tx, [changes.last(tx)])
    assert change == a_change(change_id=change.change_id)


def test_a_record_that_is_older_or_the_same_changes_nothing(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1, version=3), a_paper(1, version=3), a_paper(1, version=2, title="Older"))
        assert changes.last(tx) == 0


def test_what_an_import_brings_is_no_change_at_arxiv(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1, title="Old"))
        later = judged(a_paper(1, version=2, title="New"))
        assert papers.record(tx, later, news=False, now=NOW, from_arxiv=False) == "replaced"
        assert changes.last(tx) == 0


def test_changes_are_for_chats_that_were_sent_or_saved_the_paper(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in range(1, 5)))
        sent.note(tx, CHAT, [a_paper(1).arxiv_id], now=NOW)
        bookmarks.add(tx, CHAT, a_paper(2).arxiv_id, now=NOW)
        sent.note(tx, OTHER, [a_paper(3).arxiv_id], now=NOW)
        changes.add(tx, [a_change(number) for number in (4, 3, 2, 1)])
        last = changes.last(tx)
        told = changes.known_to(tx, CHAT, after=0, until=last)
        assert [change.arxiv_id for change in told] == [a_paper(2).arxiv_id, a_paper(1).arxiv_id]
        assert [change.arxiv_id for change in changes.known_to(tx, CHAT, after=last - 1, until=last)] == [
            a_paper(1).arxiv_id
        ]
        assert changes.known_to(tx, CHAT, after=0, until=last - 2) == ()
        assert changes.known_to(tx, Chat(chat_id=1), after=0, until=last) == ()


def test_a_paper_is_sent_once_and_the_first_time_counts(store: Store) -> None:
    ids = [a_paper(number).arxiv_id for number in (1, 2, 3)]
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in (1, 2, 3)))
        sent.note(tx, CHAT, [], now=NOW)
        sent.note(tx, CHAT, ids[:2], now=NOW)
        sent.note(tx, CHAT, ids, now=LATER)
        assert sent.among(tx, CHAT, ids) == set(ids)
        assert sent.among(tx, OTHER, ids) == set()
        assert sent.since(tx, CHAT, NOW) == (ids[2],)
        sent.drop(tx, before=LATER)
        assert sent.among(tx, CHAT, ids) == {ids[2]}


def test_a_digest_keeps_what_changed_in_the_order_it_was_seen(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *(a_paper(number) for number in (1, 2)))
        changes.add(tx, [a_change(2), a_change(1), a_change(2, kind=ChangeKind.CODE, told=CODE)])
        seen = changes.get_many(tx, range(1, changes.last(tx) + 1))
        found = [papers.get(tx, a_paper(number).arxiv_id) for number in (2, 1)]
        changed = tuple(
            Changed(judged=one, changes=tuple(each for each in seen if each.arxiv_id == one.paper.arxiv_id))
            for one in found
            if one
        )
        digest_id = digests.add(tx, replace(a_digest(), changed=changed))
        read = digests.get(tx, digest_id, chat_id=CHAT.chat_id)
    assert read is not None
    assert read.changed == changed


@pytest.mark.parametrize("domain", [None, "speech", ""])
def test_a_dispute_is_read_back_as_it_was_made(store: Store, domain: str | None) -> None:
    made = Dispute(
        arxiv_id=a_paper(1).arxiv_id,
        domain=domain,
        level=Level.USES,
        score=0.25,
        evidence=("“utterance”",),
        applied=domain is None,
        disputed_at=NOW,
    )
    with store.writing() as tx:
        record(tx, a_paper(1))
        assert disputes.add(tx, CHAT, made)
        assert disputes.of_chat(tx, CHAT) == (made,)
        assert not disputes.remove(tx, OTHER, made.arxiv_id, domain)
        assert disputes.remove(tx, CHAT, made.arxiv_id, domain)
        assert not disputes.remove(tx, CHAT, made.arxiv_id, domain)
        assert disputes.of_chat(tx, CHAT) == ()


def test_a_claim_is_kept_once_with_its_latest_time_and_each_domain_is_a_claim(store: Store) -> None:
    with store.writing() as tx:
        record(tx, a_paper(1))
        for dispute in (
            a_dispute(),
            a_dispute(domain="speech"),
            a_dispute(domain="audio"),
            a_dispute(disputed_at=LATER),
        ):
            disputes.add(tx, CHAT, dispute)
        found = [(each.domain, each.disputed_at) for each in disputes.of_chat(tx, CHAT)]
    assert found == [("audio", NOW), ("speech", NOW), (None, LATER)]


def test_labels_say_how_many_chats_disputed_what_and_name_none(store: Store) -> None:
    chats = [Chat(chat_id=number) for number in (1, 2, 3)]
    with store.writing() as tx:
        record(tx, a_paper(1), a_paper(2))
        for day, chat in enumerate(chats):
            at = NOW + timedelta(days=day)
            disputes.add(tx, chat, a_dispute(2, score=day / 10, evidence=(f"day {day}",), disputed_at=at))
        disputes.add(tx, OTHER, a_dispute(1, domain="speech", applied=False))
        disputes.add(tx, OTHER, a_dispute(2, domain="speech"))
        found = list(disputes.labels(tx))
    assert [(one.judged.paper.arxiv_id, one.dispute.domain, one.chats) for one in found] == [
        ("2603.00001", "speech", 1),
        ("2603.00002", "speech", 1),
        ("2603.00002", None, 3),
    ]
    last = found[-1]
    assert (last.first_at, last.last_at) == (NOW, NOW + timedelta(days=2))
    assert (last.dispute.score, last.dispute.evidence) == (0.2, ("day 2",))

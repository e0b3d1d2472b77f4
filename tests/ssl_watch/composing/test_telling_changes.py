"""Changes of papers that a chat knows come with its next digest, once; what it disputes stays out of them."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from ssl_watch import composing, subscribing
from ssl_watch.changes import TOLD_FOR, Changed, ChangeKind
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.deliveries import Delivery, Gone, Outcome, Sent
from ssl_watch.delivering import begin, settle
from ssl_watch.digests import KEPT_FOR, Digest
from ssl_watch.disputes import against
from ssl_watch.papers import Author
from ssl_watch.store import Store, bookmarks, digests, disputes, sent
from ssl_watch.subscriptions import Chat, Subscription
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.composing.owing import ADA, BEN, NOW, a_paper, announce, found, owed, subscribe

DAY = timedelta(days=1)
CODE = "https://github.com/ada/listen"


def whole(number: int, *, code: str | None = None, **text: Any) -> JudgedPaper:
    """A paper as arXiv has it, with authors; perhaps with code."""
    judged = a_paper(number)
    link = CodeLink(state=CodeState.COMMENT, url=code) if code else judged.verdict.code
    paper = replace(judged.paper, **{"authors": (Author(name="Ada"),), **text})
    return replace(judged, paper=paper, verdict=replace(judged.verdict, code=link))


def composed(store: Store, *, days: int, chat: Chat = ADA) -> Digest | None:
    """The digest that the chat is owed after so many days, if there is one."""
    before = {delivery.delivery_id for delivery in owed(store)}
    composing.compose_due(store, now=NOW + days * DAY)
    new = [each for each in owed(store) if each.delivery_id not in before and each.chat == chat]
    assert len(new) <= 1
    with store.reading() as tx:
        return digests.get(tx, new[0].digest_id or 0, chat_id=chat.chat_id) if new else None


def carried(store: Store, delivery: Delivery, outcome: Outcome) -> None:
    """The delivery was begun, and this became of it."""
    begun = begin(store, delivery.delivery_id or 0, now=NOW)
    assert begun is not None
    settle(store, begun, outcome, now=NOW)


def told(digest: Digest | None) -> list[tuple[str, list[ChangeKind]]]:
    """Which papers of an earlier digest changed, and how."""
    changed: tuple[Changed, ...] = digest.changed if digest else ()
    return [(each.judged.paper.arxiv_id, [change.kind for change in each.changes]) for each in changed]


def test_what_gained_code_and_a_new_name_is_told_in_one_line_and_once(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1), whole(2))
    composed(store, days=0)
    announce(store, whole(1, version=2, code=CODE, title="Renamed"), whole(3))
    digest = composed(store, days=1)
    assert digest is not None
    assert [entry.judged.paper.title for entry in digest.entries] == ["Paper 3"]
    assert told(digest) == [("2611.00001", [ChangeKind.CODE, ChangeKind.TITLE])]
    announce(store, whole(4))
    assert told(composed(store, days=2)) == []


def test_a_digest_of_changes_alone_is_sent_as_well(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    for day, title in enumerate(("Once", "Twice"), 1):
        announce(store, whole(1, version=day + 1, title=title))
        digest = composed(store, days=day)
        assert digest is not None
        assert digest.entries == ()
        assert told(digest) == [("2611.00001", [ChangeKind.TITLE])]


def test_who_was_not_sent_the_paper_hears_nothing_and_who_saved_it_does(store: Store) -> None:
    subscribe(store, ADA, subscription=Subscription(domains=frozenset({"video"})))
    subscribe(store, BEN, subscription=Subscription(domains=frozenset({"video"})))
    announce(store, whole(1))
    with store.writing() as tx:
        bookmarks.add(tx, BEN, "2611.00001", now=NOW)
    announce(store, whole(1, version=2, title="Renamed"))
    composing.compose_due(store, now=NOW)
    assert [delivery.chat for delivery in owed(store)] == [BEN]


def test_a_paper_that_changes_before_it_is_first_sent_needs_no_line(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    with store.writing() as tx:
        bookmarks.add(tx, ADA, "2611.00001", now=NOW)
    announce(store, whole(1, version=2, title="Renamed"))
    digest = composed(store, days=0)
    assert digest is not None
    assert (len(digest.entries), told(digest)) == (1, [])
    assert composed(store, days=1) is None


def test_who_switched_it_off_hears_nothing_and_nothing_old_after_switching_on(store: Store) -> None:
    subscribe(store, subscription=Subscription(changes=False))
    announce(store, whole(1))
    composed(store, days=0)
    announce(store, whole(1, version=2, title="Renamed"))
    assert composed(store, days=1) is None
    subscribing.change(store, ADA, now=NOW + DAY, change=partial(replace, changes=True))
    assert composed(store, days=2) is None
    announce(store, whole(1, version=3, title="Renamed again"))
    assert told(composed(store, days=3)) == [("2611.00001", [ChangeKind.TITLE])]


def test_a_new_subscriber_starts_with_what_changes_from_now_on(store: Store) -> None:
    announce(store, whole(1))
    announce(store, whole(1, version=2, title="Renamed"))
    subscriber = subscribing.start(store, ADA, kind="private", now=NOW)
    with store.writing() as tx:
        bookmarks.add(tx, ADA, "2611.00001", now=NOW)
    assert subscriber.changes_cursor == 1
    assert composed(store, days=1) is None


def test_asking_for_a_digest_brings_the_changes_too(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    announce(store, whole(1, version=2, code=CODE))
    assert told(composing.compose_now(store, ADA, now=NOW + timedelta(hours=2))) == [("2611.00001", [ChangeKind.CODE])]
    assert composing.compose_now(store, ADA, now=NOW + timedelta(hours=3)).is_empty
    assert composed(store, days=1) is None


def test_after_a_pause_changes_come_with_the_papers_or_with_the_next_digest(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    announce(store, whole(1, version=2, title="Renamed"))
    assert composing.compose_missed(store, ADA, now=NOW + timedelta(hours=1)) is None
    announce(store, whole(2))
    missed = composing.compose_missed(store, ADA, now=NOW + timedelta(hours=2))
    assert told(missed) == [("2611.00001", [ChangeKind.TITLE])]


def test_changes_that_did_not_arrive_are_told_again_once_the_chat_is_back(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    announce(store, whole(1, version=2, title="Renamed"))
    composed(store, days=1)
    first, second = owed(store)
    carried(store, first, Sent(message_id=1))
    carried(store, second, Gone(reason="blocked"))
    assert (found(store).cursor, found(store).changes_cursor) == (1, 0)
    subscribing.mark_back(store, ADA.chat_id, now=NOW + 2 * DAY)
    assert told(composed(store, days=4)) == [("2611.00001", [ChangeKind.TITLE])]


def test_papers_are_remembered_as_sent_longer_than_their_digests_but_not_for_ever(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    carried(store, owed(store)[0], Sent(message_id=1))
    assert composing.let_go_of_old(store, now=NOW + KEPT_FOR + DAY) == 1
    with store.reading() as tx:
        assert sent.among(tx, ADA, ["2611.00001"]) == {"2611.00001"}
    composing.let_go_of_old(store, now=NOW + TOLD_FOR + DAY)
    with store.reading() as tx:
        assert sent.among(tx, ADA, ["2611.00001"]) == frozenset()


@pytest.mark.parametrize("domain", [None, "speech"], ids=["not SSL", "wrong domain"])
def test_what_the_chat_disputes_is_not_in_its_digests_and_is_in_others(store: Store, domain: str | None) -> None:
    disputed = whole(1)
    for chat in (ADA, BEN):
        subscribe(store, chat, subscription=Subscription(domains=frozenset({"speech"})))
    announce(store, disputed, whole(2))
    with store.writing() as tx:
        disputes.add(tx, ADA, against(disputed, domain, applied=True, now=NOW))
    composing.compose_due(store, now=NOW)
    with store.reading() as tx:
        found = [digests.get(tx, each.digest_id or 0, chat_id=each.chat.chat_id) for each in owed(store)]
    sizes = {digest.chat.chat_id: len(digest.entries) for digest in found if digest}
    assert sizes == {ADA.chat_id: 1, BEN.chat_id: 2}
    left_out = {digest.chat.chat_id: digest.coverage.left_out for digest in found if digest}
    assert left_out == {ADA.chat_id: 1, BEN.chat_id: 0}


def test_a_paper_moved_by_a_dispute_comes_under_its_other_domain(store: Store) -> None:
    disputed = whole(1)
    subscribe(store)
    announce(store, disputed)
    with store.writing() as tx:
        disputes.add(tx, ADA, against(disputed, "speech", applied=True, now=NOW))
    digest = composed(store, days=0)
    assert digest is not None
    assert [(entry.domain, entry.also) for entry in digest.entries] == [("general", ())]


def test_changes_of_a_paper_that_the_chat_calls_no_ssl_are_not_told(store: Store) -> None:
    subscribe(store)
    announce(store, whole(1))
    composed(store, days=0)
    with store.writing() as tx:
        disputes.add(tx, ADA, against(whole(1), None, applied=True, now=NOW))
    announce(store, whole(1, version=2, title="Renamed"))
    assert composed(store, days=1) is None

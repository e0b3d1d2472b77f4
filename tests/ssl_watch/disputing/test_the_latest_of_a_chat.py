from collections.abc import Sequence

import pytest

from ssl_watch import disputing, searching
from ssl_watch.disputes import Claim
from ssl_watch.disputing import Noted, Said
from ssl_watch.store import Store, disputes, sent, subscribers
from ssl_watch.subscriptions import Chat, Subscriber, Subscription
from ssl_watch.verdicts import JudgedPaper
from ssl_watch.weeks import week_of
from tests.ssl_watch.disputing.test_what_a_chat_leaves_out import MASKED, PRETEXT, paper
from tests.ssl_watch.store.making import CHAT, NOW, record

OTHER = Chat(chat_id=1)
BOTH = (("speech", 0.6, "“utterance”"), ("medical", 0.5, "“clinical”"))
PAPERS = (
    paper(1, MASKED),
    paper(2, "“masked autoencoders”", score=0.4, filed=BOTH),
    paper(3, MASKED, score=0.9),
    paper(4, PRETEXT, filed=(("general", 0.2, ""),)),
    paper(5, PRETEXT, filed=(("speech", 0.9, "“utterance”"),)),
)


@pytest.fixture(autouse=True)
def _filled(store: Store) -> None:
    with store.writing() as tx:
        record(tx, *PAPERS)


def say(store: Store, number: int, claim: Claim, *, applied: bool = True, chat: Chat = CHAT) -> Noted:
    """Dispute one of the papers."""
    said = Said(arxiv_id=f"2603.{number:05}", claim=claim, applied=applied)
    noted = disputing.dispute(store, chat, said, now=NOW)
    assert noted is not None
    return noted


def latest(store: Store, domain: str | None = None, *, chat: Chat = CHAT) -> list[int]:
    """The numbers of the latest papers, newest first."""
    found = searching.latest(store, chat, domain, limit=9, offset=0)
    assert found.total == len(found.papers)
    return _numbers(found.papers)


def _numbers(papers: Sequence[JudgedPaper]) -> list[int]:
    return [int(judged.paper.arxiv_id[-2:]) for judged in papers]


def test_the_latest_leave_out_what_is_not_ssl_to_the_chat_and_to_no_other(store: Store) -> None:
    say(store, 1, Claim.NOT_SSL)
    assert latest(store) == [5, 4, 3]
    assert latest(store, "speech") == [5, 3]
    assert latest(store, "medical") == []
    assert latest(store, chat=OTHER) == [5, 4, 3, 2, 1]


def test_the_latest_of_a_week_leave_out_what_is_not_ssl_to_the_chat(store: Store) -> None:
    say(store, 1, Claim.NOT_SSL)
    for week, numbers in ((week_of(NOW), [5, 4, 3]), (week_of(NOW).after, [])):
        found = searching.latest(store, CHAT, None, limit=9, offset=0, week=week)
        assert (_numbers(found.papers), found.total) == (numbers, len(numbers))


def test_the_latest_of_a_domain_leave_out_what_is_wrong_there(store: Store) -> None:
    say(store, 1, Claim.DOMAIN)
    assert latest(store) == [5, 4, 3, 2, 1]
    assert latest(store, "speech") == [5]
    assert latest(store, "medical") == [2]
    assert latest(store, "general") == [4, 3, 1]


def test_a_paper_of_no_domain_stays_where_there_is_nothing_else(store: Store) -> None:
    say(store, 4, Claim.DOMAIN)
    assert latest(store, "general") == [4]


def test_pages_of_the_latest_are_whole(store: Store) -> None:
    say(store, 5, Claim.NOT_SSL)
    first = searching.latest(store, CHAT, None, limit=2, offset=0)
    second = searching.latest(store, CHAT, None, limit=2, offset=2)
    assert (first.total, _numbers(first.papers), _numbers(second.papers)) == (3, [3, 2], [1])


def test_what_is_only_noted_changes_nothing_and_does_not_undo_what_is_applied(store: Store) -> None:
    assert say(store, 1, Claim.NOT_SSL, applied=False).effect is None
    assert latest(store) == [5, 4, 3, 2, 1]
    say(store, 1, Claim.NOT_SSL)
    say(store, 1, Claim.NOT_SSL, applied=False)
    assert latest(store) == [5, 4, 3]
    assert [each.arxiv_id for each, _ in disputing.applied(store, CHAT)] == ["2603.00001"]


def test_taken_back_it_is_as_it_was(store: Store) -> None:
    say(store, 1, Claim.NOT_SSL)
    say(store, 1, Claim.DOMAIN)
    assert disputing.take_back(store, CHAT, "2603.00001", None)
    assert disputing.take_back(store, CHAT, "2603.00001", "speech")
    assert not disputing.take_back(store, CHAT, "2603.00001", "speech")
    assert latest(store) == [5, 4, 3, 2, 1]


def test_the_domain_that_is_wrong_is_the_one_under_which_the_chat_finds_the_paper(store: Store) -> None:
    with store.writing() as tx:
        subscribers.save(tx, Subscriber(chat=CHAT, subscription=Subscription(domains=frozenset({"medical"}))))
    shown = disputing.show(store, CHAT, "2603.00002")
    assert shown is not None
    assert shown.domain == "medical"
    noted = say(store, 2, Claim.DOMAIN)
    assert noted.dispute is not None
    assert noted.dispute.domain == "medical"
    shown = disputing.show(store, CHAT, "2603.00002")
    assert shown is not None
    assert shown.domain == "speech"


def test_the_effect_is_told_of_the_papers_that_were_sent_in_a_week(store: Store) -> None:
    with store.writing() as tx:
        sent.note(tx, CHAT, ["2603.00001", "2603.00002", "2603.00004"], now=NOW)
        sent.note(tx, OTHER, ["2603.00003"], now=NOW)
    effect = say(store, 1, Claim.NOT_SSL).effect
    assert effect is not None
    assert (effect.papers, _numbers(effect.left_out)) == (3, [1, 2])


def test_a_paper_that_is_not_known_can_not_be_disputed(store: Store) -> None:
    said = Said(arxiv_id="9901.00001", claim=Claim.NOT_SSL, applied=True)
    assert disputing.dispute(store, CHAT, said, now=NOW) is None
    assert disputing.show(store, CHAT, "9901.00001") is None
    with store.reading() as tx:
        assert disputes.of_chat(tx, CHAT) == ()

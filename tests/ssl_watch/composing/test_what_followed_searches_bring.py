from dataclasses import replace
from datetime import timedelta

import pytest

from ssl_watch import composing, following, queries, subscribing
from ssl_watch.code_links import CodeState
from ssl_watch.composing.news import read_news
from ssl_watch.digests import Digest
from ssl_watch.disputes import Dispute
from ssl_watch.queries import holding
from ssl_watch.relevance import Level
from ssl_watch.store import Store, digests, disputes, searches, subscribers
from ssl_watch.subscriptions import Chat, Depth, FollowedSearch, State, Subscription
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.composing.owing import ADA, BEN, NOW, a_paper, announce, found, owed, subscribe

SPEECH = Subscription(domains=frozenset({"speech"}))
NOTHING_ELSE = Subscription(only_searches=True)


def titled(number: int, title: str, *, level: Level = Level.CORE, domain: str = "image") -> JudgedPaper:
    judged = a_paper(number, level=level, domain=domain)
    return replace(judged, paper=replace(judged.paper, title=title))


def follow(store: Store, text: str, chat: Chat = ADA) -> None:
    assert following.follow(store, chat, queries.read(text), now=NOW).outcome is following.Following.FOLLOWED


def brought(store: Store, chat: Chat = ADA) -> list[tuple[str, str, tuple[str, ...]]]:
    """Title, domain and reasons of each paper of the chat's last digest."""
    digest = last_digest(store, chat)
    return [(entry.judged.paper.title, entry.domain, entry.searches) for entry in digest.entries] if digest else []


def last_digest(store: Store, chat: Chat = ADA) -> Digest | None:
    mine = [each.digest_id or 0 for each in owed(store) if each.chat == chat]
    with store.reading() as tx:
        return digests.get(tx, max(mine), chat_id=chat.chat_id) if mine else None


def test_papers_come_beside_those_of_the_domains_each_once_and_with_the_reason(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    follow(store, "masked video -image")
    follow(store, "video")
    announce(
        store,
        titled(1, "Sounds", domain="speech"),
        titled(2, "Masked videos of speech", domain="speech"),
        titled(3, "Masking a video"),
        titled(4, "Masked video and image"),
        titled(5, "Masked graphs"),
    )
    composing.compose_due(store, now=NOW)
    assert sorted(brought(store)) == [
        ("Masked video and image", "image", ("video",)),
        ("Masked videos of speech", "speech", ("masked video -image", "video")),
        ("Masking a video", "image", ("masked video -image", "video")),
        ("Sounds", "speech", ()),
    ]


def test_neither_domain_nor_depth_nor_code_keeps_a_match_back(store: Store) -> None:
    subscribe(store, subscription=replace(SPEECH, depth=Depth.CORE, code_only=True))
    follow(store, "masked")
    announce(store, titled(1, "Masked", level=Level.MENTIONS), titled(2, "Other", domain="speech"))
    composing.compose_due(store, now=NOW)
    assert brought(store) == [("Masked", "image", ("masked",))]


def test_a_search_may_ask_for_code_itself(store: Store) -> None:
    subscribe(store, subscription=NOTHING_ELSE)
    follow(store, "masked has:code")
    with_code = titled(2, "Masked two")
    code = replace(with_code.verdict.code, state=CodeState.ABSTRACT)
    announce(store, titled(1, "Masked one"), replace(with_code, verdict=replace(with_code.verdict, code=code)))
    composing.compose_due(store, now=NOW)
    assert [title for title, *_ in brought(store)] == ["Masked two"]


def test_muted_words_leave_out_what_a_search_found(store: Store) -> None:
    subscribe(store, subscription=replace(SPEECH, muted=frozenset({"survey"})))
    follow(store, "masked")
    announce(store, titled(1, "Masked: a survey"))
    assert composing.compose_due(store, now=NOW) == 0


def test_what_the_chat_disputes_is_left_out_and_counted(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    follow(store, "masked")
    announce(store, titled(1, "Masked one"), titled(2, "Masked two"))
    with store.writing() as tx:
        disputes.add(tx, ADA, Dispute(arxiv_id="2611.00001", applied=True, disputed_at=NOW))
    composing.compose_due(store, now=NOW)
    assert [title for title, *_ in brought(store)] == ["Masked two"]
    digest = last_digest(store)
    assert digest is not None
    assert digest.coverage.left_out == 1


def test_a_search_in_a_domain_finds_nothing_that_the_chat_says_is_not_of_it(store: Store) -> None:
    for chat in (ADA, BEN):
        subscribe(store, chat, subscription=NOTHING_ELSE)
        follow(store, "domain:image", chat)
    announce(store, titled(1, "One"), titled(2, "Two"))
    with store.writing() as tx:
        disputes.add(tx, ADA, Dispute(arxiv_id="2611.00001", domain="image", applied=True, disputed_at=NOW))
    composing.compose_due(store, now=NOW)
    assert [title for title, *_ in brought(store, ADA)] == ["Two"]
    assert [title for title, *_ in brought(store, BEN)] == ["One", "Two"]


def test_what_is_not_about_ssl_is_found_by_no_search(store: Store) -> None:
    subscribe(store, subscription=NOTHING_ELSE)
    follow(store, "-video")
    announce(store, titled(1, "Masked", level=Level.NONE), titled(2, "Mentioned", level=Level.MENTIONS))
    composing.compose_due(store, now=NOW)
    assert [title for title, *_ in brought(store)] == ["Mentioned"]


def test_with_nothing_but_searches_only_they_bring_papers(store: Store) -> None:
    subscribe(store, subscription=NOTHING_ELSE)
    follow(store, "masked")
    announce(store, titled(1, "Masked"), titled(2, "Other"))
    composing.compose_due(store, now=NOW)
    assert brought(store) == [("Masked", "image", ("masked",))]
    announce(store, titled(3, "Another"))
    assert composing.compose_due(store, now=NOW + timedelta(days=1)) == 0


def test_papers_of_before_a_search_was_followed_are_not_owed_by_it(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    announce(store, titled(1, "Masked before"), titled(2, "Masked speech before", domain="speech"))
    follow(store, "masked")
    announce(store, titled(3, "Masked after"))
    composing.compose_due(store, now=NOW)
    assert sorted(brought(store)) == [("Masked after", "image", ("masked",)), ("Masked speech before", "speech", ())]
    assert found(store).cursor == 3


def test_what_an_import_brought_is_owed_by_no_search(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    follow(store, "masked")
    announce(store, titled(1, "Masked"), news=False)
    assert composing.compose_due(store, now=NOW) == 0


def test_composing_twice_brings_a_match_once_and_a_search_that_was_dropped_none(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    follow(store, "masked")
    announce(store, titled(1, "Masked one"))
    assert composing.compose_due(store, now=NOW) == 1
    assert composing.compose_due(store, now=NOW + timedelta(days=1)) == 0
    following.leave(store, ADA, queries.read("masked"))
    announce(store, titled(2, "Masked two"))
    assert composing.compose_due(store, now=NOW + timedelta(days=2)) == 0


def test_what_matched_in_a_pause_comes_after_it_and_may_be_asked_for(store: Store) -> None:
    subscribe(store, subscription=SPEECH)
    subscribe(store, BEN, subscription=NOTHING_ELSE)
    for chat in (ADA, BEN):
        follow(store, "masked", chat)
    subscribing.pause(store, ADA)
    announce(store, titled(1, "Masked"))
    assert composing.compose_due(store, now=NOW) == 1
    assert found(store).state is State.PAUSED
    subscribing.resume(store, ADA, now=NOW)
    missed = composing.compose_missed(store, ADA, now=NOW)
    assert missed is not None
    assert [(entry.judged.paper.title, entry.searches) for entry in missed.entries] == [("Masked", ("masked",))]
    announce(store, titled(2, "Masked again"))
    asked_for = composing.compose_now(store, BEN, now=NOW)
    assert [entry.searches for entry in asked_for.entries] == [("masked",)]


def test_each_topic_is_brought_what_it_follows_itself(store: Store) -> None:
    topics = [Chat(chat_id=-5, thread_id=thread) for thread in (2, 3)]
    for chat, text in zip(topics, ("masked", "graphs"), strict=True):
        subscribe(store, chat, subscription=NOTHING_ELSE)
        follow(store, text, chat)
    announce(store, titled(1, "Masked"), titled(2, "Graphs"))
    composing.compose_due(store, now=NOW)
    assert [[title for title, *_ in brought(store, chat)] for chat in topics] == [["Masked"], ["Graphs"]]


@pytest.mark.parametrize("text", ["new:7d", "masked new:7d", "?", "\0"])
def test_a_text_that_asks_for_nothing_or_for_new_stops_nobodys_digest(store: Store, text: str) -> None:
    subscribe(store)
    with store.writing() as tx:
        searches.add(tx, ADA, FollowedSearch(text=text, cursor=0, followed_at=NOW))
    announce(store, titled(1, "Masked"))
    assert composing.compose_due(store, now=NOW) == 1
    assert brought(store) == [("Masked", "image", ("masked new:7d",) if "masked" in text else ())]


def test_each_search_is_held_once_against_each_paper_however_many_follow_it(store: Store) -> None:
    for number in range(1, 20):
        chat = Chat(chat_id=number)
        subscribe(store, chat, subscription=NOTHING_ELSE)
        follow(store, "masked", chat)
        follow(store, f"word{number % 2}", chat)
    announce(store, titled(1, "Masked"), titled(2, "Word1"))
    with store.reading() as tx:
        news = read_news(tx, after=0)
        for number in range(1, 20):
            subscriber = subscribers.get(tx, Chat(chat_id=number))
            assert subscriber is not None
            news.found_by(searches.of_chat(tx, subscriber.chat), news.since(subscriber.cursor))
    assert {text: asked.answers for text, asked in news.asked.items()} == {
        "masked": {"2611.00001": True, "2611.00002": False},
        "word0": {"2611.00001": False, "2611.00002": False},
        "word1": {"2611.00001": False, "2611.00002": True},
    }
    assert news.opened == {judged.paper.arxiv_id: holding.opened(judged) for judged in news.papers}
    assert composing.compose_due(store, now=NOW) == 19

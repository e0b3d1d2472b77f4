from dataclasses import replace

from hypothesis import given

from ssl_watch import queries
from ssl_watch.digests import Entry
from ssl_watch.store import Store, digests, searches, subscribers
from ssl_watch.store.columns import storable
from ssl_watch.subscriptions import Chat, FollowedSearch
from tests.ssl_watch.store.making import CHAT, NOW, a_digest, a_paper, judged, record, texts

TOPIC = Chat(chat_id=CHAT.chat_id, thread_id=7)
SEARCH = FollowedSearch(text="masked video", cursor=3, followed_at=NOW)


def test_they_are_read_back_as_they_were_followed_in_that_order(store: Store) -> None:
    with store.writing() as tx:
        for text in ("masked video", "a1 OR b1", "Émilie -“x”"):
            searches.add(tx, CHAT, replace(SEARCH, text=text))
        searches.add(tx, TOPIC, SEARCH)
        held = searches.of_chat(tx, CHAT)
        assert [replace(each, search_id=None) for each in held] == [
            replace(SEARCH, text=text) for text in ("masked video", "a1 OR b1", "Émilie -“x”")
        ]
        assert len({each.search_id for each in held} | {each.search_id for each in searches.of_chat(tx, TOPIC)}) == 4


def test_following_the_same_text_again_keeps_the_first_time(store: Store) -> None:
    with store.writing() as tx:
        searches.add(tx, CHAT, SEARCH)
        searches.add(tx, CHAT, replace(SEARCH, cursor=9))
        assert [each.cursor for each in searches.of_chat(tx, CHAT)] == [3]


def test_only_the_chat_itself_can_drop_one_and_no_number_is_given_out_twice(store: Store) -> None:
    with store.writing() as tx:
        searches.add(tx, CHAT, SEARCH)
        (held,) = searches.of_chat(tx, CHAT)
        number = held.search_id or 0
        assert not searches.remove(tx, TOPIC, number)
        assert not searches.remove(tx, CHAT, number + 1)
        assert searches.remove(tx, CHAT, number)
        assert not searches.remove(tx, CHAT, number)
        searches.add(tx, CHAT, SEARCH)
        assert (searches.of_chat(tx, CHAT)[0].search_id or 0) > number


def test_where_a_group_moves_to_a_search_that_both_follow_is_followed_once(store: Store) -> None:
    with store.writing() as tx:
        searches.add(tx, CHAT, SEARCH)
        searches.add(tx, TOPIC, SEARCH)
        searches.add(tx, CHAT, replace(SEARCH, text="graphs"))
        searches.add(tx, Chat(chat_id=-9), replace(SEARCH, cursor=5))
        subscribers.move(tx, old=CHAT.chat_id, new=-9)
        moved = searches.of_chat(tx, Chat(chat_id=-9))
        assert sorted((each.text, each.cursor) for each in moved) == [("graphs", 3), ("masked video", 5)]
        assert [each.text for each in searches.of_chat(tx, Chat(chat_id=-9, thread_id=7))] == ["masked video"]


@given(texts)
def test_whatever_is_followed_reads_the_same_when_it_comes_back(store: Store, text: str) -> None:
    query = queries.read(text)
    with store.engine.connect() as tx, tx.begin() as never_committed:
        searches.add(tx, CHAT, replace(SEARCH, text=query.text))
        (held,) = searches.of_chat(tx, CHAT)
        assert held.text == storable(query.text)
        assert queries.read(held.text).term == query.term
        never_committed.rollback()


def test_a_digest_keeps_which_searches_found_its_papers(store: Store) -> None:
    first, second = judged(a_paper(1)), judged(a_paper(2))
    with store.writing() as tx:
        record(tx, first, second)
        digest = a_digest(first, second)
        found = Entry(judged=first, domain="vision", searches=("masked video", 'author:"ada l"'))
        digest_id = digests.add(tx, replace(digest, entries=(found, digest.entries[1])))
        kept = digests.get(tx, digest_id, chat_id=CHAT.chat_id)
        assert kept is not None
        assert [entry.searches for entry in kept.entries] == [("masked video", 'author:"ada l"'), ()]

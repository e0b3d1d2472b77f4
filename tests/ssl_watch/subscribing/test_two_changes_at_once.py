from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from threading import Thread

from ssl_watch import subscribing
from ssl_watch.store import Store, subscribers
from ssl_watch.subscriptions import Chat

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHAT = Chat(chat_id=4242)


def test_a_setting_changed_while_a_digest_is_composed_is_kept_and_so_is_the_cursor(store: Store) -> None:
    subscribing.start(store, CHAT, kind="private", now=NOW)
    change = partial(replace, zone="Asia/Tokyo")
    person = Thread(target=partial(subscribing.change, store, CHAT, now=NOW, change=change))
    with store.writing() as transaction:  # as composing does: read the subscriber, then move its cursor
        composed_for = subscribers.get(transaction, CHAT)
        assert composed_for is not None
        person.start()
        person.join(timeout=0.5)  # it must wait for its turn; without one it would be done by now
        subscribers.save(transaction, replace(composed_for, cursor=7))
    person.join(timeout=10)
    after = subscribing.find(store, CHAT)
    assert after is not None
    assert (after.cursor, after.subscription.zone) == (7, "Asia/Tokyo")

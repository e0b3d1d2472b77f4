from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from ssl_watch.store import (
    Store,
    Transaction,
    changes,
    deliveries,
    disputes,
    open_store,
    papers,
    searches,
    sent,
    subscribers,
)
from ssl_watch.weeks import week_of
from tests.ssl_watch.store.making import CHAT, NOW


def plans(store: Store, work: Callable[[Transaction], object]) -> str:
    """How SQLite would go about each statement of some work."""
    said: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        said.append((statement, parameters))

    with store.writing() as tx:
        event.listen(store.engine, "before_cursor_execute", note)
        work(tx)
        event.remove(store.engine, "before_cursor_execute", note)
        return "\n".join(
            row.detail
            for statement, parameters in said
            for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        )


@pytest.mark.parametrize(
    ("work", "index"),
    [
        (lambda tx: papers.latest(tx, domain=None, limit=9, offset=0), "ix_papers_listed"),
        (
            lambda tx: papers.latest(tx, domain="speech", limit=9, offset=0, week=week_of(NOW)),
            "ix_papers_listed (dated_at>? AND dated_at<?)",
        ),
        (
            lambda tx: papers.latest(tx, domain="speech", limit=9, offset=0, week=week_of(NOW)),
            "ix_papers_news (first_seen_at>? AND first_seen_at<?)",
        ),
        (lambda tx: next(papers.every(tx, None), None), "ix_papers_exported"),
        (lambda tx: papers.news_between(tx, after=1, until=9), "SEARCH papers"),
        (lambda tx: papers.last_seen_by(tx, NOW, until=9), "SEARCH papers"),
        (lambda tx: deliveries.ready(tx, now=NOW, limit=9), "ix_deliveries_state_changed_at"),
        (deliveries.next_at, "ix_deliveries_state_changed_at"),
        (lambda tx: changes.known_to(tx, CHAT, after=1, until=9), "SEARCH changes USING INTEGER PRIMARY KEY"),
        (lambda tx: changes.known_to(tx, CHAT, after=1, until=9), "SEARCH sent_papers USING INDEX"),
        (lambda tx: sent.since(tx, CHAT, NOW), "SEARCH sent_papers USING INDEX"),
        (lambda tx: sent.any_before(tx, NOW), "ix_sent_papers_sent_at"),
        (lambda tx: sent.drop(tx, before=NOW), "ix_sent_papers_sent_at"),
        (lambda tx: disputes.of_chat(tx, CHAT), "SEARCH disputes USING INDEX"),
        (lambda tx: searches.of_chat(tx, CHAT), "SEARCH followed_searches USING INDEX"),
        (lambda tx: subscribers.due(tx, now=NOW, limit=9), "ix_subscribers_state_next_digest_at"),
    ],
    ids=[
        "latest",
        "latest of a week",
        "news of a week",
        "every",
        "news",
        "passed",
        "ready",
        "next",
        "changes",
        "changes sent",
        "sent",
        "sent long ago",
        "to forget",
        "disputes",
        "searches",
        "due",
    ],
)
def test_what_runs_often_is_read_by_its_index(
    sqlite_url: str, work: Callable[[Transaction], object], index: str
) -> None:
    store = open_store(sqlite_url)
    found = plans(store, work)
    store.close()
    assert index in found

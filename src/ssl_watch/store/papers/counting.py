"""Papers, and the rest of the store beside them, in numbers."""

from datetime import datetime

from sqlalchemy import Column, Connection, func, select

from ssl_watch.code_links import CodeState
from ssl_watch.deliveries import DeliveryState
from ssl_watch.relevance import Level
from ssl_watch.store.tables import LISTED, bookmarks, deliveries, filings, papers, subscribers, versions
from ssl_watch.subscriptions import State

_WITH_CODE = [state.value for state in (CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED)]


def count_news(transaction: Connection, *, after: int, until: int) -> int:
    """How many papers were news between two places in the order of first sight, relevant or not."""
    place = papers.c.first_seen
    statement = select(func.count()).select_from(papers).where(papers.c.news, place > after, place <= until)
    return transaction.execute(statement).scalar_one()


def counts_by_domain(transaction: Connection, *, since: datetime) -> dict[str, int]:
    """How many papers (core, uses) each domain got since; a paper counts in each of its domains."""
    statement = (
        select(filings.c.domain, func.count(papers.c.arxiv_id.distinct()))
        .join(papers, papers.c.arxiv_id == filings.c.arxiv_id)
        .where(LISTED, papers.c.dated_at >= since, papers.c.level.in_([Level.CORE.value, Level.USES.value]))
        .group_by(filings.c.domain)
    )
    return dict(transaction.execute(statement).all())


def totals(transaction: Connection) -> dict[str, int]:
    """The whole store in numbers: papers by level, those with code, subscribers and deliveries by state."""
    levels = _counts(transaction, papers.c.level)
    states = _counts(transaction, subscribers.c.state)
    outbox = _counts(transaction, deliveries.c.state)
    return {
        "papers": sum(levels.values()),
        **{level.value: levels.get(level.value, 0) for level in Level},
        "with_code": _number_with_code(transaction),
        "versions": sum(_counts(transaction, versions.c.withdrawn).values()),
        "subscribers": sum(states.values()),
        **{f"subscribers_{state.value}": states.get(state.value, 0) for state in State},
        **{state.value: outbox.get(state.value, 0) for state in DeliveryState},
        "bookmarks": sum(_counts(transaction, bookmarks.c.chat_id).values()),
    }


def _counts(transaction: Connection, by: Column[object]) -> dict[object, int]:
    statement = select(by, func.count()).group_by(by)
    return dict(transaction.execute(statement).all())


def _number_with_code(transaction: Connection) -> int:
    statement = select(func.count()).select_from(papers).where(LISTED, papers.c.code_state.in_(_WITH_CODE))
    return transaction.execute(statement).scalar_one()

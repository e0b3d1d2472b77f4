"""A store with subscribers, papers and what is owed, for tests of composing, delivering and the rounds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.deliveries import Delivery
from ssl_watch.domains import Filing
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.sightings import Sighting
from ssl_watch.store import Store, deliveries, digests, papers, sightings, subscribers
from ssl_watch.subscriptions import Chat, Subscriber
from ssl_watch.verdicts import JUDGE, JudgedPaper, Verdict

NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
ADA, BEN = Chat(chat_id=1), Chat(chat_id=2)


def a_paper(number: int, *, level: Level = Level.CORE, domain: str = "speech", score: float = 0.9) -> JudgedPaper:
    paper = Paper(
        arxiv_id=f"2611.{number:05}",
        version=1,
        title=f"Paper {number}",
        abstract="Learning without labels.",
        updated_at=NOW - timedelta(days=1),
        submitted_at=NOW - timedelta(days=1),
    )
    verdict = Verdict(
        relevance=Relevance(level=level, score=score, evidence=()),
        filings=(Filing(name=domain, score=0.5, evidence=()),),
        code=CodeLink(state=CodeState.NONE),
        venue=None,
        summary="They learn.",
    )
    return JudgedPaper(paper=paper, verdict=verdict)


def announce(store: Store, *judged: JudgedPaper, news: bool = True) -> None:
    at = NOW - timedelta(hours=10)
    with store.writing() as tx:
        for each in judged:
            papers.record(tx, each, news=news, now=at)
        sightings.note(tx, [_sighting(each, news=news, at=at) for each in judged])


def _sighting(judged: JudgedPaper, *, news: bool, at: datetime) -> Sighting:
    relevance = judged.verdict.relevance
    return Sighting(
        arxiv_id=judged.paper.arxiv_id,
        version=judged.paper.version,
        first_seen_at=at,
        news=news,
        sources=frozenset({"oai"}),
        level=relevance.level,
        score=relevance.score,
        judge=JUDGE,
        judged_at=at,
    )


def subscribe(store: Store, chat: Chat = ADA, **changes: Any) -> Subscriber:
    subscriber = replace(Subscriber(chat=chat, next_digest_at=NOW, subscribed_at=NOW - timedelta(days=9)), **changes)
    with store.writing() as tx:
        subscribers.save(tx, subscriber)
    return subscriber


def found(store: Store, chat: Chat = ADA) -> Subscriber:
    with store.reading() as tx:
        subscriber = subscribers.get(tx, chat)
    assert subscriber is not None
    return subscriber


def owed(store: Store) -> tuple[Delivery, ...]:
    with store.reading() as tx:
        return deliveries.ready(tx, now=NOW + timedelta(days=99), limit=1000)


def titles(store: Store, delivery: Delivery) -> list[str]:
    with store.reading() as tx:
        digest = digests.get(tx, delivery.digest_id or 0, chat_id=delivery.chat.chat_id)
    assert digest is not None
    return [entry.judged.paper.title for entry in digest.entries]

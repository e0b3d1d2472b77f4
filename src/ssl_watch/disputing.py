"""DISPUTE: a reader says that a verdict is wrong; the chat goes by it at once, and the next training by all of them.

What a dispute means is decided in `disputes`; this owns the transactions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ssl_watch.disputes import Claim, Dispute, Effect, Label, against, effect, seen_by
from ssl_watch.store import Store, Transaction, disputes, papers, sent, subscribers
from ssl_watch.subscriptions import Chat, Subscription, filed_under
from ssl_watch.verdicts import JudgedPaper

MOST_DISPUTES = 300
_LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a reader says of a paper; `applied` where the chat is to go by it, else it is only noted.

    `domain` is the one that is wrong; where it is left out, that under which the chat finds the paper now.
    """

    arxiv_id: str
    claim: Claim
    applied: bool
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A paper, and the domain under which the chat finds it."""

    judged: JudgedPaper
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What became of a dispute: None where the chat has too many.

    `effect` is what it would have changed among the papers of the last seven days; None where it is only noted.
    """

    judged: JudgedPaper
    dispute: Dispute | None
    effect: Effect | None = None


def show(store: Store, chat: Chat, arxiv_id: str) -> Shown | None:
    """The paper that may be disputed; None where it is not in the archive."""
    with store.reading() as transaction:
        return _shown(transaction, chat, arxiv_id, disputes.of_chat(transaction, chat))


def dispute(store: Store, chat: Chat, said: Said, *, now: datetime) -> Noted | None:
    """Note that the chat disputes a verdict, and go by it if it is to be applied. None where there is no such paper.

    What is applied stays so, whoever says the same later.
    """
    with store.writing() as transaction:
        before = disputes.of_chat(transaction, chat)
        shown = _shown(transaction, chat, said.arxiv_id, before)
        if shown is None:
            return None
        domain = None if said.claim is Claim.NOT_SSL else said.domain or shown.domain
        noted = against(shown.judged, domain, applied=said.applied, now=now)
        same = [each for each in before if (each.arxiv_id, each.domain) == (noted.arxiv_id, noted.domain)]
        if not same and len(before) >= MOST_DISPUTES:
            return Noted(judged=shown.judged, dispute=None)
        disputes.add(transaction, chat, replace(noted, applied=said.applied or any(each.applied for each in same)))
        others = tuple(each for each in before if each not in same)
        changed = _effect(transaction, chat, others, noted, since=now - _LOOKED_BACK) if said.applied else None
        return Noted(judged=shown.judged, dispute=noted, effect=changed)


def take_back(store: Store, chat: Chat, arxiv_id: str, domain: str | None) -> bool:
    """Undo a dispute, on relevance or on a domain; whether there was one."""
    with store.writing() as transaction:
        return disputes.remove(transaction, chat, arxiv_id, domain)


def applied(store: Store, chat: Chat) -> tuple[tuple[Dispute, JudgedPaper], ...]:
    """What the chat goes by, the newest first, each with its paper."""
    with store.reading() as transaction:
        found = [each for each in disputes.of_chat(transaction, chat) if each.applied][::-1]
        about = papers.get_many(transaction, list(dict.fromkeys(each.arxiv_id for each in found)))
        by_id = {judged.paper.arxiv_id: judged for judged in about}
        return tuple((each, by_id[each.arxiv_id]) for each in found)


def labels(store: Store) -> Iterator[Label]:
    """What readers said of verdicts, for the next training; names no chat. Closed by its user, or used up."""
    with store.reading() as transaction:
        yield from disputes.labels(transaction)


def _shown(transaction: Transaction, chat: Chat, arxiv_id: str, before: tuple[Dispute, ...]) -> Shown | None:
    judged = papers.get(transaction, arxiv_id)
    if judged is None:
        return None
    return Shown(judged=judged, domain=filed_under(_subscription(transaction, chat), seen_by(before, judged) or judged))


def _subscription(transaction: Transaction, chat: Chat) -> Subscription:
    subscriber = subscribers.get(transaction, chat)
    return subscriber.subscription if subscriber else Subscription()


def _effect(
    transaction: Transaction, chat: Chat, before: tuple[Dispute, ...], noted: Dispute, *, since: datetime
) -> Effect:
    got = papers.get_many(transaction, sent.since(transaction, chat, since))
    return effect(_subscription(transaction, chat), before, noted, got)

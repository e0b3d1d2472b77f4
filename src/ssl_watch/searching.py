"""Find papers in the archive: by words, domain, id, likeness. Only reads; `bot.handlers` and `cli` show what is found.

The newest ones are shown as `disputes` says that a chat wants them; whoever searches finds everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from ssl_watch import likeness, queries
from ssl_watch.disputes import ELSEWHERE, Dispute, all_seen_by, others_covered
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.queries import Results
from ssl_watch.store import Store, Transaction, disputes, papers
from ssl_watch.store.papers import Version
from ssl_watch.subscriptions import Chat
from ssl_watch.verdicts import JudgedPaper
from ssl_watch.weeks import Week

_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """All that is known of one paper: itself, judged, and the versions that this instance has seen, oldest first."""

    judged: JudgedPaper
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """The papers that are like one: a page of them; how like each is, from 0 to 1, and the words that both hold."""

    to: JudgedPaper
    results: Results
    likeness: tuple[float, ...]
    shared: tuple[tuple[str, ...], ...]


def search(store: Store, text: str, *, now: datetime, limit: int = 10, offset: int = 0) -> Results:
    """Papers that match a query, in the order that it asks for (`docs/searching.md`).

    Never raises for what the text holds, and takes no longer than `Store.search_patience`.
    """
    query = queries.read(text)
    if query.term is not None:
        query = replace(query, term=queries.on(query.term, now.astimezone(UTC).date()))
    with store.reading() as transaction:
        return papers.search(transaction, query, limit=limit, offset=offset, within=store.search_patience)


def latest(
    store: Store, chat: Chat | None, domain: str | None, *, limit: int, offset: int, week: Week | None = None
) -> Results:
    """The newest papers of one domain, by its name, or of all of SSL; as a chat wants them that disputed some."""
    with store.reading() as transaction:
        applied = [each for each in disputes.of_chat(transaction, chat) if each.applied] if chat else []
        if not applied:
            return papers.latest(transaction, domain=domain, limit=limit, offset=offset, week=week)
        without = _covered(transaction, None, applied)
        also: frozenset[str] = frozenset()
        if domain == ELSEWHERE:
            gone, also = _moved_elsewhere(transaction, applied)
            without |= gone
        elif domain is not None:
            without |= _covered(transaction, domain, applied)
        found = papers.latest(
            transaction, domain=domain, limit=limit, offset=offset, week=week, without=without, also=also
        )
        return replace(found, papers=all_seen_by(applied, found.papers))


def _covered(transaction: Transaction, domain: str | None, applied: Sequence[Dispute]) -> frozenset[str]:
    """The papers whose filing under the domain is struck; without a domain, those that are left out."""
    here = [each for each in applied if each.domain == domain]
    named = frozenset(each.arxiv_id for each in here)
    reaching = [each for each in here if each.reaches_others]
    if not reaching:
        return named
    reasons = papers.reasons(transaction, domain, highest=max(each.score or 0.0 for each in reaching))
    return named | others_covered(reaching, reasons)


def _moved_elsewhere(transaction: Transaction, applied: Sequence[Dispute]) -> tuple[frozenset[str], frozenset[str]]:
    """The papers that are in `ELSEWHERE` for everybody but this chat, and those that are there for this chat only."""
    domains = {each.domain for each in applied if each.domain is not None}
    struck = frozenset[str]().union(*(_covered(transaction, domain, applied) for domain in domains))
    about = papers.get_many(transaction, sorted(struck))
    here = {judged.paper.arxiv_id for judged in about if ELSEWHERE in judged.domain_names}
    wanted = {seen.paper.arxiv_id for seen in all_seen_by(applied, about) if ELSEWHERE in seen.domain_names}
    return frozenset(here - wanted), frozenset(wanted - here)


def look_up(store: Store, text: str) -> PaperPage | None:
    """The paper that an id or a link in any form names; None where it is not in the archive.

    Raises:
        NotAnArxivId: the text names no paper.
    """
    arxiv_id, _ = parse_arxiv_id(text)
    with store.reading() as transaction:
        judged = papers.get(transaction, arxiv_id)
        if judged is None:
            return None
        return PaperPage(judged=judged, versions=papers.versions(transaction, arxiv_id))


def similar(store: Store, text: str, *, limit: int = 10, offset: int = 0) -> Similar | None:
    """Papers like the one that an id or a link in any form names, the most like first; None where it is not known.

    By title and abstract alone; withdrawn ones are left out.

    Raises:
        NotAnArxivId: the text names no paper.
    """
    arxiv_id, _ = parse_arxiv_id(text)
    with store.reading() as transaction:
        judged = papers.get(transaction, arxiv_id)
        if judged is None:
            return None
        like = papers.like(transaction, judged.paper)
        page = like[offset : offset + limit]
        found = papers.get_many(transaction, [each.arxiv_id for each in page])
    return Similar(
        to=judged,
        results=Results(papers=found, total=len(like), offset=offset),
        likeness=tuple(each.likeness for each in page),
        shared=tuple(likeness.shared(judged.paper, each.paper) for each in found),
    )


def popularity(store: Store, *, now: datetime) -> dict[str, int]:
    """How many papers each domain got in the last 30 days, by its name."""
    with store.reading() as transaction:
        return papers.counts_by_domain(transaction, since=now - _RECENT)

"""The news that subscribers may be owed: read once for many, and held once against each search that they follow.

`composing` reads it; whether a paper matches is decided in `queries.holding`, what is owed of it in `digests`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from ssl_watch import queries
from ssl_watch.digests import CATCH_UP_AFTER, KEPT_FOR, Coverage, Found, left_out, owed
from ssl_watch.disputes import all_seen_by
from ssl_watch.queries import holding, matching, rewriting
from ssl_watch.queries.holding import Opened
from ssl_watch.queries.matching import Search
from ssl_watch.store import Transaction, changes, digests, disputes, papers, searches
from ssl_watch.subscriptions import FollowedSearch, Subscriber, Subscription
from ssl_watch.verdicts import JudgedPaper

_MOST_ASKED = 5_000  # searches whose answers are kept; beyond, they are asked anew


@dataclass(frozen=True, slots=True)
class _Asked:
    """A followed search, and which of the news it was held against matched, by their ids."""

    search: Search | None
    answers: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What was first seen after one place in the order of first sight, up to and with another.

    `changed_until` is the last change that was seen by then of papers known before; `about` are those that any of the
    subscribers so far is told of: many were sent the same. So it is with `asked`, the searches that they follow, and
    with `opened`, the papers that were held against them.
    """

    after: int
    until: int
    changed_until: int
    papers: tuple[JudgedPaper, ...]
    covered: dict[datetime | None, Coverage] = field(default_factory=dict)  # by when the last digest was; few differ
    about: dict[str, JudgedPaper] = field(default_factory=dict)
    asked: dict[str, _Asked] = field(default_factory=dict)
    opened: dict[str, Opened | None] = field(default_factory=dict)

    def since(self, cursor: int) -> tuple[JudgedPaper, ...]:
        """Those first seen after the place."""
        return tuple(judged for judged in self.papers if (judged.first_seen or 0) > cursor)

    def found_by(self, searches: Sequence[FollowedSearch], seen: Sequence[JudgedPaper]) -> Found:
        """Which of the papers each search finds that was followed before they came; `seen` as a chat wants them."""
        known = {judged.paper.arxiv_id: judged for judged in self.papers} if searches else {}
        found: dict[str, tuple[str, ...]] = {}
        for search in searches:
            asked = self._asked(search.text)
            for judged in seen:
                arxiv_id = judged.paper.arxiv_id
                if (judged.first_seen or 0) > search.cursor and self._matches(asked, judged, known.get(arxiv_id)):
                    found[arxiv_id] = (*found.get(arxiv_id, ()), search.text)
        return found

    def _asked(self, text: str) -> _Asked:
        if text not in self.asked:
            if len(self.asked) >= _MOST_ASKED:
                self.asked.clear()
            term = rewriting.without_recent(queries.read(text)).term
            self.asked[text] = _Asked(matching.search(term) if term else None)
        return self.asked[text]

    def _matches(self, asked: _Asked, judged: JudgedPaper, known: JudgedPaper | None) -> bool:
        if asked.search is None:
            return False
        if judged is not known:  # the chat wants it filed otherwise, or it came before
            return _holds(asked.search, holding.opened(judged))
        arxiv_id = judged.paper.arxiv_id
        if arxiv_id not in asked.answers:
            asked.answers[arxiv_id] = _holds(asked.search, self._opened(judged))
        return asked.answers[arxiv_id]

    def _opened(self, judged: JudgedPaper) -> Opened | None:
        arxiv_id = judged.paper.arxiv_id
        if arxiv_id not in self.opened:
            self.opened[arxiv_id] = holding.opened(judged)
        return self.opened[arxiv_id]


def _holds(search: Search, opened: Opened | None) -> bool:
    return opened is not None and holding.matches(search, opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The papers owed to a chat, what its searches found, and how many papers more it would be but for disputes."""

    papers: tuple[JudgedPaper, ...]
    found: Found
    left_out: int = 0


def read_news(tx: Transaction, *, after: int, known: News | None = None) -> News:
    """Read what is new after a place, unless it is `known` already."""
    until, changed_until = papers.last_seen(tx), changes.last(tx)
    if known is not None and known.after <= after and known.until == until:
        return known if known.changed_until == changed_until else replace(known, changed_until=changed_until, about={})
    found = papers.news_between(tx, after=after, until=until)
    return News(after=after, until=until, changed_until=changed_until, papers=found)


def owed_of(tx: Transaction, subscriber: Subscriber, subscription: Subscription, news: News, *, now: datetime) -> Owed:
    """What the chat is owed of the news; its disputes count for the days since its last digest."""
    fresh, disputed = news.since(subscriber.cursor), disputes.of_chat(tx, subscriber.chat)
    followed, seen = searches.of_chat(tx, subscriber.chat), all_seen_by(disputed, fresh)
    found = news.found_by(followed, seen)
    wanted = owed(subscription, seen, found)
    if not disputed:
        return Owed(papers=wanted, found=found)
    since = max(last_digest(tx, subscriber, now=now) or now, now - CATCH_UP_AFTER)
    before = papers.last_seen_by(tx, since, until=subscriber.cursor)
    passed = papers.news_between(tx, after=before, until=subscriber.cursor)
    since_then = (*passed, *fresh)
    hidden = left_out(subscription, disputed, since_then, found_by=partial(news.found_by, followed))
    return Owed(papers=wanted, found=found, left_out=hidden)


def last_digest(tx: Transaction, subscriber: Subscriber, *, now: datetime) -> datetime | None:
    """When the chat had its last digest, or else began; what is older is not kept."""
    last = digests.last_composed_at(tx, subscriber.chat, until=now) or subscriber.subscribed_at
    return max(last, now - KEPT_FOR) if last else None

"""A digest: the papers owed to one subscriber at one time, by domain, with the receipt of what was covered.

Pure: `composing` gathers what it needs, `bot.messages` turns it into pages.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from ssl_watch.announcements import FeedState
from ssl_watch.changes import Changed
from ssl_watch.disputes import Dispute, all_seen_by
from ssl_watch.relevance import Level
from ssl_watch.subscriptions import Chat, Subscription, filed_under, mutes, wants
from ssl_watch.verdicts import JudgedPaper

# arXiv: "checks take 1-4 days"; what took longer from submission to our first sight was held (moderation) or missed.
LATE_AFTER = timedelta(days=5)
CATCH_UP_CAP = 15
CATCH_UP_AFTER = timedelta(days=8)  # longer than any subscription waits by itself: a weekly one waits seven
SILENT_FOR = timedelta(days=6, hours=12)  # about a week: also a weekly digest that is due comes a little early at times
KEPT_FOR = timedelta(days=180)  # then a digest is let go of, and whether it arrived: its pages turn no more
# Papers by their ids, each with the followed searches that found it.
Found = Mapping[str, tuple[str, ...]]
_NOTHING: Found = MappingProxyType({})
_RANK = {Level.CORE: 0, Level.USES: 1, Level.MENTIONS: 2, Level.NONE: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper of a digest: filed under `domain`, its other domains named in `also`.

    `searches` are the texts of the followed searches that found it.
    """

    judged: JudgedPaper
    domain: str
    also: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The receipt: what arXiv announced between the last digest and this one, and what became of it.

    `announced`: papers of the watched sets that were first seen, SSL or not; `relevant`: those judged SSL; `matched`:
    those in this digest; `late`: of the matched ones, those first seen more than five days after submission;
    `left_out`: those that would have matched but for what the chat disputes, also on days without a digest. `sources`
    were read; `read_at` is the last good reading, `failed` counts those that failed. `open_holes` are papers that
    should be there and are asked for, `gaps` those given up since. `unmatched` counts papers that only some of the
    sources have, None where the sources could not be compared.
    """

    announced: int
    relevant: int
    matched: int
    late: int
    failed: int
    sources: tuple[str, ...]
    read_at: datetime | None
    open_holes: int = 0
    gaps: int = 0
    unmatched: int | None = None
    state: FeedState | None = None  # None in digests of before it was looked at
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Entries in the order they are shown. Only `cap` are shown at first, if given; the rest is a button away.

    `changed` are papers that the chat was sent earlier or saved.
    """

    chat: Chat
    composed_at: datetime
    entries: tuple[Entry, ...]
    coverage: Coverage
    cap: int | None = None
    digest_id: int | None = None
    changed: tuple[Changed, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to be sent."""
        return not self.entries and not self.changed


def is_to_be_sent(digest: Digest, *, since: datetime | None) -> bool:
    """Whether the chat is to have it, given since when it has had none.

    Where its disputes leave out every paper it hears of that about once a week: silence says that nothing matched.
    """
    if not digest.is_empty:
        return True
    return digest.coverage.left_out > 0 and since is not None and digest.composed_at - since >= SILENT_FOR


def owed(subscription: Subscription, news: Sequence[JudgedPaper], found: Found = _NOTHING) -> tuple[JudgedPaper, ...]:
    """What of the news the subscription asks for or its searches found, each paper once.

    Nobody is owed a paper with a muted word, whatever found it; of domains, depth and code a search knows nothing.
    """
    return tuple(judged for judged in news if judged.news and _is_owed(subscription, judged, found))


def _is_owed(subscription: Subscription, judged: JudgedPaper, found: Found) -> bool:
    if wants(subscription, judged):
        return True
    return judged.paper.arxiv_id in found and not mutes(subscription.muted, judged)


def left_out(
    subscription: Subscription,
    disputed: Sequence[Dispute],
    news: Sequence[JudgedPaper],
    *,
    found_by: Callable[[Sequence[JudgedPaper]], Found],
) -> int:
    """How many papers more of the news it would be but for what the chat disputes; `found_by` asks its searches."""
    seen = all_seen_by(disputed, news)
    kept = {judged.paper.arxiv_id for judged in owed(subscription, seen, found_by(seen))}
    return sum(judged.paper.arxiv_id not in kept for judged in owed(subscription, news, found_by(news)))


def is_late(judged: JudgedPaper) -> bool:
    """Whether the paper was first seen long after its submission."""
    submitted_at, first_seen_at = judged.paper.submitted_at, judged.first_seen_at
    return submitted_at is not None and first_seen_at is not None and first_seen_at - submitted_at > LATE_AFTER


def arrange(subscription: Subscription, papers: Sequence[JudgedPaper], found: Found = _NOTHING) -> tuple[Entry, ...]:
    """File each paper once, under its first domain that the subscriber chose; big domains first, core first."""
    entries = [_entry(subscription, judged, found) for judged in papers]
    sizes: dict[str, int] = {}
    for entry in entries:
        sizes[entry.domain] = sizes.get(entry.domain, 0) + 1
    return tuple(sorted(entries, key=lambda entry: (-sizes[entry.domain], entry.domain, *_importance(entry.judged))))


def lay_out(
    subscription: Subscription, papers: Sequence[JudgedPaper], found: Found = _NOTHING, *, now: datetime
) -> tuple[tuple[Entry, ...], int | None]:
    """The entries of a digest and its cap: by domain and whole, but what piled up is caught up with.

    It piles up while a chat blocks the bot, or while the bot itself is down.
    """
    waited = max((now - judged.first_seen_at for judged in papers if judged.first_seen_at), default=timedelta(0))
    if waited > CATCH_UP_AFTER and len(papers) > CATCH_UP_CAP:
        return most_relevant_first(subscription, papers, found), CATCH_UP_CAP
    return arrange(subscription, papers, found), None


def most_relevant_first(
    subscription: Subscription, papers: Sequence[JudgedPaper], found: Found = _NOTHING
) -> tuple[Entry, ...]:
    """File each paper as `arrange` does, in the order of relevance: for digests too long to be read whole."""
    return tuple(_entry(subscription, judged, found) for judged in sorted(papers, key=_importance))


def _entry(subscription: Subscription, judged: JudgedPaper, found: Found) -> Entry:
    domain = filed_under(subscription, judged)
    also = tuple(name for name in judged.domain_names if name != domain)
    return Entry(judged=judged, domain=domain, also=also, searches=found.get(judged.paper.arxiv_id, ()))


def _importance(judged: JudgedPaper) -> tuple[int, float, str]:
    relevance = judged.verdict.relevance
    return _RANK[relevance.level], -relevance.score, judged.paper.arxiv_id

"""What a subscriber asked for, which papers that means, and when the next digest is due.

Pure: `subscribing` stores it, `composing` asks it. What people type for a setting is read in `typed`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ssl_watch.code_links import CodeState
from ssl_watch.domains import DOMAINS
from ssl_watch.relevance import Level
from ssl_watch.subscriptions.typed import read_domains as read_domains
from ssl_watch.subscriptions.typed import read_muted as read_muted
from ssl_watch.subscriptions.typed import read_time as read_time
from ssl_watch.subscriptions.typed import read_zone as read_zone
from ssl_watch.verdicts import JudgedPaper


class Depth(StrEnum):
    """How near to SSL a paper must be."""

    CORE = "core"
    USES = "uses"  # core, and papers that use SSL


class Days(StrEnum):
    """On which days a digest comes."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"  # Mondays


class State(StrEnum):
    """A subscriber's standing. Only ACTIVE ones get digests."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    GONE = "gone"  # blocked, kicked or deactivated; settings are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Where digests go: a chat and, in a forum, the topic. The key of a subscriber."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What a subscriber asked for. No domain chosen means all of SSL, or none with `only_searches`.

    Searches that it follows (`FollowedSearch`) bring papers beside those of its domains.
    """

    domains: frozenset[str] = frozenset()
    depth: Depth = Depth.USES
    code_only: bool = False
    muted: frozenset[str] = frozenset()
    digest_at: time = time(8, 0)
    zone: str = "UTC"
    days: Days = Days.DAILY
    changes: bool = True
    only_searches: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSearch:
    """A query whose new matches a subscriber gets, whatever their domains, level and code; `queries` reads its text.

    `cursor` is the last `first_seen` when it was followed: what comes after may be owed.
    """

    text: str
    cursor: int
    followed_at: datetime
    search_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A chat that wants digests.

    `cursor` is the last `first_seen` that was composed for it: what comes after is owed. `expects` names the setting
    that the bot asked for and that the next message answers; `failures` counts refusals in a row.
    `changes_cursor` is the last change of a known paper that was considered for it.
    """

    chat: Chat
    kind: str = "private"
    state: State = State.ACTIVE
    subscription: Subscription = field(default_factory=Subscription)
    cursor: int = 0
    next_digest_at: datetime | None = None
    subscribed_at: datetime | None = None
    expects: str | None = None
    failures: int = 0
    changes_cursor: int = 0


MOST_SEARCHES = 10  # that a subscriber may follow

_LEVELS = {Depth.CORE: {Level.CORE}, Depth.USES: {Level.CORE, Level.USES}}
_WITH_CODE = {CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED}


def follow(subscription: Subscription, *domains: str, wanted: bool = True) -> Subscription:
    """Choose or leave domains. The first choice narrows all of SSL down to it alone; who leaves the last gets all.

    Domains that there are no more are let go of: who had only such gets all of SSL.
    """
    chosen = subscription.domains.union(domains) if wanted else subscription.domains.difference(domains)
    domains_left = chosen & {known.name for known in DOMAINS}
    only_searches = subscription.only_searches and not domains_left
    return replace(subscription, domains=domains_left, only_searches=only_searches)


def follow_only(subscription: Subscription, *domains: str) -> Subscription:
    """Choose these domains in place of the ones chosen; none is all of SSL."""
    return replace(subscription, domains=frozenset(domains), only_searches=False)


def follow_only_searches(subscription: Subscription) -> Subscription:
    """Leave every domain: nothing comes but what the followed searches find."""
    return replace(subscription, domains=frozenset(), only_searches=True)


def wants(subscription: Subscription, judged: JudgedPaper) -> bool:
    """Whether the subscription asks for the paper, whatever searches may find."""
    return (
        not subscription.only_searches
        and judged.verdict.relevance.level in _LEVELS[subscription.depth]
        and (not subscription.code_only or judged.verdict.code.state in _WITH_CODE)
        and (not subscription.domains or not subscription.domains.isdisjoint(judged.domain_names))
        and not mutes(subscription.muted, judged)
    )


def filed_under(subscription: Subscription, judged: JudgedPaper) -> str:
    """The domain under which the subscriber finds the paper: the first of its own that was chosen, else its first."""
    names = judged.domain_names
    return next((name for name in names if name in subscription.domains), names[0] if names else "")


def mutes(muted: Iterable[str], judged: JudgedPaper) -> bool:
    """Whether one of the muted words stands in the title or the abstract, as whole words and in any case."""
    sought = [_spaced(term) for term in muted if term.strip()]
    if not sought:  # most mute nothing, and many are asked about the same paper
        return False
    words = _spaced(f"{judged.paper.title} {judged.paper.abstract}")
    return any(term in words for term in sought)


def _spaced(text: str) -> str:
    kept = "".join(char if char.isalnum() else " " for char in text.casefold())
    return f" {' '.join(kept.split())} "


# No digest is due so far ahead, a weekly one being seven days off: what is was reckoned by a clock that had run ahead.
LONGEST_WAIT = timedelta(days=9)


def next_digest_at(subscription: Subscription, *, after: datetime) -> datetime:
    """The first moment after `after` (aware) at which a digest is due, in UTC.

    A local time that the clocks skip comes as much later as they skipped; one that they repeat comes the first time
    only (PEP 495, fold=0).
    """
    zone = ZoneInfo(subscription.zone)
    day = after.astimezone(zone).date() - timedelta(days=1)
    for _ in range(10):
        due = datetime.combine(day, subscription.digest_at, tzinfo=zone).astimezone(UTC)
        if due > after and _falls_on(subscription.days, day.weekday()):
            return due
        day += timedelta(days=1)
    raise AssertionError("a week has every weekday")


def _falls_on(days: Days, weekday: int) -> bool:
    return days is Days.DAILY or (days is Days.WEEKDAYS and weekday < 5) or weekday == 0

"""How the watch stands, for who runs the bot: the feed, each source, what is missing, and the outbox. Pure."""

from collections.abc import Mapping
from datetime import datetime

from bot.messages.dates import moment
from bot.messages.facts import said
from bot.messages.receipt import count
from ssl_watch.announcements import FeedState
from ssl_watch.polls import SourceStanding, Standing

FOR_OPERATORS = "That command is for whoever runs this bot. What it does for you: /help"
_ZONE = "UTC"
_SOURCES = {
    "oai": "OAI-PMH",
    "api": "API",
    "rss": "RSS",
    "oai list": "list of identifiers",
    "holes": "missing papers",
    "oai sweep": "look back",
    "api year": "the API’s year",
}
_FEED = {
    FeedState.FRESH: "fresh: the last announcement was read",
    FeedState.WAITING: "waiting: an announcement is due and does not show yet",
    FeedState.QUIET: "quiet: a weekend or a holiday, nothing was due since",
    FeedState.STALLED: "stalled: an announcement has been due for long",
    FeedState.FAILED: "failed: OAI-PMH could not be read last time",
}
_LONGEST_REASON = 200


def status(standing: Standing) -> str:
    """Tell everything on one screen (HTML)."""
    sources = [_source(each) for each in standing.sources] or ["None was read yet."]
    blocks = (
        _feed(standing),
        ["<b>Sources</b>", *sources],
        ["<b>Proof</b>", _proof(standing)],
        ["<b>Held</b>", _held(standing.held)],
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def _feed(standing: Standing) -> list[str]:
    feed = standing.feed
    state = f"<b>Feed: {_FEED[feed.state(standing.at)]}</b>"
    newest = [f"Newest paper: {said(feed.newest, 20)}, first seen {_at(feed.seen_at)}."] if feed.newest else []
    seen = f"{count(standing.announced, 'paper')} first seen, {standing.relevant:,} about SSL."
    since = f"Since {_at(standing.due_at)}, when the last announcement was due: {seen}"
    return [state, *newest, since, _agreement(feed.unmatched)]


def _proof(standing: Standing) -> str:
    asked = f"{count(standing.open_holes, 'missing paper')} asked for daily, {count(standing.gaps, 'known gap')}"
    return f"{asked}; {count(standing.slices, 'slice')} of the past to be compared."


def _agreement(unmatched: int | None) -> str:
    if unmatched is None:
        return "The sources could not be compared."
    return f"{count(unmatched, 'paper')} not in OAI-PMH yet." if unmatched else "The sources agree."


def _source(source: SourceStanding) -> str:
    name = _SOURCES.get(source.source, said(source.source, 30))
    good = f"read {_at(source.good_at)} ({count(source.total, 'record')})" if source.good_at else "never read whole"
    if source.error is None:
        return f"• {name}: {good}"
    reason = said(source.error, _LONGEST_REASON)
    return f"• {name}: failed {_times(source.failures)}, last {good}. {reason}"


def _times(failures: int) -> str:
    return "once" if failures == 1 else f"{failures:,} times"


def _held(held: Mapping[str, int]) -> str:
    waiting = held["pending"] + held["unknown"]
    return (
        f"{count(held['papers'], 'paper')}; {count(held['subscribers'], 'subscriber')}, "
        f"{held['subscribers_active']:,} of them active; outbox: {waiting:,} waiting, {held['sent']:,} sent, "
        f"{held['refused']:,} refused, {held['gone']:,} to chats that are gone."
    )


def _at(at: datetime | None) -> str:
    return f"{moment(at, _ZONE)} UTC" if at else "never"

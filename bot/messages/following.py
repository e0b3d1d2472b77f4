"""Followed searches in words: what following one does or why it can't be, and the list of what a chat follows.

Pure. The buttons below are made by `bot.keyboards.following`; what a search brings says so in the digest (`facts`).
"""

from datetime import UTC, date, datetime, time, timedelta
from html import unescape

from bot.messages import dates
from bot.messages.domains import chosen
from bot.messages.html import clean, cut, verbatim
from bot.messages.sentences import NO_SUBSCRIPTION
from bot.messages.settings import next_digest
from ssl_watch import queries
from ssl_watch.following import Followed, Following, Kept
from ssl_watch.queries import rewriting
from ssl_watch.subscriptions import MOST_SEARCHES, FollowedSearch, State, Subscriber

# What buttons answer with: plain text, at most 200 characters (Bot API, answerCallbackQuery).
FOLLOWED = "Followed: new papers that match join your digest."
LEFT = "Not followed any more."
LAST_LEFT = "Not followed any more. That was the last search: you get all of SSL again. /domains narrows it."
NOTHING_ELSE = "You get only what your searches find."
ALL_AGAIN = "You get all of SSL again. /domains narrows it."
NONE_TO_KEEP = "No search is followed here: nothing at all would come."
_NO_NEW = "“new:” is left out: all that comes is new."
_BESIDES = "You get all of SSL besides; /settings, Searches, narrows that."
_REFUSED = {
    Following.NOTHING: "Only new papers are looked at, so “new:” says nothing. Search for a word as well.",
    Following.LONG: "Without “new:” the query is longer than what is read.",
    Following.OVER: "Its dates lie in the past: no new paper could match. Take them off first.",
    Following.STRANGER: NO_SUBSCRIPTION,
    Following.FULL: f"{MOST_SEARCHES} searches are followed here already. Drop one first: /settings, Searches.",
}
_HEADING = "<b>Searches</b>"
_NONE = "None is followed. Search for something, and press ☆ below the answer."
_WHAT_THEY_DO = (
    "New papers that match come in the digest, with the reason beside them: of any domain, level and code state. "
    "Muted words and corrections still leave out."
)


def followed(said: Followed) -> str:
    """Say what became of the wish to follow a search, and what there is to know about it."""
    if said.outcome is not Following.FOLLOWED:
        return _REFUSED[said.outcome]
    until = f"Nothing can match after {_last_day(said.ends_on)}." if said.ends_on else ""
    told = (FOLLOWED, _NO_NEW if said.amended else "", until, _besides(said.subscriber))
    return " ".join(filter(None, told))


def _besides(subscriber: Subscriber | None) -> str:
    """What the subscriber may not expect: no digest at all, or far more in it than the search brings."""
    if subscriber is None:
        return ""
    if subscriber.state is not State.ACTIVE:
        return f"{next_digest(subscriber)}."
    asked = subscriber.subscription
    return "" if asked.domains or asked.only_searches else _BESIDES


def _last_day(ends_on: date) -> str:
    return dates.date(datetime.combine(ends_on - timedelta(days=1), time(), tzinfo=UTC))


def nothing_else(kept: Kept, *, wanted: bool) -> str:
    """Say what the subscriber gets, who wanted only what searches find, or all again; plain text."""
    asked = kept.subscriber.subscription
    if asked.only_searches:
        return NOTHING_ELSE
    if wanted:
        return NONE_TO_KEEP
    return ALL_AGAIN if not asked.domains else unescape(f"You get {chosen(asked)} besides.")


def searches(kept: Kept, *, today: date) -> str:
    """List what the chat follows, and what comes beside it."""
    if not kept.searches:
        return f"{_HEADING}\n\n{_NONE}\n\n{_WHAT_THEY_DO}"
    lines = (f"{place}. {_line(each, today)}" for place, each in enumerate(kept.searches, 1))
    asked = kept.subscriber.subscription
    beside = NOTHING_ELSE if asked.only_searches else f"Beside them you get <b>{chosen(asked)}</b>."
    return "\n\n".join((_HEADING, "\n".join(lines), f"{_WHAT_THEY_DO}\n{beside}"))


def _line(search: FollowedSearch, today: date) -> str:
    text = f"<code>{verbatim(cut(clean(search.text), queries.LONGEST_QUERY))}</code>"
    ends_on = rewriting.ends_on(queries.read(search.text))
    if ends_on is None:
        return text
    return f"{text} ({'its dates are over' if ends_on <= today else f'until {_last_day(ends_on)}'})"

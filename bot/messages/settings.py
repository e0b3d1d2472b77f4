"""What the bot says about a subscription: the welcome, the settings, each of their menus, and when the next digest is.

Pure: a subscriber in, Telegram HTML out. The buttons below these texts are made by `bot.keyboards.settings`.
"""

from collections.abc import Iterable
from datetime import datetime
from html import unescape

from bot.messages import dates
from bot.messages.domains import chosen
from bot.messages.html import escape, verbatim
from bot.messages.receipt import count
from ssl_watch.subscriptions import Days, Depth, State, Subscriber, Subscription

DAYS = {Days.DAILY: "every day", Days.WEEKDAYS: "Monday to Friday", Days.WEEKLY: "on Mondays"}
DEPTHS = {
    Depth.CORE: "only papers about self-supervised learning itself",
    Depth.USES: "papers about self-supervised learning, and papers that use it",
}
UPDATES = {
    True: "when a paper you got or saved gains code, is accepted, renamed or withdrawn",
    False: "none on papers you got or saved",
}
_WHAT_THIS_IS = (
    "<b>SSL-Watch</b> watches arXiv and brings you the papers on self-supervised learning: "
    "what each is about, its code where there is some, and why it was chosen.\n"
    "What came before is here too: /search it, or see the /latest."
)
_DOMAINS_BELOW = "Open a group to see its domains and pick from them, or the whole group."


def welcome(subscriber: Subscriber) -> str:
    """Greet a new subscriber, above the keyboard of domains."""
    whom = "You get" if subscriber.kind == "private" else "This chat gets"
    hint = (
        " Not your time? The button below the domains sets your zone." if subscriber.subscription.zone == "UTC" else ""
    )
    return (
        f"{_WHAT_THIS_IS}\n\n{whom} <b>{chosen(subscriber.subscription)}</b>. {_DOMAINS_BELOW}\n\n"
        f"{next_digest(subscriber)}.{hint}"
    )


def welcome_back(subscriber: Subscriber, missed: int = 0) -> str:
    """Greet a subscriber who is known, and show what is set; `missed` papers are on their way."""
    owed = f" What you missed is on its way: {count(missed, 'paper')}." if missed else ""
    return f"Welcome back. Your settings are as you left them.{owed}\n\n{settings(subscriber)}"


def domains(subscriber: Subscriber) -> str:
    """What is chosen, above the keyboard of domains."""
    return (
        f"<b>Domains</b>\nChosen: <b>{chosen(subscriber.subscription)}</b>\n\n{_DOMAINS_BELOW}\n\n"
        f"{next_digest(subscriber)}."
    )


def settings(subscriber: Subscriber) -> str:
    """Everything that is set, and when the next digest is."""
    asked = subscriber.subscription
    code = "only papers with code" if asked.code_only else "with and without code"
    return (
        "<b>Settings</b>\n"
        f"Domains: {chosen(asked)}\n"
        f"Depth: {DEPTHS[asked.depth]}\n"
        f"Code: {code}\n"
        f"Updates: {UPDATES[asked.changes]}\n"
        f"Time: {asked.digest_at:%H:%M}, {DAYS[asked.days]}\n"
        f"Time zone: {escape(asked.zone)}\n"
        f"Muted: {_listed(asked.muted)}\n\n"
        f"<b>{next_digest(subscriber)}.</b>"
    )


def menu(name: str, subscriber: Subscriber) -> str:
    """The text above one menu of the settings: time, zone, days, depth or mute."""
    return f"{_MENUS[name]}\n\nNow: {now_set(name, subscriber.subscription)}\n{next_digest(subscriber)}."


def now_set(name: str, asked: Subscription) -> str:
    """The value of one setting, in words."""
    return {
        "time": f"{asked.digest_at:%H:%M}",
        "zone": escape(asked.zone),
        "days": DAYS[asked.days],
        "depth": DEPTHS[asked.depth],
        "code": "only papers with code" if asked.code_only else "with and without code",
        "changes": UPDATES[asked.changes],
        "mute": _listed(asked.muted),
    }[name]


_MENUS = {
    "time": "<b>Time of the digest</b>\narXiv announces at 20:00 New York time, Sunday to Thursday.",
    "zone": "<b>Time zone</b>\nSummer time is kept.",
    "days": "<b>Days</b>\nA digest brings everything since the last one; where there is nothing, nothing is sent.",
    "depth": "<b>Depth</b>\nHow near to self-supervised learning a paper must be.",
    "mute": "<b>Muted words</b>\nA paper with one of them in its title or abstract is left out of digests.",
}
MENUS = frozenset(_MENUS)

QUESTIONS = {
    "time": "At what time should the digest come? For instance 07:30 or 6 pm.",
    "zone": "Which time zone? A city or an IANA name, for instance Berlin or America/New_York.",
    "mute": "Which words or phrases should be muted? Separate them by commas; they replace the ones muted now.",
}
PLACEHOLDERS = {"time": "07:30", "zone": "Berlin", "mute": "survey, deepfake"}


def question(name: str, subscriber: Subscriber) -> str:
    """Ask for a setting to be typed, and name the way out."""
    muted = sorted(subscriber.subscription.muted) if name == "mute" else ()
    now = f"\nMuted now: <code>{verbatim(', '.join(muted))}</code>" if muted else ""
    answer = "" if subscriber.kind == "private" else "Reply to this message. "
    return f"{QUESTIONS[name]}{now}\n{answer}Send “cancel” to leave it as it is."


def toast(name: str, asked: Subscription) -> str:
    """Confirm a setting that was pressed, in plain text."""
    return unescape(f"{_LABELS[name]}: {now_set(name, asked)}.")


_LABELS = {
    "time": "Time",
    "zone": "Time zone",
    "days": "Days",
    "depth": "Depth",
    "code": "Code",
    "changes": "Updates",
    "mute": "Muted",
}


def next_digest(subscriber: Subscriber) -> str:
    """When the next digest is, in the subscriber's own time; or why there is none."""
    if subscriber.state is State.ACTIVE and subscriber.next_digest_at is not None:
        return f"Next digest: {moment(subscriber.next_digest_at, subscriber.subscription.zone)}"
    return _NO_DIGEST.get(subscriber.state, _NO_DIGEST[State.PAUSED])


_NO_DIGEST = {
    State.PAUSED: "Digests are paused: /resume",
    State.STOPPED: "The subscription has ended: /resume",
    State.GONE: "Digests stopped because this chat could not be reached: /resume",
}


def moment(at: datetime, zone: str) -> str:
    """Name a moment in somebody's own time: Tue 24 Nov, 08:00 (Europe/Berlin)."""
    return f"{dates.moment(at, zone)} ({escape(zone)})"


def _listed(words: Iterable[str]) -> str:
    return escape(", ".join(sorted(words))) or "nothing"

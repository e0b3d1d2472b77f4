"""The keyboards of the settings: one menu for each. Those of the domains are in `bot.keyboards.domains`.

Pure: a subscriber in, a keyboard out. A button carries the state it asks for, so that pressing twice changes nothing.
"""

from collections.abc import Iterable
from datetime import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows, ticked
from ssl_watch.subscriptions import Days, Depth, State, Subscriber, Subscription

TIMES = (time(6), time(7), time(8), time(9), time(12), time(17), time(19), time(21))
ZONES = (
    "America/Los_Angeles", "America/Chicago", "America/New_York", "America/Sao_Paulo", "UTC", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Africa/Cairo", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata",
    "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
_DAYS = {Days.DAILY: "Every day", Days.WEEKDAYS: "Monday to Friday", Days.WEEKLY: "Mondays"}
_DEPTHS = {Depth.USES: "About SSL, or using it", Depth.CORE: "Only about SSL itself"}


def settings(subscriber: Subscriber) -> InlineKeyboardMarkup:
    """One button for each setting, and for what one may want next."""
    asked = subscriber.subscription
    code = button(ticked("Only with code", chosen=asked.code_only), "set", "code", int(not asked.code_only))
    changes = button(ticked("Updates on papers I got", chosen=asked.changes), "set", "changes", int(not asked.changes))
    active = subscriber.state is State.ACTIVE
    state = button("Pause", "state", "paused") if active else button("Resume", "state", "active")
    return InlineKeyboardMarkup([
        [button("Domains", "menu", "domains"), button("Depth", "menu", "depth")],
        [button("Time", "menu", "time"), button("Time zone", "menu", "zone")],
        [button("Days", "menu", "days"), button("Muted words", "menu", "mute")],
        [code],
        [changes],
        [button("Searches", "searches"), button("Corrections", "disputes", 0)],
        [state, button("Done", "menu", "done")],
    ])  # fmt: skip


def menu(name: str, asked: Subscription) -> InlineKeyboardMarkup:
    """The choices of one setting: time, zone, days, depth or mute."""
    return InlineKeyboardMarkup([*_MENUS[name](asked), [button("‹ Settings", "menu", "settings")]])


def _times(asked: Subscription) -> list[Row]:
    offered = [
        button(ticked(f"{at:%H:%M}", chosen=at == asked.digest_at), "set", "time", f"{at:%H:%M}") for at in TIMES
    ]
    return [*rows(offered, 4), [button("Another time …", "ask", "time")]]


def _zones(asked: Subscription) -> list[Row]:
    return [*rows([_zone(name, asked.zone) for name in ZONES], 2), [button("Another …", "ask", "zone")]]


def _zone(name: str, current: str) -> InlineKeyboardButton:
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    return button(ticked(city, chosen=name == current), "set", "zone", name)


def _days(asked: Subscription) -> list[Row]:
    return [[button(ticked(label, chosen=days is asked.days), "set", "days", days)] for days, label in _DAYS.items()]


def _depths(asked: Subscription) -> list[Row]:
    return [
        [button(ticked(label, chosen=depth is asked.depth), "set", "depth", depth)] for depth, label in _DEPTHS.items()
    ]


def _muted(asked: Subscription) -> list[Row]:
    clear = [button("Clear", "set", "mute", "")] if asked.muted else []
    return [[button("Type words …", "ask", "mute"), *clear]]


_MENUS = {"time": _times, "zone": _zones, "days": _days, "depth": _depths, "mute": _muted}


def zone_hints(hints: Iterable[str]) -> InlineKeyboardMarkup:
    """The zones that a near miss may have meant."""
    return InlineKeyboardMarkup([[button(name, "set", "zone", name)] for name in hints])


def to_settings() -> InlineKeyboardMarkup:
    """One way back to the settings."""
    return InlineKeyboardMarkup([[button("Settings", "menu", "settings")]])


def to_domains() -> InlineKeyboardMarkup:
    """What may be wanted after a choice is done: the domains or the settings again."""
    return InlineKeyboardMarkup([[button("Domains", "menu", "domains"), button("Settings", "menu", "settings")]])


def forgetting() -> InlineKeyboardMarkup:
    """The one confirmation before everything is erased."""
    return InlineKeyboardMarkup([[button("Erase everything", "forget", "yes"), button("Keep it", "forget", "no")]])


def resuming() -> InlineKeyboardMarkup:
    """The way on from a pause."""
    return InlineKeyboardMarkup([[button("Resume", "state", "active")]])

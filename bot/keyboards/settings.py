"""The keyboards of the settings: domains as toggles, and one menu for each setting.

Pure: a subscriber in, a keyboard out. A button carries the state it asks for, so that pressing twice changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import encode
from ssl_watch.domains import DOMAINS
from ssl_watch.subscriptions import Days, Depth, State, Subscriber, Subscription

TIMES = (time(6), time(7), time(8), time(9), time(12), time(17), time(19), time(21))
ZONES = (
    "America/Los_Angeles", "America/Chicago", "America/New_York", "America/Sao_Paulo", "UTC", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Africa/Cairo", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kolkata",
    "Asia/Shanghai", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
_DAYS = {Days.DAILY: "Every day", Days.WEEKDAYS: "Monday to Friday", Days.WEEKLY: "Mondays"}
_DEPTHS = {Depth.USES: "About SSL, or using it", Depth.CORE: "Only about SSL itself"}

_MOST_NEWEST = 6  # domains on buttons of their own

_Row = list[InlineKeyboardButton]


def domains(asked: Subscription, popularity: Mapping[str, int]) -> InlineKeyboardMarkup:
    """All of SSL first, then every domain with what it would have brought in the last 30 days."""
    followed = asked.domains.intersection(domain.name for domain in DOMAINS)
    everything = _button(_ticked("All of SSL", chosen=not followed), "domain", "*", 1)
    toggles = [
        _button(
            f"{_ticked(domain.title, chosen=domain.name in asked.domains)} · {popularity.get(domain.name, 0)}",
            "domain", domain.name, int(domain.name not in asked.domains),
        )
        for domain in DOMAINS
    ]  # fmt: skip
    below = [_button("Settings", "menu", "settings"), _button("Done", "menu", "done")]
    return InlineKeyboardMarkup([[everything], *_rows(toggles, 2), *_unset_zone(asked), below])


def _unset_zone(asked: Subscription) -> list[_Row]:
    """One tap to the time zone, for whom it is still the one that everybody begins with."""
    label = f"Digest at {asked.digest_at:%H:%M} {asked.zone} · set your time zone"
    return [[_button(label, "menu", "zone")]] if asked.zone == Subscription().zone else []


def latest(popularity: Mapping[str, int]) -> InlineKeyboardMarkup:
    """The domains to look into: for /latest, where the one that was typed is unknown."""
    buttons = [
        _button(f"{domain.title} · {popularity.get(domain.name, 0)}", "latest", domain.name, 0) for domain in DOMAINS
    ]
    return InlineKeyboardMarkup([[_button("All of SSL", "latest", "*", 0)], *_rows(buttons, 2)])


def newest(asked: Subscription) -> InlineKeyboardMarkup:
    """The newest papers of what is followed; where that is much, of all of SSL."""
    followed = [domain for domain in DOMAINS if domain.name in asked.domains]
    if not 0 < len(followed) <= _MOST_NEWEST:
        return InlineKeyboardMarkup([[_button("Newest papers", "latest", "*", 0)]])
    return InlineKeyboardMarkup(_rows([_button(domain.title, "latest", domain.name, 0) for domain in followed], 2))


def settings(subscriber: Subscriber) -> InlineKeyboardMarkup:
    """One button for each setting, and for what one may want next."""
    asked = subscriber.subscription
    code = _button(_ticked("Only with code", chosen=asked.code_only), "set", "code", int(not asked.code_only))
    active = subscriber.state is State.ACTIVE
    state = _button("Pause", "state", "paused") if active else _button("Resume", "state", "active")
    return InlineKeyboardMarkup([
        [_button("Domains", "menu", "domains"), _button("Depth", "menu", "depth")],
        [_button("Time", "menu", "time"), _button("Time zone", "menu", "zone")],
        [_button("Days", "menu", "days"), _button("Muted words", "menu", "mute")],
        [code],
        [state, _button("Done", "menu", "done")],
    ])  # fmt: skip


def menu(name: str, asked: Subscription) -> InlineKeyboardMarkup:
    """The choices of one setting: time, zone, days, depth or mute."""
    return InlineKeyboardMarkup([*_MENUS[name](asked), [_button("‹ Settings", "menu", "settings")]])


def _times(asked: Subscription) -> list[_Row]:
    offered = [
        _button(_ticked(f"{at:%H:%M}", chosen=at == asked.digest_at), "set", "time", f"{at:%H:%M}") for at in TIMES
    ]
    return [*_rows(offered, 4), [_button("Another time …", "ask", "time")]]


def _zones(asked: Subscription) -> list[_Row]:
    return [*_rows([_zone(name, asked.zone) for name in ZONES], 2), [_button("Another …", "ask", "zone")]]


def _zone(name: str, current: str) -> InlineKeyboardButton:
    city = name.rsplit("/", 1)[-1].replace("_", " ")
    return _button(_ticked(city, chosen=name == current), "set", "zone", name)


def _days(asked: Subscription) -> list[_Row]:
    return [[_button(_ticked(label, chosen=days is asked.days), "set", "days", days)] for days, label in _DAYS.items()]


def _depths(asked: Subscription) -> list[_Row]:
    return [
        [_button(_ticked(label, chosen=depth is asked.depth), "set", "depth", depth)]
        for depth, label in _DEPTHS.items()
    ]


def _muted(asked: Subscription) -> list[_Row]:
    clear = [_button("Clear", "set", "mute", "")] if asked.muted else []
    return [[_button("Type words …", "ask", "mute"), *clear]]


_MENUS = {"time": _times, "zone": _zones, "days": _days, "depth": _depths, "mute": _muted}


def zone_hints(hints: Iterable[str]) -> InlineKeyboardMarkup:
    """The zones that a near miss may have meant."""
    return InlineKeyboardMarkup([[_button(name, "set", "zone", name)] for name in hints])


def to_settings() -> InlineKeyboardMarkup:
    """One way back to the settings."""
    return InlineKeyboardMarkup([[_button("Settings", "menu", "settings")]])


def to_domains() -> InlineKeyboardMarkup:
    """What may be wanted after a choice is done: the domains or the settings again."""
    return InlineKeyboardMarkup([[_button("Domains", "menu", "domains"), _button("Settings", "menu", "settings")]])


def forgetting() -> InlineKeyboardMarkup:
    """The one confirmation before everything is erased."""
    return InlineKeyboardMarkup([[_button("Erase everything", "forget", "yes"), _button("Keep it", "forget", "no")]])


def resuming() -> InlineKeyboardMarkup:
    """The way on from a pause."""
    return InlineKeyboardMarkup([[_button("Resume", "state", "active")]])


def _button(label: str, action: str, *arguments: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=encode(action, *arguments))


def _ticked(label: str, *, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[_Row]:
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]

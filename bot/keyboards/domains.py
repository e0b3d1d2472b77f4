"""The keyboards of domains: groups first, then the domains of one group as toggles.

Pure: a subscription in, a keyboard out. A button carries the state it asks for, so that pressing twice changes nothing.
"""

from collections.abc import Iterable, Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keyboards.rows import Row, button, rows, ticked
from ssl_watch.domains import DOMAINS, GROUPS, Domain, Group
from ssl_watch.subscriptions import Subscription

_MOST_NEWEST = 6  # domains on buttons of their own


def groups(asked: Subscription) -> InlineKeyboardMarkup:
    """All of SSL first, then every group with how much of it is followed; a group's button opens it."""
    followed = asked.domains.intersection(domain.name for domain in DOMAINS)
    everything = button(ticked("All of SSL", chosen=not followed and not asked.only_searches), "domain", "*", 1)
    opening = [button(_followed(group, followed), "domains", group.name) for group in GROUPS]
    below = [button("Settings", "menu", "settings"), button("Done", "menu", "done")]
    searches = [[button(ticked("Only my searches", chosen=True), "searches")]] if asked.only_searches else []
    return InlineKeyboardMarkup([[everything], *searches, *rows(opening, 1), *_unset_zone(asked), below])


def _followed(group: Group, followed: frozenset[str]) -> str:
    count = sum(domain.name in followed for domain in group.domains)
    if count == len(group.domains):
        return ticked(group.title, chosen=True)
    return f"{group.title} · {count} of {len(group.domains)}" if count else f"{group.title} ›"


def _unset_zone(asked: Subscription) -> list[Row]:
    """One tap to the time zone, for whom it is still the one that everybody begins with."""
    label = f"Digest at {asked.digest_at:%H:%M} {asked.zone} · set your time zone"
    return [[button(label, "menu", "zone")]] if asked.zone == Subscription().zone else []


def group(opened: Group, asked: Subscription, popularity: Mapping[str, int]) -> InlineKeyboardMarkup:
    """The whole group first, then each of its domains with what it would have brought in the last 30 days."""
    whole = all(domain.name in asked.domains for domain in opened.domains)
    everything = button(ticked(f"All of {opened.title}", chosen=whole), "group", opened.name, int(not whole))
    toggles = [_toggle(domain, asked, popularity.get(domain.name, 0)) for domain in opened.domains]
    below = [button("‹ All groups", "menu", "domains"), button("Done", "menu", "done")]
    return InlineKeyboardMarkup([[everything], *rows(toggles, 2), below])


def _toggle(domain: Domain, asked: Subscription, count: int) -> InlineKeyboardButton:
    chosen = domain.name in asked.domains
    return button(f"{ticked(domain.title, chosen=chosen)} · {count}", "domain", domain.name, int(not chosen))


def latest(popularity: Mapping[str, int], offered: Iterable[Domain] = DOMAINS) -> InlineKeyboardMarkup:
    """The domains to look into: for /latest, where what was typed names none, or a group of them."""
    buttons = [
        button(f"{domain.title} · {popularity.get(domain.name, 0)}", "latest", domain.name, 0) for domain in offered
    ]
    return InlineKeyboardMarkup([[button("All of SSL", "latest", "*", 0)], *rows(buttons, 2)])


def newest(asked: Subscription) -> InlineKeyboardMarkup:
    """The newest papers of what is followed; where that is much, of all of SSL."""
    followed = [domain for domain in DOMAINS if domain.name in asked.domains]
    if not 0 < len(followed) <= _MOST_NEWEST:
        return InlineKeyboardMarkup([[button("Newest papers", "latest", "*", 0)]])
    return InlineKeyboardMarkup(rows([button(domain.title, "latest", domain.name, 0) for domain in followed], 2))

"""What the bot says about domains: what is chosen, and what each domain of a group means.

Pure: a subscription in, Telegram HTML out. The buttons below these texts are made by `bot.keyboards.domains`.
"""

from bot.messages.html import escape
from ssl_watch.domains import DOMAINS, GROUPS, Group
from ssl_watch.subscriptions import Subscription

TITLES = {domain.name: domain.title for domain in DOMAINS}
NAMED_SO = (
    "Name domains or whole groups, separated by commas, for instance <code>/domains speech, remote sensing</code>; "
    "<code>/domains all</code> is all of SSL. The list: /domains"
)


def chosen(asked: Subscription) -> str:
    """What is followed, as HTML: whole groups by their titles, single domains by theirs."""
    if asked.only_searches:
        return "none, only your searches"
    titles: list[str] = []
    for each in GROUPS:
        followed = [domain.title for domain in each.domains if domain.name in asked.domains]
        titles += [f"all of “{each.title}”"] if len(followed) == len(each.domains) else followed
    return escape(", ".join(titles)) if titles else "all of SSL"


def group(opened: Group, asked: Subscription) -> str:
    """What is chosen, and what each domain of the group means."""
    defined = (f"<b>{escape(domain.title)}</b>: {escape(domain.definition)}" for domain in opened.domains)
    return "\n".join((
        f"<b>{escape(opened.title)}</b>\nChosen: <b>{chosen(asked)}</b>\n",
        *defined,
        "\nThe numbers are papers of the last 30 days.",
    ))  # fmt: skip


def picked(title: str, asked: Subscription, *, wanted: bool = False) -> str:
    """Confirm a toggle of a domain or a group, in plain text."""
    if not asked.domains:
        return "You get only what your searches find." if asked.only_searches else "You get all of SSL."
    return f"{title}: {'followed' if wanted else 'left out'}."

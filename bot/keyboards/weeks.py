"""The row of buttons that leads from week to week, under the newest papers.

A press carries the week by its name, never “the one before”: pressing twice changes nothing, and an old message too
shows what its button says.
"""

from datetime import datetime

from telegram import InlineKeyboardButton

from bot.keyboards.rows import Row, button
from bot.messages.dates import week as days
from ssl_watch.weeks import Week, week_of


def weeks_keyboard(domain: str, shown: Week | None, *, now: datetime) -> Row:
    """This week and the last one; under a week's papers the weeks beside it, and all of them. `domain` may be *."""
    this = week_of(now)
    if shown is None:
        return [_to(this, "This week", domain), *([_to(this.before, "Last week", domain)] if this.before else [])]
    before = [_to(shown.before, f"‹ {days(shown.before.begins_at)}", domain)] if shown.before else []
    after = [_to(shown.after, f"{days(shown.after.begins_at)} ›", domain)] if shown < this else []
    return [*before, button("All weeks", "latest", domain, 0), *after]


def _to(week: Week, label: str, domain: str) -> InlineKeyboardButton:
    return button(label, "week", domain, week.name, 0)

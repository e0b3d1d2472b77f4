"""What changed about papers that a chat was sent or saved: one line for each, at the end of a digest."""

from collections.abc import Iterable, Sequence

from bot.messages import facts
from bot.messages.facts import said
from ssl_watch.changes import Change, Changed, ChangeKind

HEADING = "<b>Changed since you got or saved them</b>"
_ORDER = tuple(ChangeKind)
_LONGEST_TITLE = 140
_LONGEST_TOLD = 140


def lines(changed: Iterable[Changed]) -> list[str]:
    """One line for each paper: “Title · v3: accepted at NeurIPS 2026; now with code”."""
    return [_line(each) for each in changed]


def section(told: Sequence[str]) -> str:
    """The lines under their heading; nothing where there are none."""
    return "\n".join((HEADING, *told)) if told else ""


def _line(changed: Changed) -> str:
    version = max(change.version for change in changed.changes)
    ordered = sorted(changed.changes, key=lambda change: _ORDER.index(change.kind))
    told = "; ".join(_told(change) for change in ordered)
    return f"· {facts.title(changed.judged.paper, _LONGEST_TITLE)} · {f'v{version}: ' if version > 1 else ''}{told}"


def _told(change: Change) -> str:
    if change.kind is ChangeKind.CODE:
        return f"now with {facts.link(change.told, 'code')}"
    told = said(change.told, _LONGEST_TOLD)
    if change.kind is ChangeKind.ACCEPTED:
        return f"accepted at {told}"
    if change.kind is ChangeKind.TITLE:
        return f"until now called “{told}”"
    if change.kind is ChangeKind.RESTORED:
        return "<b>not withdrawn any more</b>"
    return f"<b>withdrawn</b>{f' (“{told}”)' if told else ''}"

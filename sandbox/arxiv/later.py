"""What becomes of a paper after its first announcement, by chance: versions, a withdrawal, cross-lists and edits."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sandbox.arxiv.records import Record
from sandbox.arxiv.timetable import announcement_after
from sandbox.arxiv.year_texts import Field, Share, text

_NONE, _VERSION, _WITHDRAWAL, _CROSS_LIST, _EDIT, _TURN = "none", "version", "withdrawal", "cross-list", "edit", "turn"
_EVENTS = {_NONE: 58, _VERSION: 28, _EDIT: 9, _CROSS_LIST: 4, _WITHDRAWAL: 0.6, _TURN: 0.4}
_CROSS_LISTS = ("cs.LG", "cs.AI", "stat.ML", "cs.CV")
_HOURS = 10  # edits are made from 12:00 on, in UTC
_WITHDRAWN = "This paper has been withdrawn by the authors due to an error in Section 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What decides on a paper's further life. Nothing happens before `since` or after `until`."""

    field: Field
    share: Share
    since: datetime
    until: datetime


def what_becomes_of(first: Record, fate: Fate, chance: random.Random) -> Iterator[Record]:
    """Its states in order, the first one included; each is announced after the one before."""
    state = first
    yield state
    while (event := chance.choices(list(_EVENTS), list(_EVENTS.values()))[0]) != _NONE:
        at = max(_latest(state), fate.since) + timedelta(days=chance.expovariate(1 / 30) + 1)
        if at > fate.until or state.is_withdrawn:
            return
        state = _next(event, state, fate, chance, at.replace(microsecond=0))
        yield state


def _next(event: str, state: Record, fate: Fate, chance: random.Random, at: datetime) -> Record:
    if event == _VERSION:
        return _version(state, chance, at)
    if event == _WITHDRAWAL:
        return replace(_version(state, chance, at), comment=_WITHDRAWN)
    if event == _TURN:
        said = text(chance, int("".join(filter(str.isdigit, state.arxiv_id))), fate.field, _turned(fate))
        return replace(_version(state, chance, at), title=said.title, abstract=said.abstract)
    in_hours = at.replace(hour=12 + at.hour % _HOURS)
    edit = replace(state, edition=state.edition + 1, announced_at=in_hours, shown_at=None)
    if event == _CROSS_LIST:
        added = chance.choice(_CROSS_LISTS)
        return replace(edit, categories=tuple(dict.fromkeys((*edit.categories, added))))
    return _edited(edit, chance, at)


def _turned(fate: Fate) -> Share:
    """A version may be about something that the one before was not about."""
    return "subject" if fate.field.learns else fate.share


def _edited(edit: Record, chance: random.Random, at: datetime) -> Record:
    page = chance.randint(1, 900)
    return chance.choice(
        (
            replace(edit, journal_ref=f"Journal of Simulated Results {page} ({at.year})"),
            replace(edit, dois=(f"10.5555/{edit.arxiv_id}.{page}",)),
            replace(edit, comment=f"Accepted at ICLR {at.year}"),
        )
    )


def _version(state: Record, chance: random.Random, at: datetime) -> Record:
    """A replacement; one in three has another title, one in five says that it was accepted."""
    title = state.title + chance.choice(("", "", ", revisited"))
    comment = chance.choice((state.comment, "Camera-ready version", f"Accepted at NeurIPS {at.year}", "14 pages", None))
    return replace(
        state,
        version=state.version + 1,
        edition=0,
        title=title,
        abstract=f"{state.abstract} This version corrects a figure." if state.version == 1 else state.abstract,
        comment=comment,
        updated_at=at,
        announced_at=announcement_after(at),
        shown_at=None,
    )


def _latest(state: Record) -> datetime:
    return max(time for time in (state.announced_at, state.shown_at, state.updated_at) if time is not None)

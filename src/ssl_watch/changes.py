"""What changed about a paper at arXiv that somebody who saw it wants to hear: code, acceptance, title, withdrawal.

Pure. `store.papers` writes down what `between` finds; `composing` tells it to the chats that were sent the paper or
saved it. How titles are compared is `spelling`'s business.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ssl_watch import code_links, venues
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Paper
from ssl_watch.spelling import letters, reads_alike
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper


class ChangeKind(StrEnum):
    """What a reader may hear of, in the order in which it is told."""

    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    ACCEPTED = "accepted"
    CODE = "code"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a paper, seen at `version`.

    `told` is the code's address, the venue with its year, the title before, or the authors' comment on a withdrawal;
    that a paper is not withdrawn any more says all there is to say.
    """

    arxiv_id: str
    kind: ChangeKind
    version: int
    told: str
    seen_at: datetime
    change_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A paper as it is now, and what of its changes is told: one of a kind at most."""

    judged: JudgedPaper
    changes: tuple[Change, ...]


# Of a paper that was sent so long ago nobody is told any more: by then every conference it went to has decided.
TOLD_FOR = timedelta(days=400)
_WITH_CODE = {CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED}
_UNDOES = {ChangeKind.RESTORED: ChangeKind.WITHDRAWN, ChangeKind.WITHDRAWN: ChangeKind.RESTORED}
_READ_AT_ARXIV = {CodeState.ABSTRACT, CodeState.COMMENT}


def between(known: JudgedPaper, merged: JudgedPaper, now: datetime) -> tuple[Change, ...]:
    """What changed from the known record of a paper to the merged one that takes its place.

    The text that was known is read again by today's rules: where those alone find more in it, nothing changed at
    arXiv. A known record without authors and categories is a table's row, and not arXiv's word.
    """
    before, paper = known.paper, merged.paper
    if not (before.authors or before.categories) or (before.withdrawn and paper.withdrawn):
        return ()
    found: dict[ChangeKind, str | None]
    if before.withdrawn:  # what a withdrawn record left out, code above all, is not new when it is back
        found = {ChangeKind.RESTORED: ""}
    elif paper.withdrawn:
        found = {ChangeKind.WITHDRAWN: paper.comment or ""}
    else:
        found = {
            ChangeKind.ACCEPTED: _acceptance(known, merged),
            ChangeKind.CODE: _code(known, merged),
            ChangeKind.TITLE: before.title if _renamed(before, paper) else None,
        }
    return tuple(
        Change(arxiv_id=paper.arxiv_id, kind=kind, version=paper.version, told=told, seen_at=now)
        for kind, told in found.items()
        if told is not None
    )


def _code(known: JudgedPaper, merged: JudgedPaper) -> str | None:
    code = merged.verdict.code
    if code.url is None or code.state not in _READ_AT_ARXIV or _has_code(known.verdict.code):
        return None
    return None if _has_code(code_links.find(known.paper)) else code.url


def _has_code(code: CodeLink) -> bool:
    return code.state in _WITH_CODE


def _acceptance(known: JudgedPaper, merged: JudgedPaper) -> str | None:
    venue = merged.verdict.venue
    if venue is None or venue.state is not VenueState.ACCEPTED:
        return None
    before = (known.verdict.venue, venues.find(known.paper))
    return None if any(_is_same(venue, one) for one in before) else _named(venue)


def _is_same(venue: Venue, before: Venue | None) -> bool:
    """Whether a paper that had been accepted there is not accepted anew: a workshop is not its conference."""
    return (
        before is not None
        and before.state is VenueState.ACCEPTED
        and letters(before.name) == letters(venue.name)
        and (before.year is None or venue.year is None or before.year == venue.year)
        and _is_workshop(before) == _is_workshop(venue)
    )


def _is_workshop(venue: Venue) -> bool:
    return "workshop" in (venue.track or "").casefold()


def _named(venue: Venue) -> str:
    year = f" {venue.year}" if venue.year and str(venue.year) not in venue.name else ""
    return f"{venue.name}{year}{f' ({venue.track})' if venue.track else ''}"


def _renamed(before: Paper, paper: Paper) -> bool:
    """Whether it has another title, and not the same one with its misspellings corrected."""
    told = letters(before.title) and letters(paper.title)
    return bool(told) and not reads_alike(before.title, paper.title)


def to_tell(papers: Iterable[JudgedPaper], changes: Iterable[Change]) -> tuple[Changed, ...]:
    """What is told of papers and of their changes, which come in the order they were seen: each paper once."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.arxiv_id, []).append(change)
    told = (_together(judged, found.get(judged.paper.arxiv_id, ())) for judged in papers)
    return tuple(sorted(filter(None, told), key=lambda changed: min(map(_place, changed.changes))))


def _place(change: Change) -> int:
    return change.change_id or 0


def _together(judged: JudgedPaper, changes: Iterable[Change]) -> Changed | None:
    """Put the changes of one paper, oldest first, together: what still holds, one of a kind; None where nothing does.

    Of several new titles the reader knew the one before the first; of several venues or links the last one counts. A
    withdrawal that was lifted before it was told leaves nothing to tell, and so the other way round.
    """
    kept: dict[ChangeKind, Change] = {}
    for change in changes:
        undone = _UNDOES.get(change.kind)
        if undone and undone in kept:
            del kept[undone]
        elif change.kind is not ChangeKind.TITLE or change.kind not in kept:
            kept[change.kind] = change
    if judged.paper.withdrawn:
        kept = {kind: change for kind, change in kept.items() if kind is ChangeKind.WITHDRAWN}
    told = tuple(kept[kind] for kind in ChangeKind if kind in kept and _holds(kept[kind], judged))
    return Changed(judged=judged, changes=told) if told else None


def _holds(change: Change, judged: JudgedPaper) -> bool:
    if change.kind is ChangeKind.WITHDRAWN:
        return judged.paper.withdrawn
    if change.kind is ChangeKind.RESTORED:
        return not judged.paper.withdrawn
    if change.kind is ChangeKind.CODE:
        return _has_code(judged.verdict.code)
    if change.kind is ChangeKind.TITLE:
        return not reads_alike(change.told, judged.paper.title)
    return True

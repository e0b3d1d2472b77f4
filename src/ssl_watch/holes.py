"""Identifiers that should be there and are not: how it shows, how long they are asked for, and what comes of it.

arXiv gives identifiers out in one sequence, YYMM.NNNNN, as it announces papers; so a number that no list names is
either late, or was never used. `polling` looks for holes, `store.holes` keeps them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# SciRate's operator saw ranges of identifiers fill in days late; two weeks is what we wait before calling it a gap.
ASKED_FOR = timedelta(days=14)


class HoleKind(StrEnum):
    """How a hole shows."""

    SEQUENCE = "sequence"  # a number that no list names
    UNREAD = "unread"  # a list names it among our sets, and no record came that could be read


class HoleState(StrEnum):
    """What became of a hole."""

    OPEN = "open"
    FILLED = "filled"  # the paper came, or the list names it outside of our sets
    GAP = "gap"  # asked for two weeks in vain: a known gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """One missing identifier; `asked` counts how often arXiv was asked for it."""

    arxiv_id: str
    kind: HoleKind
    found_at: datetime
    asked: int = 0
    asked_at: datetime | None = None
    state: HoleState = HoleState.OPEN
    settled_at: datetime | None = None

    def is_given_up(self, now: datetime) -> bool:
        """Whether it was asked for long enough to be called a known gap."""
        return self.asked > 0 and now - self.found_at >= ASKED_FOR

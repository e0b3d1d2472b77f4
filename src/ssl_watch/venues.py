"""Where a paper was accepted or sent, as far as its comment and its journal reference tell."""

from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.papers import Paper


class VenueState(StrEnum):
    """“Submitted to” is not accepted."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """`name` as the field writes it (“NeurIPS”); `track` is “workshop”, “oral”, “spotlight”, … or None."""

    name: str
    state: VenueState
    evidence: str
    year: int | None = None
    track: str | None = None


def find(paper: Paper) -> Venue | None:
    """The venue that comment or journal reference name, or None."""
    raise NotImplementedError

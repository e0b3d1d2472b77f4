"""Where a paper was accepted or sent, as far as its comment and its journal reference tell.

`catalogue` knows how the field writes its conferences and journals; a name that it does not know counts only after
words of acceptance or submission.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.papers import Paper
from ssl_watch.venues import reading
from ssl_watch.venues.reading import Name


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


_LONGEST = 2000  # characters of a comment that are read
_EVIDENCE = 160
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])")
_PLAIN_NAME = re.compile(r"\s*((?:[^\W\d_]|[ .&:'’/()-]){3,120})")


def find(paper: Paper) -> Venue | None:
    """The venue that the journal reference or, failing that, the comment names; None where neither does."""
    reference = " ".join((paper.journal_ref or "")[:_LONGEST].split())
    comment = " ".join((paper.comment or "")[:_LONGEST].split())
    return _of_reference(reference, comment) or _of_comment(comment)


def _of_reference(text: str, comment: str) -> Venue | None:
    """A journal reference is where the paper appeared: the catalogue's name, else what stands before the volume."""
    known = reading.known_name(text)
    plain = _PLAIN_NAME.match(text)
    name = known.text if known else plain[1].strip(" .,:-(") if plain else ""
    if sum(map(str.isalpha, name)) < 3:
        return None
    return Venue(
        name=name,
        state=VenueState.ACCEPTED,
        evidence=text[:_EVIDENCE],
        year=reading.full_year(text),
        track=reading.track(text) or reading.track(comment),
    )


def _of_comment(text: str) -> Venue | None:
    sentences = _SENTENCE.split(text)
    for sentence in sentences:
        name = reading.name(sentence)
        if name is not None:
            rest = " ".join(other for other in sentences if other is not sentence)
            return _venue(name, sentence, rest)
    return None


def _venue(name: Name, sentence: str, rest: str) -> Venue:
    elsewhere = "" if reading.known_name(rest) else rest  # “Oral.” of its own, but not another venue's oral
    submitted = reading.is_submitted(sentence, name)
    return Venue(
        name=name.text,
        state=VenueState.SUBMITTED if submitted else VenueState.ACCEPTED,
        evidence=sentence[max(0, name.start - 60) : name.end + 40].strip()[:_EVIDENCE],
        year=reading.year(sentence, name),
        track=reading.track(sentence) or reading.track(elsewhere),
    )

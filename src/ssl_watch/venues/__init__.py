"""Where a paper was accepted or sent, as far as its comment and its journal reference tell.

`catalogue` knows how the field writes its conferences and journals, `names` finds them and others, `reading` says from
the words around a name what became of the paper there; here the best of what is named is chosen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.papers import Paper
from ssl_watch.venues import names, reading
from ssl_watch.venues.names import Name


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
_GAP = re.compile(r"(?<=[.;|!])\s+(?=[A-Z0-9*\"“(])")
_ABBREVIATED = re.compile(
    r"\b(?:Proc|Procs|Conf|Int|Intl|Vol|No|Trans|Symp|Sci|Appl|Rev|Phys|Lett|pp|al|[A-Z])\.\Z", re.IGNORECASE
)
# No venue stands in an address, in another paper's number or in a name of LaTeX; blanks keep every place as it was.
_NOT_READ = re.compile(
    r"https?:\S*[^\s.,;)]|www\.\S+|[^\s@]{1,64}@[^\s@]{1,100}\.[a-z]{2,}|\b[\w.-]{1,80}\.(?:github\.io|com|org|net)/?\S*|\barXiv:\s?\S+|\b10\.\d{4,5}/\S+|\\[a-zA-Z]+|[{}$*]"
)
_PLAIN_NAME = re.compile(
    r"\s*(?:(?i:in\s?)?(?i:proc(?:eedings|\.)\s?(?:of\s)?(?:the\s)?))?((?:[^\W\d_]|[ .&:'’/()-]){3,120})"
)


def find(paper: Paper) -> Venue | None:
    """The venue that the journal reference or, failing that, the comment names; None where neither does."""
    reference = " ".join((paper.journal_ref or "")[:_LONGEST].split())
    comment = " ".join((paper.comment or "")[:_LONGEST].split())
    return _of_reference(reference, comment) or _of_comment(comment)


def _of_reference(text: str, comment: str) -> Venue | None:
    """A journal reference is where the paper appeared: the catalogue's name, else what stands before the volume."""
    read = _NOT_READ.sub(_blank, text)
    known = names.known_name(read)
    plain = _PLAIN_NAME.match(read)
    name = known.text if known else names.without_year(plain[1].strip(" .,:-(")) if plain else ""
    if sum(map(str.isalpha, name)) < 3 or reading.REJECTED.search(read):
        return None
    sent = bool(reading.SUBMITTED.match(read.strip()))
    return Venue(
        name=re.sub(r"\A(?:submitted|under review)\s(?:to|at|for)\s", "", name, flags=re.IGNORECASE) if sent else name,
        state=VenueState.SUBMITTED if sent else VenueState.ACCEPTED,
        evidence=text[:_EVIDENCE],
        year=reading.full_year(read),
        track=reading.track(read) or (None if sent else reading.track(_NOT_READ.sub(_blank, comment))),
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _of_comment(text: str) -> Venue | None:
    """The best of what the comment names: accepted before sent, the conference before a workshop of another's."""
    best: Venue | None = None
    read = _NOT_READ.sub(_blank, text)
    for start, sentence in _sentences(read):
        rest = read[:start] + read[start + len(sentence) :]
        found = [name for name in names.names(sentence) if reading.counts(sentence, name)] or _others(sentence)
        for index, name in enumerate(found):
            first = max((other.end for other in found[:index] if other.text != name.text), default=0)
            last = min((other.start for other in found[index + 1 :] if other.text != name.text), default=len(sentence))
            shown = text[start + max(first, name.start - 60) : start + name.end + 40].strip()[:_EVIDENCE]
            venue = _venue(name, sentence, rest, part=(first, last), shown=shown)
            if best is None or _merit(venue) > _merit(best):
                best = venue
    return best


def _others(sentence: str) -> list[Name]:
    other = names.other_name(sentence)
    return [other] if other and reading.counts(sentence, other) else []


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for gap in _GAP.finditer(text):
        if not _ABBREVIATED.search(text, max(start, gap.start() - 8), gap.start()):
            yield start, text[start : gap.start()]
            start = gap.end()
    yield start, text[start:]


def _merit(venue: Venue) -> int:
    return 2 * (venue.state is VenueState.ACCEPTED) + (venue.track not in {"workshop", "challenge"})


def _venue(name: Name, sentence: str, rest: str, *, part: tuple[int, int], shown: str) -> Venue:
    """`part` is the sentence's share of this name, where others are named in it too."""
    elsewhere = "" if names.known_name(rest) else rest  # “Oral.” of its own, but not another venue's oral
    submitted = reading.is_submitted(sentence, name)
    return Venue(
        name=name.text,
        state=VenueState.SUBMITTED if submitted else VenueState.ACCEPTED,
        evidence=shown,
        year=reading.year(sentence, name, part[1]),
        track=reading.track(sentence[slice(*part)]) or reading.track(elsewhere),
    )

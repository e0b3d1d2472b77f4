"""Where a paper was accepted or sent, as far as its comment and its journal reference tell."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.papers import Paper
from ssl_watch.venues.catalogue import ACRONYMS, CANONICAL, SPELLINGS


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


_LONGEST = 2000
_ACRONYM = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(name) for name in sorted(ACRONYMS, key=len, reverse=True))
    + r")(?![A-Za-z-])(?=\W|_|\d|\Z)"
)
_SPELLED = re.compile("|".join(re.escape(name) for name in sorted(SPELLINGS, key=len, reverse=True)), re.IGNORECASE)
# “Accepted to the European Robotics Forum”: a name that is not in the catalogue, after words of acceptance.
_OTHER = re.compile(
    r"\b(?:accepted|published|appear(?:s|ed|ing)?|presented|submitted|publication|presentation|proceedings|proc\.?)\s+"
    r"(?:(?:for (?:publication|presentation)|as an? [a-z ]{1,30})\s+)?(?:in|at|to|by|of|with)\s+(?:the\s+)?(?:proceedings of\s+(?:the\s+)?)?"
    r"((?:(?:[A-Z0-9][\w&'’/-]*|on|of|in|for|and|the|&)\s+){0,11}[A-Z][\w&'’/-]*(?:\s+\((?P<acronym>[A-Z][\w-]{1,14})(?:['’ ]?\d{2,4})?\))?)",
)
_STANDALONE = re.compile(
    r"(?:\A|[.;,]\s+)((?:[A-Z][\w&'’/-]*\s+)(?:(?:[A-Z][\w&'’/-]*|on|of|in|for|and)\s+){0,9}(?:Conference|Symposium|Journal|Transactions|Letters|Workshop|Congress|Magazine)"
    r"(?:\s+(?:on|of|in|for|[A-Z][\w&-]*)){0,9})"
)
_KIND = re.compile(
    r"\b(?:Conference|Symposium|Journal|Transactions|Letters|Workshop|Congress|Magazine|Forum|Proceedings|Review|Annals|Science|Nature|Physics|Research|Systems)\b"
)
_SUBMITTED = re.compile(
    r"\b(?:sub?mitt?ed|submission|under (?:double[- ]blind )?review|in review|under revision|to be submitted|prepared for|preparing|intended for)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ance)|to appear|appears?|appeared|published|publication|camera[- ]ready|presented|in press|proceedings|proc\.|awarded|oral|spotlight|poster|findings)\b",
    re.IGNORECASE,
)
_TRACKS = (
    ("best paper", re.compile(r"\bbest (?:[\w-]+ ){0,2}paper|\bpaper award", re.IGNORECASE)),
    ("workshop", re.compile(r"\bworkshops?\b|\bW\b(?=\s*\d{4})|CVPRW|ICCVW|ECCVW", re.IGNORECASE)),
    ("oral", re.compile(r"\boral\b", re.IGNORECASE)),
    ("spotlight", re.compile(r"\bspotlight\b", re.IGNORECASE)),
    ("highlight", re.compile(r"\bhighlight\b", re.IGNORECASE)),
    ("findings", re.compile(r"\bfindings\b", re.IGNORECASE)),
    ("demo", re.compile(r"\bdemo(?:nstration)?s? (?:track|paper)\b|\bsystem demonstrations?\b", re.IGNORECASE)),
    ("industry", re.compile(r"\bindustry track\b", re.IGNORECASE)),
    ("poster", re.compile(r"\bposter\b", re.IGNORECASE)),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)|['’](\d\d)(?!\d)|(?<=[A-Za-z])\s?(\d\d)(?!\d)")
_REFERENCE_NAME = re.compile(r"\s*((?:[^\W\d]|[ .&:'’/()-]){3,120})")


def find(paper: Paper) -> Venue | None:
    """The venue that comment or journal reference name, or None."""
    reference = " ".join((paper.journal_ref or "")[:_LONGEST].split())
    comment = " ".join((paper.comment or "")[:_LONGEST].split())
    return _of_reference(reference, comment) or _of_comment(comment)


def _of_reference(text: str, comment: str) -> Venue | None:
    if not text:
        return None
    known = _known(text)
    plain = _REFERENCE_NAME.match(text)
    name = known[0] if known else plain[1].strip(" .,:-(") if plain else ""
    if sum(map(str.isalpha, name)) < 3:
        return None
    year = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
    return Venue(
        name=name,
        state=VenueState.ACCEPTED,
        evidence=text[:160],
        year=int(year[1]) if year else None,
        track=_track(text) or _track(comment),
    )


def _of_comment(text: str) -> Venue | None:
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z0-9])", text):
        found = _known(sentence) or _other(sentence)
        if found is None or _is_elsewhere(sentence, found[1]):
            continue
        name, start, end = found
        return Venue(
            name=name,
            state=_state(sentence, text),
            evidence=sentence[max(0, start - 60) : end + 40].strip()[:160],
            year=_year(sentence, start, end),
            track=_track(sentence) or _track(text),
        )
    return None


def _is_elsewhere(sentence: str, start: int) -> bool:
    """Whether the venue is only spoken of: “extended version of our ICML paper”, “text overlap with”."""
    before = sentence[:start]
    return bool(
        re.search(
            r"\b(?:extension of|extended version of|extends|based on|preliminary version|earlier version|previous version|format|template|style|journal version of|withdrawn|rejected)\b",
            before,
            re.IGNORECASE,
        )
    ) or bool(re.match(r"[^.]{0,12}\b(?:format|template|style)\b", sentence[start:][20:60]))


def _known(sentence: str) -> tuple[str, int, int] | None:
    spelled = _SPELLED.search(sentence)
    acronym = _ACRONYM.search(sentence)
    if spelled and (acronym is None or spelled.start() < acronym.start() or spelled[0].casefold() in {"acm mm"}):
        return SPELLINGS[spelled[0].casefold()], spelled.start(), spelled.end()
    if acronym:
        return CANONICAL.get(acronym[1], acronym[1]), acronym.start(), acronym.end()
    return None


def _other(sentence: str) -> tuple[str, int, int] | None:
    match = _OTHER.search(sentence)
    if match is None or not (_KIND.search(match[1]) or match["acronym"] or match[1].split()[0].isupper()):
        match = _STANDALONE.search(sentence)
    if match is None:
        return None
    acronym = match.groupdict().get("acronym")
    name = acronym or re.sub(r"^(?:\d{4}\s+)|\s+\d{4}$", "", match[1].strip())
    return (name[:80], match.start(1), match.end(1)) if len(name) > 2 else None


def _state(sentence: str, text: str) -> VenueState:
    if _SUBMITTED.search(sentence) and not _ACCEPTED.search(sentence):
        return VenueState.SUBMITTED
    if _SUBMITTED.search(text) and not _ACCEPTED.search(text):
        return VenueState.SUBMITTED
    return VenueState.ACCEPTED


def _year(sentence: str, start: int, end: int) -> int | None:
    """The year nearest after the name, else the nearest before it."""
    after = _YEAR.search(sentence, max(start, end - 4), end + 40)
    years = [after] if after else list(_YEAR.finditer(sentence, max(0, start - 30), start))[-1:]
    for match in years:
        if match[1]:
            return int(match[1])
        short = int(match[2] or match[3])
        if short < 50:
            return 2000 + short
    return None


def _track(text: str) -> str | None:
    return next((name for name, pattern in _TRACKS if pattern.search(text)), None)

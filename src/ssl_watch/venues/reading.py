"""What one sentence of a comment says: the venue's name, its year, its track, and whether it is only hoped for.

Every pattern here has bounded repetitions, and `venues` hands over at most 2,000 characters.
"""

import re
from dataclasses import dataclass

from ssl_watch.venues.catalogue import ACRONYMS, CANONICAL, SPELLINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A venue's name and where it stands in the sentence."""

    text: str
    start: int
    end: int


def _any_of(names: "frozenset[str] | dict[str, str]") -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


_ACRONYM = re.compile(rf"(?<![\w-])({_any_of(ACRONYMS)})(?![A-Za-z]|-[A-Za-z]{{2}}| Anthology)")
_SPELLED = re.compile(_any_of(SPELLINGS), re.IGNORECASE)
_WORD = r"(?:[A-Z0-9][\w&'’/-]{0,30}|on|of|in|for|and|the|&)"
_ACRONYM_AFTER = r"(?:\s\((?P<acronym>[A-Z][\w-]{1,14})(?:['’ -]?\d{2,4})?\))?"
# “Accepted to the European Robotics Forum”: a name that is not in the catalogue, after words of acceptance.
_OTHER = re.compile(
    r"\b(?i:accept(?:ed|ted)?|published|publication|presentation|appear(?:s|ed|ing)?|presented|submitted|submission"
    r"|proceedings|under review)\s"
    r"(?:(?i:for (?:publication|presentation)|as an? [a-z ]{1,30})\s)?(?i:in|at|to|by|of|with|on|for):?\s(?i:the\s)?"
    r"(?i:proceedings of\s(?:the\s)?)?"
    rf"(?P<name>[A-Z0-9][\w&'’/-]{{0,30}}(?:\s{_WORD}){{0,11}}{_ACRONYM_AFTER})"
)
_STANDALONE = re.compile(
    rf"(?:\A|[.;,]\s)(?P<name>(?:{_WORD}\s){{1,9}}"
    r"(?:Conference|Symposium|Journal|Transactions|Letters|Workshop|Congress|Magazine)"
    rf"(?:\s(?:on|of|in|for|and|[A-Z][\w&-]{{0,30}})){{0,9}}{_ACRONYM_AFTER})"
)
_BARE_YEAR = re.compile(r"(?:\A|[.;,]\s)(?P<name>[A-Z][A-Za-z]*[A-Z][\w-]*)\s?['’]?(?:19|20)\d\d(?!\d)")
_KIND = re.compile(
    r"\b(?:Conference|Symposium|Journal|Transactions|Letters|Workshop|Congress|Magazine|Forum|Review|Annals|Science"
    r"|Nature|Physics|Research|Bioinformatics|Intelligence|Engineering|Proceedings)\b"
)
_PUBLISHERS = frozenset(
    {"IEEE", "ACM", "Elsevier", "Springer", "The IEEE", "Wiley", "MDPI", "Arxiv", "ArXiv", "IEEE Journal", "Journal"}
)
_SUBMITTED = re.compile(
    r"\b(?:subm?itt?ed|submission|under (?:double[- ]blind )?(?:peer )?review|in review|under revision|to be submitted"
    r"|prepared for|preparing|intended for|possible publication|peer review)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ted|ance)|to appear|appears?|appeared|published|publication|camera[- ]ready|presented|in press"
    r"|proceedings|proc\.|awarded|oral|spotlight|poster|findings)(?!\w)",
    re.IGNORECASE,
)
_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:extension of|extended version of|extends|extending|based on|(?:preliminary|earlier|previous) version"
    r"|conference version|journal version of|format|template|style|withdrawn|rejected|overlap)\b",
    re.IGNORECASE,
)
_FIELDS = frozenset({"pattern recognition", "information fusion"})  # journals named like what conferences are about
_FORMAT = re.compile(r"\s(?:[\w-]{1,20}\s){0,2}(?:format|template|style)\b", re.IGNORECASE)
_TRACKS = (
    ("best paper", re.compile(r"\bbest (?:[\w-]{1,20} ){0,2}paper|\bpaper award", re.IGNORECASE)),
    ("workshop", re.compile(r"\bworkshops?\b|(?:CVPR|ICCV|ECCV|ICML|WACV)-?W\b", re.IGNORECASE)),
    ("oral", re.compile(r"\boral\b", re.IGNORECASE)),
    ("spotlight", re.compile(r"\bspotlight\b", re.IGNORECASE)),
    ("highlight", re.compile(r"\bhighlight\b", re.IGNORECASE)),
    ("findings", re.compile(r"\bfindings\b", re.IGNORECASE)),
    ("demo", re.compile(r"\bdemo(?:nstration)?s? (?:track|paper)\b|\bsystem demonstrations?\b", re.IGNORECASE)),
    ("industry", re.compile(r"\bindustry track\b", re.IGNORECASE)),
    ("poster", re.compile(r"\bposter\b", re.IGNORECASE)),
)
_FULL_YEAR = re.compile(r"(?<![\d./:])((?:19|20)\d\d)(?![\d/:-])")
_SHORT_YEAR = re.compile(r"\s?['’-]?\s?(\d\d)(?!\d|\s?(?:st|nd|rd|th|pages|pp|page|figures)\b)")


def name(sentence: str) -> Name | None:
    """The venue that the sentence names as the paper's own, or None."""
    known = known_name(sentence)
    if known is not None and _counts(sentence, known):
        return known
    return _other_name(sentence)


def known_name(text: str) -> Name | None:
    """The first of the catalogue's venues in the text."""
    spelled, acronym = _SPELLED.search(text), _ACRONYM.search(text)
    if spelled and (acronym is None or (spelled.start() < acronym.start() and spelled[0].casefold() not in _FIELDS)):
        return Name(text=SPELLINGS[spelled[0].casefold()], start=spelled.start(), end=spelled.end())
    if acronym:
        return Name(text=CANONICAL.get(acronym[1], acronym[1]), start=acronym.start(), end=acronym.end())
    return None


def _counts(sentence: str, known: Name) -> bool:
    """Whether more than the letters speak for it: a year, a word of acceptance, or nothing else in the sentence."""
    if _ONLY_SPOKEN_OF.search(sentence[: known.start]) or _FORMAT.match(sentence[known.end : known.end + 60]):
        return False
    return (
        year(sentence, known) is not None
        or bool(_SUBMITTED.search(sentence) or _ACCEPTED.search(sentence) or _KIND.search(sentence))
        or len(sentence.split()) <= 5
    )


def _other_name(sentence: str) -> Name | None:
    match = _OTHER.search(sentence)
    if match is None or not _looks_like_a_venue(match, sentence):
        match = _STANDALONE.search(sentence) or _BARE_YEAR.search(sentence)
    if match is None or _ONLY_SPOKEN_OF.search(sentence[: match.start("name")]):
        return None
    text = match.groupdict().get("acronym") or _without_year(match["name"])
    if text in _PUBLISHERS or sum(map(str.isalpha, text)) < 3:
        return None
    return Name(text=text[:80].strip(), start=match.start("name"), end=match.end("name"))


def _looks_like_a_venue(match: re.Match[str], sentence: str) -> bool:
    found = match["name"]
    acronym = re.search(r"\b[A-Z]\w*[A-Z]\w*\b", _without_year(found))
    following = sentence[match.end("name") :].lstrip(" ,(")[:5]
    dated = _FULL_YEAR.match(following) or _FULL_YEAR.search(found)
    return bool(_KIND.search(found) or match["acronym"] or acronym or dated)


def _without_year(text: str) -> str:
    text = re.sub(r"\A(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th))\s", "", text.strip())
    return re.sub(r"(?:[\s'’]?\s?(?:19|20)\d\d|\s(?:on|of|in|for|and|the|&|\d+))+\Z", "", text)


def is_submitted(sentence: str, found: Name) -> bool:
    """Whether it was only sent there: the last word of either kind before the name decides, else any after it."""
    before, after = sentence[: found.start], sentence[found.end :]
    last = max((match.start() for match in _ACCEPTED.finditer(before)), default=-1)
    sent = max((match.start() for match in _SUBMITTED.finditer(before)), default=-1)
    if last >= 0 or sent >= 0:
        return sent > last
    return bool(_SUBMITTED.search(after)) and not _ACCEPTED.search(after)


def year(sentence: str, found: Name) -> int | None:
    """The year: glued to the name or right after it, else the nearest full year in the sentence."""
    after = _FULL_YEAR.search(sentence, found.start, found.end + 60)
    if after:
        return int(after[1])
    short = _SHORT_YEAR.match(sentence, found.end)
    if short and (int(short[1]) >= 86 or int(short[1]) <= 40):
        return (1900 if int(short[1]) >= 86 else 2000) + int(short[1])
    return full_year(sentence)


def full_year(text: str) -> int | None:
    """The first year written with four digits."""
    match = _FULL_YEAR.search(text)
    return int(match[1]) if match else None


def track(text: str) -> str | None:
    """“workshop”, “oral”, “best paper” and their like."""
    return next((name for name, pattern in _TRACKS if pattern.search(text)), None)

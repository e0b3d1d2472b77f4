"""What the words around a venue's name say: accepted, only sent, or only spoken of; its year; its track.

Every pattern here has bounded repetitions, and `venues` hands over at most 2,000 characters.
"""

import re

from ssl_watch.venues.names import Name

SUBMITTED = re.compile(
    r"\b(?:(?:subm?itt?ed|submi(?:ssion|tting))(?: for (?:possible )?(?:publication|presentation))?"
    r"|under (?:double[- ]blind )?(?:peer )?(?:re)?view|in review|under revision"
    r"|(?:major|minor) revision|to be submitted|prepared for|preparing|intended for|possible publication"
    r"|peer review|under consideration|being considered|in preparation)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ted|ance)|to appear|appears?|appeared|published|publication|camera[- ]ready|presented|in press"
    r"|proceedings|proc\.|awarded|oral|spotlight|poster|findings)(?!\w)",
    re.IGNORECASE,
)
_CAMERA_READY = re.compile(r"\bcamera[- ]?ready\b", re.IGNORECASE)
_NOT_SENT = re.compile(r"\bsubmission (?:#|id|number|no)|\bpaper submission\b", re.IGNORECASE)
# Another paper of the authors', or nothing but a form, is what these name before the venue.
_ONLY_SPOKEN_OF = re.compile(
    r"\b(?:extension (?:of|to)|ext\w{2,6} (?:version|abstract|paper) (?:of|to)|ext\w{2,6} version\b(?!\W+accepted)"
    r"|extends|extending|extended from|expand\w* (?:version|upon|on)|based on|builds? on|overlap|supersedes?"
    r"|(?:preliminary|earl\w+|previous|initial|prior|short(?:er|ened)?|long(?:er)?|full(?:er)?|conference|journal|workshop"
    r"|abridged|condensed|different|first) (?:versions?|form)\b|part of this work|parts? of this|portion of this"
    r"|\d page version"
    r"|(?:format|template|style) (?:of|for)|withdrawn|rejected|rejection|review of|survey of|papers from|follow-?up)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:on|of|with|from|using|for|like)\s\Z", re.IGNORECASE)
REJECTED = re.compile(r"\b(?:rejected|rejection|not accepted|withdrawn from|retracted)\b", re.IGNORECASE)
_NOT_ITSELF = re.compile(
    r"\s?['’-]?(?:(?:19|20)\d\d|\d\d)?\s(?:[\w-]{1,20}\s){0,2}?(?:format|template|style(?:file)?"
    r"|data ?sets?(?! (?:and|&|track))|corpus|corpora|leaderboard|extension)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:Conference|Symposium|Journal|Transactions|Letters|Workshops?|Congress|Magazine|Proceedings|Challenge|Track"
    r"|main|paper|long|short|full)\b",
    re.IGNORECASE,
)
_MAIN = re.compile(r"\bmain (?:conference|track|proceedings|program)|\(main\)", re.IGNORECASE)
_TRACKS = (
    (
        "challenge",
        re.compile(r"(?<!the )\bchallenge\b(?! (?:of|for|and)\b)|\b(?:competition|shared? task)\b", re.IGNORECASE),
    ),
    (
        "workshop",
        re.compile(
            r"\bworkshops?\b|\bW(?:kshp|S)\b|(?:CVPR|ICCV|ECCV|ICML|WACV|BMVC|ICLR|KDD)-?[Ww]s?\b", re.IGNORECASE
        ),
    ),
    ("best paper", re.compile(r"\bbest (?:[\w-]{1,20} ){0,2}paper\b|\bpaper award\b", re.IGNORECASE)),
    ("oral", re.compile(r"\borals?\b", re.IGNORECASE)),
    ("spotlight", re.compile(r"\bspotlight\b", re.IGNORECASE)),
    ("highlight", re.compile(r"\bhighlight\b", re.IGNORECASE)),
    ("findings", re.compile(r"\bfindings\b", re.IGNORECASE)),
    (
        "demo",
        re.compile(
            r"\bdemo(?:nstration)?s? (?:track|papers?|session|program)\b|\bsystem demonstrations?\b"
            r"|\bas (?:an? )?(?:[\w-]+ )?demo\b|\d\d,? (?:[\w-]+ )?demos?\b(?! (?:page|video|at|is))",
            re.IGNORECASE,
        ),
    ),
    ("industry", re.compile(r"\bindustr(?:y|ial) track\b", re.IGNORECASE)),
    ("tutorial", re.compile(r"\btutorial\b", re.IGNORECASE)),
    ("abstract", re.compile(r"\b(?:(?:student|extended) abstracts?|late[- ]breaking)\b", re.IGNORECASE)),
    ("poster", re.compile(r"\bposters?\b", re.IGNORECASE)),
)  # fmt: skip
_BESIDE_THE_MAIN = frozenset({"workshop", "challenge"})
_CANDIDATE = re.compile(
    r"\b(?:best )?(?:[\w-]{1,20} )?paper (?:award )?(?:candidate|finalist|nomin\w+|short-?list\w*|runner)",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = (
    r"(?<![\d./:–—-])(?<!pp\. )(?<!pages )(?<!vol\. )(?<!no\. )(?<!p\. )(?<!Vol\. )(?<!No\. )(?<!Article )"
)
_FULL_YEAR = re.compile(
    rf"{_NO_YEAR_BEFORE}((?:19[5-9]|20[0-4])\d)(?!\d|/|\s?[–—-]\s?\d{{4}}|[–—-]\d|[.]\d|:\d|\s(?:pages|figures))"
)
_YEAR_AFTER_DASH = re.compile(r"\s?-((?:19[5-9]|20[0-4])\d)(?!\d|[–—-]\d)")
_DAY = re.compile(
    r"\son\s(?:the\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:of\s)?[A-Z][a-z]{2,8}[.,]?\s(?:\d{1,2}\S{0,3}\s)?\Z"
)
_BRACKETED_YEAR = re.compile(r"\(((?:19[5-9]|20[0-4])\d)\)")
_LAST_SHORT_YEAR = 35  # “FLAIRS 38” is the 38th
_SHORT_YEAR = re.compile(r"W?\s?['’-]?\s?(\d\d)(?!\d|\.\d|\s?(?:st|nd|rd|th|pages|pp|page|figures|papers)\b)")


def counts(sentence: str, found: Name) -> bool:
    """Whether more than the letters speak for it: a year, a word of acceptance, or nothing else in the sentence."""
    if _ONLY_SPOKEN_OF.search(sentence[: found.start]) or _NOT_ITSELF.match(sentence[found.end : found.end + 60]):
        return False
    if REJECTED.search(sentence):
        return False
    if not found.known:
        return True
    return (
        year(sentence, found) is not None
        or bool(SUBMITTED.search(sentence) or _ACCEPTED.search(sentence) or _KIND.search(sentence))
        or (len(sentence.split()) <= 5 and not _OF.search(sentence[: found.start]))
    )


def is_submitted(sentence: str, found: Name) -> bool:
    """Whether it was only sent there: the last word of either kind before the name decides, else any after it."""
    before, after = _NOT_SENT.sub(" ", sentence[: found.start]), sentence[found.end :]
    last = max((match.start() for match in _ACCEPTED.finditer(before)), default=-1)
    sent = max((match.end() for match in SUBMITTED.finditer(before)), default=-1)
    if _CAMERA_READY.search(sentence):
        return False
    if last >= 0 or sent >= 0:
        return sent > last
    return bool(SUBMITTED.search(after)) and not _ACCEPTED.search(after)


def year(sentence: str, found: Name, until: int | None = None) -> int | None:
    """The year: glued to the name or right after it, else the nearest full year before the next name."""
    glued = _YEAR_AFTER_DASH.match(sentence, found.end)
    if glued:
        return int(glued[1])
    after = _FULL_YEAR.search(sentence, max(found.start, found.end - 6), min(found.end + 70, until or len(sentence)))
    if after and after.end() > found.end - 1 and not re.search(r"[.;]\s", sentence[found.end : after.start()]):
        # “Submitted to … on 17th July 2016”: the day of sending.
        return None if _DAY.search(sentence[found.end : after.start()]) else int(after[1])
    short = _SHORT_YEAR.match(sentence, found.end)
    if short is None and re.search(r"['’A-Z ]\d\d\Z", sentence[found.start : found.end]):
        short = re.compile(r"(\d\d)").match(sentence, found.end - 2)
    if short and sentence[found.end - 1].islower() and not re.match(r"\s?['’]", sentence[found.end :]):
        short = None  # “… Engineering 11 pages”
    if short and (int(short[1]) >= 86 or int(short[1]) <= _LAST_SHORT_YEAR):
        return (1900 if int(short[1]) >= 86 else 2000) + int(short[1])
    return full_year(sentence[:until] if until else sentence)


def full_year(text: str) -> int | None:
    """A year in brackets, else the first one written with four digits."""
    match = _BRACKETED_YEAR.search(text) or _FULL_YEAR.search(text)
    return int(match[1]) if match else None


def track(text: str) -> str | None:
    """“workshop”, “oral”, “best paper” and their like; None for the main conference."""
    main = _MAIN.search(text)
    text = _CANDIDATE.sub(" ", text)
    for name, pattern in _TRACKS:
        found = pattern.search(text)
        if found and not (main and name in _BESIDE_THE_MAIN and found.start() > main.start()):
            return name
    return None

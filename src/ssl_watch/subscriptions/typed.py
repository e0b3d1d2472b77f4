"""What people type for a setting, read: a time of day, a time zone, words to mute.

Pure; every text is either read or refused with a sentence that says what would be read (`errors.BadInput`).
"""

import re
import unicodedata
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from ssl_watch.domains import find_domains
from ssl_watch.errors import BadInput, NotATime, NotATimeZone

MOST_MUTED = 20
LONGEST_MUTED = 40
_LONGEST_TYPED = 1000
_HINTS = 3
_NEAR = 72  # of 100, rapidfuzz's ratio: “berln” is near Berlin (91), “tomorrow” is near nothing

_EVERYTHING = {"all", "all of ssl", "ssl", "everything", "*"}
_NAMED_TIMES = {"noon": time(12, 0), "midday": time(12, 0), "midnight": time(0, 0)}
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:(?:[:.h]|\s)?(?P<minute>\d{2})|h)?\s?(?P<half>[ap])?(?(half)\.?m\.?)")

_OFFSET = re.compile(r"(?:utc|gmt)?\s*[+-−]\s*\d")  # no place: it would be wrong for half of the year
_NOT_ZONES = {"Factory", "localtime", "posixrules"}
# IANA names one city per zone; these are where many who read arXiv live, and no zone is called so.
_CITIES = {
    "Amsterdam": "Europe/Amsterdam", "Ann Arbor": "America/Detroit", "Atlanta": "America/New_York",
    "Austin": "America/Chicago", "Bangalore": "Asia/Kolkata", "Barcelona": "Europe/Madrid", "Basel": "Europe/Zurich",
    "Bay Area": "America/Los_Angeles", "Beijing": "Asia/Shanghai", "Bengaluru": "Asia/Kolkata",
    "Bern": "Europe/Zurich", "Boston": "America/New_York", "Brasilia": "America/Sao_Paulo",
    "Cambridge": "Europe/London", "Canberra": "Australia/Sydney", "Chennai": "Asia/Kolkata",
    "Cologne": "Europe/Berlin", "Delhi": "Asia/Kolkata", "Edinburgh": "Europe/London", "Frankfurt": "Europe/Berlin",
    "Geneva": "Europe/Zurich", "Glasgow": "Europe/London", "Grenoble": "Europe/Paris", "Guangzhou": "Asia/Shanghai",
    "Haifa": "Asia/Jerusalem", "Hamburg": "Europe/Berlin", "Hangzhou": "Asia/Shanghai", "Hanoi": "Asia/Bangkok",
    "Houston": "America/Chicago", "Hyderabad": "Asia/Kolkata", "Istanbul": "Europe/Istanbul",
    "Krakow": "Europe/Warsaw", "Kyoto": "Asia/Tokyo", "Lausanne": "Europe/Zurich", "Lyon": "Europe/Paris",
    "Manchester": "Europe/London", "Milan": "Europe/Rome", "Montreal": "America/Toronto", "Mumbai": "Asia/Kolkata",
    "Munich": "Europe/Berlin", "München": "Europe/Berlin", "NYC": "America/New_York", "New Delhi": "Asia/Kolkata",
    "Osaka": "Asia/Tokyo", "Ottawa": "America/Toronto", "Oxford": "Europe/London", "Philadelphia": "America/New_York",
    "Pittsburgh": "America/New_York", "Princeton": "America/New_York", "Rio de Janeiro": "America/Sao_Paulo",
    "Saint Petersburg": "Europe/Moscow", "San Diego": "America/Los_Angeles", "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles", "Shenzhen": "Asia/Shanghai", "Stanford": "America/Los_Angeles",
    "Stuttgart": "Europe/Berlin", "Toulouse": "Europe/Paris", "Tübingen": "Europe/Berlin",
    "Washington": "America/New_York", "Wuhan": "Asia/Shanghai", "Zhejiang": "Asia/Shanghai",
}  # fmt: skip
# An abbreviation names an offset or several places: it is answered with the places, never taken at its word.
_ABBREVIATIONS = {
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cdt": ("America/Chicago",),
    "cest": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "ct": ("America/Chicago",),
    "edt": ("America/New_York", "America/Toronto"),
    "est": ("America/New_York", "America/Toronto", "America/Panama"),
    "et": ("America/New_York", "America/Toronto"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "mdt": ("America/Denver",),
    "mst": ("America/Denver", "America/Phoenix"),
    "pdt": ("America/Los_Angeles", "America/Vancouver"),
    "pst": ("America/Los_Angeles", "America/Vancouver"),
    "pt": ("America/Los_Angeles", "America/Vancouver"),
}


def read_time(text: str) -> time:
    """Read a time of day: 8, 08:30, 8.30, 0830, 8h30, 8:30 pm, noon.

    Raises:
        NotATime: the text is none of these.
    """
    typed = _plain(text)
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    match = _TIME.fullmatch(typed)
    hour = _hour(int(match["hour"]), match["half"]) if match else None
    if match is None or hour is None or int(match["minute"] or 0) > 59:
        raise NotATime(f"“{text.strip()[:40]}” is not a time of day: try 07:30 or 6 pm")
    return time(hour, int(match["minute"] or 0))


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour < 24 else None
    return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None


def read_zone(text: str) -> str:
    """Read an IANA time zone, in any case, or the name of a city.

    Raises:
        NotATimeZone: the text names none; its `hints` are the nearest zones, perhaps none.
    """
    typed = _key(text)
    if typed in _ABBREVIATIONS:
        raise NotATimeZone(text.strip(), _ABBREVIATIONS[typed])
    zone = _zones().get(typed)
    if zone is None:
        raise NotATimeZone(text.strip(), _nearest(typed))
    return zone


@cache
def _zones() -> dict[str, str]:
    """Everything that names a zone, as `_key` writes it; whole names before cities, ours before the database's."""
    names = sorted(available_timezones() - _NOT_ZONES, key=lambda name: (name.count("/"), len(name), name))
    known = {_key(name): name for name in names}
    for city, zone in _CITIES.items():
        known.setdefault(_key(city), zone)
    for name in names:
        if "/" in name and not name.startswith("Etc/"):
            known.setdefault(_key(name.rsplit("/", 1)[1]), name)
    return known


def _nearest(typed: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    if len(typed) < 3 or _OFFSET.match(typed):
        return ()
    known = _zones()
    found = process.extract(typed, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2 * _HINTS)
    return tuple(dict.fromkeys(known[key] for key, _, _ in found))[:_HINTS]


def read_domains(text: str) -> frozenset[str]:
    """Read domains and whole groups of them, separated by commas, semicolons or new lines; none is all of SSL.

    Raises:
        BadInput: something names no domain, or there is too much of it.
    """
    if len(text) > _LONGEST_TYPED:
        raise BadInput("That is too much to be a list of domains")
    typed = [_plain(words) for words in re.split(r"[,;\n]", text)]
    found = {words: find_domains(words) for words in typed if words}
    if unknown := [words for words, named in found.items() if not named and words not in _EVERYTHING]:
        raise BadInput(f"No domain is called “{unknown[0][:40]}”")
    if not found:
        raise BadInput("That names no domain")
    if _EVERYTHING.intersection(found):
        return frozenset()
    return frozenset(domain.name for named in found.values() for domain in named)


def read_muted(text: str) -> frozenset[str]:
    """Read words or phrases to mute, separated by commas, semicolons or new lines.

    Raises:
        BadInput: nothing to mute, too many, or one too long.
    """
    terms = frozenset(filter(_says_something, map(_plain, re.split(r"[,;\n]", text[:_LONGEST_TYPED]))))
    if not terms:
        raise BadInput("That holds no word to mute: send words or phrases, separated by commas")
    if len(terms) > MOST_MUTED or len(text) > _LONGEST_TYPED:
        raise BadInput(f"That is too much: at most {MOST_MUTED} words or phrases can be muted")
    if any(len(term) > LONGEST_MUTED for term in terms):
        raise BadInput(f"One of these is too long: a muted phrase has at most {LONGEST_MUTED} characters")
    return terms


def _says_something(term: str) -> bool:
    return any(char.isalnum() for char in term)


def _plain(text: str) -> str:
    """One line, one case, no control or formatting characters."""
    folded = unicodedata.normalize("NFKC", text[: _LONGEST_TYPED + 1]).casefold()
    kept = (" " if unicodedata.category(char).startswith(("C", "Z")) else char for char in folded)
    return " ".join("".join(kept).split())


def _key(text: str) -> str:
    """How names of zones and cities are compared: without case, accents, and the difference of _, - and space."""
    bare = (char for char in unicodedata.normalize("NFKD", _plain(text)) if not unicodedata.combining(char))
    return "".join(bare).replace("_", " ").strip(" .,")[:60]

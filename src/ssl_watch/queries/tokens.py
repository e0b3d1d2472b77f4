"""A judged paper as the tokens that both databases index: the same words, in the same order, at the same places.

A token is a word of `words`, or a mark with a dot in it, which no word of a query can hold at that place:

    masked          a word of the title, the abstract, the authors, the id      s·mask   its stem
    t·masked        a word of the title                                         u·mask   its stem
    a·lecun v·cvpr  a word of the authors, of the venue
    m·domain·speech, x·202, y·2024, n·2024·05, d·2024·05·17, ·all               what is no word

A gap stands between parts, so that no phrase goes from one into the next. `matching` asks for the same tokens.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zlib import crc32

from ssl_watch.code_links import CodeState
from ssl_watch.papers import Paper
from ssl_watch.queries.stems import stem
from ssl_watch.queries.terms import Kind
from ssl_watch.queries.words import words
from ssl_watch.venues import VenueState
from ssl_watch.verdicts import JudgedPaper

EDITION = "2"  # of what stands here, in `words` and in `stems`: an archive indexed by another is indexed anew
EVERYTHING = "·all"
GAP = "·"
WITH_CODE = frozenset({CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED})
# PostgreSQL keeps places up to 16,383, and 255 of a word; the sums of these stay below.
_MOST = {"title": 300, "abstract": 4000, "authors": 3000}
_MOST_CHARACTERS = 200_000
_MOST_OFTEN = 250
_LONGEST_MARK = 100
_NO_LETTERS = re.compile(r"[\W_]+")
_EPOCH = date(1970, 1, 1)
_OF_A_SECOND = 16  # places; the nearer to one another those of a word lie, the less there is to read
_OF_A_DAY = 86_400 * _OF_A_SECOND
_NUMBERS = 100_000  # at arXiv in a month
_LAST = 1 << 43  # no year that a date can have is as far


def of(judged: JudgedPaper) -> list[str]:
    """Everything that a search can find the paper by; bounded, whatever the paper holds."""
    paper = judged.paper
    title = words(paper.title)[: _MOST["title"]]
    authors = _in_parts((each.name for each in paper.authors), _MOST["authors"])
    venue = _venue(judged)
    found = [EVERYTHING, *marks(judged), GAP, *(f"v·{word}" for word in venue), GAP]
    found += [*title, GAP, *(f"t·{word}" for word in title), GAP]
    anywhere = [*words(paper.abstract)[: _MOST["abstract"]], GAP, *authors, GAP, *words(paper.arxiv_id), GAP]
    found += [*anywhere, *(word if word == GAP else f"a·{word}" for word in authors), GAP]
    found += [f"u·{each}" for each in dict.fromkeys(map(stem, title))]
    found += [f"s·{each}" for each in dict.fromkeys(map(stem, dict.fromkeys((*title, *anywhere)))) if each != GAP]
    return _bounded(found)


def place(paper: Paper) -> int:
    """Where the paper stands in the order of dates, as a number of 43 bits; the newest has the smallest.

    FTS5 reads forward a third faster than backward. Papers of the same second are told apart by their numbers at arXiv,
    but two may still share a place. Where only the day is known, which is midnight, a paper stands in it by its number.
    """
    seconds, number = max(0, int(dated_at(paper).timestamp())), _number(paper.arxiv_id)
    day, second = divmod(seconds, 86_400)
    within = second * _OF_A_SECOND + number % _OF_A_SECOND if second else number * _OF_A_DAY // _NUMBERS
    return _LAST - day * _OF_A_DAY - within


def day(moment: date) -> int:
    """The last place of a day, in UTC: no paper before it has one as small."""
    return _LAST - max(0, (moment - _EPOCH).days) * _OF_A_DAY


def day_of(place: int) -> date:
    """The day, in UTC, that a place lies in; the first of all for a place of another edition, which lies far behind."""
    return _EPOCH + timedelta(days=max(0, (_LAST - place) // _OF_A_DAY))


def of_its_day(place: int) -> range:
    """All places of the day, in UTC, that a place lies in."""
    last = _LAST - (_LAST - place) // _OF_A_DAY * _OF_A_DAY
    return range(last - _OF_A_DAY + 1, last + 1)


def dated_at(paper: Paper) -> datetime:
    """What lists are ordered by: the first submission, or the last where the first is not known."""
    return paper.submitted_at or paper.updated_at


def mark(kind: Kind, value: str) -> str:
    """The token of a fact, for papers and for queries."""
    return f"m·{kind.value}·{_NO_LETTERS.sub('·', value.casefold())[:_LONGEST_MARK]}"


def marks(judged: JudgedPaper) -> Iterator[str]:
    """The tokens of what is known of a paper beside its words."""
    paper, verdict = judged.paper, judged.verdict
    yield mark(Kind.LEVEL, verdict.relevance.level.value)
    yield mark(Kind.ID, paper.arxiv_id)
    yield from (mark(Kind.DOMAIN, name) for name in judged.domain_names)
    for category in paper.categories:
        yield from dict.fromkeys((mark(Kind.CATEGORY, category), mark(Kind.CATEGORY, category.partition(".")[0])))
    if verdict.code.state in WITH_CODE:
        yield mark(Kind.HAS, "code")
    if verdict.venue is not None and verdict.venue.state is VenueState.ACCEPTED:
        yield mark(Kind.HAS, "venue")
    yield from on_the(dated_at(paper).astimezone(UTC).date())


def on_the(moment: date) -> tuple[str, str, str, str]:
    """The tokens of a day's decade, year and month, and of itself."""
    year, month, number = moment.isoformat().split("-")
    return f"x·{year[:3]}", f"y·{year}", f"n·{year}·{month}", f"d·{year}·{month}·{number}"


def _venue(judged: JudgedPaper) -> list[str]:
    venue = judged.verdict.venue
    if venue is None or venue.state is not VenueState.ACCEPTED:
        return []
    return words(f"{venue.name} {venue.year or ''} {venue.track or ''}")[:50]


def _in_parts(texts: Iterable[str], most: int) -> list[str]:
    """The words of several texts, a gap between two of them."""
    return list(islice((word for text in texts for word in (*words(text), GAP)), most))


def _bounded(found: list[str]) -> list[str]:
    """A word that comes too often leaves gaps, and what is far too long is cut."""
    if max(Counter(found).values()) <= _MOST_OFTEN and sum(map(len, found)) <= _MOST_CHARACTERS:
        return found
    often: dict[str, int] = {}
    characters = 0
    for index, token in enumerate(found):
        often[token] = count = often.get(token, 0) + 1
        characters += len(token)
        if characters > _MOST_CHARACTERS:
            return found[:index]
        if count > _MOST_OFTEN and token != GAP:
            found[index] = GAP
    return found


def _number(arxiv_id: str) -> int:
    number = arxiv_id.rpartition(".")[2]
    is_one = len(number) <= 5 and number.isascii() and number.isdecimal()
    return int(number) if is_one else crc32(arxiv_id.encode(errors="replace")) % _NUMBERS

"""What is known of one paper, fact by fact, each as a few words of Telegram HTML, or nothing where nothing is known.

`bot.messages.paper` and `bot.messages.digest` put them together.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape as escape_attribute
from itertools import chain, islice
from urllib.parse import quote, urlsplit

from bot.messages.dates import date
from bot.messages.html import clean, cut, defuse, escape, marked
from bot.messages.latex import readable
from ssl_watch import domains, queries
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.domains import Filing
from ssl_watch.papers import Author, Paper
from ssl_watch.queries import Part, Term
from ssl_watch.relevance import Level
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper, Verdict

LONGEST_TITLE = 300
WITH_CODE = frozenset({CodeState.ABSTRACT, CodeState.COMMENT, CodeState.LISTED})

_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}")
_LONGEST_NAME = 60
_MOST_SOUGHT = 3
_MOST_LOOKED_AT = 1000  # of the authors; a search finds a paper by hardly more names
_LONGEST_SEARCH = 80
_MOST_SEARCHES = 3  # that are named as the reason why a paper is there
_LONGEST_ADDRESS = 300  # each counts against Telegram's limit on all entities of a message
_LEVELS = {Level.CORE: "core", Level.USES: "uses SSL", Level.MENTIONS: "mentions SSL", Level.NONE: "not SSL"}
_CODE_WORDS = {
    CodeState.ABSTRACT: "code",
    CodeState.COMMENT: "code",
    CodeState.LISTED: "code",
    CodeState.PROJECT: "project page",
    CodeState.PROMISED: "code promised",
}


@lru_cache(maxsize=1024)  # many subscribers are told of the same papers at the same hour
def said(text: str, longest: int, sought: Term | None = None, part: Part = Part.ANY) -> str:
    """Say foreign text: LaTeX made readable, cut to `longest` UTF-16 units, made harmless, what was sought in bold."""
    told = cut(clean(readable(text)), longest)
    return escape(told) if sought is None else marked(told, queries.spans(defuse(told), sought, part))


def summary(verdict: Verdict, longest: int, sought: Term | None = None) -> str:
    """The summary, marked with the model that wrote it where the words are not the abstract's own."""
    text = said(verdict.summary, longest, sought)
    return f"{text} <i>(summary: {said(verdict.summary_by, 60)})</i>" if text and verdict.summary_by else text


def joined(facts: Iterable[str]) -> str:
    """Put the facts that are known on one line."""
    return " · ".join(fact for fact in facts if fact)


def link(address: str, text: str) -> str:
    """Link `text` (HTML) to the address, if that is a web address that Telegram can carry; else only the text."""
    return f'<a href="{escape_attribute(address)}">{text}</a>' if _is_web_address(address) else text


def _is_web_address(address: str) -> bool:
    if len(address) > _LONGEST_ADDRESS or clean(address) != address or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


def title(paper: Paper, longest: int = LONGEST_TITLE, sought: Term | None = None) -> str:
    """Name the paper and link it to its abstract page at arXiv."""
    text = said(paper.title, longest, sought, Part.TITLE) or escape(f"arXiv:{paper.arxiv_id}")
    return link(paper.abstract_url, text) if is_arxiv_id(paper.arxiv_id) else text


def is_arxiv_id(text: str) -> bool:
    """Whether an address and a button may be made of the text."""
    return _ARXIV_ID.fullmatch(text) is not None


def authors(people: tuple[Author, ...]) -> str:
    """Name one or two authors; of more the first, et al."""
    names = _names(people[:2])
    return f"{names[0]} et al." if names and len(people) > len(names) else " and ".join(names)


def authors_sought(people: tuple[Author, ...], sought: Term) -> str:
    """Name the first author and those that were sought."""
    begins = queries.beginnings(sought, Part.AUTHOR)
    likely = (person for person in people[:_MOST_LOOKED_AT] if queries.may_hold(person.name, begins))
    held = (name for name in (_author(person, sought) for person in likely) if "<b>" in name)
    first = (_author(person, sought) for person in people[:1])
    shown = list(dict.fromkeys(islice(chain(first, held), _MOST_SOUGHT)))
    return f"{', '.join(shown)} et al." if len(people) > len(shown) else " and ".join(filter(None, shown))


def _author(person: Author, sought: Term) -> str:
    return said(person.name, _LONGEST_NAME, sought, Part.AUTHOR)


def all_authors(people: tuple[Author, ...], most: int) -> str:
    """Name the first `most` authors and count the others."""
    others = len(people) - most
    more = f" and {others} more" if others > 0 else ""
    return f"{', '.join(_names(people[:most]))}{more}"


def _names(people: tuple[Author, ...]) -> tuple[str, ...]:
    return tuple(name for name in (said(person.name, _LONGEST_NAME) for person in people) if name)


def venue(found: Venue | None) -> str:
    """Name the venue: NeurIPS 2026 (oral). One it was only sent to says so."""
    if found is None:
        return ""
    name = f"{found.name} {found.year}" if found.year and str(found.year) not in found.name else found.name
    track = f" ({said(found.track, 30)})" if found.track else ""
    return f"{'submitted to ' if found.state is VenueState.SUBMITTED else ''}{said(name, 60)}{track}"


def code(found: CodeLink) -> str:
    """Link the code, and say where it is none yet: code, project page, code promised."""
    words = _CODE_WORDS.get(found.state, "")
    return link(found.url, words) if found.url and words else words


def code_address(found: CodeLink) -> str:
    """Link the code under its own address, as far as there is room: github.com/somebody/something."""
    return link(found.url, said(found.url.split("://")[-1], 60)) if found.url else ""


def doi(text: str) -> str:
    """Link a DOI to where it is resolved."""
    return link(f"https://doi.org/{quote(clean(text), safe='/()')}", said(f"doi:{text}", 60)) if clean(text) else ""


def level(judged: JudgedPaper) -> str:
    """How near to SSL: core, uses SSL, mentions SSL."""
    return _LEVELS[judged.verdict.relevance.level]


def evidence(words: Iterable[str], most: int = 1) -> str:
    """Say the words that led to a verdict."""
    return ", ".join(said(word, 60) for word in tuple(words)[:most])


def domain(name: str) -> str:
    """Title a domain; one that is no longer known keeps its name."""
    known = {known.name: known.title for known in domains.DOMAINS}
    return said(known.get(name, name), 40) or "Other"


def filing(found: Filing) -> str:
    """Name a domain and, in brackets, the words that led there."""
    words = evidence(found.evidence)
    return f"{domain(found.name)} ({words})" if words else domain(found.name)


def also(names: tuple[str, ...]) -> str:
    """Name the other domains of a paper."""
    return f"also {', '.join(domain(name) for name in names[:4])}" if names else ""


def searches(texts: tuple[str, ...]) -> str:
    """Name the followed searches that brought a paper."""
    named = "; ".join(escape(cut(clean(text), _LONGEST_SEARCH)) for text in texts[:_MOST_SEARCHES])
    more = len(texts) - _MOST_SEARCHES
    label = "your searches" if len(texts) > 1 else "your search"
    return f"{label}: {named}{f'; and {more} more' if more > 0 else ''}" if texts else ""


def days_late(judged: JudgedPaper) -> int:
    """How many whole days passed from submission to our first sight of the paper."""
    submitted_at, first_seen_at = judged.paper.submitted_at, judged.first_seen_at
    return (first_seen_at - submitted_at).days if submitted_at and first_seen_at else 0


def links(judged: JudgedPaper) -> tuple[str, str]:
    """Where the paper was accepted, and its code."""
    return venue(judged.verdict.venue), code(judged.verdict.code)


def found_later(judged: JudgedPaper) -> str:
    """Say that the paper was passed over at first, and by whom it was found."""
    return f"found on {date(judged.rejudged_at)} by a better judge" if judged.rejudged_at else ""


def withdrawn(paper: Paper) -> str:
    """Warn of a withdrawn paper."""
    return "<b>withdrawn</b>" if paper.withdrawn else ""

"""Does a record answer a query? Analysis as in arXiv's index: split, lower-cased, stop words gone, stemmed.

Quotes make a phrase and do not switch stemming off; hyphens split words, so that `abs:"self-supervised"` also finds
self supervision, while `abs:self-supervised` finds the two words anywhere.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import lru_cache

from sandbox.arxiv.grammar import Node, Pair, Term
from sandbox.arxiv.records import Record
from sandbox.arxiv.stemming import stem

_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_LEFT_OUT = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this "
    "to was will with"
)
_STOP_WORDS = frozenset(_LEFT_OUT.split())
_EVERYWHERE = ("ti", "abs", "co", "jr", "au", "cat", "id", "doi")


def matches(node: Node, record: Record) -> bool:
    """Whether the record, which carries its first version's submission time, answers the query."""
    if isinstance(node, Term):
        fields = _EVERYWHERE if node.field == "all" else (node.field,)
        return any(_term(field, node, record) for field in fields)
    left = matches(node.left, record)
    match node.operator:
        case "AND":
            return left and matches(node.right, record)
        case "OR":
            return left or matches(node.right, record)
        case _:
            return left and not matches(node.right, record)


def dated(node: Node) -> tuple[Node, datetime | None, datetime | None]:
    """Part `(words) AND submittedDate:[…]` into its words and its two dates, which are None in all other queries."""
    if isinstance(node, Pair) and node.operator == "AND" and isinstance(node.right, Term):
        window = _window(node.right.text) if node.right.field == "submittedDate" else None
        if window is not None:
            return node.left, *window
    return node, None, None


def hits(node: Node, record: Record) -> int:
    """How many of a query's terms the record answers: relevance enough for a stand-in."""
    if isinstance(node, Pair):
        return hits(node.left, record) + hits(node.right, record)
    return int(matches(node, record))


@lru_cache(maxsize=1024)
def analysed(text: str) -> tuple[str, ...]:
    """A term's stems."""
    return _stems(text)


def _stems(text: str) -> tuple[str, ...]:
    words = (re.sub(r"['’]s$", "", word) for word in _WORD.findall(text.lower()))
    return tuple(stem(word) for word in words if word not in _STOP_WORDS)


def _term(field: str, term: Term, record: Record) -> bool:
    texts = {"ti": record.title, "abs": record.abstract, "co": record.comment or "", "jr": record.journal_ref or ""}
    if field in texts:
        return _found(term, texts[field])
    match field:
        case "au":
            return any(_found(_unscored(term), author.name) for author in record.authors)
        case "cat":
            return any(fnmatchcase(category, term.text) for category in record.categories)
        case "id":
            return re.sub(r"v\d+$", "", term.text) == record.arxiv_id
        case "doi":
            return term.text in record.dois
    return field == "submittedDate" and _submitted(term.text, record.submitted_at)


def _unscored(term: Term) -> Term:
    """`au:del_maestro` is the phrase `au:"del maestro"`."""
    return replace(term, text=term.text.replace("_", " "), phrase=term.phrase or "_" in term.text)


def _found(term: Term, text: str) -> bool:
    wanted, words = analysed(term.text), _joined(text)
    if not wanted:
        return False
    if not term.phrase:
        return all(f" {word} " in words for word in wanted)
    return f" {' '.join(wanted)} " in words


@lru_cache(maxsize=131_072)
def _joined(text: str) -> str:
    return f" {' '.join(_stems(text))} "


def _submitted(text: str, submitted_at: datetime) -> bool:
    window = _window(text)
    return window is not None and window[0] <= submitted_at <= window[1]


def _window(text: str) -> tuple[datetime, datetime] | None:
    dates = re.fullmatch(r"(\d{12}) TO (\d{12})", text)
    if dates is None:
        return None
    try:
        since, until = (datetime.strptime(digits, "%Y%m%d%H%M").replace(tzinfo=UTC) for digits in dates.groups())
    except ValueError:
        return None
    return since, until

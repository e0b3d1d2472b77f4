"""A request's parameters -> a status and a feed, with arXiv's own errors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from sandbox.arxiv import atom, old_atom
from sandbox.arxiv.grammar import BadQuery, Node, adapt, parse
from sandbox.arxiv.matching import dated, hits, matches
from sandbox.arxiv.records import Record
from sandbox.arxiv.views import View
from sandbox.arxiv.world import World

_WALL = 10_000
_SORTS = ("relevance", "lastUpdatedDate", "submittedDate")
_ORDERS = ("ascending", "descending")
_ID = re.compile(r"(?P<base>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d+))?")


class Mistake(Exception):
    """The request is wrong, or hits a bug of the service; `slug` is the error's name there."""

    def __init__(self, message: str, slug: str = "", *, status: int = 400) -> None:
        super().__init__(message)
        self.slug = slug
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    query: str
    tree: Node | None
    ids: tuple[str, ...]
    start: int
    size: int
    sort: str
    descending: bool


def answer(world: World, parameters: Mapping[str, str], *, shift: int = 0) -> tuple[int, str]:
    """Answer as `/api/query` does: a status and an Atom feed. `shift` records came in on top since the page before."""
    try:
        request = _read(parameters)
        found = _sorted(world, request)
        start = max(0, request.start - shift)
        page = found[start : start + request.size]
        return 200, _feed(world, request, total=len(found), page=page)
    except Mistake as mistake:
        if world.profile == "old":
            return 200, old_atom.old_error(str(mistake), mistake.slug, world.now)
        return mistake.status, atom.new_error(str(mistake), mistake.slug, world.now)


def _feed(world: World, request: _Request, *, total: int, page: list[Record]) -> str:
    feed = atom.Feed(
        query=request.query,
        id_list=",".join(request.ids),
        start=request.start,
        size=request.size,
        total=total,
        at=world.now,
    )
    write = old_atom.old_feed if world.profile == "old" else atom.new_feed
    return write(feed, page)


def _read(parameters: Mapping[str, str]) -> _Request:
    query = parameters.get("search_query", "")
    if not parameters.get("raw"):
        query = adapt(query)
    ids = tuple(part.strip() for part in parameters.get("id_list", "").split(",") if part.strip())
    for wrong in (part for part in ids if not _ID.fullmatch(part)):
        raise Mistake(f"incorrect id format for {wrong}", f"incorrect_id_format_for_{wrong}")
    size, start = _number(parameters, "max_results", 10), _number(parameters, "start", 0)
    sort = _choice(parameters, "sortBy", _SORTS)
    descending = _choice(parameters, "sortOrder", _ORDERS, default="descending") == "descending"
    if not query and not ids:
        raise Mistake("Either a search_query or id_list must be specified for the classic API.")
    if size == 0 or size > _WALL or 1 + round(start / size) > floor(_WALL / size):
        raise Mistake("internal error", status=500)
    try:
        tree = parse(query) if query else None
    except BadQuery as bad:
        raise Mistake(str(bad)) from bad
    return _Request(query=query, tree=tree, ids=ids, start=start, size=size, sort=sort, descending=descending)


def _number(parameters: Mapping[str, str], name: str, default: int) -> int:
    text = parameters.get(name, "").strip() or str(default)
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise Mistake(f"{name} must be an integer", f"{name}_must_be_an_integer")
    if text.startswith("-"):
        raise Mistake(f"{name} must be non-negative", f"{name}_must_be_non-negative")
    return int(text)


def _choice(parameters: Mapping[str, str], name: str, choices: tuple[str, ...], default: str = "relevance") -> str:
    chosen = parameters.get(name) or default
    if chosen not in choices:
        raise Mistake(f"{name} must be in: {', '.join(choices)}", "sort")
    return chosen


def _sorted(world: World, request: _Request) -> list[Record]:
    """No tie-break, as on arXiv: equal keys come in another order with every request."""
    view = world.view("api")
    found = _named(view, request) if request.ids else _searched(view, request)
    world.random.shuffle(found)
    found.sort(key=lambda record: _key(record, request), reverse=request.descending)
    return found


def _key(record: Record, request: _Request) -> float:
    if request.sort == "submittedDate":
        return record.submitted_at.timestamp()
    if request.sort == "lastUpdatedDate":
        return record.updated_at.timestamp()
    return 0 if request.tree is None else hits(request.tree, record)


def _searched(view: View, request: _Request) -> list[Record]:
    """A window of dates narrows the search before words are looked at; what they said is kept until a paper changes."""
    if request.tree is None:
        return list(view.latest.values())
    words, since, until = dated(request.tree)
    records = view.submitted_between(since, until) if since and until else list(view.latest.values())
    known = view.found.setdefault(words, {}) if since else {}
    for record in records:
        if record.arxiv_id not in known:
            known[record.arxiv_id] = matches(words, record)
    return [record for record in records if known[record.arxiv_id]]


def _named(view: View, request: _Request) -> list[Record]:
    found = (_one(view, text) for text in dict.fromkeys(request.ids))
    return [record for record in found if record and (request.tree is None or matches(request.tree, record))]


def _one(view: View, text: str) -> Record | None:
    match = _ID.fullmatch(text)
    if match is None:
        return None
    if match["version"]:
        return view.versions.get(match["base"], {}).get(int(match["version"]))
    return view.latest.get(match["base"])

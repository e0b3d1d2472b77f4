"""OAI-PMH as arXiv's server of 2025 speaks it: a request's parameters -> a document; its errors come with status 200.

Lists go by the day (UTC) of the last change, which is the announcement of a version or of an edit. A resumption token
remembers nothing: it holds the request and how many to skip. So what changes while a list is read moves to its end,
and one record that was not read yet slips through the gap.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qs, quote, unquote, urlencode

from sandbox.arxiv import oai_records
from sandbox.arxiv.oai_records import FORMATS, Page, escaped
from sandbox.arxiv.records import Record
from sandbox.arxiv.taxonomy import is_in, sets
from sandbox.arxiv.world import World

_EARLIEST = date(2005, 9, 16)
_ID = re.compile(r"oai:arXiv\.org:(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)*/\d{7})")
_LISTED = {"verb", "metadataPrefix", "from", "until", "set"}


class OaiError(Exception):
    """One of the protocol's errors: `code`, and the reason. `shown` is what the answer repeats of the request."""

    def __init__(self, code: str, reason: str, shown: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.shown = shown or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list's request, be it the first or a token's."""

    parameters: Mapping[str, str]
    since: date
    until: date
    skip: int = 0

    @property
    def prefix(self) -> str:
        return self.parameters["metadataPrefix"]


def answer(world: World, parameters: Sequence[tuple[str, str]], base: str, *, shift: int = 0) -> str:
    """Answer as `/oai` does. `base` is the server's own address, which it believes to be http.

    `shift` rows that were listed already are changed just before a list is resumed.
    """
    given = dict(parameters)
    if len(given) < len(parameters):
        return error_document(OaiError("badArgument", "a parameter is given twice"), world.now, base)
    try:
        return _answer(world, given, base, shift)
    except OaiError as error:
        return error_document(error, world.now, base)


def error_document(error: OaiError, at: datetime, base: str) -> str:
    """An error as the server writes it."""
    explained = f"{oai_records.ERRORS[error.code]} Reason: {error}"
    return oai_records.document(f"    <error code='{error.code}'>{escaped(explained)}</error>", error.shown, at, base)


def _answer(world: World, given: Mapping[str, str], base: str, shift: int) -> str:
    verb = given.get("verb", "")
    shown: Mapping[str, str] = given
    match verb:
        case "Identify":
            _only(given, {"verb"})
            inside = oai_records.identify(base)
        case "ListSets":
            _only(given, {"verb"})
            inside = oai_records.list_sets(sets())
        case "ListMetadataFormats":
            _only(given, {"verb", "identifier"})
            if "identifier" in given:
                _base_id(given)
            inside = oai_records.list_formats()
        case "GetRecord":
            inside = _record(world, given)
        case "ListRecords" | "ListIdentifiers":
            inside, shown = _list(world, given, shift)
        case _:
            raise OaiError("badVerb", "there is no such verb")
    return oai_records.document(inside, shown, world.now, base)


def _only(given: Mapping[str, str], allowed: set[str]) -> None:
    if unknown := sorted(set(given) - allowed):
        raise OaiError("badArgument", f"not allowed: {', '.join(unknown)}")


def _base_id(given: Mapping[str, str]) -> str:
    match = _ID.fullmatch(given["identifier"])
    if match is None:
        raise OaiError("idDoesNotExist", "not an identifier of arXiv's", {"verb": given["verb"]})
    return match[1]


def _record(world: World, given: Mapping[str, str]) -> str:
    if set(given) != {"verb", "identifier", "metadataPrefix"}:
        raise OaiError("badArgument", "GetRecord takes an identifier and a metadataPrefix")
    arxiv_id = _base_id(given)
    _check_format(given)
    view = world.view("oai")
    if arxiv_id not in view.latest:
        raise OaiError("idDoesNotExist", "nothing is known by this id", given)
    inside = oai_records.record(view, view.latest[arxiv_id], given["metadataPrefix"])
    return f"    <GetRecord>\n{inside}\n    </GetRecord>"


def _check_format(given: Mapping[str, str]) -> None:
    if given["metadataPrefix"] not in FORMATS:
        raise OaiError("cannotDisseminateFormat", "there is no such format", {"verb": given["verb"]})


def _list(world: World, given: Mapping[str, str], shift: int) -> tuple[str, Mapping[str, str]]:
    token = given.get("resumptionToken")
    asked = _first(given, world.now.date()) if token is None else _resumed(world, given, token)
    limit = world.limits.records if given["verb"] == "ListRecords" else world.limits.headers
    skip = asked.skip + shift * (token is not None)
    view = world.view("oai")
    wanted = asked.parameters.get("set")
    changed = view.changed_between(asked.since, asked.until)
    found = [record for record in changed if wanted is None or is_in(record.categories, wanted)][skip:]
    shown = dict(asked.parameters) if token is None else {**asked.parameters, "resumptionToken": token}
    if not found:
        raise OaiError("noRecordsMatch", "nothing was found", shown)
    if following := _following(asked, found, limit, skip):
        shown["from"] = following["from"] if "from" in following else shown.get("from", "")
        world.tokens[_written(following)] = _next_midnight(world.now)
    page = Page(
        records=tuple(sorted(found[:limit], key=lambda record: (day_of(record), record.arxiv_id))),
        token="" if following is None else _written(following),
        expires=_next_midnight(world.now),
        resumes=token is not None,
    )
    return oai_records.listed(view, page, asked.prefix, verb=given["verb"]), {k: v for k, v in shown.items() if v}


def _first(given: Mapping[str, str], today: date) -> _List:
    if "metadataPrefix" not in given:
        raise OaiError("badArgument", "metadataPrefix is missing")
    _only(given, _LISTED)
    _check_format(given)
    since, until = _day(given, "from", _EARLIEST), _day(given, "until", today)
    if "set" in given and given["set"] not in sets():
        raise OaiError("badArgument", "there is no such set")
    if since > until:
        raise OaiError("badArgument", "from is later than until")
    if since < _EARLIEST or until > today:
        raise OaiError("badArgument", "dates begin with 2005-09-16 and end with today")
    return _List(parameters=given, since=since, until=until)


def _resumed(world: World, given: Mapping[str, str], token: str) -> _List:
    if set(given) != {"verb", "resumptionToken"}:
        raise OaiError("badArgument", "nothing goes with a resumptionToken")
    expires = world.tokens.get(quote(unquote(token), safe=""))
    if expires is not None and expires <= world.now:
        raise OaiError("badResumptionToken", "the token has expired")
    held = {name: values[0] for name, values in parse_qs(unquote(token)).items()}
    skip = held.pop("skip", "")
    if not re.fullmatch(r"\d{1,9}", skip) or held.get("verb") != given["verb"]:
        raise OaiError("badResumptionToken", "the token can't be read")
    first = _first(held, world.now.date())
    return _List(parameters=held, since=first.since, until=first.until, skip=int(skip))


def _following(asked: _List, found: Sequence[Record], limit: int, skip: int) -> dict[str, str] | None:
    """What the next page is asked for by: the same list with more to skip, or one that begins with the last day."""
    if len(found) <= limit:
        return None
    last, first = day_of(found[limit]), day_of(found[0])
    if last == first:
        return {**asked.parameters, "skip": str(skip + limit)}
    passed = sum(day_of(record) == last for record in found[:limit])
    return {**asked.parameters, "from": last.isoformat(), "skip": str(passed)}


def _written(parameters: Mapping[str, str]) -> str:
    return quote(urlencode(parameters), safe="")


def _day(given: Mapping[str, str], name: str, default: date) -> date:
    text = given.get(name)
    if text is None:
        return default
    wrong = OaiError("badArgument", f"{name} must be a day, as YYYY-MM-DD")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise wrong
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong from None


def day_of(record: Record) -> date:
    """The datestamp."""
    return oai_records.changed_at(record).date()


def _next_midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)

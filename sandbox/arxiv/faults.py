"""What can go wrong between arXiv and us, by name, for the next answers in turn; `spoiling` does it to an answer.

    empty          no records, total 0                short         the last record is missing
    total          the total is one more              duplicate     one record twice, another not at all
    ghost          a record loses title and dates     bad_date      a record's date is unreadable
    other_query    another query's title              other_page    another start index
    error_feed     an error in a feed, status 200     doctype       the feed has a document type
    truncated      the XML is cut, Content-Length fits
    cut            the body is cut, Content-Length does not fit
    gzip           packed                             html          a page for people, status 200
    202, 400, 403, 404, 406, 429, 500, 503                 with the bodies that were recorded
    406_good       status 406 and the right feed      503_html      503 with a page and no Retry-After
    redirect       to `to`, or the same address       reset         the connection is reset
    black_hole     accepted, and never answered       drip          a byte every `pause` seconds
    shift          the index moves while it is paged: one record comes twice (API), or one not at all (OAI-PMH)

Of OAI-PMH only: `no_records`, noRecordsMatch by mistake; `bad_token`, badResumptionToken for the next request that
resumes a list. Of the feeds only: `stale`, the batch of the day before, made just now. `total`, `ghost`, `bad_date`,
`other_query`, `other_page`, `error_feed` and `doctype` are of the API's feeds; the others are for all three.

Options beside `name`: `service` ("api", "oai", "rss"; "any" where it is left out), `retry_after` (seconds, 0, or
"date": ten seconds on, as a date), `stall` (seconds of silence before the answer), `to`, `pause`.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args

Service = Literal["any", "api", "oai", "rss"]
ONLY: dict[str, Service] = {"no_records": "oai", "bad_token": "oai", "stale": "rss"}
_NAMED = """
    empty short total duplicate ghost bad_date other_query other_page error_feed doctype truncated cut gzip html
    202 400 403 404 406 429 500 503 406_good 503_html redirect reset black_hole drip shift no_records bad_token stale
"""
NAMES = frozenset(_NAMED.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault and its options."""

    name: str
    service: Service = "any"
    retry_after: str | None = None
    stall: float = 0
    to: str = ""
    pause: float = 0.05

    def is_for(self, service: str, *, resumes: bool) -> bool:
        """Whether a request to that service meets it; `resumes` where it goes on with a list."""
        if self.name == "bad_token" and not resumes:
            return False
        return (ONLY.get(self.name) or self.service) in {"any", service}


def read_fault(given: object) -> Fault:
    """Read one fault from JSON: its name, or an object with its options.

    Raises:
        ValueError: there is no such fault.
    """
    options: Any = {"name": given} if isinstance(given, str) else given
    try:
        fault = Fault(**options)
    except TypeError as error:
        raise ValueError(f"not a fault: {given!r}") from error
    if fault.name not in NAMES:
        raise ValueError(f"no such fault: {fault.name}; there are {', '.join(sorted(NAMES))}")
    if fault.service not in get_args(Service):
        raise ValueError(f"no such service: {fault.service}")
    return fault

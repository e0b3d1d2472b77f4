"""What is asked of arXiv's OAI-PMH interface, and whether an answer repeats it. Pure.

https://info.arxiv.org/help/oa/ and https://www.openarchives.org/OAI/openarchivesprotocol.html.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlencode

# Days before it are refused: arXiv's own earliest datestamp.
EARLIEST = date(2005, 9, 16)
# Where self-supervised learning is written about; what lies elsewhere is the API's to find.
SETS = ("cs", "stat", "eess", "q-bio", "physics:physics")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `arguments` are sent beside the verb; `of` are those of the list that a token goes on with."""

    verb: str
    arguments: Mapping[str, str]
    of: Mapping[str, str]

    def url(self, base: str) -> str:
        """Where to ask."""
        return f"{base}?{urlencode({'verb': self.verb, **self.arguments})}"

    def resumed(self, token: str) -> "Request":
        """The request for the next page."""
        return Request(verb=self.verb, arguments={"resumptionToken": token}, of=self.of or self.arguments)

    def is_repeated(self, told: Mapping[str, str], *, in_full: bool) -> bool:
        """Whether an answer's `request` element tells of this request, and of no other.

        An error may leave arguments out (`in_full` is false), a page only all of them, which says nothing: fewer are
        another question. It may add those of its list, and give `from` as the last day on the page: arXiv's server
        writes the next page's question into it.
        """
        known = {"verb": self.verb, **self.of, **self.arguments}
        if in_full and told.keys() - {"verb"} and not {"verb", *self.arguments} <= told.keys():
            return False
        return all(name in known and _is_same(name, value.strip(), known[name]) for name, value in told.items())


def listing(verb: str, prefix: str, *, since: date, until: date | None = None, of_set: str | None = None) -> Request:
    """A list of what changed between two UTC days, both included."""
    given = {
        "metadataPrefix": prefix,
        "from": since.isoformat(),
        "until": until.isoformat() if until else None,
        "set": of_set,
    }
    return Request(verb=verb, arguments={name: value for name, value in given.items() if value}, of={})


def single(arxiv_id: str) -> Request:
    """One record."""
    arguments = {"identifier": f"oai:arXiv.org:{arxiv_id}", "metadataPrefix": "arXivRaw"}
    return Request(verb="GetRecord", arguments=arguments, of={})


def _is_same(name: str, told: str, asked: str) -> bool:
    if name == "from":
        return bool(_DAY.fullmatch(told)) and told >= asked
    if name == "resumptionToken":
        return unquote(unquote(told)) == unquote(unquote(asked))
    return told == asked

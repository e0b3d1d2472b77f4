"""Where a paper's own code is, as far as its abstract and its comment tell.

`addresses` finds the addresses, `wording` says from the words around them whose they are; here the best one is chosen.
"""

from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.code_links import addresses, wording
from ssl_watch.code_links.addresses import Address
from ssl_watch.code_links.hosts import Kind
from ssl_watch.papers import Paper


class CodeState(StrEnum):
    """What is known of a paper's code."""

    ABSTRACT = "in_abstract"
    COMMENT = "in_comment"
    PROJECT = "project_page"
    PROMISED = "promised"
    LISTED = "listed"  # the imported table gave it
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLink:
    """`url` is None where code is only promised or not mentioned; `evidence` is the text around it."""

    state: CodeState
    url: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    address: Address
    state: CodeState
    merit: int
    evidence: str


_NONE = CodeLink(state=CodeState.NONE)
_LONGEST = 100_000  # characters of a text that are read
_BEFORE, _AFTER = 140, 60
_LONGEST_EVIDENCE = 240


def find(paper: Paper) -> CodeLink:
    """Find the paper's own repository, else its project page, else a promise of code."""
    texts = ((paper.abstract[:_LONGEST], CodeState.ABSTRACT), ((paper.comment or "")[:_LONGEST], CodeState.COMMENT))
    candidates = [candidate for text, state in texts for candidate in _candidates(text, state)]
    best = max(candidates, key=lambda candidate: candidate.merit, default=None)
    if best is not None:
        state = CodeState.PROJECT if best.address.kind is Kind.PAGE else best.state
        return CodeLink(state=state, url=best.address.url, evidence=best.evidence)
    promise = next((found for text, _ in texts if (found := wording.promise(text))), None)
    return CodeLink(state=CodeState.PROMISED, evidence=promise[:_LONGEST_EVIDENCE]) if promise else _NONE


def _candidates(text: str, state: CodeState) -> list[_Candidate]:
    """The addresses that may be the paper's own code, the likeliest of them with the highest merit."""
    found: list[_Candidate] = []
    end = 0
    for address in addresses.find(text):
        lead = text[max(end, address.start - _BEFORE) : address.start]
        before = wording.own_sentence(lead)
        after = wording.rest_of_sentence(text[address.end : address.end + _AFTER])
        merit = 2 if address.kind is Kind.PAGE and not lead.strip() else _merit(address, before, after)
        if merit is not None:
            shown = before if before.strip() else lead
            evidence = " ".join(f"{shown}{text[address.start : address.end]}".split())[-_LONGEST_EVIDENCE:]
            found.append(_Candidate(address=address, state=state, merit=merit, evidence=evidence))
        end = address.end
    return found


def _merit(address: Address, before: str, after: str) -> int | None:
    """How surely the address is the paper's own code; None where it is not."""
    if address.kind is Kind.NOT_CODE or wording.is_theirs(before):
        return None
    data = wording.speaks_of_data(before)
    code = wording.speaks_of_code(before) or (wording.speaks_of_code(after) and not data)
    if address.kind is Kind.REPOSITORY:
        return 10 + 4 * code - 2 * (data and not code) - 5 * ("/pull/" in address.url)
    if address.kind is Kind.MODEL:
        return 9 + 3 * code - 2 * (data and not code)
    if address.kind is Kind.STORE:
        return 7 if wording.names_code(before) or (wording.names_code(after) and not data) else None
    if wording.speaks_of_a_page(before) or ".github.io" in address.url:
        return 2 + 2 * code
    return None

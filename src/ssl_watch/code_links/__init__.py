"""Where a paper's own code is, as far as its abstract and its comment tell."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.code_links import addresses
from ssl_watch.code_links.addresses import Address, Kind
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


_OURS = re.compile(
    r"\b(?:our|we|this paper'?s?|this work)\b[^.]{0,80}\b(?:code|implementation|source|repositor|model|package|library|toolkit)"
    r"|\b(?:codes?|codebase|source code|implementation|repository|repo|software|scripts?|github|toolkit|library|package)s?\b"
    r"|\bwe (?:open-?source|release)",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:baselines?|built (?:up)?on|based on (?:the )?(?:code|implementation|repository)|official implementation of|adapted from|borrowed|forked"
    r"|original (?:code|implementation|repository)|we (?:use|used|compare|compared|evaluate|follow|build)|using the|thanks? to|available from the authors of)\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:data ?sets?|data|corpus|corpora|benchmark|videos?|demos?|samples|supplementary|appendix)\b", re.IGNORECASE
)
_PAGE = re.compile(
    r"\b(?:project(?:'s)?|page|web ?site|web ?page|home ?page|demo|demos|code|codes|implementation|source|models?|dataset|data|released?|available|videos?)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:codes?|codebase|implementations?|source codes?|models?|repository|software|toolkit|checkpoints)\b[^.]{0,80}?"
    r"\b(?:will be|to be|shall be|are going to be|is going to be)\b[^.]{0,40}?\b(?:released?|available|public|open|published|shared|provided)"
    r"|\bwill\b[^.]{0,30}?\b(?:release|open-?source|publish|share|provide|make)\b[^.]{0,60}?\b(?:codes?|implementation|codebase|repository|checkpoints|toolkit)\b"
    r"|\bcodes?\b[^.]{0,30}\b(?:coming soon|soon available|available soon|upon acceptance|after acceptance|upon publication)"
    r"|\b(?:upon|after) (?:acceptance|publication)\b[^.]{0,60}\bcodes?\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 140, 60
_NONE = CodeLink(state=CodeState.NONE)


def find(paper: Paper) -> CodeLink:
    """Find the paper's own repository, else its project page, else a promise of code."""
    texts = ((paper.abstract, CodeState.ABSTRACT), (paper.comment or "", CodeState.COMMENT))
    candidates = [candidate for text, state in texts for candidate in _candidates(text, state)]
    candidates = [candidate for candidate in candidates if candidate.merit >= 0]
    if candidates:
        best = max(candidates, key=lambda candidate: candidate.merit)
        state = best.state if best.address.kind is Kind.REPOSITORY else CodeState.PROJECT
        return CodeLink(state=state, url=best.address.url, evidence=best.evidence)
    return next((link for text, _ in texts if (link := _promise(text))), _NONE)


def _candidates(text: str, state: CodeState) -> list[_Candidate]:
    found: list[_Candidate] = []
    end = 0
    for address in addresses.find(text):
        before = _sentence_end(text[max(end, address.start - _BEFORE) : address.start])
        after = re.split(r"[.;]\s|\n\n", text[address.end : address.end + _AFTER], maxsplit=1)[0]
        evidence = " ".join((before[-100:] + text[address.start : address.end]).split())[-240:]
        found.append(_Candidate(address=address, state=state, merit=_merit(address, before, after), evidence=evidence))
        end = address.end
    return found


def _sentence_end(before: str) -> str:
    """What stands before an address in its own sentence."""
    return re.split(r"[.!?;]\s+(?=[A-Z])", before)[-1]


def _merit(address: Address, before: str, after: str) -> int:
    """How surely the address is the paper's own code; below zero where it is not."""
    if address.kind is Kind.NOT_CODE:
        return -1
    ours = bool(_OURS.search(before)) or bool(_OURS.search(after))
    theirs = bool(_THEIRS.search(before))
    if address.kind is Kind.REPOSITORY:
        if theirs and not re.search(r"\b(?:our|code|codes) (?:code )?(?:is|are)\b", before, re.IGNORECASE):
            return -1
        return 10 + 4 * ours - 2 * (bool(_DATA.search(before)) and not ours)
    return 2 + 2 * ours if _PAGE.search(before) or ".github.io" in address.url or not before.strip() else -1


def _promise(text: str) -> CodeLink | None:
    match = _PROMISE.search(text)
    if match is None:
        return None
    return CodeLink(state=CodeState.PROMISED, evidence=" ".join(match[0].split()))

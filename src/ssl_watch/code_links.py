"""Where a paper's own code is, as far as its abstract and its comment tell."""

from dataclasses import dataclass
from enum import StrEnum

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


def find(paper: Paper) -> CodeLink:
    """Find the paper's own repository, else its project page, else a promise of code."""
    raise NotImplementedError

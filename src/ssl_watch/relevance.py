"""Is a paper about self-supervised learning, and which of its words say so?"""

from dataclasses import dataclass
from enum import StrEnum

from ssl_watch.papers import Paper


class Level(StrEnum):
    """How much a paper is about SSL, most first."""

    CORE = "core"  # SSL is the subject
    USES = "uses"  # SSL is a component or a backbone
    MENTIONS = "mentions"  # SSL is named in passing
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """A verdict: `score` grows from 0 to 1 with certainty that SSL is the subject; `evidence` are the words."""

    level: Level
    score: float
    evidence: tuple[str, ...] = ()


def judge(paper: Paper) -> Relevance:
    """Judge by the paper's title, abstract, comment and categories; any of them may be missing."""
    raise NotImplementedError

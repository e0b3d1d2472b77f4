"""The research areas that a subscriber picks from, and which of them a paper belongs to."""

from dataclasses import dataclass

from ssl_watch.papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """`name` is the short stable key (at most 12 characters of a-z and _); `title` and `definition` are shown."""

    name: str
    title: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One paper filed under one domain: certainty 0 to 1 and the words that led there."""

    name: str
    score: float
    evidence: tuple[str, ...] = ()


DOMAINS: tuple[Domain, ...] = ()


def file(paper: Paper) -> tuple[Filing, ...]:
    """Every domain the paper belongs to, surest first; at least one."""
    raise NotImplementedError

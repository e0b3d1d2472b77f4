"""What this instance remembers of every identifier that arXiv ever showed it, whether the paper is about SSL or not.

Small rows: they prove what was judged, tell first sights from later ones, and let a better judge decide anew at home.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ssl_watch.papers import Paper
from ssl_watch.relevance import Level, Relevance

# Below this score nothing in the text hints at SSL, and a paper is remembered by its verdict alone. A third of what is
# passed over lies above, and with it every labelled paper on SSL that the judge misses (about 80 MB a year).
WORTH_KEEPING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One identifier, as it was last judged.

    `modified_on` is OAI-PMH's datestamp (a UTC day), None while only other sources showed the paper. `news` says that
    it was announced while this instance watched. `judge` names who judged (`verdicts.JUDGE`). `paper` is kept only of
    papers that were passed over although their text shows a sign of SSL.
    """

    arxiv_id: str
    version: int
    modified_on: date | None = None
    first_seen_at: datetime
    news: bool
    sources: frozenset[str]
    level: Level
    score: float
    judge: str
    judged_at: datetime
    paper: Paper | None = None


def keeps_text(relevance: Relevance) -> bool:
    """Whether a better judge could think otherwise of a paper that was passed over."""
    return relevance.level is Level.NONE and relevance.score >= WORTH_KEEPING


def seen_again(known: Sighting, seen: Sighting) -> Sighting:
    """What is remembered of an identifier that is seen again: its first sight stays, its sources add up.

    An older version than the known one, as a source that lags behind shows it, tells no more than that it was seen.
    """
    sources = known.sources | seen.sources
    if seen.version < known.version:
        return replace(known, sources=sources)
    return replace(
        seen,
        first_seen_at=known.first_seen_at,
        news=known.news,
        sources=sources,
        modified_on=max(filter(None, (known.modified_on, seen.modified_on)), default=None),
    )

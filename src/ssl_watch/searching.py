"""Find papers in the archive: by words, by domain, by id. Only reads; `bot.handlers` and `cli` show what comes out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ssl_watch import queries
from ssl_watch.papers import parse_arxiv_id
from ssl_watch.queries import Results
from ssl_watch.store import Store, papers
from ssl_watch.store.papers import Version
from ssl_watch.verdicts import JudgedPaper

_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """All that is known of one paper: itself, judged, and the versions that this instance has seen, oldest first."""

    judged: JudgedPaper
    versions: tuple[Version, ...]


def search(store: Store, text: str, *, limit: int = 10, offset: int = 0) -> Results:
    """Papers that hold every word of the text, hits in the title first, then newest first; no word finds nothing."""
    with store.reading() as transaction:
        return papers.search(transaction, queries.read(text), limit=limit, offset=offset)


def latest(store: Store, domain: str | None, *, limit: int, offset: int) -> Results:
    """The newest papers of one domain, by its name, or of all of SSL."""
    with store.reading() as transaction:
        return papers.latest(transaction, domain=domain, limit=limit, offset=offset)


def look_up(store: Store, text: str) -> PaperPage | None:
    """The paper that an id or a link in any form names; None where it is not in the archive.

    Raises:
        NotAnArxivId: the text names no paper.
    """
    arxiv_id, _ = parse_arxiv_id(text)
    with store.reading() as transaction:
        judged = papers.get(transaction, arxiv_id)
        if judged is None:
            return None
        return PaperPage(judged=judged, versions=papers.versions(transaction, arxiv_id))


def popularity(store: Store, *, now: datetime) -> dict[str, int]:
    """How many papers each domain got in the last 30 days, by its name."""
    with store.reading() as transaction:
        return papers.counts_by_domain(transaction, since=now - _RECENT)

"""A paper on SSL and one that is not, and how another judge passed them over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ssl_watch.papers import Paper
from ssl_watch.relevance import Level
from ssl_watch.sightings import Sighting
from ssl_watch.store import Store, sightings

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
ABOUT_SSL = Paper(
    arxiv_id="2603.00001",
    version=1,
    title="Self-supervised learning of sheep by masked autoencoders",
    abstract="We propose a self-supervised method that learns to count sheep with a masked autoencoder.",
    updated_at=NOW,
    submitted_at=NOW,
    categories=("cs.CV",),
)
NOT_ABOUT_SSL = replace(
    ABOUT_SSL, arxiv_id="2603.00002", title="Hedges of Kent", abstract="We measure hedges with a tape."
)


def pass_over(store: Store, paper: Paper, *, kept: bool = True, judge_name: str = "1") -> None:
    seen = Sighting(
        arxiv_id=paper.arxiv_id,
        version=paper.version,
        first_seen_at=NOW - timedelta(days=30),
        news=True,
        sources=frozenset({"oai"}),
        level=Level.NONE,
        score=0.01,
        judge=judge_name,
        judged_at=NOW - timedelta(days=30),
        paper=paper if kept else None,
    )
    with store.writing() as tx:
        sightings.note(tx, [seen])

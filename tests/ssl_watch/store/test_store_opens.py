from datetime import UTC, datetime

from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.domains import Filing
from ssl_watch.papers import Paper
from ssl_watch.relevance import Level, Relevance
from ssl_watch.store import Store, papers
from ssl_watch.verdicts import JudgedPaper, Verdict


def test_a_paper_is_read_back_as_it_was_recorded(store: Store) -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    verdict = Verdict(
        relevance=Relevance(level=Level.CORE, score=0.75, evidence=("a", "b")),
        filings=(Filing(name="speech", score=0.5),),
        code=CodeLink(state=CodeState.NONE),
        venue=None,
        summary="s",
    )
    paper = Paper(arxiv_id="2601.00001", version=1, title="0", abstract="", updated_at=now)
    with store.writing() as tx:
        assert papers.record(tx, JudgedPaper(paper=paper, verdict=verdict), news=True, now=now) == "new"
    with store.reading() as tx:
        assert papers.get(tx, "2601.00001") == JudgedPaper(
            paper=paper, verdict=verdict, first_seen=1, first_seen_at=now, news=True
        )

"""The command that judges the archive anew after the judge has changed."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ssl_watch.cli.conduct import AsJson, answer, answer_json, opened_store, progress_bar

if TYPE_CHECKING:
    from ssl_watch.rejudging import RejudgeReport
    from ssl_watch.verdicts import JudgedPaper

_MOST_SHOWN = 50  # titles, for a person


def rejudge(*, as_json: AsJson = False) -> None:
    """Judge anew what an earlier version judged, without asking arXiv. What turns out to be about SSL is never news."""
    from ssl_watch import rejudging

    with opened_store() as store, progress_bar("Judging anew"):
        report = rejudging.rejudge(store, now=datetime.now(UTC))
    if as_json:
        answer_json(_document(report))
    else:
        _show(report)


def _document(report: "RejudgeReport") -> dict[str, object]:
    return {
        "judged": report.judged,
        "changed": report.changed,
        "newly_relevant": [_row(judged) for judged in report.found],
        "no_longer_relevant": [_row(judged) for judged in report.left],
        "beyond": report.beyond,
    }


def _row(judged: "JudgedPaper") -> dict[str, object]:
    relevance = judged.verdict.relevance
    return {
        "arxiv_id": judged.paper.arxiv_id,
        "title": judged.paper.title,
        "level": relevance.level.value,
        "score": relevance.score,
        "evidence": list(relevance.evidence),
    }


def _show(report: "RejudgeReport") -> None:
    answer(
        f"{report.judged} judged anew: {report.changed} verdicts changed, {len(report.found)} found that were "
        f"passed over before, {len(report.left)} no longer about SSL; {report.beyond} too far from SSL to be kept"
    )
    for heading, papers in (("Found", report.found), ("No longer about SSL", report.left)):
        for judged in papers[:_MOST_SHOWN]:
            title = " ".join(judged.paper.title.split())
            answer(f"{heading}: {judged.paper.arxiv_id} {title} ({judged.verdict.relevance.level.value})")
        if len(papers) > _MOST_SHOWN:
            answer(f"{heading}: {len(papers) - _MOST_SHOWN} more; --json names them all")

"""The command on what readers said: feedback export."""

from typing import TYPE_CHECKING

import typer

from ssl_watch.cli.conduct import AsJson, answer, answer_json, opened_store

if TYPE_CHECKING:
    from ssl_watch.disputes import Label

group = typer.Typer(help="What readers said of verdicts.", no_args_is_help=True)


@group.callback()
def _options() -> None:
    """Keep `export` a command of its own, however few there are."""


@group.command("export")
def export(*, as_json: AsJson = False) -> None:
    """Write what readers disputed, a line for each paper and claim: labels for the next training. Names no chat."""
    from ssl_watch import disputing

    count = 0
    with opened_store() as store:
        for label in disputing.labels(store):
            count += 1
            answer_json(_document(label)) if as_json else answer(_line(label))
    if not as_json:
        answer(f"{count} verdict{'s' * (count != 1)} disputed")


def _document(label: "Label") -> dict[str, object]:
    dispute, paper, today = label.dispute, label.judged.paper, label.judged.verdict
    level = None if dispute.level is None else dispute.level.value
    return {
        "arxiv_id": paper.arxiv_id,
        "title": paper.title,
        "abstract": paper.abstract,
        "categories": list(paper.categories),
        "claim": dispute.claim.value,
        "domain": dispute.domain or None,
        "chats": label.chats,
        "first": f"{label.first_at:%Y-%m-%d}",
        "last": f"{label.last_at:%Y-%m-%d}",
        "disputed": {"level": level, "score": dispute.score, "evidence": list(dispute.evidence)},
        "today": {
            "level": today.relevance.level.value,
            "score": today.relevance.score,
            "evidence": list(today.relevance.evidence),
            "domains": [
                {"name": each.name, "score": each.score, "evidence": list(each.evidence)} for each in today.filings
            ],
        },
    }


def _line(label: "Label") -> str:
    dispute, relevance = label.dispute, label.judged.verdict.relevance
    claim = "not SSL" if dispute.domain is None else f"not {dispute.domain or 'its domain'}"
    title = " ".join(label.judged.paper.title.split())
    today = f"{relevance.level} {relevance.score:.2f}, {', '.join(label.judged.domain_names)}"
    return f"{label.chats:>4}  {dispute.arxiv_id:<12} {claim:<20} today {today:<34} {title}"

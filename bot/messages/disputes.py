"""Disputes in words: what is wrong?, what the chat goes by from now on, what that would have changed, and the list.

The rule that is told here is `ssl_watch.disputes`'. The buttons below are made by `bot.keyboards.disputes`.
"""

from collections.abc import Sequence

from bot.messages import facts
from bot.messages.facts import joined
from bot.messages.receipt import count
from ssl_watch.disputes import ELSEWHERE, Dispute, Effect
from ssl_watch.domains import Filing
from ssl_watch.verdicts import JudgedPaper

PER_PAGE = 8  # disputes on a page of the list
_SHORT_TITLE = 90
_NAMED = 3  # papers that are named of those that a dispute would have changed
_MOST_EVIDENCE = 4

Applied = Sequence[tuple[Dispute, JudgedPaper]]

ENOUGH = "This chat disputes a great many verdicts already. Take some back first: /settings, Corrections."
TAKEN_BACK = "Taken back."
NOTHING_TO_TAKE_BACK = "This was taken back before."
_HEADING = "<b>Corrections</b>"
_NOTHING = "None. If a paper is not about SSL, or in the wrong domain, the ✗ button under it says so."
_WHAT_THEY_DO = (
    "What this chat says is wrong. Its digests and /latest go by it: for these papers and, where our verdict was "
    "unsure, for others that nothing but the same words speaks for, no more strongly. /search still finds them all."
)


def question(judged: JudgedPaper, domain: str) -> str:
    """Ask what is wrong with a verdict, telling the verdict and its reason, and the domain where the chat finds it."""
    reason = joined((facts.level(judged), facts.evidence(judged.verdict.relevance.evidence, most=2)))
    others = tuple(name for name in judged.domain_names if name != domain)
    filed = joined((_filing(judged, domain) if domain else "nothing", facts.also(others)))
    return f"{facts.title(judged.paper)}\n\nJudged: {reason}\nFiled under: {filed}\n\nWhat is wrong?"


def _filing(judged: JudgedPaper, domain: str) -> str:
    return facts.filing(next((f for f in judged.verdict.filings if f.name == domain), Filing(name=domain, score=0.0)))


def noted(judged: JudgedPaper, dispute: Dispute, effect: Effect | None) -> str:
    """Say what was noted, what the chat goes by from now on, and what this would have changed in a week."""
    if effect is None:
        return (
            f"{facts.title(judged.paper)}\n\nThank you. Noted as {_claimed(dispute)}, for the next training. What this "
            "chat gets stays as it is: that is for its administrators to say."
        )
    return f"{facts.title(judged.paper)}\n\nNoted: <b>{_claimed(dispute)}</b>. {_rule(dispute)}\n\n{_week(effect)}"


def _claimed(dispute: Dispute) -> str:
    return "not about SSL" if dispute.domain is None else f"not {facts.domain(dispute.domain)}"


def _rule(dispute: Dispute) -> str:
    reasons = facts.evidence(dispute.evidence, most=_MOST_EVIDENCE) if dispute.reaches_others else ""
    if dispute.domain is None:
        others = f", and any other that nothing but {reasons} speaks for, no more strongly than here" if reasons else ""
        return f"From now on this chat’s digests and /latest leave out this paper{others}."
    name, elsewhere = facts.domain(dispute.domain), facts.domain(ELSEWHERE)
    if dispute.domain == ELSEWHERE:
        return f"Where it has no other domain it stays there, since {elsewhere} takes what fits nowhere else."
    if not reasons:
        nowhere = f"without another domain it counts as {elsewhere}"
        return f"From now on this chat does not get this paper under {name}; {nowhere}."
    return (
        f"From now on this chat does not get this paper under {name}, nor any other that is there for nothing but "
        f"{reasons}, no more strongly than here; without another domain they count as {elsewhere}."
    )


def _week(effect: Effect) -> str:
    if not effect.papers:
        return "Nothing was sent here last week, so nothing would have changed."
    changed = []
    if effect.left_out:
        changed.append(f"left out {_yours(len(effect.left_out), effect)}: {_titles(effect.left_out)}")
    if effect.moved:
        where = sorted({facts.domain(name) for _, name in effect.moved})
        named = _titles([judged for judged, _ in effect.moved])
        changed.append(f"moved {_yours(len(effect.moved), effect)} to {', '.join(where[:_NAMED])}: {named}")
    none = f"changed nothing among your {count(effect.papers, 'paper')}"
    return f"Last week this would have {'; and '.join(changed) or none}."


def _yours(number: int, effect: Effect) -> str:
    return "your only paper" if effect.papers == 1 else f"{number} of your {effect.papers} papers"


def _titles(papers: Sequence[JudgedPaper]) -> str:
    named = "; ".join(facts.title(judged.paper, _SHORT_TITLE) for judged in papers[:_NAMED])
    more = len(papers) - _NAMED
    return f"{named}; and {more} more" if more > 0 else named


def corrections(applied: Applied, number: int) -> str:
    """List one page (from 0) of what the chat goes by."""
    if not applied:
        return f"{_HEADING}\n\n{_NOTHING}"
    shown = enumerate(applied[number * PER_PAGE : (number + 1) * PER_PAGE], number * PER_PAGE + 1)
    lines = (f"{place}. {facts.title(judged.paper, _SHORT_TITLE)}: {_told(each)}" for place, (each, judged) in shown)
    return "\n\n".join((_HEADING, _WHAT_THEY_DO, "\n".join(lines)))


def _told(dispute: Dispute) -> str:
    reasons = facts.evidence(dispute.evidence, most=2)
    return f"{_claimed(dispute)}{f' ({reasons})' if reasons else ''}"

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from ssl_watch import code_links, venues, verdicts
from ssl_watch.changes import Change, ChangeKind, between, to_tell
from ssl_watch.code_links import CodeLink, CodeState
from ssl_watch.papers import Paper
from ssl_watch.venues import Venue, VenueState
from ssl_watch.verdicts import JudgedPaper
from tests.ssl_watch.store.making import a_paper, arbitrary_papers, arbitrary_verdicts, judged

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CODE = "https://github.com/ada/listen"


def known(**text: Any) -> JudgedPaper:
    """A paper as it was judged when it was recorded."""
    return as_judged(a_paper(**text))


def as_judged(paper: Paper) -> JudgedPaper:
    """The paper with the two verdicts that changes are told of."""
    about = judged(paper, code=code_links.find(paper))
    return replace(about, verdict=replace(about.verdict, venue=venues.find(paper)))


def changed(before: JudgedPaper, **text: Any) -> list[tuple[ChangeKind, str]]:
    """What changed with arXiv's next version of it, recorded over the known one."""
    paper = replace(before.paper, **{"version": before.paper.version + 1, **text})
    found = between(before, verdicts.merge(before, as_judged(paper)), NOW)
    assert {(change.arxiv_id, change.version, change.seen_at) for change in found} <= {
        (paper.arxiv_id, paper.version, NOW)
    }
    return [(change.kind, change.told) for change in found]


def test_a_link_in_a_later_abstract_is_new_code() -> None:
    assert changed(known(), abstract=f"We learn. Code is at {CODE}.") == [(ChangeKind.CODE, CODE)]


def test_a_link_in_an_edited_comment_is_new_code_at_the_same_version() -> None:
    assert changed(known(), version=1, comment=f"Code: {CODE}") == [(ChangeKind.CODE, CODE)]


def test_kept_promises_and_repositories_of_project_pages_are_new_code() -> None:
    assert changed(known(comment="Code will be released soon."), comment=f"Code: {CODE}") == [(ChangeKind.CODE, CODE)]
    paged = known(comment="Project page: https://ada.github.io/listen")
    assert changed(paged, comment=f"Code: {CODE}") == [(ChangeKind.CODE, CODE)]


@pytest.mark.parametrize("comment", [f"Code: {CODE}", f"Code is available at {CODE}."], ids=["colon", "sentence"])
def test_code_that_was_linked_before_is_not_new(comment: str) -> None:
    assert changed(known(comment=comment), comment=f"Code: {CODE}-v2") == []


def test_code_that_a_table_listed_before_is_not_new() -> None:
    before = known()
    listed = CodeLink(state=CodeState.LISTED, url=CODE)
    before = replace(before, verdict=replace(before.verdict, code=listed))
    assert changed(before, comment=f"Code: {CODE}") == []


def test_a_comment_that_names_a_conference_is_an_acceptance() -> None:
    assert changed(known(comment="12 pages"), comment="Accepted at NeurIPS 2026") == [
        (ChangeKind.ACCEPTED, "NeurIPS 2026")
    ]
    assert changed(known(comment="Submitted to ICLR 2027"), comment="Accepted at ICLR 2027") == [
        (ChangeKind.ACCEPTED, "ICLR 2027")
    ]


def test_a_submission_is_no_acceptance() -> None:
    assert changed(known(), comment="Submitted to NeurIPS 2026") == []


def test_the_same_venue_in_other_words_is_not_news() -> None:
    assert changed(known(comment="Accepted at NeurIPS 2026"), comment="NeurIPS 2026, camera-ready version") == []
    assert changed(known(comment="Accepted at NeurIPS"), comment="Accepted at NeurIPS 2026") == []


def test_another_venue_another_year_and_more_than_a_workshop_are_news() -> None:
    before = known(comment="Accepted at ICML 2026")
    assert changed(before, comment="Accepted at NeurIPS 2026") == [(ChangeKind.ACCEPTED, "NeurIPS 2026")]
    assert changed(before, comment="Accepted at ICML 2027") == [(ChangeKind.ACCEPTED, "ICML 2027")]
    workshop = Venue(name="NeurIPS", year=2026, track="workshop", state=VenueState.ACCEPTED, evidence="")
    before = known(comment="NeurIPS 2026 Workshop on Sound")
    before = replace(before, verdict=replace(before.verdict, venue=workshop))
    assert changed(before, comment="Accepted at NeurIPS 2026") == [(ChangeKind.ACCEPTED, "NeurIPS 2026")]


def test_a_new_title_tells_the_old_one() -> None:
    before = known(title="Listening Without Labels")
    assert changed(before, title="Hearing Without Labels") == [(ChangeKind.TITLE, "Listening Without Labels")]


@pytest.mark.parametrize(
    ("title", "again"),
    [
        ("Masked Autoencoders", "masked  autoencoders "),
        (r"$\alpha$-JEPA for Schr\"odinger", "α–JEPA for Schrödinger"),
        (r"\textbf{Self-Supervised} Fr\'{e}chet Means", "Self supervised Fréchet means"),
        (r"$\mathcal{X}$-Sample: Poincar\'e Balls", "X-Sample: Poincaré balls"),
        (r"Learning in $\mathbb{R}^2$ & Beyond", "Learning in R² \\& beyond"),
        ("``Quoted'' learning -- again", "“Quoted” Learning – Again"),
        (r"The $\lambda$ of \L{}ukasz", "The λ of Łukasz"),
    ],
)
def test_a_title_set_otherwise_is_the_same_title(title: str, again: str) -> None:
    assert changed(known(title=title), title=again) == []


@pytest.mark.parametrize(
    ("title", "corrected"),
    [
        ("Self-Supervised Lerning of Sounds", "Self-supervised learning of sounds"),
        ("Represntations of the Audio & Video", "Representations of audio and video"),
        ("Masked Modelling of Images", "Masked Modeling of Image"),
        ("Selfsupervsed Speech", "Self-Supervised Speech"),
        ("Listening Wihtout Labels", "Listening Without Labels"),
        (r"Cells of M\"uller's Kind", "Cells of Mueller's Kind"),
        ("Lerning Represntations of Graphs", "Learning Representations of Graphs"),
    ],
)
def test_a_title_whose_spelling_is_corrected_is_the_same_title(title: str, corrected: str) -> None:
    assert changed(known(title=title), title=corrected) == []
    assert changed(known(title=corrected), title=title) == []
    assert told(known(title=corrected), a_change(ChangeKind.TITLE, title, change_id=1)) == []


@pytest.mark.parametrize(
    ("title", "renamed"),
    [
        ("DINOv2 Learns Features", "DINOv3 Learns Features"),
        ("AudioMAE Listens", "AudioMAP Listens"),
        ("JEPA for Video", "V-JEPA for Video"),
        ("Symmetric Networks", "Asymmetric Networks"),
        ("Supervised Listening", "Unsupervised Listening"),
        ("Micro Views of Cells", "Macro Views of Cells"),
        ("Listening, Part One", "Listening, Part Two"),
        ("Masked Autoencoders", "Masked Autoencoders Revisited"),
        ("Towards Listening Without Labels", "Listening Without Labels"),
        ("Lerning Represntations of Sondss", "Learning Representations of Sounds"),
    ],
)
def test_a_title_that_says_something_else_by_a_letter_or_a_word_is_a_new_title(title: str, renamed: str) -> None:
    assert changed(known(title=title), title=renamed) == [(ChangeKind.TITLE, title)]


def test_a_title_that_cannot_be_read_is_no_new_title() -> None:
    assert changed(known(title="?!"), title="Listening") == []
    assert changed(known(title="Listening"), title="") == []


def test_a_withdrawal_tells_nothing_else() -> None:
    assert changed(
        known(), withdrawn=True, title="Another", comment=f"Withdrawn: an error. Code: {CODE}. Accepted at ICML 2026"
    ) == [(ChangeKind.WITHDRAWN, f"Withdrawn: an error. Code: {CODE}. Accepted at ICML 2026")]
    assert changed(known(), withdrawn=True) == [(ChangeKind.WITHDRAWN, "")]
    assert changed(known(withdrawn=True), withdrawn=True, comment=f"Code: {CODE}") == []


def test_a_paper_that_is_back_tells_that_and_nothing_that_its_withdrawal_left_out() -> None:
    assert changed(known(withdrawn=True), withdrawn=False, comment=f"Code: {CODE}") == [(ChangeKind.RESTORED, "")]


def test_several_changes_at_once_are_all_told() -> None:
    found = changed(known(), title="Renamed", comment=f"Accepted at ICML 2026. Code: {CODE}")
    assert [kind for kind, _ in found] == [ChangeKind.ACCEPTED, ChangeKind.CODE, ChangeKind.TITLE]


def test_what_a_better_judge_finds_in_the_same_text_is_no_change() -> None:
    today = known(abstract=f"We learn. Code is at {CODE}.", comment="Accepted at ICML 2026")
    overlooked = replace(today.verdict, code=CodeLink(state=CodeState.NONE), venue=None)
    before = replace(today, verdict=overlooked)
    assert between(before, today, NOW) == ()
    assert changed(before, abstract=f"We learn more. Code is at {CODE}.", comment="Accepted at ICML 2026.") == []


def test_a_tables_row_is_not_arxivs_word() -> None:
    row = known(authors=(), categories=(), title="Short form")
    assert changed(row, authors=a_paper().authors, title="The whole title", comment=f"Code: {CODE}") == []


@given(arbitrary_papers, arbitrary_verdicts, arbitrary_papers, arbitrary_verdicts)
def test_any_two_records_can_be_compared(
    before: Paper, was: verdicts.Verdict, after: Paper, now: verdicts.Verdict
) -> None:
    known, later = JudgedPaper(paper=before, verdict=was), JudgedPaper(paper=after, verdict=now)
    kinds = [change.kind for change in between(known, later, NOW)]
    assert len(kinds) == len(set(kinds))
    assert ChangeKind.WITHDRAWN not in kinds or kinds == [ChangeKind.WITHDRAWN]
    assert between(known, known, NOW) == ()


def a_change(kind: ChangeKind, told: str = "", *, change_id: int, number: int = 1, version: int = 2) -> Change:
    arxiv_id = a_paper(number).arxiv_id
    return Change(arxiv_id=arxiv_id, kind=kind, version=version, told=told, seen_at=NOW, change_id=change_id)


def told(paper: JudgedPaper, *changes: Change) -> list[str]:
    """What is told of one paper."""
    found = to_tell([paper], changes)
    return [change.told for each in found for change in each.changes]


def test_the_last_venue_and_the_first_of_the_old_titles_are_told() -> None:
    changes = (
        a_change(ChangeKind.TITLE, "First", change_id=1),
        a_change(ChangeKind.ACCEPTED, "ICML 2026 (workshop)", change_id=2),
        a_change(ChangeKind.TITLE, "Second", change_id=3),
        a_change(ChangeKind.ACCEPTED, "NeurIPS 2026", change_id=4),
    )
    assert told(known(title="Third"), *changes) == ["NeurIPS 2026", "First"]


def test_what_holds_no_longer_is_not_told() -> None:
    assert told(known(title="First"), a_change(ChangeKind.TITLE, "First", change_id=1)) == []
    assert told(known(), a_change(ChangeKind.WITHDRAWN, "an error", change_id=1)) == []
    assert told(known(), a_change(ChangeKind.CODE, CODE, change_id=1)) == []


def test_of_a_paper_that_is_withdrawn_by_now_only_that_is_told() -> None:
    code, gone = a_change(ChangeKind.CODE, CODE, change_id=1), a_change(ChangeKind.WITHDRAWN, "an error", change_id=2)
    assert told(known(withdrawn=True), code, gone) == ["an error"]


def test_a_withdrawal_and_its_lifting_before_it_was_told_leave_nothing_to_tell() -> None:
    gone = a_change(ChangeKind.WITHDRAWN, "an error", change_id=1)
    back = a_change(ChangeKind.RESTORED, change_id=2)
    again = a_change(ChangeKind.WITHDRAWN, "another error", change_id=3)
    assert to_tell([known()], [gone, back]) == ()
    assert to_tell([known(withdrawn=True)], [back, again]) == ()
    assert told(known(withdrawn=True), gone, back, again) == ["another error"]
    assert told(known(), back) == [""]


def test_papers_come_in_the_order_in_which_they_changed() -> None:
    papers = [known(number=number, title="New") for number in (1, 2)]
    changes = [a_change(ChangeKind.TITLE, "Old", change_id=place, number=3 - place) for place in (1, 2)]
    assert [each.judged for each in to_tell(papers, changes)] == [papers[1], papers[0]]
    assert to_tell(papers, []) == ()

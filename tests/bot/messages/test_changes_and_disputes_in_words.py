"""What changed about a paper, and what a dispute comes to, in words (`bot.messages.changes` and `.disputes`)."""

from dataclasses import replace

import pytest

from bot.messages import digest, disputes
from ssl_watch.changes import Change, Changed, ChangeKind
from ssl_watch.digests import Digest
from ssl_watch.disputes import Dispute, Effect, against
from tests.bot.messages.papers_of_our_own import NOW, coverage, judged, many
from tests.bot.messages.papers_of_our_own import digest as composed
from tests.bot.messages.telegram_html import check, read

CODE = "https://github.com/ada/listen"
TITLE = "A masked autoencoder that listens"


def changed(*told: tuple[ChangeKind, str], number: int = 1, version: int = 3) -> Changed:
    """An earlier paper and what changed about it."""
    arxiv_id = f"2510.{number:05}"
    return Changed(
        judged=judged(arxiv_id=arxiv_id, withdrawn=any(kind is ChangeKind.WITHDRAWN for kind, _ in told)),
        changes=tuple(
            Change(arxiv_id=arxiv_id, kind=kind, version=version, told=words, seen_at=NOW) for kind, words in told
        ),
    )


def with_changes(subject: Digest, *papers: Changed) -> Digest:
    return replace(subject, changed=papers)


def lines_of(paper: Changed) -> list[str]:
    (page,) = digest.pages(with_changes(composed(receipt=coverage(matched=0)), paper), zone="UTC")
    return check(page.text).text.splitlines()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((ChangeKind.CODE, CODE), "v3: now with code"),
        ((ChangeKind.ACCEPTED, "NeurIPS 2026 (oral)"), "v3: accepted at NeurIPS 2026 (oral)"),
        ((ChangeKind.TITLE, r"Hearing in $\mathbb{R}^2$"), "v3: until now called “Hearing in ℝ²”"),
        ((ChangeKind.WITHDRAWN, "An error in Lemma 1"), "v3: withdrawn (“An error in Lemma 1”)"),
        ((ChangeKind.WITHDRAWN, ""), "v3: withdrawn"),
        ((ChangeKind.RESTORED, ""), "v3: not withdrawn any more"),
    ],
)
def test_each_change_has_its_words(told: tuple[ChangeKind, str], said: str) -> None:
    assert lines_of(changed(told))[4] == f"· {TITLE} · {said}"


def test_a_digest_of_changes_alone_says_so_and_keeps_its_receipt() -> None:
    lines = lines_of(changed((ChangeKind.TITLE, "Old"), (ChangeKind.CODE, CODE)))
    assert lines[:5] == [
        "Monday 23 November",
        "No new papers; 1 earlier paper changed",
        "",
        "Changed since you got or saved them",
        f"· {TITLE} · v3: now with code; until now called “Old”",
    ]
    assert lines[-1].startswith("arXiv: ")


def test_an_edit_of_the_first_version_names_no_version() -> None:
    assert lines_of(changed((ChangeKind.CODE, CODE), version=1))[4] == f"· {TITLE} · now with code"


def test_title_and_code_are_links() -> None:
    (page,) = digest.pages(with_changes(composed(), changed((ChangeKind.CODE, CODE))), zone="UTC")
    assert check(page.text).links() == ["https://arxiv.org/abs/2510.00001", CODE]


def test_changes_stand_below_the_last_papers_and_the_first_page_counts_them() -> None:
    papers = [changed((ChangeKind.CODE, CODE), number=number) for number in range(3)]
    first, second = digest.pages(with_changes(composed(*many(9)), *papers), zone="UTC")
    assert "9 new papers; 3 earlier papers changed" in first.text
    assert "Changed since" not in first.text
    assert second.text.count("now with") == 3
    assert second.text.index("Changed since") > second.text.index("9. ")
    assert len(second.papers) == 5


def test_a_long_list_goes_on_over_pages_of_its_own() -> None:
    papers = [changed((ChangeKind.TITLE, "Old " * 60), (ChangeKind.CODE, CODE), number=number) for number in range(40)]
    pages = digest.pages(with_changes(composed(*many(2)), *papers), zone="UTC")
    assert [len(page.papers) for page in pages] == [2, *[0] * (len(pages) - 1)]
    assert max(page.text.count("now with") for page in pages) <= digest.MOST_CHANGES
    assert sum(page.text.count("now with") for page in pages) == 40
    for page in pages:
        check(digest.repeat_note() + page.text)


def test_a_dispute_starts_from_the_verdict_its_reason_and_the_domain_it_is_shown_under() -> None:
    assert check(disputes.question(judged(domains=("alchemy", "speech")), "speech")).text.splitlines() == [
        TITLE,
        "",
        "Judged: core · “masked autoencoder” in title, “pretext task”",
        "Filed under: Speech (“recording”) · also alchemy",
        "",
        "What is wrong?",
    ]


def a_dispute(domain: str | None = None, *, score: float = 0.97) -> Dispute:
    return replace(against(judged(domains=("speech",)), domain, applied=True, now=NOW), score=score)


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (Effect(papers=0), "Nothing was sent here last week, so nothing would have changed."),
        (Effect(papers=1), "Last week this would have changed nothing among your 1 paper."),
        (Effect(papers=41, left_out=(judged(),) * 2), f"have left out 2 of your 41 papers: {TITLE}; {TITLE}."),
        (Effect(papers=41, left_out=(judged(),) * 9), f"have left out 9 of your 41 papers: {TITLE}; {TITLE}; {TITLE};"),
        (Effect(papers=41, left_out=(judged(),) * 9), "; and 6 more."),
        (Effect(papers=1, left_out=(judged(),)), f"Last week this would have left out your only paper: {TITLE}."),
        (
            Effect(papers=5, moved=((judged(), "general"),)),
            f"have moved 1 of your 5 papers to General methods: {TITLE}.",
        ),
    ],
    ids=["nothing sent", "none", "two", "nine", "six more", "only", "moved"],
)
def test_the_effect_is_told_in_numbers_and_titles(effect: Effect, said: str) -> None:
    assert said in read(disputes.noted(judged(), a_dispute(), effect)).text


def test_the_rule_names_the_words_it_goes_by_where_the_verdict_was_unsure() -> None:
    said = disputes.noted(judged(), a_dispute(score=0.4), Effect(papers=0))
    assert "and any other that nothing but “masked autoencoder” in title, “pretext task” speaks for" in said
    said = disputes.noted(judged(domains=("speech",)), a_dispute("speech", score=0.4), Effect(papers=0))
    assert "this paper under Speech, nor any other that is there for nothing but “recording”" in said


def test_where_the_verdict_was_sure_only_the_paper_is_spoken_of() -> None:
    said = disputes.noted(judged(), a_dispute(), Effect(papers=0))
    assert "leave out this paper." in said
    said = disputes.noted(judged(domains=("speech",)), a_dispute("speech"), Effect(papers=0))
    assert "this paper under Speech; without another domain it counts as General methods." in said


def test_what_fits_nowhere_stays_where_it_is() -> None:
    said = disputes.noted(judged(domains=("general",)), a_dispute("general"), Effect(papers=0))
    assert "General methods takes what fits nowhere else" in said


def test_a_list_without_disputes_says_how_they_are_made() -> None:
    assert "the ✗ button under it says so" in disputes.corrections([], 0)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch.disputes import Dispute, against, all_seen_by, covers, effect, others_covered, phrase, seen_by
from ssl_watch.domains import Filing
from ssl_watch.relevance import Level, Relevance
from ssl_watch.subscriptions import Subscription
from ssl_watch.verdicts import JudgedPaper, Verdict
from tests.ssl_watch.store.making import NOW, a_paper, arbitrary_verdicts, judged, texts

MASKED = "“Masked autoencoder” in title"
PRETEXT = "“pretext task”"


def paper(
    number: int,
    *evidence: str,
    score: float = 0.5,
    filed: tuple[tuple[str, float, str], ...] = (("speech", 0.6, "“utterance”"),),
) -> JudgedPaper:
    """A paper that was judged SSL for these words, and filed under these domains for one word each."""
    base = judged(a_paper(number))
    verdict = Verdict(
        relevance=Relevance(level=Level.USES, score=score, evidence=evidence),
        filings=tuple(Filing(name=name, score=certainty, evidence=(word,)) for name, certainty, word in filed),
        code=base.verdict.code,
        venue=None,
        summary="",
    )
    return JudgedPaper(paper=base.paper, verdict=verdict)


def not_ssl(judged: JudgedPaper, *, applied: bool = True) -> Dispute:
    return against(judged, None, applied=applied, now=NOW)


def wrong(judged: JudgedPaper, domain: str = "speech") -> Dispute:
    return against(judged, domain, applied=True, now=NOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MASKED, "“masked autoencoders”"),
        ("“self-supervised”", "“Self supervised” in title"),
        ("eess.AS", "eess.as"),
        ("“pre-training”", "“Pretraining”"),
    ],
)
def test_words_are_the_same_wherever_and_however_they_stand(one: str, other: str) -> None:
    assert phrase(one) == phrase(other)


def test_what_is_disputed_is_kept_as_it_stood() -> None:
    subject = paper(1, MASKED, score=0.4, filed=(("image", 0.9, "“pixel”"), ("speech", 0.6, "“utterance”")))
    dispute = not_ssl(subject)
    assert (dispute.level, dispute.score, dispute.evidence) == (Level.USES, 0.4, (MASKED,))
    dispute = wrong(subject)
    assert (dispute.domain, dispute.level, dispute.score) == ("speech", Level.USES, 0.6)
    assert dispute.evidence == ("“utterance”",)


def test_the_paper_itself_is_left_out_even_when_it_is_judged_otherwise_later() -> None:
    dispute = not_ssl(paper(1, MASKED, score=0.4))
    assert seen_by([dispute], paper(1, PRETEXT, score=0.9)) is None


def test_papers_with_the_same_words_and_no_higher_score_are_left_out() -> None:
    dispute = not_ssl(paper(1, MASKED, PRETEXT, score=0.5))
    assert seen_by([dispute], paper(2, "“masked autoencoders”", score=0.5)) is None
    assert seen_by([dispute], paper(3, PRETEXT, MASKED, score=0.1)) is None


@pytest.mark.parametrize(
    "other",
    [paper(2, MASKED, "“contrastive loss”", score=0.3), paper(2, MASKED, score=0.51), paper(2, score=0.1)],
    ids=["another word", "a higher score", "no word at all"],
)
def test_whoever_has_more_to_say_for_it_stays(other: JudgedPaper) -> None:
    assert seen_by([not_ssl(paper(1, MASKED, score=0.5))], other) is other


def test_a_dispute_of_a_sure_verdict_covers_its_paper_alone() -> None:
    sure = paper(1, MASKED, score=0.9, filed=(("speech", 0.9, "“utterance”"),))
    assert seen_by([not_ssl(sure)], sure) is None
    other = paper(2, MASKED, score=0.1)
    assert seen_by([not_ssl(sure), wrong(sure)], other) is other
    assert [dispute.reaches_others for dispute in (not_ssl(sure), wrong(sure), not_ssl(other))] == [False, False, True]


def test_a_dispute_without_words_covers_its_paper_alone() -> None:
    dispute = not_ssl(paper(1, score=0.5))
    assert seen_by([dispute], paper(1)) is None
    assert seen_by([dispute], paper(2, score=0.1)) is not None


def test_what_is_only_noted_changes_nothing() -> None:
    subject = paper(1, MASKED)
    assert seen_by([not_ssl(subject, applied=False)], subject) is subject


def test_a_note_of_earlier_versions_covers_its_paper_alone() -> None:
    old = Dispute(arxiv_id=a_paper(1).arxiv_id, domain="speech", disputed_at=NOW)
    assert covers(old, a_paper(1).arxiv_id, 0.9, ("“utterance”",))
    assert not covers(old, a_paper(2).arxiv_id, 0.0, ("“utterance”",))


def test_a_wrong_domain_leaves_the_others() -> None:
    filed = (("speech", 0.9, "“utterance”"), ("medical", 0.5, "“clinical”"))
    subject = paper(1, MASKED, filed=filed)
    seen = seen_by([wrong(subject)], subject)
    assert seen is not None
    assert seen.domain_names == ("medical",)
    assert seen.verdict.relevance == subject.verdict.relevance


def test_a_paper_that_lost_its_only_domain_counts_as_general() -> None:
    subject = paper(1, MASKED)
    seen = seen_by([wrong(subject)], subject)
    assert seen is not None
    assert seen.domain_names == ("general",)


def test_a_wrong_domain_moves_those_filed_there_for_the_same_word_and_no_surer() -> None:
    dispute = wrong(paper(1, MASKED))
    names = [
        seen.domain_names
        for seen in all_seen_by(
            [dispute],
            [
                paper(2, MASKED, filed=(("speech", 0.6, "“utterances” in title"),)),
                paper(3, MASKED, filed=(("speech", 0.61, "“utterance”"),)),
                paper(4, MASKED, filed=(("speech", 0.1, "eess.AS"),)),
                paper(5, MASKED, filed=(("audio", 0.1, "“utterance”"),)),
            ],
        )
    ]
    assert names == [("general",), ("speech",), ("speech",), ("audio",)]


def test_the_effect_counts_what_was_left_out_and_what_moved() -> None:
    week = [paper(number, MASKED if number < 3 else PRETEXT) for number in range(1, 5)]
    found = effect(Subscription(), [], not_ssl(week[0]), week)
    assert (found.papers, [each.paper.arxiv_id for each in found.left_out], found.moved) == (
        4,
        ["2603.00001", "2603.00002"],
        (),
    )
    found = effect(Subscription(), [], wrong(week[0]), week)
    assert (found.left_out, {domain for _, domain in found.moved}, len(found.moved)) == ((), {"general"}, 4)


def test_who_follows_other_domains_does_not_get_what_moved_away() -> None:
    week = [paper(1, MASKED)]
    found = effect(Subscription(domains=frozenset({"speech"})), [], wrong(week[0]), week)
    assert (len(found.left_out), found.moved) == (1, ())


def test_what_is_left_out_already_is_not_counted_again() -> None:
    week = [paper(1, MASKED), paper(2, MASKED)]
    assert effect(Subscription(), [not_ssl(week[0])], not_ssl(week[1]), week).left_out == ()


def test_a_domain_that_is_not_shown_first_moves_nothing_out_of_sight() -> None:
    subject = paper(1, MASKED, filed=(("image", 0.9, "“pixel”"), ("speech", 0.6, "“utterance”")))
    found = effect(Subscription(), [], wrong(subject), [subject])
    assert (found.left_out, found.moved) == ((), ())


@given(arbitrary_verdicts, arbitrary_verdicts, st.none() | texts)
def test_any_verdict_can_be_disputed(verdict: Verdict, other: Verdict, domain: str | None) -> None:
    subject = JudgedPaper(paper=a_paper(1), verdict=verdict)
    dispute = against(subject, domain, applied=True, now=NOW)
    seen = seen_by([dispute], subject)
    assert (seen is None) == (domain is None)
    assert seen is None or domain == "general" or domain not in seen.domain_names
    later = seen_by([dispute], JudgedPaper(paper=a_paper(2), verdict=other))
    assert later is None or later.domain_names or not other.filings


_WORDS = st.lists(st.sampled_from(["“a”", "“b” in title", "“B”", "“c”"]), max_size=3).map(tuple)
_VERDICTS = st.tuples(st.sampled_from(["2603.00001", "2603.00002"]), st.sampled_from([0.1, 0.5, 0.8]), _WORDS)


@given(st.lists(_VERDICTS, max_size=5), st.lists(_VERDICTS, max_size=5))
def test_many_disputes_at_once_cover_what_each_covers(
    disputed: list[tuple[str, float, tuple[str, ...]]], verdicts: list[tuple[str, float, tuple[str, ...]]]
) -> None:
    disputes = [Dispute(arxiv_id="0", score=score, evidence=words, disputed_at=NOW) for _, score, words in disputed]
    covered = {verdict[0] for verdict in verdicts if any(covers(dispute, *verdict) for dispute in disputes)}
    assert others_covered(disputes, verdicts) == covered

"""Relevance, on texts written for these tests."""

import pytest

from ssl_watch import relevance
from ssl_watch.relevance import Level
from tests.ssl_watch.judging.papers import paper


@pytest.mark.parametrize(
    "spelling",
    ["self-supervised", "self supervised", "selfsupervised", "Self‐Supervised", "self–supervised", "self-\n supervised",
     "self\u00adsupervised", "SELF-SUPERVISED"],
)  # fmt: skip
def test_every_spelling_of_self_supervised_is_the_same_word(spelling: str) -> None:
    written = relevance.judge(paper(title=f"A {spelling} model of bird songs", abstract=f"Our {spelling} model sings."))
    plain = relevance.judge(
        paper(title="A self-supervised model of bird songs", abstract="Our self-supervised model sings.")
    )
    assert (written.level, written.score) == (plain.level, plain.score)
    assert written.level is Level.CORE


def test_ligatures_and_plurals_do_not_hide_a_phrase() -> None:
    verdict = relevance.judge(paper(title="Masked autoencoders ﬁnd structure in ﬁeld notes", abstract=""))
    assert verdict.level is Level.CORE
    assert verdict.evidence[0] == "“Masked autoencoders” in title"


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Masked autoencoders for sonar", "We reconstruct hidden patches of sonar images."),
        ("A joint embedding predictive architecture for lakes", "We predict latent targets of lake sensors."),
        (
            "Learning from ponds",
            "We propose a self-supervised pre-training method for pond images; our pretext task works.",
        ),
        ("Graph contrastive learning of rivers", "Augmented views of river graphs form positive pairs."),
    ],
)
def test_a_paper_whose_subject_is_ssl_is_core(title: str, abstract: str) -> None:
    verdict = relevance.judge(paper(title=title, abstract=abstract))
    assert verdict.level is Level.CORE
    assert verdict.score >= 0.5
    assert verdict.evidence


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("SSL with pseudo labels", "Semi-supervised learning (SSL) uses few labels. We refine pseudo labels."),
        ("Forecasting rain", "We reach an MAE of 3.1 and an RMSE of 4, where MAE is the mean absolute error."),
        ("Contrastive divergence revisited", "We train Boltzmann machines by contrastive divergence."),
        ("A contrastive linguistics of tense", "We compare how two languages speak of the past."),
        ("Cutting the bill of transit", "A policy for bus fares is evaluated in three towns."),
        ("", ""),
    ],
)
def test_words_that_only_look_like_ssl_are_none(title: str, abstract: str) -> None:
    verdict = relevance.judge(paper(title=title, abstract=abstract))
    assert verdict.level is Level.NONE
    assert verdict.evidence == ()
    assert verdict.score < 0.1


def test_a_survey_that_lists_ssl_among_others_only_mentions_it() -> None:
    abstract = (
        "This overview covers detectors of drones. Many techniques are reviewed, including radar tracking, diffusion, "
        "self-supervised learning, and reinforcement learning. Open questions of regulation are discussed at length."
    )
    assert relevance.judge(paper(title="Finding drones", abstract=abstract)).level is Level.MENTIONS


def test_what_the_authors_claim_weighs_more_than_what_others_did() -> None:
    ours = "We propose a self-supervised framework for clocks. " + "The clocks tick in many rooms. " * 12
    theirs = "Recent works such as self-supervised frameworks exist. " + "The clocks tick in many rooms. " * 12
    assert (
        relevance.judge(paper(title="On clocks", abstract=ours)).score
        > relevance.judge(paper(title="On clocks", abstract=theirs)).score
    )


def test_ten_words_without_categories_are_enough() -> None:
    verdict = relevance.judge(
        paper(title="", abstract="We train masked autoencoders on unlabeled scans of old wooden ships.")
    )
    assert verdict.level in {Level.CORE, Level.USES}


def test_a_title_that_names_ssl_is_never_less_than_uses() -> None:
    abstract = (
        "Domain adaptation, semi-supervised learning, pseudo labels, policy, attack, few-shot, federated learning."
    )
    verdict = relevance.judge(paper(title="Self-supervised weather", abstract=abstract))
    assert verdict.level in {Level.CORE, Level.USES}
    assert "“Self-supervised” in title" in verdict.evidence

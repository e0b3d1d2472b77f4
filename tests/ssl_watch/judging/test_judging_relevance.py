"""Relevance, on texts written for these tests."""

import re

import pytest

from ssl_watch import relevance, weights
from ssl_watch.relevance import Level, ngrams
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


@pytest.mark.parametrize(
    "abstract",
    [
        "We measure frozen encoders by linear evaluation, with wav2vec and DINO among them, on sounds of doors.",
        "Masking and masked tokens help our transformer to fill gaps in ledgers.",
        "Positive pairs are drawn from the same harbour, and hard negatives from another one.",
        "We compare learned representations of maps.",
        "Nothing is said of learning here.",
    ],
)
def test_whatever_is_not_none_has_evidence_that_stands_in_the_text(abstract: str) -> None:
    verdict = relevance.judge(paper(title="On pre-training of encoders", abstract=abstract))
    assert bool(verdict.evidence) == (verdict.level is not Level.NONE)
    quoted = [quote.removesuffix(" in title").strip("“”") for quote in verdict.evidence]
    assert all(quote in f"On pre-training of encoders {abstract}" for quote in quoted)


def test_evidence_is_of_phrases_and_at_most_four() -> None:
    abstract = (
        "We pre-train a masked autoencoder with a contrastive loss, a momentum encoder, positive pairs and augmented "
        "views, following SimCLR, BYOL and Barlow Twins, and we report linear evaluation of the representations."
    )
    evidence = relevance.judge(paper(title="Self-supervised learning of tides", abstract=abstract)).evidence
    assert len(evidence) == 4
    assert evidence[0] == "“Self-supervised learning” in title"


def test_the_words_of_another_science_say_nothing() -> None:
    divergence = relevance.judge(paper(title="Contrastive divergence", abstract="We train Boltzmann machines with it."))
    learning = relevance.judge(paper(title="Contrastive learning", abstract="We train image encoders with it."))
    assert divergence.level is Level.NONE
    assert divergence.score < 0.1 < learning.score


def test_a_title_alone_can_be_enough_and_is_less_certain() -> None:
    alone = relevance.judge(paper(title="Masked autoencoders learn from unlabeled sonar"))
    plain = relevance.judge(paper(title="Sonar of the northern lakes"))
    assert alone.level is Level.CORE
    assert plain.level is Level.NONE
    assert plain.score < 0.1


@pytest.mark.parametrize(
    "title", ["A foundation model of rivers", "Disentangled representations of clocks", "Latent graphs of ferries"]
)
def test_a_title_alone_that_is_only_near_ssl_is_more_likely_not(title: str) -> None:
    assert 0.01 < relevance.judge(paper(title=title)).score < 0.5


def test_a_component_that_the_authors_employ_is_more_than_a_mention() -> None:
    abstract = (
        "Bridges are watched by cameras in every season. We first pre-train the encoder of our crack detector via "
        "self-supervised learning. A second stage is trained with labels of engineers. Costs fall by a third."
    )
    assert relevance.judge(paper(title="Watching bridges", abstract=abstract)).level in {Level.CORE, Level.USES}


def test_what_was_learned_are_words_and_no_papers() -> None:
    grams = weights.read("ssl_watch.relevance", ngrams.TABLE).rows
    assert 5_000 < len(grams) < 40_000
    assert max(len(gram.split()) for gram in grams) == 3
    assert not any(re.search(r"\d{4}", gram) for gram in grams)

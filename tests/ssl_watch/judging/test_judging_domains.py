"""Domains, on texts written for these tests."""

import re

import pytest

from ssl_watch import domains
from ssl_watch.domains import DOMAINS, find_domain
from tests.ssl_watch.judging.papers import paper
from tests.ssl_watch.judging.papers_read import READ, Read


def names(*, title: str = "", abstract: str = "", categories: tuple[str, ...] = ()) -> list[str]:
    return [filing.name for filing in domains.file(paper(title=title, abstract=abstract, categories=categories))]


def test_every_domain_can_stand_in_a_button_and_has_a_title_and_a_definition() -> None:
    assert len({domain.name for domain in DOMAINS}) == len({domain.title for domain in DOMAINS}) == len(DOMAINS)
    for domain in DOMAINS:
        assert re.fullmatch("[a-z_]{1,12}", domain.name)
        assert domain.title
        assert domain.definition.endswith(".")
        assert "\n" not in domain.definition


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("image", "Visual representation learning with a vision transformer"),
        ("video", "Video representations from the order of frames"),
        ("depth", "Monocular depth estimation on rainy roads"),
        ("point_cloud", "Hidden corners of a LiDAR point cloud"),
        ("remote", "Satellite imagery of salt lakes"),
        ("medical", "Chest X-ray encoders for small clinics"),
        ("biosignals", "Sleep staging from a single EEG channel"),
        ("bio_chem", "Protein language models of venom"),
        ("text_nlp", "Sentence embeddings of old letters"),
        ("llm_training", "Memory-efficient training: optimizer states in eight bits"),
        ("code", "Code search in large software repositories"),
        ("speech", "Speaker verification over bad telephone lines"),
        ("audio", "Music tagging with little supervision"),
        ("multimodal", "Vision-language models of recipes"),
        ("graph", "Node classification under heterophily"),
        ("recsys", "Sequential recommendation of podcasts"),
        ("time_series", "Multivariate time series forecasting for tides"),
        ("tabular", "Tabular data without gradient boosting"),
        ("robotics_rl", "Robot grasping in a messy drawer"),
        ("anomaly", "Anomaly detection in event logs of a hospital's billing"),
        ("security", "Malware families and encrypted traffic"),
        ("agriculture", "Plant disease and crop type from a tractor"),
        ("denoising", "Blind-spot denoising of dim photographs"),
        ("generation", "Image generation with a small diffusion model"),
        ("human", "Person re-identification at dusk"),
        ("science", "Jet tagging for high-energy physics"),
        ("theory", "A generalization bound, and a theorem on spectral gaps"),
        ("general", "Learning better with less"),
    ],
)
def test_a_title_alone_files_a_paper(expected: str, title: str) -> None:
    assert names(title=title)[0] == expected


def test_a_paper_between_two_areas_is_filed_under_both() -> None:
    assert set(
        names(title="Speech enhancement for deepfake detection", abstract="Spoofing of speakers is an attack.")
    ) == {
        "speech",
        "security",
    }


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("The rhythm of pictures: from video to music", "“video to music” in title"),
        ("What a photograph and a sound have in common", "“photograph and a sound” in title"),
        ("LiDAR-camera calibration at night", "“LiDAR-camera” in title"),
        ("Visual models from old captions", "“Visual models from old captions” in title"),
    ],
)
def test_two_media_side_by_side_in_a_title_are_several_modalities(title: str, quote: str) -> None:
    evidence = {filing.name: filing.evidence for filing in domains.file(paper(title=title))}
    assert quote in evidence["multimodal"]


@pytest.mark.parametrize(
    "title",
    [
        "Video of birds. Music of whales",
        "Voices read text aloud",
        "A vision transformer for sound events",
        "Pictures of harbours, drawn by hand long before there was any sound",
    ],
)
def test_one_medium_or_two_that_stand_apart_are_not(title: str) -> None:
    assert "multimodal" not in names(title=title)


def test_a_paper_has_at_most_four_domains_and_its_surest_comes_first() -> None:
    everything = " ".join(f"{domain.title} {domain.definition}" for domain in DOMAINS)
    filings = domains.file(paper(title=everything, abstract=everything))
    assert 1 <= len(filings) <= 4
    assert [filing.score for filing in filings] == sorted((filing.score for filing in filings), reverse=True)


def test_images_of_the_earth_are_filed_under_the_earth_first() -> None:
    abstract = "Satellite images are large images. We cut images into tiles and classify the images of harbours."
    assert names(title="Harbours in satellite images", abstract=abstract)[0] == "remote"


def test_categories_help_where_words_are_few_and_are_shown_as_evidence() -> None:
    (filing, *_) = domains.file(paper(title="On everyone", abstract="An utterance.", categories=("eess.AS", "cs.SD")))
    assert filing.name == "speech"
    assert set(filing.evidence) >= {"“utterance”", "eess.AS"}


def test_the_evidence_is_the_very_words() -> None:
    (filing, *_) = domains.file(paper(title="Graph Neural   Networks, again", abstract="On NODE classification."))
    assert filing.evidence == ("“Graph Neural Networks” in title", "“NODE classification”")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speech", "speech"), ("  Remote   Sensing ", "remote"), ("remote_sensing", "remote"), ("grpah", "graph"),
        ("medcal imaging", "medical"), ("NLP", "text_nlp"), ("EEG", "biosignals"), ("rl", "robotics_rl"),
        ("music", "audio"), ("driving", "depth"), ("recommender systems", "recsys"), ("point_cloud", "point_cloud"),
    ],
)  # fmt: skip
def test_a_domain_is_found_by_name_title_near_miss_or_a_word_of_its_own(text: str, expected: str) -> None:
    found = find_domain(text)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize("text", ["", " ", "a", "_", "xyzzy", "hello there", "💥", "x" * 5000])
def test_what_is_near_no_domain_finds_none(text: str) -> None:
    assert find_domain(text) is None


def test_every_domain_is_found_by_its_own_name_and_title() -> None:
    for domain in DOMAINS:
        assert find_domain(domain.name) == domain
        assert find_domain(domain.title) == domain


@pytest.mark.parametrize("read", READ, ids=lambda read: read.arxiv_id)
def test_a_known_paper_is_filed_as_a_careful_reader_would(read: Read) -> None:
    filed = set(names(title=read.title, abstract=read.gist))
    assert read.must <= filed
    assert not read.never & filed


def test_every_filing_of_a_known_paper_says_why() -> None:
    for read in READ:
        for filing in domains.file(paper(title=read.title, abstract=read.gist)):
            assert filing.evidence, (read.arxiv_id, filing.name)

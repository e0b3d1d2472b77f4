"""The whole verdict, on texts that nobody would write: it never raises, it repeats itself, and it is linear."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import verdicts
from ssl_watch.domains import DOMAINS, find_domain
from ssl_watch.relevance import Level
from ssl_watch.summaries import MOST_WORDS
from tests.ssl_watch.judging.papers import paper

PIECES = st.sampled_from(
    ["self-", "supervised", "SSL", "masked", " ", "\n", "https://", "github.com/", "a/b", ".git", "\\_", "{", "}", "$",
     "\\emph{",
     "(", ")", "[", "]", ".", ",", "e.g.", "et al.", "Accepted at ", "CVPR", " 2024", "'", "99",
     "submitted to", "\u202e",
     "\x00",
     "ﬁ", "😀", "We propose", "code", "will be", "released", "%", "-", "–", "'26", "Journal of", "A"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))
NAMES = {domain.name for domain in DOMAINS}


@given(title=TEXTS, abstract=TEXTS, comment=TEXTS, reference=TEXTS)
def test_any_text_gets_a_sound_verdict_and_the_same_one_twice(
    title: str, abstract: str, comment: str, reference: str
) -> None:
    subject = paper(title=title, abstract=abstract, comment=comment, journal_ref=reference, categories=(title, "cs.CV"))
    verdict = verdicts.judge(subject).verdict
    assert verdict == verdicts.judge(subject).verdict
    assert 0 <= verdict.relevance.score <= 1
    assert (verdict.relevance.level is Level.NONE) == (not verdict.relevance.evidence)
    assert 1 <= len(verdict.filings) <= 4
    assert {filing.name for filing in verdict.filings} <= NAMES
    assert len(verdict.summary.split()) <= MOST_WORDS
    assert verdict.code.url is None or " " not in verdict.code.url


@given(text=TEXTS)
def test_any_text_can_be_asked_for_as_a_domain(text: str) -> None:
    found = find_domain(text)
    assert found is None or found in DOMAINS


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "\n", ".", "(", "\\emph{", "{", "$", "https://", "http://a", "github.com/",
     "https://github.com/a/b ",
     "self-supervised ", "A. ", "Ab. ", "code ", "code will ", "we ", "Accepted at ",
     "Accepted at Aa ", "On ", "Journal ",
     "will be ", "-", "\\_", "masked ", "We propose ", "éﬁ", "\u200b", "20", "2024 ", "'", "upon ", "et al. "],
)  # fmt: skip
def test_a_hundred_thousand_characters_are_judged_at_once(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    subject = paper(title=text, abstract=text, comment=text, journal_ref=text)
    begun = time.process_time()
    verdicts.judge(subject)
    assert time.process_time() - begun < 5  # a quadratic pattern would take minutes

"""Summaries, on abstracts written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import summaries
from ssl_watch.summaries import MOST_WORDS, expectations, sentences
from ssl_watch.summaries.merits import Merits
from tests.ssl_watch.judging.papers import paper

ABSTRACT = (
    "Ponds are everywhere. Existing methods count fish by hand. In this paper, we propose a new method that counts "
    "fish in ponds from the ripples alone. Experiments show that it works. Code is available at https://github.com/lake/pond."
)


def test_the_sentence_that_says_what_is_new_is_chosen_and_its_lead_in_goes() -> None:
    summary = summaries.summarise(paper(title="Counting fish in ponds", abstract=ABSTRACT))
    assert summary == "A new method that counts fish in ponds from the ripples alone."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In this work, we introduce a trawl for ponds of every size.", "A trawl for ponds of every size."),
        ("However, we propose trawls for ponds of every size.", "We propose trawls for ponds of every size."),
        ("To address this problem, we build a trawl for every pond.", "We build a trawl for every pond."),
        ("We use trawls in order to count the fish of ponds.", "We use trawls to count the fish of ponds."),
        ("We propose a method called Trawl to count fish.", "We propose a method, Trawl to count fish."),
        ("We train nets for the task of counting fish in ponds.", "We train nets for counting fish in ponds."),
        ("We compare nets that were widely used in ponds.", "We compare nets that were widely used in ponds."),
    ],
)
def test_lead_ins_and_filler_go_and_what_is_left_is_a_sentence(sentence: str, expected: str) -> None:
    assert summaries.summarise(paper(title="Counting fish", abstract=sentence)) == expected


@pytest.mark.parametrize(
    "other",
    [
        "Counting fish in ponds is a hard problem that has been studied for many years.",
        "Existing methods for counting fish in ponds need expensive boats.",
        "It counts fish in ponds better than any other net for counting fish.",
        "These results show how to count fish in ponds.",
    ],
)
def test_news_comes_before_problems_and_before_what_points_back(other: str) -> None:
    news = "We propose a self-supervised sonar that counts the fish of a pond from echoes."
    for text in (f"{other} {news}", f"{news} {other}"):
        assert summaries.summarise(paper(title="Sonar for counting fish in ponds", abstract=text)) == news


@given(st.text(alphabet=st.sampled_from('aWe propose, (that) in "quotes" and [x] for: our paper. '), max_size=400))
def test_every_word_of_a_summary_is_the_abstracts_in_its_order(text: str) -> None:
    summary = summaries.summarise(paper(title="We propose", abstract=text))
    assert len(summary.split()) <= MOST_WORDS
    letters = iter("".join(filter(str.isalpha, sentences.readable(text).lower())))
    assert all(letter in letters for letter in filter(str.isalpha, summary.lower()))


def test_no_abstract_no_summary() -> None:
    assert summaries.summarise(paper(title="Ponds")) == ""
    assert summaries.summarise(paper(title="Ponds", abstract=" \n ")) == ""


def test_the_subject_stays_where_the_sentence_needs_it() -> None:
    text = "We propose a net for trout and show that it never tears."
    assert summaries.summarise(paper(title="A net", abstract=text)) == text


def test_a_long_sentence_ends_at_a_clause_or_between_words_never_within_one() -> None:
    clause = "We present a boat " + "that floats well on the lake at night and at noon " * 2 + "and carries fish, "
    text = clause + "which " + "is a long story to tell " * 8 + "."
    summary = summaries.summarise(paper(title="A boat", abstract=text))
    assert text.startswith(summary.removesuffix("."))
    assert summary.endswith((" noon.", " lake.", " night.", " fish.", " well."))
    endless = "fish " * 200
    summary = summaries.summarise(paper(title="", abstract=endless))
    assert summary == "Fish" + " fish" * (MOST_WORDS - 1) + "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            r"We use \emph{very} small $\alpha$-nets at 95\% of $10^{3}$ ponds.",
            "We use very small α-nets at 95% of 10^3 ponds.",
        ),
        (
            r"A {\em bold} claim \cite{x} by Poincar\'e, $\sim 3 \times$ faster.",
            "A bold claim by Poincare, ~3 × faster.",
        ),
        (r"\textbf{\textit{Nested}} words stay.", "Nested words stay."),
        ("a\u202eb\x00c  d\n e", "abc d e"),
    ],
)
def test_latex_becomes_readable(text: str, expected: str) -> None:
    assert sentences.readable(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "We compare nets, e.g. Trawls and lines.",
        "Smith et al. Showed it, as in Fig. 2 and Eq. 3.",
        "It gains 3.5 points vs. The old net.",
        "This is due to J. R. Fisher.",
        "Is i.i.d. Data needed?",
    ],
)
def test_a_dot_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert sentences.split(f"First one. {sentence} Last one!") == ("First one.", sentence, "Last one!")


def test_a_missing_space_after_a_sentence_is_no_hindrance() -> None:
    assert sentences.split("The old net tears.We mend it.") == ("The old net tears.", "We mend it.")


def test_where_a_form_stops_is_worth_its_figures_times_their_merits() -> None:
    merits = {"f over 6": 0.5, "f ends comma": 0.25} | dict(zip(expectations.FIGURES, range(1, 9), strict=True))
    sums = expectations.totals(
        ["we", "learn", "image", "features", "by", "masking"],
        {"learn": (0.9, 1), "image": (0.5, 2)},
        frozenset({"image"}),
    )

    def worth(end: int) -> float:
        noticed = dict(zip(expectations.FIGURES, expectations.figures(sums, end, 1), strict=True))
        return Merits(merits).of(noticed | expectations.names_of_length(sums[end][1]) | {"f ends comma": 1.0})

    merit, place = Merits(merits).of_best_ending(((6, "comma"), (4, "comma"), (5, "comma")), sums, named=1)

    assert place == max((4, 5, 6), key=worth)
    assert merit == pytest.approx(worth(place))

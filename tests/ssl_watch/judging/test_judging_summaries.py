"""Summaries, on abstracts written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import summaries
from ssl_watch.summaries import MOST_WORDS, clauses, expectations, forms, sentences
from ssl_watch.summaries.merits import Merits
from tests.ssl_watch.judging.papers import paper

ABSTRACT = (
    "Ponds are everywhere. Existing methods count fish by hand. In this paper, we propose a new method that counts "
    "fish in ponds from the ripples alone. Experiments show that it works. Code is available at https://github.com/lake/pond."
)

WORDS = ("pond", "net", "sonar", "echo")


def test_the_sentence_that_says_what_is_new_is_chosen_and_its_lead_in_goes() -> None:
    summary = summaries.summarise(paper(title="Counting fish in ponds", abstract=ABSTRACT))
    assert summary == "A new method that counts fish in ponds from the ripples alone."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In this work, we introduce a trawl for ponds of every size.", "A trawl for ponds of every size."),
        ("However, we propose trawls for ponds of every size.", "We propose trawls for ponds of every size."),
        ("To address this problem, we build a trawl for every pond.", "We build a trawl for every pond."),
        ("To tackle this problem we build a trawl for every pond.", "We build a trawl for every pond."),
        ("In this work, we propose Trawl to count fish of all ponds.", "We propose Trawl to count fish of all ponds."),
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


@pytest.mark.parametrize(
    "news",
    [
        "A sonar that counts the fish of a pond from its echoes is proposed.",
        "This thesis covers sonars that count the fish of a pond from echoes.",
        "This survey compares sonars that count the fish of a pond from echoes.",
        "In this study, we conduct trials of sonars that count the fish of a pond.",
    ],
)
def test_news_is_also_what_is_proposed_and_what_a_thesis_or_a_survey_does(news: str) -> None:
    problem = "Counting the fish of a pond has become a hard problem of great importance."
    summary = summaries.summarise(paper(title="Sonar for counting fish in ponds", abstract=f"{problem} {news}"))
    assert summary.rstrip(".") in news.replace("In this study, we", "We")


def test_an_abstract_without_full_stops_is_cut_where_sentences_begin() -> None:
    text = (
        "Counting fish has become a task of great importance to all who live by the lakes and rivers of the north "
        "While boats and nets of every size have long been used for it they need many hands and much time on the water "
        "In this paper we propose a sonar that counts the fish of a pond from echoes "
        "Our trials in forty ponds show that it is as good as nets and needs no hands"
    )
    assert len(sentences.split(text)) == 4
    summary = summaries.summarise(paper(title="Sonar for ponds", abstract=text))
    assert summary == "A sonar that counts the fish of a pond from echoes."


def test_a_long_sentence_with_names_in_capitals_stays_one() -> None:
    text = "We compare the nets of Our World, the lines of This Lake and the " + "very long " * 40 + "boats of Here."
    assert sentences.split(text) == (text,)


@pytest.mark.parametrize(
    "sentence",
    [
        "We build a new net that learns not only in small ponds but also in lakes.",
        "We build a new net that learns from both the small ponds and the lakes.",
        "We present a new sonar that reframes counting in ponds as a game of echoes.",
    ],
)
def test_no_form_ends_between_two_halves(sentence: str) -> None:
    words = sentence.split()
    second = next(index for index, word in enumerate(words) if word in {"but", "and", "as"})
    first = next(index for index, word in enumerate(words) if word in {"only", "both", "reframes"})
    assert not [end for end, _ in clauses.ends(words) if first < end <= second]


@pytest.mark.parametrize(
    ("sentence", "may_end"),
    [
        ("We count the boats and show where echoes of ponds such as ours help when nets are few.", False),
        ("We count the boats of every pond with simple means such as nets and a sonar.", True),
    ],
)
def test_no_form_ends_before_examples_of_what_may_still_lack_its_verb(sentence: str, *, may_end: bool) -> None:
    words = sentence.split()
    assert (words.index("such") in [end for end, _ in clauses.ends(words)]) is may_end


def test_a_form_knows_where_it_points_back() -> None:
    pointing = next(forms.of("We mend nets by this rule, which holds in ponds."))
    assert pointing.points == 4
    own = next(forms.of("We mend nets as this paper explains, which holds in ponds."))
    assert own.points == len(own.words)


def _form(*ends: tuple[int, str], words: str, points: int = 99) -> forms.Form:
    return forms.Form(words=tuple(words.split()), begins="", spares="", ends=ends, points=points)


def test_what_a_form_says_beyond_the_title_and_whether_it_points_back_have_their_merits() -> None:
    merits = Merits({"f fresh 0": -1.0, "f points": -1.0})
    title = expectations.totals(WORDS, dict.fromkeys(WORDS, (0.5, 1, ("pond",), False)))
    beyond = expectations.totals(WORDS, dict.fromkeys(WORDS, (0.5, 1, (), True)))
    form = _form((4, "whole"), words="pond net sonar echo")
    plain, _ = merits.of_best_ending(form, beyond, named=1)
    assert plain > merits.of_best_ending(form, title, named=1)[0]
    assert plain > merits.of_best_ending(form._replace(points=2), beyond, named=1)[0]


def test_where_a_form_stops_is_worth_its_figures_times_their_merits() -> None:
    merits = {"f over 6": 0.5, "f ends comma": 0.25} | dict(zip(expectations.FIGURES, range(1, 9), strict=True))
    words = "we learn image features of ponds by masking"
    likely = dict.fromkeys(words.split(), (0.3, 1, (), True)) | {
        "learn": (0.9, 1, (), True),
        "image": (1.0, 2, ("image",), False),
    }
    sums = expectations.totals(words.split(), likely)
    form = _form((8, "comma"), (6, "comma"), (7, "comma"), words=words)

    def worth(end: int) -> float:
        noticed = dict(zip(expectations.FIGURES, expectations.figures(sums, end, 1), strict=True))
        return Merits(merits).of(noticed | expectations.names_of_length(sums[end][1]) | {"f ends comma": 1.0})

    merit, place = Merits(merits).of_best_ending(form, sums, named=1)

    assert place == max((6, 7, 8), key=worth)
    assert merit == pytest.approx(worth(place))

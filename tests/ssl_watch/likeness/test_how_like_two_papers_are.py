import re
from itertools import pairwise

import pytest
from hypothesis import given

from ssl_watch import likeness
from ssl_watch.likeness.directions import LONGEST, WORDS, learned
from ssl_watch.papers import Paper
from ssl_watch.weights import read_lines
from tests.ssl_watch.searching.papers_alike import GRAPHS, KINDS, ROBOTS, SOUNDS, VOICES, a_paper_of
from tests.ssl_watch.store.making import a_paper, arbitrary_papers


def nearness(paper: Paper, *others: Paper) -> list[float]:
    """How like each of the others is; 0 where it has nothing in common."""
    near = dict(likeness.nearest(likeness.of(paper), [likeness.of(other).numbers for other in others], most=99))
    return [near.get(index, 0.0) for index in range(len(others))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0].split()[0])
def test_a_paper_is_most_like_itself(kind: tuple[str, str]) -> None:
    near = nearness(a_paper_of(kind, 1), *(a_paper_of(each, 2) for each in KINDS))
    assert max(near) == near[KINDS.index(kind)] == pytest.approx(1, abs=0.03)


def test_papers_of_the_same_things_in_other_words_are_like_and_those_of_others_are_not() -> None:
    sounds, graphs, robots = nearness(
        a_paper_of(SOUNDS, 1), a_paper_of(VOICES, 2), a_paper_of(GRAPHS, 3), a_paper_of(ROBOTS, 4)
    )
    assert sounds > 0.6
    assert graphs == robots == 0


def test_nearness_is_the_same_from_both_sides() -> None:
    many = [a_paper_of(kind, 1) for kind in KINDS]
    assert all(nearness(one, other) == nearness(other, one) for one, other in pairwise(many))


def test_the_title_counts_more_than_the_abstract() -> None:
    about = a_paper_of(SOUNDS, 1)
    titled = a_paper(2, title=SOUNDS[0], abstract=GRAPHS[0])
    mentioned = a_paper(3, title=GRAPHS[0], abstract=SOUNDS[0])
    assert nearness(about, titled) > nearness(about, mentioned)


@pytest.mark.parametrize("text", ["", "?!", "\0\ud800", "xqzzy wvkkq", "日本語", "12 34", "a" * 100_000])
def test_a_text_without_known_words_points_nowhere(text: str) -> None:
    direction = likeness.of(a_paper(1, title=text, abstract=text))
    assert set(direction.numbers[: learned().rows.shape[1]]) == {0}
    assert nearness(a_paper(1, title=text, abstract=text), a_paper_of(SOUNDS, 2)) == [0]


@given(arbitrary_papers)
def test_any_paper_has_a_direction_of_the_same_length_and_lies_in_a_cell(paper: Paper) -> None:
    direction = likeness.of(paper)
    assert len(direction.numbers) == len(likeness.of(a_paper_of(SOUNDS, 1)).numbers)
    assert sorted(direction.cells) == list(range(len(learned().middles)))
    points = memoryview(direction.numbers[: learned().rows.shape[1]]).cast("b")
    assert sum(number * number for number in points) < (LONGEST * 1.1) ** 2


def test_a_very_long_text_is_read_to_its_four_thousandth_word() -> None:
    assert nearness(a_paper_of(SOUNDS, 1), a_paper(2, title="", abstract="speech " * 4000 + "graph " * 99_000))[0] > 0.3


def test_the_evidence_are_telling_words_of_both_as_the_other_one_writes_them() -> None:
    other = a_paper_of(VOICES, 2, title="Masked prediction of Speech for recognition of speakers")
    words = likeness.shared(a_paper_of(SOUNDS, 1), other)
    assert set(words) <= {"Speech", "phonemes", "speakers", "Audio", "transformer", "words"}
    assert len(words) == 4


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_those_that_are_as_near_as_the_last_one_are_named_too(most: int) -> None:
    others = [likeness.of(a_paper_of(kind, 2)).numbers for kind in (VOICES, SOUNDS, SOUNDS, GRAPHS, VOICES)]
    near = likeness.nearest(likeness.of(a_paper_of(SOUNDS, 1)), others, most=most)
    assert sorted(index for index, _ in near) == ([1, 2] if most < 3 else [0, 1, 2, 4])


def test_papers_without_a_common_word_have_no_evidence() -> None:
    assert likeness.shared(a_paper(1, title="Graphs", abstract=""), a_paper(2, title="Robots", abstract="")) == ()


def test_no_word_of_the_table_is_a_number_an_identifier_or_a_text() -> None:
    words = [word for word, _ in read_lines("ssl_watch.likeness", WORDS) if word]
    assert all(re.fullmatch(r"\w+", word) and not word.isdigit() for word in words)
    assert len(words) == len(set(words)) == len(learned().rows) == len(learned().telling)

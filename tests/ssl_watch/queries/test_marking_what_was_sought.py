import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import queries
from ssl_watch.queries import Part

TEXT = "Masked Graph-Autoencoders: a self-supervised (masking) of graphs, wav2vec 2.0 & Poincaré's C++ by O'Neil"


def marked(text: str, query: str, part: Part = Part.ANY) -> list[str]:
    term = queries.read(query).term
    assert term is not None
    return [text[start:end] for start, end in queries.spans(text, term, part)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("mask", ["Masked", "masking"]),
        ('"masking"', ["masking"]),
        ("mas*", ["Masked", "masking"]),
        ("graph -mask", ["Graph", "graphs"]),
        ('"graph autoencoders"', ["Graph", "Autoencoders"]),
        ("graph-autoencoder", []),
        ("self supervised", ["self-supervised"]),
        ("wav2vec 2.0", ["wav2vec", "2.0"]),
        ("poincare c++ oneil", ["Poincaré's", "C++", "O'Neil"]),
        ("domain:graph OR nothing", []),
        ("title:mask author:oneil", []),
    ],
)
def test_the_words_of_a_query_are_found_in_a_text(query: str, words: list[str]) -> None:
    assert marked(TEXT, query) == words


def test_words_of_a_part_are_found_in_that_part_alone() -> None:
    assert marked(TEXT, "title:mask author:oneil", Part.TITLE) == ["Masked", "masking"]
    assert marked(TEXT, "title:mask author:oneil", Part.AUTHOR) == ["O'Neil"]


def test_an_excerpt_begins_shortly_before_what_was_sought() -> None:
    term = queries.read("needle").term
    assert term is not None
    text = f"{'hay ' * 100}needles {'straw ' * 100}"
    assert queries.excerpt(text, term, 100).startswith("… hay hay hay hay hay hay needles straw")
    assert queries.excerpt("hay and needles", term, 100) == "hay and needles"
    assert queries.excerpt("hay " * 50, term, 100) == "hay " * 50


NAMES = st.sampled_from(
    [
        "dying",
        "die",
        "O'Neil",
        "oneil",
        "c++",
        "2.0",
        "a$b$",
        r"M\"{u}ller",
        "muller",
        "x_wang",
        "self",
        "supervised",
        "İ",
    ]
)


@given(st.lists(NAMES | st.text(max_size=5)).map(" ".join), st.lists(NAMES | st.text(max_size=5)).map(" OR ".join))
def test_a_text_that_holds_what_was_sought_is_never_passed_over(text: str, query: str) -> None:
    term = queries.read(query).term
    if term is not None and queries.spans(text, term):
        assert queries.may_hold(text, queries.beginnings(term))


def test_a_text_whose_words_begin_otherwise_is_passed_over() -> None:
    term = queries.read("title:mask author:wang speech").term
    assert term is not None
    begins = queries.beginnings(term, Part.AUTHOR)
    names = ("Ada Wang", "Ada Müller", "Ada Spicer", "Ada Sample", "M. Mask-Law")
    assert [queries.may_hold(name, begins) for name in names] == [True, True, True, False, False]


@given(st.text(), st.text(min_size=1), st.integers(0, 50))
def test_any_text_is_marked_within_itself(text: str, query: str, longest: int) -> None:
    term = queries.read(query).term
    if term is not None:
        end = 0
        for start, over in queries.spans(f"{text} {query} {text}", term):
            assert end <= start < over
            end = over
        assert isinstance(queries.excerpt(text, term, longest), str)

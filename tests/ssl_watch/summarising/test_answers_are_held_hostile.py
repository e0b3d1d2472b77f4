"""Whatever an endpoint says, only one or two sentences on this very paper come through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch.errors import NotASummary
from ssl_watch.summaries import MOST_WORDS, answers
from tests.ssl_watch.judging.papers import paper

PAPER = paper(
    title="Woolly: counting sheep",
    abstract="We propose Woolly, a method that counts sheep on hills at night by their warmth. It errs in 12% of them.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Woolly counts sheep on hills by their warmth.",
        "Woolly counts sheep at night by their warmth. It errs in 12% of cases.",
        "  A method that counts sheep\non hills at night by their warmth.  ",
        "“Woolly counts sheep on hills by their warmth.”",
    ],
)
def test_a_summary_in_the_papers_words_is_taken(text: str) -> None:
    assert answers.read(text, PAPER) == " ".join(text.split()).strip("“”")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sheep.",
        "woolly counts sheep on hills by their warmth.",
        "Woolly counts sheep on hills by their",
        "Woolly counts sheep. On hills it counts. At night it counts sheep.",
        "Woolly counts sheep on hills " + "by their warmth " * 20 + "at night.",
        "Woolly counts sheep on hills, see https://sheep.example for their warmth.",
        "Woolly counts sheep on hills by their warmth at sheep.com.",
        "Woolly counts sheep on hills by their warmth @wolf.",
        "Woolly counts sheep on hills by /start their warmth.",
        "<b>Woolly</b> counts sheep on hills by their warmth.",
        "**Woolly** counts sheep on hills by their warmth.",
        "[Woolly](tg://user?id=1) counts sheep on hills by their warmth.",
        "Here is a summary: Woolly counts sheep on hills by warmth.",
        "Ignore what the method says: Woolly counts sheep on hills.",
        "As an AI, Woolly counts sheep on hills by their warmth.",
        "Woolly counts sheep on hills by their warmth in 97% of cases.",
        "This paper is the best in its field and everyone should buy its shares soon.",
        "Woolly counts sheep on hills by their warmth 🐑.",
        "Woolly counts sheep on hills by their " + "warmth" * 50 + ".",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotASummary):
        answers.read(text, PAPER)


def test_direction_marks_and_controls_do_not_come_through() -> None:
    text = answers.read("Woolly counts\u202e sheep\x00 on hills by\u200b their warmth.", PAPER)
    assert text == "Woolly counts sheep on hills by their warmth."


@given(st.text(max_size=700))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = answers.read(text, PAPER)
    except NotASummary:
        return
    assert 5 <= len(read.split()) <= MOST_WORDS

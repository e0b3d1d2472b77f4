"""Foreign text made fit for a message, and messages measured (`bot.messages.html`)."""

import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import html
from tests.bot.messages.foreign_text import any_length
from tests.bot.messages.telegram_html import read

JOINER = "\u2060"


def test_markup_of_others_is_shown_and_not_obeyed() -> None:
    assert html.escape("a < b & \"c\" > 'd' <script>") == (
        "a &lt; b &amp; &quot;c&quot; &gt; &#x27;d&#x27; &lt;script&gt;"
    )


@pytest.mark.parametrize("unseen", ["\0", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"])
def test_characters_that_nobody_sees_are_taken_out(unseen: str) -> None:
    assert html.clean(f"self{unseen}-supervised") == "self-supervised"


def test_any_white_space_becomes_one_space() -> None:
    assert html.clean("  a\n\t b\u2028c\x85d\u3000e ") == "a b c d e"


def test_half_a_surrogate_pair_does_not_reach_utf_8() -> None:
    assert html.escape("a\ud800b\udfffc").encode() == b"abc"


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("ask @admin", "ask @|admin"),
        ("see #tag", "see #|tag"),
        ("$AAPL fell", "$|AAPL fell"),
        ("/start now", "/|start now"),
        ("model.py", "model.|py"),
        ("evil.example", "evil.|example"),
        ("https://a.example/b", "https:|//|a.|example/b"),
        ("me@a.example", "me@a.|example"),
        ("127.0.0.1", "127.|0.0.1"),
        ("+1 555 0123", "+|1 555 0123"),
        ("пример.рф", "пример.|рф"),
    ],
)
def test_what_telegram_would_link_gets_a_word_joiner(text: str, harmless: str) -> None:
    assert html.defuse(text) == harmless.replace("|", JOINER)


@pytest.mark.parametrize(
    "text", ["mAP@50", "and/or 1/2", "e.g. 0.5, i.e. p.m.", "C# and issue 3", "costs $5", "U.S. 1.5x", "end. Next"]
)
def test_what_telegram_leaves_alone_is_left_alone(text: str) -> None:
    assert html.defuse(text) == text


@given(any_length)
def test_no_foreign_text_comes_alive(text: str) -> None:
    shown = read(html.escape(text)).text
    assert shown.replace(JOINER, "") == html.clean(text)


@given(any_length)
def test_text_within_code_is_read_back_as_it_was_written(text: str) -> None:
    written = " ".join(text.encode(errors="ignore").decode().replace("\0", "").split())
    assert unescape(html.verbatim(text)) == written


def test_length_is_counted_in_utf_16_units_without_markup() -> None:
    assert html.length('<a href="https://a.example">&lt;😀&amp;</a>') == 4


def test_a_message_of_exactly_the_longest_length_fits() -> None:
    assert html.fits("x" * 4096)
    assert not html.fits("x" * 4097)
    assert html.fits("😀" * 2048)
    assert not html.fits("😀" * 2049)


def test_raw_markup_counts_too() -> None:
    assert html.fits("&amp;" * 4096)
    assert not html.fits("&#x0000027;" * 3000)


def test_more_than_a_hundred_entities_do_not_fit() -> None:
    assert html.fits("<b>x</b>" * 100)
    assert not html.fits("<b>x</b>" * 101)


def test_entities_with_long_addresses_do_not_fit() -> None:
    link = f'<a href="https://a.example/{"x" * 280}">x</a>'
    assert html.fits(link * 25)
    assert not html.fits(link * 40)


def test_text_is_cut_at_the_end_of_a_word() -> None:
    assert html.cut("Learning without labels at all", 20) == "Learning without…"


def test_text_that_fits_is_not_cut() -> None:
    assert html.cut("Learning", 8) == "Learning"


def test_a_word_without_end_is_cut_within() -> None:
    assert html.cut("x" * 50, 10) == "x" * 9 + "…"


def test_a_letter_keeps_its_accents_when_text_is_cut() -> None:
    assert html.cut("ab" + "e\u0301" * 10, 6) == "abe\u0301…"


@given(any_length, st.integers(min_value=0, max_value=200))
def test_cut_text_is_never_too_long_and_never_breaks_a_character(text: str, longest: int) -> None:
    cleaned = html.clean(text)
    shortened = html.cut(cleaned, longest)
    assert len(shortened.encode("utf-16-le")) // 2 <= longest
    kept = shortened.removesuffix("…") if shortened != cleaned else shortened
    assert cleaned.startswith(kept)
    rest = cleaned[len(kept) :].lstrip()
    assert not kept or not rest or not unicodedata.combining(rest[0])


def test_plain_text_keeps_the_addresses() -> None:
    source = '<b>1.</b> <a href="https://a.example/?x=1&amp;y=2">A &lt;title&gt;</a>'
    assert html.plain(source) == "1. A <title> (https://a.example/?x=1&y=2)"


def test_plain_text_that_grows_too_long_gives_up_its_quotations_first() -> None:
    quoted = f"<blockquote expandable>{'x' * 4000}</blockquote>"
    links = '<a href="https://a.example">title</a>\n' * 10
    assert html.plain(links + quoted).strip() == "\n".join(["title (https://a.example)"] * 10)


def test_plain_text_is_never_longer_than_a_message() -> None:
    assert html.length(html.plain('<a href="https://a.example/long">t</a> ' * 300)) <= 4096

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram.markup import MarkupFault, parse
from sandbox.telegram.text import trimmed, units


def kinds(html: str) -> list[tuple[str, int, int]]:
    return [(entity.kind, entity.offset, entity.length) for entity in parse(html).entities]


def test_offsets_count_in_utf16_units() -> None:
    whole = parse("😀 <b>a😀</b> <i>b</i>")
    assert whole.text == "😀 a😀 b"
    assert kinds("😀 <b>a😀</b> <i>b</i>") == [("bold", 3, 3), ("italic", 7, 1)]


def test_every_tag_of_the_manual_is_read() -> None:
    html = (
        "<b>1</b><strong>2</strong><i>3</i><em>4</em><u>5</u><ins>6</ins><s>7</s><strike>8</strike><del>9</del>"
        '<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler><a href="https://arxiv.org/">c</a>'
        "<code>d</code><pre>e</pre><blockquote>f</blockquote><blockquote expandable>g</blockquote>"
    )
    assert [kind for kind, *_ in kinds(html)] == [
        *("bold", "bold", "italic", "italic", "underline", "underline"),
        *("strikethrough", "strikethrough", "strikethrough", "spoiler", "spoiler", "text_link"),
        *("code", "pre", "blockquote", "expandable_blockquote"),
    ]


def test_a_link_keeps_its_address_with_references_decoded() -> None:
    (link,) = parse('<a href="https://x.org/?a=1&amp;b=2">see</a>').entities
    assert link.as_json() == {"type": "text_link", "offset": 0, "length": 3, "url": "https://x.org/?a=1&b=2"}


def test_a_link_to_nowhere_is_dropped_without_a_word() -> None:
    assert kinds('<a href="javascript:alert(1)">x</a><a href="">y</a>') == []


def test_a_language_of_code_becomes_part_of_the_block() -> None:
    (block,) = parse('<pre><code class="language-bibtex">@article{x}</code></pre>').entities
    assert block.as_json() == {"type": "pre", "offset": 0, "length": 11, "language": "bibtex"}


def test_nothing_is_marked_within_code() -> None:
    assert kinds("<code>a<b>b</b></code>") == [("code", 0, 2)]


def test_references_become_characters_and_unknown_ones_stay() -> None:
    assert parse("&lt;&gt;&amp;&quot;&#65;&#x1F600; &nbsp; & &copy;").text == '<>&"A😀 &nbsp; & &copy;'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("é<x>a</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>a</a>', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x=y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "Blockquotes can't be nested at byte offset 13"),
    ],
)
def test_a_fault_is_named_with_the_byte_where_it_begins(html: str, fault: str) -> None:
    with pytest.raises(MarkupFault) as raised:
        parse(html)
    assert str(raised.value) == fault


def test_control_and_bidi_characters_are_dropped_before_offsets_are_counted() -> None:
    whole = parse("a\u202e\x00\u2066<b>b</b>")
    assert whole.text == "a\u2066b"
    assert kinds("a\u202e\x00<b>b</b>") == [("bold", 1, 1)]


def test_white_space_at_the_ends_goes_and_entities_follow() -> None:
    whole = trimmed(parse(" \n<b> a </b>\n "))
    assert whole.text == "a"
    assert [(entity.offset, entity.length) for entity in whole.entities] == [(0, 1)]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(html: str) -> None:
    try:
        whole = parse(html)
    except MarkupFault:
        return
    assert all(entity.offset >= 0 and entity.end <= units(whole.text) for entity in whole.entities)


@given(st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</>", "<blockquote expandable>", "</blockquote>", "é", "😀"])))
def test_entities_never_leave_the_text(pieces: list[str]) -> None:
    try:
        whole = trimmed(parse("".join(pieces)))
    except MarkupFault:
        return
    assert all(0 <= entity.offset < entity.end <= units(whole.text) for entity in whole.entities)

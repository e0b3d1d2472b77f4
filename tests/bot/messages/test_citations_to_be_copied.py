import warnings

import pytest

from bot.messages import citation
from bot.messages.html import fits
from ssl_watch.papers import Author
from ssl_watch.verdicts import JudgedPaper
from tests.bot.messages.papers_of_our_own import judged
from tests.bot.messages.telegram_html import check

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry


def copied(subject: JudgedPaper) -> Entry:
    """What a reference manager makes of what was copied out of the chat."""
    said = citation.message(subject)
    assert said is not None
    message = check(said)
    assert message.inside("pre") == message.inside("code") == [message.text]
    library = parse_string(message.text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return entry


@pytest.mark.parametrize(
    "title",
    [
        "</code></pre><b>x</b>",
        "100 % of R&D_costs",
        "{Braces} } {",
        "$\\alpha$ & $x_i$",
        "&lt;b&gt;",
        "@everyone /forget",
    ],
)
def test_a_hostile_title_is_copied_as_bibtex_and_nothing_else(title: str) -> None:
    entry = copied(judged(title=title, abstract="{" * 50))
    assert entry.key == "arXiv-2611.01234"
    assert entry.fields_dict["eprint"].value == "2611.01234"
    assert "abstract" not in entry.fields_dict


def test_of_many_authors_the_first_are_named_as_bibtex_names_others() -> None:
    people = tuple(Author(name=f"Ada Author{number}") for number in range(300))
    named = copied(judged(authors=people)).fields_dict["author"].value.split(" and ")
    assert (named[0], named[-2:], len(named)) == ("Ada Author0", ["Ada Author39", "others"], 41)
    few = copied(judged(authors=people[:40])).fields_dict["author"].value.split(" and ")
    assert (few[-1], len(few)) == ("Ada Author39", 40)


def test_names_that_are_long_leave_room_for_fewer() -> None:
    people = tuple(Author(name=f"Ada {'x' * 100}{number}") for number in range(300))
    named = copied(judged(authors=people)).fields_dict["author"].value.split(" and ")
    assert (named[-1], len(named)) == ("others", 11)


def test_an_entry_that_no_message_holds_is_none_and_whole_as_a_file() -> None:
    subject = judged(title="long " * 1000)
    assert citation.message(subject) is None
    assert citation.entry(subject).count("long") == 1000
    assert not fits(citation.entry(subject))

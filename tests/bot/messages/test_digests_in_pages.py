"""A digest as messages: grouped, counted, paged, and closed with its receipt (`bot.messages.digest`)."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import digest
from bot.messages.receipt import receipt
from ssl_watch.announcements import FeedState
from ssl_watch.code_links import CodeLink, CodeState
from tests.bot.messages.papers_of_our_own import NOW, coverage, entry, many
from tests.bot.messages.papers_of_our_own import digest as composed
from tests.bot.messages.telegram_html import check

LONG = "We hide parts of a recording and let a network guess them. " * 25
RECEIPT = (
    "arXiv: 41 papers announced, 12 about SSL, 7 matching your settings. "
    "Source: API, last read Sun 22 Nov, 20:41 ET. No reading failed."
)


def test_a_small_digest_is_one_message() -> None:
    (page,) = digest.pages(composed(*many(3)), zone="UTC")
    assert check(page.text).text.splitlines() == [
        "Monday 23 November",
        "3 new papers",
        "",
        "alchemy",
        "",
        "1. A masked autoencoder that listens",
        "Ada Byron et al.",
        "A network guesses the hidden parts of a recording, and learns to hear.",
        "core · “masked autoencoder” in title",
        "We hide parts of a recording and let a network guess them. It learns to hear.",
        "",
        "astrology",
        "",
        "2. A masked autoencoder that listens",
        "Ada Byron et al.",
        "A network guesses the hidden parts of a recording, and learns to hear.",
        "core · “masked autoencoder” in title",
        "We hide parts of a recording and let a network guess them. It learns to hear.",
        "",
        "augury",
        "",
        "3. A masked autoencoder that listens",
        "Ada Byron et al.",
        "A network guesses the hidden parts of a recording, and learns to hear.",
        "core · “masked autoencoder” in title",
        "We hide parts of a recording and let a network guess them. It learns to hear.",
        "",
        RECEIPT,
    ]


@pytest.mark.parametrize(("zone", "day"), [("UTC", "Monday 23"), ("Pacific/Kiritimati", "Tuesday 24")])
def test_the_date_is_that_of_the_subscribers_zone(zone: str, day: str) -> None:
    (page,) = digest.pages(composed(entry()), zone=zone)
    assert check(page.text).text.startswith(f"{day} November\n")


def test_papers_with_code_are_counted_and_promises_are_not() -> None:
    linked = CodeLink(state=CodeState.ABSTRACT, url="https://github.com/ada/listen")
    papers = (entry(code=linked), entry(code=CodeLink(state=CodeState.PROMISED), arxiv_id="2611.00002"))
    (page,) = digest.pages(composed(*papers), zone="UTC")
    assert "2 new papers, 1 with code" in page.text


def test_a_domain_is_named_once_for_all_of_its_papers() -> None:
    (page,) = digest.pages(composed(*many(5, domains=("alchemy",))), zone="UTC")
    assert check(page.text).inside("b").count("alchemy") == 1


def test_abstracts_go_before_a_digest_takes_a_second_message_and_the_last_ones_go_first() -> None:
    (page,) = digest.pages(composed(*many(5, abstract=LONG)), zone="UTC")
    message = check(page.text)
    quoted = len(message.inside("blockquote"))
    assert 1 <= quoted < 5
    assert message.text.index("2. A masked") > message.text.index("We hide parts")


def test_more_papers_than_buttons_allow_are_spread_evenly() -> None:
    pages = digest.pages(composed(*many(7)), zone="UTC")
    assert [len(page.papers) for page in pages] == [3, 4]
    assert [page.first for page in pages] == [1, 4]


def test_later_pages_say_where_they_are_and_which_domain_goes_on() -> None:
    _, second = digest.pages(composed(*many(8, domains=("alchemy",))), zone="UTC")
    assert check(second.text).text.splitlines()[:3] == ["Monday 23 November · page 2 of 2", "", "alchemy (continued)"]


def test_the_last_lines_of_every_page_are_the_receipt() -> None:
    pages = digest.pages(composed(*many(20)), zone="UTC")
    assert [check(page.text).text.splitlines()[-1] for page in pages] == [RECEIPT] * len(pages)
    assert len(pages) > 1


def test_a_capped_digest_holds_the_rest_back_behind_a_page() -> None:
    pages = digest.pages(composed(*many(40), cap=15), zone="UTC")
    boundary = next(page for page in pages if page.more)
    assert boundary.more == 25
    assert boundary.first + len(boundary.papers) - 1 == 15
    assert "25 more papers" in boundary.text
    assert "40 new papers; the 15 most relevant first" in pages[0].text
    assert sum(page.more for page in pages) == 25


def test_one_paper_held_back_is_one_paper() -> None:
    pages = digest.pages(composed(*many(16), cap=15), zone="UTC")
    assert any("1 more paper, less relevant, from the next page on." in page.text for page in pages)


def test_a_capped_digest_names_the_domain_at_each_paper() -> None:
    (page,) = digest.pages(composed(*many(3), cap=15), zone="UTC")
    message = check(page.text)
    assert message.inside("i")[0] == "core · “masked autoencoder” in title · alchemy"
    assert "alchemy" not in message.inside("b")
    assert page.more == 0


@pytest.mark.parametrize("cap", [0, -1, 1, 3, 4])
def test_an_odd_cap_loses_no_paper(cap: int) -> None:
    pages = digest.pages(composed(*many(4), cap=cap), zone="UTC")
    assert [judged.paper.arxiv_id for page in pages for judged in page.papers] == [f"2611.0000{n}" for n in range(4)]


def test_a_digest_without_papers_is_its_receipt() -> None:
    (page,) = digest.pages(composed(receipt=coverage(matched=0)), zone="UTC")
    assert page.text == digest.nothing_owed(coverage(matched=0))
    assert check(page.text).text.startswith("Nothing new for you just now.")


def test_a_digest_whose_papers_are_all_left_out_by_corrections_says_so_and_where_to_take_them_back() -> None:
    (page,) = digest.pages(composed(receipt=coverage(matched=0, left_out=3)), zone="UTC")
    said = check(page.text).text
    assert said.startswith("Nothing new for you just now but 3 papers that your corrections leave out. The corr")
    assert "0 matching your settings; 3 more left out by your corrections." in said
    assert " but 1 paper that your corrections leave out." in digest.nothing_owed(coverage(matched=0, left_out=1))


def test_the_note_of_a_repeat_has_room_on_a_full_page() -> None:
    pages = digest.pages(composed(*many(60, abstract=LONG[:700], summary=LONG)), zone="UTC")
    for page in pages:
        assert check(digest.repeat_note() + page.text).text.startswith("This may be a repeat")


def test_a_late_paper_is_marked_and_counted_with_its_days() -> None:
    papers = (entry(submitted_at=NOW - timedelta(days=12, hours=3)), entry(arxiv_id="2611.00002"))
    (page,) = digest.pages(composed(*papers, receipt=coverage(late=1)), zone="UTC")
    assert "arrived 12 days late" in page.text
    assert "1 of them late (12 days)" in page.text


def test_the_receipt_of_several_late_papers_names_the_span() -> None:
    assert "3 of them late (6 to 12 days)" in receipt(coverage(late=3), [12, 6, 8])


def test_the_receipt_counts_what_the_chats_own_corrections_left_out() -> None:
    assert "7 matching your settings; 2 more left out by your corrections." in receipt(coverage(left_out=2))


def test_the_receipt_owns_up_to_failed_readings() -> None:
    assert "1 reading failed since your last digest." in receipt(coverage(failed=1))
    assert "2 readings failed since your last digest." in receipt(coverage(failed=2))


def test_the_receipt_names_every_source() -> None:
    assert "Sources: API, OAI-PMH, RSS, last read" in receipt(coverage(sources=("api", "oai", "rss")))


def test_the_receipt_says_whether_the_sources_agree() -> None:
    both = {"sources": ("oai", "api")}
    assert "ET; they agree." in receipt(coverage(unmatched=0, **both))
    assert "ET; 2 papers not in all of them yet." in receipt(coverage(unmatched=2, **both))
    assert "agree" not in receipt(coverage(unmatched=0, sources=("oai",)))


def test_the_receipt_owns_up_to_missing_papers() -> None:
    assert "1 number of arXiv’s sequence missing, asked for daily." in receipt(coverage(open_holes=1))
    told = receipt(coverage(open_holes=2, gaps=3))
    assert "2 numbers of arXiv’s sequence missing, asked for daily; 3 given up after two weeks." in told
    assert "sequence" not in receipt(coverage())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (FeedState.WAITING, "still awaited"),
        (FeedState.QUIET, "No announcement was due"),
        (FeedState.STALLED, "have stalled"),
        (FeedState.FAILED, "The last reading failed"),
    ],
)
def test_the_receipt_tells_of_an_announcement_that_did_not_come(state: FeedState, words: str) -> None:
    assert words in receipt(coverage(state=state))
    assert words not in receipt(coverage(state=FeedState.FRESH))


def test_the_receipt_before_the_first_reading_says_so() -> None:
    assert "arXiv has not been read yet." in receipt(coverage(sources=(), read_at=None))


def test_readings_are_told_by_arxivs_clock_in_summer_too() -> None:
    assert "Tue 14 Jul, 20:05 ET" in receipt(coverage(read_at=datetime(2026, 7, 15, 0, 5, tzinfo=UTC)))

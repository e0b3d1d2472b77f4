"""The buttons under digests, listings and cards (`bot.keyboards.papers`)."""

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import callbacks
from bot.keyboards import listings, papers
from bot.messages import digest
from ssl_watch.queries import Results
from tests.bot.messages.papers_of_our_own import digest as composed
from tests.bot.messages.papers_of_our_own import judged, many

NOTHING_SAVED: frozenset[str] = frozenset()


def _rows(markup: InlineKeyboardMarkup | None) -> list[list[InlineKeyboardButton]]:
    """The rows of a keyboard that Telegram would take."""
    assert markup is not None
    buttons = [button for row in markup.inline_keyboard for button in row]
    assert len(buttons) <= 100
    assert all(0 < len(row) <= 8 for row in markup.inline_keyboard)
    for button in buttons:
        assert (button.callback_data is None) != (button.url is None)
        assert button.url or (isinstance(button.callback_data, str) and callbacks.decode(button.callback_data))
    return [list(row) for row in markup.inline_keyboard]


def _labels(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in _rows(markup)]


def _presses(markup: InlineKeyboardMarkup | None) -> list[list[object]]:
    return [[button.callback_data or button.url for button in row] for row in _rows(markup)]


def test_a_digest_has_a_row_of_buttons_for_each_paper() -> None:
    pages = digest.pages(composed(*many(2)), zone="UTC")
    markup = papers.digest_keyboard(7, 0, pages, saved=frozenset({"2611.00001"}))
    assert _labels(markup) == [["☆ Save 1", "Abstract 1", "✗ 1"], ["★ Saved 2", "Abstract 2", "✗ 2"]]
    assert _presses(markup) == [
        ["save:2611.00000:1", "abstract:2611.00000", "dispute:2611.00000:ask"],
        ["save:2611.00001:0", "abstract:2611.00001", "dispute:2611.00001:ask"],
    ]


def test_the_pages_of_a_digest_are_turned_by_the_last_row() -> None:
    pages = digest.pages(composed(*many(13)), zone="UTC")
    turning = [papers.digest_keyboard(7, number, pages, saved=NOTHING_SAVED) for number in range(3)]
    assert [_labels(markup)[-1] for markup in turning] == [["1/3", "›"], ["‹", "2/3", "›"], ["‹", "3/3"]]
    assert _presses(turning[1])[-1] == ["digest:7:0", "page", "digest:7:2"]


def test_papers_keep_their_numbers_on_later_pages() -> None:
    pages = digest.pages(composed(*many(8)), zone="UTC")
    assert _labels(papers.digest_keyboard(7, 1, pages, saved=NOTHING_SAVED))[0] == ["☆ Save 5", "Abstract 5", "✗ 5"]


def test_the_button_at_the_cap_says_how_many_more_there_are() -> None:
    pages = digest.pages(composed(*many(40), cap=6), zone="UTC")
    assert _labels(papers.digest_keyboard(7, 0, pages, saved=NOTHING_SAVED))[-1] == ["1/7", "34 more ›"]


def test_a_digest_without_papers_has_no_buttons() -> None:
    assert papers.digest_keyboard(7, 0, digest.pages(composed(), zone="UTC"), saved=NOTHING_SAVED) is None


def test_the_largest_digest_has_buttons_that_telegram_takes() -> None:
    pages = digest.pages(composed(*many(60)), zone="UTC")
    for number in range(len(pages)):
        _rows(papers.digest_keyboard(999_999_999_999, number, pages, saved=NOTHING_SAVED))


def test_a_paper_whose_id_no_button_can_carry_has_none() -> None:
    pages = digest.pages(composed(*many(1, arxiv_id="nonsense")), zone="UTC")
    assert papers.digest_keyboard(7, 0, pages, saved=NOTHING_SAVED) is None


def test_a_listing_opens_cards_by_their_number_and_turns_pages() -> None:
    found = Results(papers=tuple(entry.judged for entry in many(5)), total=38, offset=5)
    markup = listings.listing_keyboard(found, "latest", "speech")
    assert _labels(markup) == [["6", "7", "8", "9", "10"], ["‹", "2/8", "›"]]
    assert _presses(markup)[0][0] == "paper:2611.00000"
    assert _presses(markup)[1] == ["latest:speech:0", "page", "latest:speech:2"]


@pytest.mark.parametrize(("action", "forward"), [("search", "search:1"), ("saved", "saved:1")])
def test_search_and_saved_turn_pages_alike(action: str, forward: str) -> None:
    found = Results(papers=(judged(),) * 5, total=6)
    assert _presses(listings.listing_keyboard(found, action))[1] == ["page", forward]


def test_a_listing_that_fits_on_a_page_has_no_page_to_turn() -> None:
    assert _labels(listings.listing_keyboard(Results(papers=(judged(),), total=1), "saved")) == [["1"]]


def test_a_listing_of_nothing_has_no_buttons() -> None:
    assert listings.listing_keyboard(Results(papers=(), total=0), "saved") is None


def test_a_page_past_the_end_leads_back() -> None:
    markup = listings.listing_keyboard(Results(papers=(), total=8, offset=500), "saved")
    assert _presses(markup) == [["saved:1", "page"]]


def test_pages_beyond_what_a_press_can_carry_are_not_offered() -> None:
    found = Results(papers=(judged(),) * 5, total=60_000, offset=49_995)
    assert _labels(listings.listing_keyboard(found, "saved"))[1] == ["‹", "10000/12000"]


def test_a_card_leads_to_arxiv_and_to_similar_papers_and_can_be_saved_and_disputed() -> None:
    markup = papers.card_keyboard(judged(version=3).paper, saved=False)
    assert _labels(markup) == [["☆ Save", "≈ Similar", "✗ Wrong?"], ["arXiv page", "PDF", "BibTeX"]]
    assert _presses(markup) == [
        ["save:2611.01234:1", "similar:2611.01234", "dispute:2611.01234:ask"],
        ["https://arxiv.org/abs/2611.01234", "https://arxiv.org/pdf/2611.01234v3", "bibtex:2611.01234"],
    ]


def test_a_saved_paper_can_be_let_go_of() -> None:
    assert _labels(papers.card_keyboard(judged().paper, saved=True))[0][0] == "★ Saved"
    assert _presses(papers.card_keyboard(judged().paper, saved=True))[0][0] == "save:2611.01234:0"


def test_a_withdrawn_paper_has_no_pdf_to_read() -> None:
    assert _labels(papers.card_keyboard(judged(withdrawn=True).paper, saved=False))[1] == ["arXiv page", "BibTeX"]

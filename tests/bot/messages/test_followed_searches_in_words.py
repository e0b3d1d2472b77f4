from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keyboards import following as keyboards
from bot.messages import digest, following
from ssl_watch import queries
from ssl_watch.following import Followed, Following, Kept
from ssl_watch.subscriptions import MOST_SEARCHES, Chat, FollowedSearch, State, Subscriber, Subscription
from tests.bot.messages.foreign_text import any_length
from tests.bot.messages.papers_of_our_own import NOW, entry
from tests.bot.messages.papers_of_our_own import digest as composed
from tests.bot.messages.telegram_html import check

ADA = Subscriber(chat=Chat(chat_id=1), next_digest_at=NOW)
TODAY = date(2026, 11, 23)


def kept(*texts: str, subscription: Subscription | None = None) -> Kept:
    searches = (FollowedSearch(text=text, cursor=0, followed_at=NOW, search_id=n) for n, text in enumerate(texts, 1))
    return Kept(subscriber=replace(ADA, subscription=subscription or Subscription()), searches=tuple(searches))


@pytest.mark.parametrize(
    ("searches", "reason"),
    [
        ((), "core · “masked autoencoder” in title"),
        (
            ("masked video -image has:code",),
            "“masked autoencoder” in title · your search: masked video -image has:code",
        ),
        (("a <b> & c", "@name"), "in title · your searches: a <b> & c; @name"),
        (("a1", "b1", "c1", "d1", "e1"), "in title · your searches: a1; b1; c1; and 2 more"),
        (("word " * 60,), f"in title · your search: {'word ' * 15}word…"),
    ],
)
def test_a_paper_says_which_searches_brought_it(searches: tuple[str, ...], reason: str) -> None:
    (page,) = digest.pages(composed(replace(entry(), searches=searches)), zone="UTC")
    (line,) = [line for line in check(page.text).text.splitlines() if line.startswith("core")]
    assert line.replace("\u2060", "").endswith(reason)


def test_the_list_tells_what_comes_beside_the_searches() -> None:
    for subscription, beside in (
        (Subscription(), "Beside them you get all of SSL."),
        (Subscription(domains=frozenset({"speech"})), "Beside them you get Speech."),
        (Subscription(only_searches=True), "You get only what your searches find."),
    ):
        assert check(following.searches(kept("masked", subscription=subscription), today=TODAY)).text.endswith(beside)


@given(st.lists(any_length.filter(lambda text: queries.read(text).term), max_size=MOST_SEARCHES))
def test_whatever_is_followed_the_list_is_one_valid_message_with_a_button_for_each(texts: list[str]) -> None:
    listed = kept(*(queries.read(text).text for text in texts))
    said = check(following.searches(listed, today=TODAY).replace("/search", "a search"))
    assert all(f"{place}. " in said.text for place in range(1, len(texts) + 1))
    labels = [button.text for row in keyboards.searches(listed).inline_keyboard for button in row]
    assert [label for label in labels if label.startswith("Drop")] == [f"Drop {n}" for n in range(1, len(texts) + 1)]


@pytest.mark.parametrize("outcome", Following)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("amended", [True, False])
@pytest.mark.parametrize("ends_on", [None, date(2027, 1, 1)])
def test_what_a_button_answers_fits_whatever_became_of_it(
    outcome: Following, state: State, amended: bool, ends_on: date | None
) -> None:
    said = Followed(
        outcome=outcome, query=queries.read("a"), amended=amended, ends_on=ends_on, subscriber=replace(ADA, state=state)
    )
    assert 0 < len(following.followed(said)) <= 200


def test_what_a_switch_answers_is_what_is_so_then() -> None:
    only = Subscription(only_searches=True)
    speech = Subscription(domains=frozenset({"speech"}))
    for subscription, wanted, answer in (
        (only, True, "You get only what your searches find."),
        (Subscription(), True, "No search is followed here: nothing at all would come."),
        (Subscription(), False, "You get all of SSL again. /domains narrows it."),
        (speech, False, "You get Speech besides."),
    ):
        assert following.nothing_else(kept(subscription=subscription), wanted=wanted) == answer

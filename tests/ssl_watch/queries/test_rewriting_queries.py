from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import queries
from ssl_watch.queries import Order, rewriting


@pytest.mark.parametrize(
    ("text", "narrowed"),
    [
        ("masked", "masked domain:speech"),
        ("masked domain:image has:code", "masked domain:speech has:code"),
        ("domain:image domain:video masked", "domain:speech masked"),
        ("a1 OR b1", "(a1 OR b1) domain:speech"),
        ("masked -domain:image", "masked -domain:image domain:speech"),
        ("domain:image", "domain:speech"),
    ],
)
def test_a_domain_takes_the_place_of_any_other(text: str, narrowed: str) -> None:
    query = rewriting.with_domain(queries.read(text), "speech")
    assert query.text == narrowed
    assert rewriting.domain_of(query) == "speech"


@pytest.mark.parametrize("text", ["masked new:7d", "masked after:2020 before:2023-04", "masked year:2019-2021"])
def test_a_year_takes_the_place_of_all_other_dates(text: str) -> None:
    assert rewriting.year_of(queries.read(text)) is None
    query = rewriting.with_year(queries.read(text), 2024)
    assert query.text == "masked year:2024"
    assert rewriting.year_of(query) == 2024


def test_a_filter_that_is_taken_away_leaves_the_rest() -> None:
    query = queries.read("masked (a1 OR b1) domain:speech year:2024 has:code")
    query = rewriting.with_code(rewriting.with_year(rewriting.with_domain(query, None), None), wanted=False)
    assert query.text == "masked (a1 OR b1)"
    assert not rewriting.asks_for_code(query)


def test_an_order_stays_when_the_query_is_narrowed_and_the_usual_one_is_not_told() -> None:
    query = rewriting.with_order(queries.read("masked"), Order.BEST)
    assert rewriting.with_code(query, wanted=True).text == "masked has:code sort:best"
    assert rewriting.with_order(rewriting.with_code(query, wanted=True), Order.FIT).text == "masked has:code"


def test_of_nothing_but_a_filter_nothing_is_left() -> None:
    assert rewriting.with_domain(queries.read("domain:speech"), None).term is None


@pytest.mark.parametrize("text", ["after:9999", "before:0002", "year:0001", "after:9999-01-01 before:9999-12-31"])
def test_dates_at_the_ends_of_time_are_no_year(text: str) -> None:
    query = queries.read(f"masked {text}")
    assert rewriting.year_of(query) in (None, 1)


@given(st.text(max_size=400), st.sampled_from(["speech", None]), st.booleans())
def test_any_query_can_be_rewritten(text: str, domain: str | None, code: bool) -> None:
    query = rewriting.with_year(rewriting.with_domain(queries.read(text), domain), 2024)
    query = rewriting.with_code(query, wanted=code)
    if query.read_as is None:
        assert rewriting.domain_of(query) == domain or domain is None
        assert rewriting.year_of(query) == 2024
    assert len(query.text) <= queries.LONGEST_QUERY


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("masked new:7d", "masked"),
        ("(masked new:7d) OR music", "masked OR music"),
        ("masked -new:1y -image", "masked -image"),
        ("masked (a1 OR new:3d)", "masked a1"),
        ("-(new:3d OR -masked)", "masked"),
        ("new:7d", ""),
        ("new:7d OR -new:3d", ""),
        ("Masked   AND video", "Masked AND video"),
    ],
)
def test_without_new_the_rest_of_a_query_stays(text: str, kept: str) -> None:
    assert rewriting.without_recent(queries.read(text)).text == kept


PIECES = st.sampled_from(["masked", "new:7d", "-new:3d", "(", ")", "OR", "-", "video", "year:2024"])


@given(st.lists(PIECES, max_size=9).map(" ".join))
def test_of_new_nothing_is_left_wherever_it_stands(text: str) -> None:
    query = rewriting.without_recent(queries.read(text))
    assert rewriting.without_recent(query) is query
    assert query.term is None or "new:" not in str(query.term)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("masked", None),
        ("masked year:2024", date(2025, 1, 1)),
        ("masked year:2024 before:2024-06", date(2024, 6, 1)),
        ("masked after:2024-06", None),
        ("masked -after:2024-06", date(2024, 6, 1)),
        ("(masked year:2020) OR (video year:2024)", date(2025, 1, 1)),
        ("(masked year:2020) OR video", None),
        ("masked -year:2024", None),
        ("?", None),
    ],
)
def test_a_query_ends_where_its_dates_do(text: str, end: date | None) -> None:
    assert rewriting.ends_on(queries.read(text)) == end

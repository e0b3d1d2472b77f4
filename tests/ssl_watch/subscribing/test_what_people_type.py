from collections.abc import Callable
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssl_watch.errors import BadInput, NotATime, NotATimeZone
from ssl_watch.subscriptions import read_muted, read_time, read_zone
from ssl_watch.subscriptions.typed import LONGEST_MUTED, MOST_MUTED

unhurried = settings(deadline=None)  # the first call reads all zones
garbage = st.text(max_size=400) | st.text("0123456789:.,hapm +-/_", max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("08:30", time(8, 30)),
        (" 8.30 ", time(8, 30)),
        ("8h30", time(8, 30)),
        ("8h", time(8)),
        ("0830", time(8, 30)),
        ("730", time(7, 30)),
        ("7 30", time(7, 30)),
        ("8:30 PM", time(20, 30)),
        ("6 p.m.", time(18)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("Noon", time(12)),
        ("midnight", time(0)),
        ("０８：３０", time(8, 30)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_of_day_is_read_in_the_ways_people_write_it(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "8:60", "13 pm", "0 am", "tomorrow", "8:3", "-1", "08:30:15", "\0"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotATime, match="07:30"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Istanbul", "Europe/Istanbul"),
        ("indianapolis", "America/Indianapolis"),
        ("utc", "UTC"),
        ("Bangalore", "Asia/Kolkata"),
    ],
)
def test_a_zone_is_read_by_its_name_or_by_a_city(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/Berlim", "Europe/Berlin"),
        ("berln", "Europe/Berlin"),
        ("lodnon", "Europe/London"),
        ("los angeles, ca", "America/Los_Angeles"),
        ("PST", "America/Los_Angeles"),
        ("IST", "Asia/Kolkata"),
    ],
)
def test_a_near_miss_names_what_may_be_meant_first(typed: str, meant: str) -> None:
    with pytest.raises(NotATimeZone) as refusal:
        read_zone(typed)
    assert refusal.value.hints[0] == meant


def test_an_offset_is_no_zone_because_it_would_be_wrong_for_half_of_the_year() -> None:
    with pytest.raises(NotATimeZone) as refusal:
        read_zone("UTC+2")
    assert refusal.value.hints == ()


@pytest.mark.parametrize("typed", ["", "localtime", "../../etc/passwd", "/etc/localtime", "Factory", "posix/Europe"])
def test_no_path_and_no_placeholder_is_a_zone(typed: str) -> None:
    with pytest.raises(NotATimeZone):
        read_zone(typed)


def refusal_of(read: Callable[[str], object], typed: str) -> BadInput | None:
    """Why the text is not read, or None where it is."""
    try:
        read(typed)
    except BadInput as refusal:
        return refusal
    return None


@unhurried
@given(garbage)
def test_whatever_is_typed_for_a_time_is_read_or_refused_in_a_sentence(typed: str) -> None:
    refusal = refusal_of(read_time, typed)
    assert len(str(refusal)) < 200
    assert refusal or 0 <= read_time(typed).hour < 24


@unhurried
@given(garbage | st.sampled_from(["berlin", "york", "paris"]).map(lambda city: f"{city} x"))
def test_whatever_is_typed_for_a_zone_is_a_zone_or_refused_with_zones(typed: str) -> None:
    refusal = refusal_of(read_zone, typed)
    zones = refusal.hints if isinstance(refusal, NotATimeZone) else (read_zone(typed),)
    assert len(zones) <= 3
    assert all(ZoneInfo(zone) for zone in zones)


@unhurried
@given(garbage | st.lists(st.text(max_size=50), max_size=30).map(",".join))
def test_whatever_is_typed_to_be_muted_is_few_short_words_or_refused(typed: str) -> None:
    refusal = refusal_of(read_muted, typed)
    muted = read_muted(typed) if refusal is None else frozenset({"refused"})
    assert len(str(refusal)) < 200
    assert 0 < len(muted) <= MOST_MUTED
    assert all(0 < len(term) <= LONGEST_MUTED and term == term.strip() for term in muted)


def test_muted_words_are_separated_by_commas_semicolons_or_lines() -> None:
    assert read_muted("Survey, deep  fakes;\nGAN,,") == {"survey", "deep fakes", "gan"}


@pytest.mark.parametrize("typed", ["", " , ;\n", "!!! ???", "x" * 41, ",".join(map(str, range(21))), "a," * 600])
def test_nothing_too_many_and_too_long_words_are_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_muted(typed)

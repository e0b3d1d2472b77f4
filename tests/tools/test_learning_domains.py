"""What domains are learned from, as far as it needs no training library."""

import pytest

from ssl_watch import phrases
from ssl_watch.domains import DOMAINS, choose, grams
from ssl_watch.domains.learned import BIAS, SPOKEN_FOR, TABLE, learned
from ssl_watch.weights import read


def test_the_table_knows_every_domain_but_the_one_for_what_fits_nowhere() -> None:
    assert {*learned().columns} == {domain.name for domain in DOMAINS} - {"general"} | {"told"}
    assert BIAS in learned().signs


def test_every_row_has_a_number_for_every_column() -> None:
    assert {len(row) for row in read("ssl_watch.domains", TABLE).rows.values()} == {len(learned().columns)}


def test_every_sign_of_a_domain_is_weighed_in_titles_and_abstracts() -> None:
    named = {SPOKEN_FOR["title"].format(domain.name) for domain in DOMAINS} - {"#title general"}
    assert named <= learned().signs.keys()


def test_no_row_is_an_identifier_or_a_whole_title() -> None:
    words = list(learned().words)
    assert all(len(gram.split()) <= 2 and not any(word.isdigit() for word in gram.split()) for gram in words)


def test_parts_of_a_name_written_together_count_in_titles_only() -> None:
    title = phrases.read("PointMAE")
    assert "point" in grams.known_in_title(title, {"point": 1})
    assert not grams.known(title, {"point": 1})
    assert grams.place_of("point", title) is None


def test_a_gram_is_known_where_it_stands_first() -> None:
    words = phrases.read("A graph, then a graph neural network.")
    assert list(grams.known(words, {"graph": 1, "graph neural": 1})) == ["graph", "graph neural"]
    assert (grams.place_of("graph", words), grams.place_of("graph neural", words)) == ((1, 1), (5, 2))


def test_a_medium_goes_without_saying_and_a_subject_does_not() -> None:
    scores = {"audio": 4.0, "image": 1.6, "recsys": 1.6, "graph": -1.0}
    assert [name for name, _ in choose(scores, {"audio"})] == ["audio", "image"]
    assert [name for name, _ in choose(scores, {"audio", "recsys"})] == ["audio", "image", "recsys"]


def test_the_less_sure_the_first_domain_the_sooner_a_further_one_counts() -> None:
    signed = {"audio", "recsys"}
    assert [name for name, _ in choose({"audio": 8.0, "recsys": 0.9}, signed)] == ["audio"]
    assert [name for name, _ in choose({"audio": 1.0, "recsys": 0.9}, signed)] == ["audio", "recsys"]
    assert [name for name, _ in choose({"audio": -1.0, "recsys": -1.1}, signed)] == ["audio"]


def test_a_guess_without_any_sign_is_general_first() -> None:
    assert [name for name, _ in choose({"image": 1.0, "graph": -1.0}, set())] == ["general", "image"]


def test_words_are_added_up_exactly_however_they_are_kept() -> None:
    words = [gram for index, gram in enumerate(learned().words) if index % 50 == 0]
    rows = read("ssl_watch.domains", TABLE).rows
    assert learned().total(words) == pytest.approx(
        [sum(column) for column in zip(*(rows[word] for word in words), strict=True)]
    )
    for word in words:
        assert [learned().weight(word, place) for place in range(len(learned().columns))] == list(rows[word])

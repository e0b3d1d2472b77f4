from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssl_watch import queries
from ssl_watch.queries import All, Dates, Not, Order, Recent, Words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("masked autoencoder", "masked autoencoder"),
        ("masked AND autoencoder", "masked autoencoder"),
        ("Masked  MASKED", "masked"),
        ('"joint embedding" video', '"joint embedding" video'),
        ("“joint embedding”", '"joint embedding"'),
        ("auto* -video", "auto* -video"),
        ("graph NOT video", "graph -video"),
        ("a1 OR b1 c1", "a1 OR (b1 c1)"),
        ("(a1 OR b1) c1", "(a1 OR b1) c1"),
        ("((a1))", "a1"),
        ("-(a1 b1)", "-(a1 b1)"),
        ("a1 | b1 || c1", "a1 OR b1 OR c1"),
        ("a1 OR a1", "a1"),
        ("author:hinton title:speech", "author:hinton title:speech"),
        ('author:"yann lecun"', 'author:"yann lecun"'),
        ("domain:speech cat:cs.LG id:2301.08243v2", "domain:speech cat:cs.lg id:2301.08243"),
        ("year:2024 has:code level:core new:2w", "year:2024 has:code level:core new:14d"),
        ("new:100y", "new:36500d"),
        ("year:2021-2023", "year:2021-2023"),
        ("after:2024-05 before:2025", "after:2024-05-01 before:2025-01-01"),
        ("venue:NeurIPS", "venue:neurips"),
        ("state-of-the-art", "state-of-the-art"),
    ],
)
def test_what_is_well_formed_is_read_as_it_stands(text: str, read: str) -> None:
    query = queries.read(text)
    assert str(query.term) == read
    assert query.read_as is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('"open quotation', '"open quotation"'),
        ("(a1 b1", "a1 b1"),
        ("a1) b1", "a1 b1"),
        ("a1 OR", "a1"),
        ("OR a1", "a1"),
        ("AND a1 AND", "a1"),
        ("a1 -", "a1"),
        ("foo:bar", "foo-bar"),
        ("year:soon", "year-soon"),
        ("after:2024-13", "after-2024-13"),
        ("title:(a1)", "title a1"),
        ("sort:soon a1", "sort-soon a1"),
        ("sort:newest a1 sort:oldest", "a1 sort:oldest"),
        ("(a1 sort:best) b1", "a1 b1 sort:best"),
        ("a1 -sort:newest", "a1 sort:newest"),
        ("a1 OR sort:newest", "a1 sort:newest"),
        ("level:none", "level-none"),
        ("x*", "x"),
        ("? ! a1", "a1"),
        ("()", ""),
        (" ".join(f"w{n}" for n in range(40)), " ".join(f"w{n}" for n in range(12))),
        ("(" * 50 + "a1" + ")" * 50, "a1"),
    ],
)
def test_what_is_not_gets_the_nearest_reading_and_says_so(text: str, read: str) -> None:
    assert queries.read(text).read_as == read


@pytest.mark.parametrize(
    ("text", "order"),
    [("a1", Order.FIT), ("a1 sort:newest", Order.NEWEST), ("SORT:Best a1", Order.BEST), ("sort:date a1", Order.NEWEST)],
)
def test_an_order_is_asked_for_beside_the_words(text: str, order: Order) -> None:
    query = queries.read(text)
    assert (str(query.term), query.order, query.read_as) == ("a1", order, None)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_asks_for_nothing(text: str) -> None:
    assert queries.read(text) == queries.Query(text="", term=None)


@pytest.mark.parametrize(
    "text", ["self supervised", "self-supervised", "SelfSupervised", "self–supervised", '"self supervised"']
)
def test_self_supervised_is_one_word_however_it_is_written(text: str) -> None:
    term = queries.read(text).term
    assert isinstance(term, Words)
    assert term.words == ("selfsupervised",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wav2vec 2.0", ["wav2vec", "2·0"]),
        ("DINOv2, C++ and C#", ["dinov2", "cplusplus", "and", "csharp"]),
        (r"$\alpha$-VAE αVAE \varphi", ["alpha", "vae", "alpha", "vae", "phi"]),
        (r"Poincar\'{e} Poincaré Łukasz", ["poincare", "poincare", "lukasz"]),
        ("O'Neil's pre training", ["oneil", "pretraining"]),
        ("GraphMAE", ["graphmae"]),
        ("ﬁne tuning", ["finetuning"]),
        ("自监督 x_1", ["自监督", "x", "1"]),
    ],
)
def test_words_fold_case_accents_and_signs_and_stay_what_they_are(text: str, words: list[str]) -> None:
    assert queries.words(text) == words


def test_new_is_counted_back_from_the_day_of_the_question() -> None:
    term = queries.read("speech -new:7d").term
    assert isinstance(term, All)
    assert term.of[1] == Not(of=Recent(days=7))
    assert queries.on(term, date(2026, 11, 23)) == All(of=(term.of[0], Not(of=Dates(since=date(2026, 11, 16)))))


def test_gaps_between_words_count_for_nothing_in_a_query_that_is_too_long() -> None:
    query = queries.read(f"mask{' ' * 400}graph")
    assert (query.text, str(query.term), query.read_as) == ("mask graph", "mask graph", None)


QUERIES = st.text(st.sampled_from('ab1 "()-*:|&ORAND.\n“”é\0\\$') | st.characters(), max_size=60) | st.lists(
    st.sampled_from(
        [
            *("OR", "(", ")", "-", '"', "a1", "b1*", "author:", "year:2024", "NOT", "AND", "title:x1"),
            *("self", "supervised", "new:99y", "new:1w", "\n" * 200),
        ]
    ),
    max_size=30,
).map(" ".join)


@given(QUERIES)
def test_every_text_is_read_and_its_reading_reads_the_same_again(text: str) -> None:
    term = queries.read(text).term
    again = queries.read(str(term or ""))
    assert again.term == term
    assert again.read_as is None or not term


@given(QUERIES)
def test_the_text_that_is_shown_asks_for_what_was_asked(text: str) -> None:
    query = queries.read(text)
    assert queries.read(query.text).term == query.term
    assert queries.read(query.text).order == query.order

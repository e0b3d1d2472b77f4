from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.arxiv.grammar import adapt
from ssl_watch.arxiv.questions import Question, is_echoed, query_for

SINCE = datetime(2026, 8, 1, 9, 30, tzinfo=UTC)
UNTIL = datetime(2026, 9, 30, 12, tzinfo=UTC)
QUERY = query_for(SINCE, UNTIL)
QUESTION = Question(query=QUERY, start=0, size=1000)


def titled(query: str, *, start: int = 0, size: int = 1000, ids: str = "") -> str:
    return f"arXiv Query: search_query={query}&id_list={ids}&start={start}&max_results={size}"


def test_the_query_is_the_one_that_was_measured() -> None:
    assert QUERY == (
        '((ti:"self-supervised" OR abs:"self-supervised" OR ti:"selfsupervised" OR abs:"selfsupervised" OR '
        'abs:"self-supervisory" OR abs:"pretext task" OR abs:"masked autoencoder" OR abs:"masked auto-encoder" OR '
        'abs:"masked image modeling" OR abs:"masked pretraining" OR abs:"joint-embedding predictive" OR ti:JEPA OR '
        "abs:JEPA OR abs:SimCLR OR abs:BYOL OR abs:MoCo OR abs:SimSiam OR abs:VICReg OR "
        'abs:"Barlow Twins" OR abs:iBOT OR abs:data2vec OR abs:wav2vec OR abs:HuBERT OR abs:WavLM OR '
        'abs:"contrastive representation learning" OR abs:"contrastive predictive coding" OR '
        'abs:"unsupervised representation learning" OR abs:"instance discrimination") '
        "AND submittedDate:[202608010930 TO 202609301200])"
    )


def test_times_are_asked_for_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    assert query_for(SINCE.astimezone(east), UNTIL.astimezone(east)) == QUERY


def test_a_title_with_the_query_as_the_server_adapts_it_is_an_echo() -> None:
    adapted = adapt(QUERY)
    assert 'submittedDate:"202608010930 TO 202609301200"' in adapted
    assert adapted.startswith("( (ti:")
    assert is_echoed(QUESTION, titled(adapted))


@pytest.mark.parametrize(
    "echoed",
    [
        QUERY,
        QUERY.replace(" OR ", "  OR\n "),
        QUERY[1:-1],
        f"({QUERY})",
        QUERY.replace("202608010930", "20260801093000").replace("202609301200", "20260930120059"),
        QUERY.replace("[", '"').replace("]", '"'),
        QUERY.replace('ti:"self-supervised"', "ti:self-supervised"),
        QUERY.replace("ti:JEPA", 'ti:"JEPA"'),
        QUERY.replace(" ", "+"),
        QUERY.replace(" ", "%20").replace('"', "%22"),
        quote_plus(QUERY),
    ],
)
def test_other_spellings_of_the_same_query_are_echoes(echoed: str) -> None:
    assert is_echoed(QUESTION, titled(echoed))
    assert is_echoed(QUESTION, titled(echoed).replace("arXiv", "ArXiv"))
    assert is_echoed(QUESTION, f"\n  {titled(echoed)}\n")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "arXiv Search Results",
        titled("all:electron"),
        titled(quote_plus(QUERY.replace("abs:SimCLR OR ", ""))),
        titled(QUERY, start=1000),
        titled(QUERY, size=100),
        titled(QUERY, ids="2609.00001"),
        titled(QUERY.replace("AND", "OR")),
        titled(QUERY.replace("BYOL OR", "BYOL AND")),
        titled(QUERY.replace('"pretext task"', "pretext task")),
        titled(QUERY.replace("202608", "202607")),
        titled(QUERY.replace("AND submittedDate:[202608010930 TO 202609301200]", "")),
        titled(QUERY.replace("((", "(").replace(") AND", " AND")),
        titled(QUERY.replace("abs:SimCLR", "ti:SimCLR")),
        titled(QUERY.replace("abs:SimCLR OR ", "")),
        titled(QUERY.lower()),
    ],
)
def test_other_titles_are_none(title: str) -> None:
    assert not is_echoed(QUESTION, title)


@given(st.text(alphabet='()[]":abcANDORTO0123456789& =\n', max_size=60))
def test_any_title_gets_an_answer(text: str) -> None:
    assert not is_echoed(QUESTION, titled(text))
    assert is_echoed(Question(query=text, start=3, size=7), titled(text, start=3, size=7))

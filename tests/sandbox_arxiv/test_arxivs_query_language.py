import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.arxiv.grammar import BadQuery, Node, Term, adapt, parse
from sandbox.arxiv.matching import matches
from sandbox.arxiv.records import Author
from sandbox.arxiv.stemming import stem
from tests.sandbox_arxiv.papers_to_search import a_record


def shown(node: Node) -> str:
    if isinstance(node, Term):
        return f"{node.field}={node.text}" + ("!" if node.phrase else "")
    return f"[{shown(node.left)} {node.operator} {shown(node.right)}]"


@pytest.mark.parametrize(
    ("query", "adapted"),
    [
        ("testing", "all:testing"),
        ("testing\0\x1b", "all:testing"),
        ("title:a", "ti:a"),
        ("a b", "all:a OR all:b"),
        ("abs:self supervised", "abs:self OR all:supervised"),
        ("ti:(a AND b)", "(ti:a AND ti:b)"),
        ("ti:(a AND (b OR c))", "(ti:a AND (ti:b OR ti:c) )"),
        ("ti:a NOT ti:b", "ti:a ANDNOT ti:b"),
        ("ti:a AND NOT ti:b", "ti:a ANDNOT ti:b"),
        ("ti:a AND OR ti:b", "ti:a OR ti:b"),
        ("ti:a and ti:b", "ti:a OR all:and OR ti:b"),
        ("((ti:a OR ti:b) AND cat:cs.*)", "( (ti:a OR ti:b) AND cat:cs.*)"),
        ("(cat:a AND (ti:b OR ti:c))", "(cat:a AND (ti:b OR ti:c) )"),
        ('ti:"a b"\nabs:c', 'ti:"a b" OR abs:c'),
        ("submittedDate:[2026 TO 202602]", 'submittedDate:"202601010000 TO 202602282359"'),
        ("lastUpdatedDate:[20260101 TO 20260131]", 'submittedDate:"202601010000 TO 202601312359"'),
        ("submittedDate:[202601011200 TO 20260131120059]", 'submittedDate:"202601011200 TO 202601311200"'),
        ("submittedDate:[20260101* TO 20260131]", "submittedDate:[20260101* OR all:TO OR all:20260131]"),
        ("au:", ""),
        ("", ""),
    ],
)
def test_a_query_is_adapted_before_it_is_read(query: str, adapted: str) -> None:
    assert adapt(query) == adapted


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("ti:a AND ti:b OR ti:c", "[ti=a AND [ti=b OR ti=c]]"),
        ("ti:a OR ti:b AND ti:c", "[ti=a OR [ti=b AND ti=c]]"),
        ("(ti:a AND ti:b) OR ti:c", "[[ti=a AND ti=b] OR ti=c]"),
        ("ti:a ANDNOT ti:b ANDNOT ti:c", "[ti=a ANDNOT [ti=b ANDNOT ti=c]]"),
        ('(((abs:"a b")))', "abs=a b!"),
    ],
)
def test_there_is_no_precedence_and_the_right_side_binds_first(query: str, tree: str) -> None:
    assert shown(parse(query)) == tree


@pytest.mark.parametrize(
    "query", ["", "(ti:a", "ti:a)", "()", "AND", "ti:a AND", "pineapple", 'ti:""', 'ti:"a', "(" * 5000]
)
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="Invalid query string"):
        parse(query)


@given(st.text(alphabet='()"[]:* abANDORTti20\n', max_size=40))
def test_any_text_is_adapted_and_read_or_refused(text: str) -> None:
    adapted = adapt(text)
    try:
        node = parse(adapted)
    except BadQuery:
        return
    matches(node, a_record(1))


@pytest.mark.parametrize(
    ("words", "root"),
    [
        ("supervised supervision supervising supervise supervises", "supervis"),
        ("supervisory", "supervisori"),
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("hopping", "hop"),
        ("falling", "fall"),
        ("filing", "file"),
        ("happy", "happi"),
        ("relational", "relat"),
        ("generalizations", "gener"),
        ("oscillators", "oscil"),
        ("adoption", "adopt"),
        ("controll", "control"),
        ("rate", "rate"),
        ("is", "is"),
        ("data2vec", "data2vec"),
        ("größe", "größe"),
    ],
)
def test_words_are_stemmed_as_porter_wrote(words: str, root: str) -> None:
    assert {stem(word) for word in words.split()} == {root}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('abs:"self-supervised"', True),
        ('abs:"self supervision"', True),
        ("abs:self-supervising", True),
        ("abs:networks-self", True),
        ('abs:"networks self"', False),
        ('ti:"self-supervised"', False),
        ('all:"self-supervised"', True),
        ("abs:selfsupervised", False),
        ('abs:"of the networks"', True),
        ("cat:cs.*", True),
        ("cat:cs.LG", True),
        ("cat:cs", False),
        ("au:del_examplo", True),
        ('au:"examplo del"', False),
        ("id:2609.00001v7", True),
        ("doi:10.1/x", True),
        ("co:pages", True),
        ("jr:annals", True),
        ("rn:1", False),
        ('submittedDate:"202609010000 TO 202609302359"', True),
        ('submittedDate:"202609300000 TO 202609302359"', False),
        ('submittedDate:"209913010000 TO 209913010000"', False),
        ("submittedDate:20260920", False),
        ("abs:networks ANDNOT cat:cs.LG", False),
        ("abs:the", False),
    ],
)
def test_records_are_found_by_stems_phrases_and_fields(query: str, found: bool) -> None:
    record = a_record(
        1,
        abstract="Of networks we know that self-supervision of the network's layers helps.",
        categories=("cs.LG", "stat.ML"),
        authors=(Author(name="Maria del Examplo"),),
        dois=("10.1/x",),
        comment="12 pages",
        journal_ref="Annals 1",
    )
    assert matches(parse(query), record) is found

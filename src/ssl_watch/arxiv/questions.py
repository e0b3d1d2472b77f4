"""What is asked of arXiv's API, by words and dates or by ids, and whether an answer's title repeats just that.

The words come from measurements on curated lists of SSL papers: wide enough to miss few, narrow enough for one or two
pages per 60 days. What is relevant among the answers is `ssl_watch.relevance`'s to judge.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote_plus

# arXiv stems words and splits them at hyphens, so "self-supervised" also finds self supervision; "selfsupervised" and
# "self-supervisory" are the spellings it does not find. A phrase needs its quotes.
_WORDS = (
    'ti:"self-supervised"',
    'abs:"self-supervised"',
    'ti:"selfsupervised"',
    'abs:"selfsupervised"',
    'abs:"self-supervisory"',
    'abs:"pretext task"',
    'abs:"masked autoencoder"',
    'abs:"masked auto-encoder"',
    'abs:"masked image modeling"',
    'abs:"masked pretraining"',
    'abs:"joint-embedding predictive"',
    "ti:JEPA",
    "abs:JEPA",
    "abs:SimCLR",
    "abs:BYOL",
    "abs:MoCo",
    "abs:SimSiam",
    "abs:VICReg",
    'abs:"Barlow Twins"',
    "abs:iBOT",
    "abs:data2vec",
    "abs:wav2vec",
    "abs:HuBERT",
    "abs:WavLM",
    'abs:"contrastive representation learning"',
    'abs:"contrastive predictive coding"',
    'abs:"unsupervised representation learning"',
    'abs:"instance discrimination"',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page of one query, as it is sent. With `ids` it asks for these papers, at their latest versions."""

    query: str
    start: int
    size: int
    ids: tuple[str, ...] = ()


def query_for(since: datetime, until: datetime) -> str:
    """The query for papers first submitted between two aware times, both minutes included.

    arXiv's grammar knows no precedence (`a AND b OR c` is `a AND (b OR c)`), hence every parenthesis.
    """
    return f"(({' OR '.join(_WORDS)}) AND submittedDate:[{_minute(since)} TO {_minute(until)}])"


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%d%H%M}"


_TITLE = re.compile(
    r"arxiv query:\s*search_query=(?P<query>.*)&id_list=(?P<ids>.*?)&start=(?P<start>\d+)&max_results=(?P<size>\d+)",
    re.IGNORECASE | re.DOTALL,
)


def is_echoed(question: Question, title: str) -> bool:
    """Whether a feed's title says that the feed answers the question.

    The server shows the query as it understood it: other spaces, the range of dates in quotes instead of brackets,
    padded to 12 or 14 digits, quotes around a single word left away, or as it stood in the address (`+OR+`, `%22`). The
    old server writes “ArXiv Query”.
    """
    match = _TITLE.fullmatch(title.strip())
    return (
        match is not None
        and frozenset(filter(None, re.split(r"[\s,]+", unquote_plus(match["ids"])))) == frozenset(question.ids)
        and int(match["start"]) == question.start
        and int(match["size"]) == question.size
        and _tokens(question.query) in (_tokens(match["query"]), _tokens(unquote_plus(match["query"])))
    )


_TOKEN = re.compile(r'"[^"]*"|\[[^\]]*\]|[()]|[^\s()"\[\]:]+:?|\S')
_DATES = re.compile(r"(\d{12})(?:\d\d)? TO (\d{12})(?:\d\d)?")


def _tokens(query: str) -> list[str]:
    tokens = [_canonical(token) for token in _TOKEN.findall(query)]
    while _wrapped(tokens):
        tokens = tokens[1:-1]
    return tokens


def _canonical(token: str) -> str:
    if token[0] not in '"[':
        return token
    words = " ".join(token[1:-1].split())
    if dates := _DATES.fullmatch(words):
        return f"{dates[1]} TO {dates[2]}"
    return f'"{words}"' if " " in words else words


def _wrapped(tokens: list[str]) -> bool:
    """Whether the first parenthesis closes with the last token: such a pair says nothing."""
    depth = 0
    for place, part in enumerate(tokens):
        depth += (part == "(") - (part == ")")
        if depth == 0:
            return place > 0 and place == len(tokens) - 1
    return False

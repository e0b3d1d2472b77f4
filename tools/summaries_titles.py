"""What titles say of sentences: a paper's title is its shortest summary, and there are many more titles than summaries.

`tools.summaries` begins with these merits, and learns from summaries what differs.
"""

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ssl_watch.summaries import observations
from ssl_watch.summaries.observations import Abstract
from tools import linear
from tools.linear import Noticed

_SENTENCES = range(3, 16)
_PAPERS = 12_000
_FEWEST_WORDS = 3  # of a title
_BELIEVED = 0.3  # a title's word for a sentence is worth so much of a summary's


def learn(corpus: Path) -> dict[str, float]:
    """The merits of words and places, by how much of the title a sentence says."""
    groups = [
        [
            ({**of_words(abstract, index), **of_place(abstract, index)}, _worth(abstract, index))
            for index in range(len(abstract.sentences))
        ]
        for abstract in islice(_abstracts(corpus), _PAPERS)
    ]
    merits = linear.choices(groups, fewest=25, penalty=lambda _: 0.5)
    return {name: _BELIEVED * merit for name, merit in merits.items()}


def of_words(abstract: Abstract, index: int) -> Noticed:
    """The sentence's words, and the one that it opens with."""
    names = [
        *(f"s has {root}" for root in observations.of_its_words(abstract, index)),
        *(f"s opens {word}" for word in abstract.roots[index][:1]),
    ]
    return dict.fromkeys(sorted(names), 1.0)


def of_place(abstract: Abstract, index: int) -> Noticed:
    """Where the sentence stands, what it claims, and how long it is."""
    return observations.names_of_place(*observations.place_of(abstract, index)) | observations.names_of_length(
        min(len(abstract.roots[index]), 60)
    )


def _worth(abstract: Abstract, index: int) -> float:
    return 2 * len(abstract.meant[index] & abstract.named) / len(abstract.named)


def _abstracts(corpus: Path) -> Iterator[Abstract]:
    """Every fifth of the corpus, which is sorted by nothing that matters here."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, 0, None, 5)):
            abstract = observations.read(row["title"] or "", row["abstract"] or "")
            if len(abstract.sentences) in _SENTENCES and len(abstract.named) >= _FEWEST_WORDS:
                yield abstract

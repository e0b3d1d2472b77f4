"""What summaries are chosen by: `python -m tools.summaries FOLDER` writes endings.tsv.gz and merits.tsv.gz.

FOLDER holds corpus.jsonl.gz (abstracts at large: which words end a clause) and scitldr/train.jsonl.gz (abstracts with a
summary that their authors wrote). Three steps, each learned from what the one before says of papers it has not seen.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

import ssl_watch.summaries as package
from ssl_watch.summaries import choosing, clauses, expectations, observations
from ssl_watch.summaries.forms import finish
from ssl_watch.summaries.merits import Merits
from ssl_watch.summaries.observations import Abstract
from tools import linear, tables

Row = dict[str, Any]
_HOME = Path(package.__file__).parent
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|[.,;:!?]|\S")
_SCORER = RougeScorer(["rouge1", "rougeL"], use_stemmer=True)
_FOLDS = 5


def main() -> None:
    """Write both tables."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.summaries FOLDER")
    folder = Path(sys.argv[1])
    tables.write(_HOME / "endings.tsv.gz", ["holds"], dict.fromkeys(endings(folder / "corpus.jsonl.gz"), (1.0,)))
    merits = learn(list(_rows(folder / "scitldr" / "train.jsonl.gz")))
    tables.write(_HOME / "merits.tsv.gz", ["merit"], {name: (merit,) for name, merit in merits.items()})


def _rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def endings(corpus: Path) -> set[str]:
    """Words that stand before a comma or full stop in fewer than 3 % of cases; pairs of a word and what it asks for."""
    counts, ends, pairs = Counter[str](), Counter[str](), Counter[str]()
    for row in _rows(corpus):
        tokens = [token.lower() for token in _TOKEN.findall(row["abstract"] or "")]
        for word, following in pairwise(tokens):
            if word[0].isalpha():
                counts[word] += 1
                ends[word] += following in ".,;"
                if following in clauses.BOUNDARIES:
                    pairs[f"{word} {following}"] += 1
    never = {word for word, count in counts.items() if count >= 80 and ends[word] < 0.03 * count}
    held = {pair for pair, count in pairs.items() if count >= 20 and count > 0.25 * counts[pair.split()[0]]}
    return never | {pair for pair in held if pair.split()[0] not in never}


def learn(rows: Sequence[Row]) -> dict[str, float]:
    """The merits of all three steps; the later ones from what the earlier say of papers left out."""
    abstracts = [observations.read(row["title"], " ".join(row["source"])) for row in rows]
    left_out: list[tuple[Abstract, Row, dict[str, float]]] = []
    for fold in range(_FOLDS):
        part = [pair for index, pair in enumerate(zip(abstracts, rows, strict=True)) if index % _FOLDS != fold]
        merits = _sentences(part) | _words(part)
        left_out += [(abstracts[index], rows[index], merits) for index in range(fold, len(rows), _FOLDS)]
    every = list(zip(abstracts, rows, strict=True))
    return _sentences(every) | _words(every) | _forms(left_out)


def learn_sentences(rows: Sequence[Row]) -> dict[str, float]:
    """The first step alone: which whole sentence is worth most."""
    return _sentences([(observations.read(row["title"], " ".join(row["source"])), row) for row in rows])


def _sentences(pairs: Sequence[tuple[Abstract, Row]]) -> dict[str, float]:
    groups = [
        [(_of_sentence(abstract, index), rouge(text, row["target"])) for index, text in enumerate(abstract.sentences)]
        for abstract, row in pairs
    ]
    return linear.choices(groups, fewest=8, penalty=0.1)


def _of_sentence(abstract: Abstract, index: int) -> dict[str, float]:
    words = abstract.roots[index]
    names = [
        *(f"s has {root}" for root in observations.of_its_words(abstract, index)),
        *(f"s opens {word}" for word in words[:1]),
    ]
    return (
        dict.fromkeys(sorted(names), 1.0)
        | observations.names_of_place(*observations.place_of(abstract, index))
        | observations.names_of_length(min(len(words), 60))
        | dict(zip(observations.SENTENCE_FIGURES, observations.figures_of(abstract, index), strict=True))
    )


def _of_ending(shortened: choosing.Shortened, end: int, kind: str, named: int) -> dict[str, float]:
    figures = expectations.figures(shortened.sums, end, named)
    length = expectations.names_of_length(shortened.sums[end][1])
    return {f"f ends {kind}": 1.0} | dict(zip(expectations.FIGURES, figures, strict=True)) | length


def _words(pairs: Sequence[tuple[Abstract, Row]]) -> dict[str, float]:
    noticed: list[list[str]] = []
    told: list[bool] = []
    for abstract, row in pairs:
        said = set(_stems(row["target"][0]))
        for index in range(len(abstract.sentences)):
            for word, parts, around, before in observations.of_each_word(abstract, index):
                if parts:
                    names = [*observations.names_around(*around), *observations.names_before(*before)]
                    noticed.append([f"w {word[:6]}", *names])
                    told.append(not said.isdisjoint(_stems(word)))
    return linear.chances(noticed, np.array(told), fewest=10, penalty=10.0, constant="word")


def _forms(papers: Sequence[tuple[Abstract, Row, dict[str, float]]]) -> dict[str, float]:
    groups = []
    for abstract, row, named in papers:
        merits = Merits(named)
        groups.append(
            [
                (
                    {**shortened.noticed, **_of_ending(shortened, end, kind, len(abstract.named))},
                    rouge(finish(shortened.form.words[:end]), row["target"]),
                )
                for index, worth in choosing.rank(abstract, merits)
                for shortened in choosing.shorten(abstract, index, worth, merits)
                for end, kind in shortened.form.ends
            ]
        )
    return linear.choices([group for group in groups if group], fewest=8, penalty=0.03)


def rouge_1_and_l(text: str, references: Sequence[str]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-L, F1, stemmed, each against the best of the references."""
    scores = [_SCORER.score(reference, text) for reference in references]
    return max(score["rouge1"].fmeasure for score in scores), max(score["rougeL"].fmeasure for score in scores)


def rouge(text: str, references: Sequence[str]) -> float:
    """Both in one number, to learn from."""
    return sum(rouge_1_and_l(text, references))


def _stems(text: str) -> list[str]:
    stems: list[str] = _SCORER._tokenizer.tokenize(text)  # the measure's own words
    return stems


if __name__ == "__main__":
    main()

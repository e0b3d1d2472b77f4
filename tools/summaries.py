"""What summaries are chosen by: `python -m tools.summaries FOLDER` writes endings.tsv.gz and merits.tsv.gz.

FOLDER holds corpus.jsonl.gz (abstracts at large: which words end a clause, and which sentences say what the title says)
and scitldr/train.jsonl.gz (abstracts with a summary that their authors wrote). Three steps, each learned from what the
one before says of papers it has not seen.
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

import ssl_watch.summaries as package
from ssl_watch.summaries import choosing, clauses, expectations, observations
from ssl_watch.summaries.forms import finish
from ssl_watch.summaries.merits import Merits
from ssl_watch.summaries.observations import Abstract
from tools import linear, summaries_titles, tables

Row = dict[str, Any]
_T = TypeVar("_T")
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
    believed = summaries_titles.learn(folder / "corpus.jsonl.gz")
    merits = learn(list(_rows(folder / "scitldr" / "train.jsonl.gz")), believed)
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


class _Known(NamedTuple):
    """A paper that people summarised, and what is noticed of each of its sentences with what the sentence is worth."""

    abstract: Abstract
    row: Row
    sentences: list[tuple[dict[str, float], float]]


def learn(rows: Sequence[Row], believed: Mapping[str, float]) -> dict[str, float]:
    """The merits of all three steps; the later ones from what the earlier say of papers left out.

    `believed` are a sentence's merits by what titles say.
    """
    papers = [_known(row) for row in rows]
    sentences = [_sentences(_without(papers, fold), believed) for fold in range(_FOLDS)]
    merits = [Merits(named) for named in sentences]
    words = [_noticed_words(paper, merits[index % _FOLDS]) for index, paper in enumerate(papers)]
    left_out = []
    for fold in range(_FOLDS):
        named = Merits(sentences[fold] | _words(_without(words, fold)))
        left_out += [_noticed_forms(paper, named) for paper in papers[fold::_FOLDS]]
    return _sentences(papers, believed) | _words(words) | _forms(left_out)


def learn_sentences(rows: Sequence[Row]) -> dict[str, float]:
    """The first step alone, from summaries alone: which whole sentence is worth most."""
    return _sentences([_known(row) for row in rows], {})


def _without(every: Sequence[_T], fold: int) -> list[_T]:
    return [one for index, one in enumerate(every) if index % _FOLDS != fold]


def _known(row: Row) -> _Known:
    abstract = observations.read(row["title"], " ".join(row["source"]))
    told = enumerate(abstract.sentences)
    return _Known(abstract, row, [(_of_sentence(abstract, index), rouge(text, row["target"])) for index, text in told])


def _sentences(papers: Sequence[_Known], believed: Mapping[str, float]) -> dict[str, float]:
    return linear.choices([paper.sentences for paper in papers], fewest=8, penalty=_penalty, believed=believed)


def _penalty(name: str) -> float:
    """Words are many and papers few: each word counts for little unless it must."""
    return 1.0 if name.startswith(("s has ", "s opens ")) else 0.1


def _of_sentence(abstract: Abstract, index: int) -> dict[str, float]:
    figures = zip(observations.SENTENCE_FIGURES, observations.figures_of(abstract, index), strict=True)
    return {
        **summaries_titles.of_words(abstract, index),
        **summaries_titles.of_place(abstract, index),
        **dict(figures),
    }


def _of_ending(shortened: choosing.Shortened, end: int, kind: str, named: int) -> dict[str, float]:
    figures = expectations.figures(shortened.sums, end, named)
    _, length, _, fresh = shortened.sums[end]
    points = {"f points": 1.0} if end > shortened.form.points else {}
    return {
        f"f ends {kind}": 1.0,
        expectations.name_of_fresh(fresh): 1.0,
        **points,
        **dict(zip(expectations.FIGURES, figures, strict=True)),
        **expectations.names_of_length(length),
    }


def _noticed_words(paper: _Known, merits: Merits) -> list[tuple[list[str], bool]]:
    """Of each word of the sentences that are read for their forms: what is noticed, and whether the summary has it."""
    abstract, said = paper.abstract, set(_stems(paper.row["target"][0]))
    found = []
    for index, _ in choosing.rank(abstract, merits):
        role = observations.role_of(abstract, index)
        for written in abstract.sentences[index].split():
            parts, kind, spread, *_ = observations.of_word(abstract, written)
            if parts:
                names = [f"w {parts[0]}", *observations.names_around(kind, role, spread)]
                found.append((names, not said.isdisjoint(_stems(written))))
    return found


def _words(papers: Sequence[list[tuple[list[str], bool]]]) -> dict[str, float]:
    noticed, told = zip(*chain.from_iterable(papers), strict=True)
    return linear.chances(noticed, np.array(told), fewest=10, penalty=10.0, constant="word")


def _noticed_forms(paper: _Known, merits: Merits) -> list[tuple[dict[str, float], float]]:
    abstract = paper.abstract
    return [
        (
            {**shortened.noticed, **_of_ending(shortened, end, kind, len(abstract.named))},
            rouge(finish(shortened.form.words[:end]), paper.row["target"]),
        )
        for index, worth in choosing.rank(abstract, merits)
        for shortened in choosing.shorten(abstract, index, worth, merits)
        for end, kind in shortened.form.ends
    ]


def _forms(papers: Sequence[list[tuple[dict[str, float], float]]]) -> dict[str, float]:
    return linear.choices([forms for forms in papers if forms], fewest=8, penalty=lambda _: 0.03)


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

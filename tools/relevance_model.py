"""Relevance learned from labelled papers: weights of n-grams, and over them weights of traits.

First two linear models, one over the n-grams of titles and one over those of whole texts; then a third over the
traits, which sees the first two only as they judge papers that they did not learn from.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ssl_watch.relevance.ngrams import Lean, tamed
from tools.relevance_counts import Counted, count
from tools.relevance_labels import POSITIVE, Group

LEAST_PAPERS = 5  # that an n-gram has to stand in: what is in fewer would be learned by heart
MOST_NGRAMS = 12_000
_YEAR = re.compile(r"\d{4}")  # tells when a list was made, not what a paper is about; nor may an identifier count
_INNER_FOLDS = 5
_STRENGTH, _STRENGTH_OF_TRAITS = 30.0, 0.1
_SCALE = {True: 0.05, False: 0.08}  # brings the sums of title and text to about one, where the strength is felt alike
_NGRAM_WEIGHTS = {Group.TITLE: 0.15}
_SHORT = (0, 10)  # words of the abstract: some papers are known by little more than their title
_SHORT_WEIGHT = 0.15  # of such copies, the unrelated ones among them: by a title alone these look less unrelated
_UNRELATED_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Model:
    """All that is learned: weights of n-grams in titles and in texts, of traits, and the constant."""

    title: Mapping[str, float]
    text: Mapping[str, float]
    traits: Mapping[str, float]
    constant: float

    def logit(self, paper: Counted) -> float:
        """The log-odds that the paper is about SSL."""
        counted = paper.traits(Lean(_lean(self.title, paper, title=True), _lean(self.text, paper, title=False)))
        return self.constant + sum(self.traits[name] * value for name, value in counted.items())


def _lean(weights: Mapping[str, float], paper: Counted, *, title: bool) -> float:
    total = sum(weights[gram] * tamed(n) for gram, n in paper.grams(title=title).items() if gram in weights)
    return total * paper.evened(title=title)


def fit(papers: Sequence[Counted]) -> Model:
    """Learn from labelled papers; the same papers make the same model."""
    learned = [paper for paper in papers if paper.example.group is not Group.COMPONENT]
    shown = [paper for paper in learned if _trait_weight(paper)]
    shown += [count(paper.example.shortened(words)) for paper in shown for words in _SHORT]
    shown.sort(key=_inner_fold)
    rows: list[dict[str, float]] = []
    for fold in range(_INNER_FOLDS):
        title, text = _ngrams([paper for paper in learned if _inner_fold(paper) != fold])
        unseen = [paper for paper in shown if _inner_fold(paper) == fold]
        rows += [
            paper.traits(Lean(_lean(title, paper, title=True), _lean(text, paper, title=False))) for paper in unseen
        ]
    traits, constant = _traits(rows, shown)
    title, text = _ngrams(learned)
    return Model(title, text, traits, constant)


def _inner_fold(paper: Counted) -> int:
    return paper.example.draw // 1009 % _INNER_FOLDS  # not the fold that cross-validation takes out


def _ngrams(papers: Sequence[Counted]) -> tuple[dict[str, float], dict[str, float]]:
    return _linear(papers, title=True), _linear(papers, title=False)


def _linear(papers: Sequence[Counted], *, title: bool) -> dict[str, float]:
    """The weightiest n-grams of a linear model over all, and what they weigh in one over themselves."""
    held = Counter(gram for paper in papers for gram in paper.grams(title=title))
    rarity = {
        gram: 1 + log(len(papers) / n) for gram, n in held.items() if n >= LEAST_PAPERS and not _YEAR.search(gram)
    }
    names = sorted(rarity)
    for most in (MOST_NGRAMS, 0):
        matrix = _matrix(papers, {name: rarity[name] for name in names}, title=title)
        learned = _logistic(_STRENGTH).fit(matrix, _targets(papers), sample_weight=[_ngram_weight(p) for p in papers])
        weights = learned.coef_[0]
        if most:
            felt = np.abs(weights) * np.sqrt(np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel())
            names = sorted(names[index] for index in np.argsort(-felt, kind="stable")[:most])
    return {name: float(weight) * rarity[name] * _SCALE[title] for name, weight in zip(names, weights, strict=True)}


def _logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", tol=1e-3, max_iter=200, random_state=0)


def _matrix(papers: Iterable[Counted], rarity: Mapping[str, float], *, title: bool) -> csr_matrix:
    number = {name: index for index, name in enumerate(sorted(rarity))}
    values, places, ends = [], [], [0]
    for paper in papers:
        scale = paper.evened(title=title) * _SCALE[title]
        for gram, n in paper.grams(title=title).items():
            if gram in number:
                places.append(number[gram])
                values.append(tamed(n) * rarity[gram] * scale)
        ends.append(len(places))
    return csr_matrix((values, places, ends), (len(ends) - 1, len(number)))


def _targets(papers: Iterable[Counted]) -> list[bool]:
    return [paper.example.group in POSITIVE or paper.example.group is Group.TITLE for paper in papers]


def _ngram_weight(paper: Counted) -> float:
    return _NGRAM_WEIGHTS.get(paper.example.group, 1.0)


def _trait_weight(paper: Counted) -> float:
    """None for papers without an abstract: most of them are positive, and a title alone would be believed too much."""
    if paper.example.short:
        return _SHORT_WEIGHT
    if not paper.example.measured:
        return 0.0
    return _UNRELATED_WEIGHT if paper.example.group is Group.UNRELATED else 1.0


def _traits(rows: Sequence[Mapping[str, float]], papers: Sequence[Counted]) -> tuple[dict[str, float], float]:
    """Weights of traits as they are, learned with each trait brought to the same spread."""
    names = sorted(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    weights = np.array([_trait_weight(paper) for paper in papers])
    mean = np.average(matrix, axis=0, weights=weights)
    spread = np.sqrt(np.average((matrix - mean) ** 2, axis=0, weights=weights)) + 1e-6
    learner = LogisticRegression(C=_STRENGTH_OF_TRAITS, max_iter=2000, tol=1e-8)
    learner.fit((matrix - mean) / spread, _targets(papers), sample_weight=weights)
    learned = learner.coef_[0] / spread
    return dict(zip(names, learned.tolist(), strict=True)), float(learner.intercept_[0] - learned @ mean)

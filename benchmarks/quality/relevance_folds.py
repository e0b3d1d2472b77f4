"""Scores of papers by models that have not seen them: ours, and the plain linear one. Needs the training libraries."""

import math
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from tools.relevance_counts import count
from tools.relevance_labels import POSITIVE, Example, Group
from tools.relevance_model import fit


def ours(papers: Sequence[Example], *, lengths: Sequence[int | None], folds: int) -> list[list[float]]:
    """A score for every paper, once for each length that its abstract is cut to (None: whole)."""
    counted = [count(paper) for paper in papers]
    cut = [[count(_cut(paper, words)) for paper in papers] for words in lengths]
    scores = [[0.0] * len(papers) for _ in lengths]
    for fold in range(folds):
        model = fit([paper for paper in counted if paper.example.draw % folds != fold])
        for index in (index for index, paper in enumerate(papers) if paper.draw % folds == fold):
            for column, shortened in zip(scores, cut, strict=True):
                column[index] = 1 / (1 + math.exp(-max(-12.0, min(12.0, model.logit(shortened[index])))))
    return scores


def _cut(paper: Example, words: int | None) -> Example:
    return paper if words is None else paper.shortened(words)


def plain(papers: Sequence[Example], *, folds: int) -> list[float]:
    """TF-IDF of 1-3-grams and logistic regression, with scikit-learn's own words and as few choices as possible."""
    texts = np.array([f"{paper.title.source} {paper.abstract.source}" for paper in papers], dtype=object)
    target = np.array([paper.group in POSITIVE or paper.group is Group.TITLE for paper in papers])
    fold_of = np.array([paper.draw % folds for paper in papers])
    learned = np.array([paper.group is not Group.COMPONENT for paper in papers])
    scores = np.zeros(len(papers))
    for fold in range(folds):
        read = TfidfVectorizer(ngram_range=(1, 3), min_df=3, sublinear_tf=True)
        seen, unseen = learned & (fold_of != fold), fold_of == fold
        model = LogisticRegression(C=30, solver="liblinear", random_state=0).fit(
            read.fit_transform(texts[seen]), target[seen]
        )
        scores[unseen] = model.predict_proba(read.transform(texts[unseen]))[:, 1]
    return [float(score) for score in scores]

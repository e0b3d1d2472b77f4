"""Domains of papers that had no part in learning: ours, and a plain linear model in the same five parts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.quality.labels import Row
from tools.domains import FOLDS, cross_validated

_LEAST = 0.5  # the chance from which a further domain counts


def ours(folder: Path) -> Iterator[tuple[Row, set[str]]]:
    """Every labelled paper and its domains, by what was learned without it."""
    return ((row, set(names)) for row, names in cross_validated(folder))


def plain(labelled: Sequence[Row]) -> Iterator[tuple[Row, set[str]]]:
    """The same by one logistic regression per heading on words and pairs of words: the likeliest, and all likely."""
    headings = sorted({heading for row in labelled for heading in row["domains"]})
    texts = [f"{row['title']} {row['abstract'] or ''}" for row in labelled]
    order = np.random.default_rng(0).permutation(len(labelled))
    for fold in range(FOLDS):
        inside, outside = [index for place, index in enumerate(order) if place % FOLDS != fold], order[fold::FOLDS]
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        known, asked = words.fit_transform(texts[i] for i in inside), words.transform(texts[i] for i in outside)
        chances = np.array([
            LogisticRegression(C=30, class_weight="balanced", solver="liblinear")
            .fit(known, [heading in labelled[index]["domains"] for index in inside])
            .predict_proba(asked)[:, 1]
            for heading in headings
        ]).T  # fmt: skip
        for index, row in zip(outside, chances, strict=True):
            likely = row >= min(_LEAST, row.max())
            names = {heading for heading, each in zip(headings, likely, strict=True) if each}
            yield labelled[index], _as_ours(names)


def _as_ours(headings: set[str]) -> set[str]:
    """The domain that a heading stands for; speech and audio count as one."""
    called = {"speech_audio": "speech", "remote_sensing": "remote", "point_cloud_3d": "point_cloud"}
    return {{**called, "theory_analysis": "theory"}.get(heading, heading) for heading in headings}

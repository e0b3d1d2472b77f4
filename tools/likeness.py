"""What papers are compared by: `python -m tools.likeness FOLDER` writes words.tsv.gz and cells.tsv.gz.

FOLDER holds corpus.jsonl.gz. Words that stand in the same abstracts are put near each other (latent semantic analysis);
of those directions the ones along which papers of the same combination of arXiv categories lie close, and others apart,
count most (linear discriminants). Neither headings nor labels are read, and no paper is kept.
"""

import sys
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csr_matrix, diags
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

import ssl_watch.likeness as package
from ssl_watch.likeness.directions import CELLS, LONGEST, WORDS, counted
from tools import tables
from tools.domains_features import rows

Array: TypeAlias = Any  # of numpy, which is not installed where types are checked
_HOME = Path(package.__file__).parent
_FEWEST, _MOST = 12, 0.25  # papers that hold a word; as a share where it is too common to tell anything
_DIRECTIONS, _KEPT, _CELLS = 256, 96, 256
_SHRINKING = 1.0  # how far directions are trusted alike
_SMALLEST_GROUP, _LEAST_CATEGORIES = 5, 2
_NEAR = ("selfsupervised", "contrastive")  # papers with such a word are what an archive holds: cells are finer there
_NEAR_COUNT = 8.0
_CLIPPED = 0.99999  # of all numbers are no larger than what a byte holds


def main() -> None:
    """Write both tables."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.likeness FOLDER")
    many = list(rows(Path(sys.argv[1]) / "corpus.jsonl.gz"))
    counts = [counted(row["title"] or "", row["abstract"] or "") for row in many]
    words = _words(counts)
    seen = _matrix(counts, words)
    telling = np.log(len(many) / np.asarray((seen > 0).sum(axis=0)).ravel())
    learned = telling[:, None] * _directions(_of_length_one(seen @ diags(telling)), many)
    rounded = _bytes(learned)
    _write_words(words, telling, rounded)
    cells = _cells(seen @ rounded.astype(np.float32), [any(word in count for word in _NEAR) for count in counts])
    lines = {f"{number:04}": [b64encode(row.tobytes()).decode()] for number, row in enumerate(cells)}
    tables.write_texts(_HOME / CELLS, ["middle"], lines)


def _words(counts: Sequence[Counter[str]]) -> list[str]:
    """The words that are neither rare nor everywhere, in order."""
    papers = Counter(word for count in counts for word in count)
    kept = (word for word, number in papers.items() if _FEWEST <= number <= _MOST * len(counts))
    return sorted(word for word in kept if word[0].isalnum() and not word.isdigit())


def _matrix(counts: Sequence[Counter[str]], words: Sequence[str]) -> csr_matrix:
    """How often each paper holds each word; the tenth time says little more than the ninth."""
    number = {word: index for index, word in enumerate(words)}
    places = [[number[word] for word in count if word in number] for count in counts]
    often = [1 + np.log(times) for count in counts for word, times in count.items() if word in number]
    pointers = np.cumsum([0, *map(len, places)])
    shape = (len(counts), len(words))
    return csr_matrix((often, [place for row in places for place in row], pointers), shape, dtype=np.float32)


def _of_length_one(seen: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(seen.multiply(seen).sum(axis=1)).ravel())
    return diags(1 / np.maximum(lengths, 1e-9)) @ seen


def _directions(seen: csr_matrix, many: Sequence[dict[str, Any]]) -> Array:
    """A row of numbers for each word."""
    _, _, found = randomized_svd(seen.tocsr(), _DIRECTIONS, n_oversamples=15, n_iter=2, random_state=0)
    papers = seen @ found.T
    papers /= np.maximum(np.linalg.norm(papers, axis=1, keepdims=True), 1e-9)
    within = _scatter_within(papers, many)
    within += _SHRINKING * np.trace(within) / _DIRECTIONS * np.eye(_DIRECTIONS)
    worth, turned = eigh(np.cov(papers.T), within)
    return found.T @ (turned[:, ::-1][:, :_KEPT] * worth[::-1][:_KEPT])


def _scatter_within(papers: Array, many: Sequence[dict[str, Any]]) -> Array:
    """How far papers of the very same categories, two or more, lie from each other."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(many):
        groups[tuple(sorted(row.get("categories") or ()))].append(index)
    scatter, free = np.zeros((_DIRECTIONS, _DIRECTIONS)), 0
    for categories, members in groups.items():
        if len(categories) >= _LEAST_CATEGORIES and len(members) >= _SMALLEST_GROUP:
            apart = papers[members] - papers[members].mean(axis=0)
            scatter += apart.T @ apart
            free += len(members) - 1
    return scatter / free


def _bytes(numbers: Array) -> Array:
    largest = np.quantile(np.abs(numbers), _CLIPPED)
    return np.clip(np.rint(numbers * LONGEST / largest), -LONGEST, LONGEST).astype(np.int8)


def _write_words(words: Sequence[str], telling: Array, rounded: Array) -> None:
    written = (b64encode(row.tobytes()).decode() for row in rounded)
    lines = {word: [f"{weight:.2f}", row] for word, weight, row in zip(words, telling, written, strict=True)}
    tables.write_texts(_HOME / WORDS, ["telling", "row"], lines)


def _cells(papers: Array, near: Sequence[bool]) -> Array:
    """The middles of the parts of space."""
    papers = papers / np.maximum(np.linalg.norm(papers, axis=1, keepdims=True), 1e-9)
    counted_as = np.where(near, _NEAR_COUNT, 1.0)
    found = MiniBatchKMeans(_CELLS, random_state=0, batch_size=4096, n_init=1, max_iter=30).fit(
        papers, sample_weight=counted_as
    )
    middles = found.cluster_centers_
    return np.rint(middles * LONGEST / np.linalg.norm(middles, axis=1, keepdims=True)).astype(np.int8)


if __name__ == "__main__":
    main()

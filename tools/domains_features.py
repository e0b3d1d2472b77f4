"""What a domain is learned from: papers as the grams and signs that the judge sees, and how grams go with areas."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from scipy.sparse import csr_matrix, diags

from ssl_watch import phrases
from ssl_watch.domains import DOMAINS, grams, signs

NAMES = tuple(domain.name for domain in DOMAINS)
_CATEGORIES = (
    "cs.CL", "cs.CR", "cs.CV", "cs.DB", "cs.GR", "cs.IR", "cs.IT", "cs.LG", "cs.MA", "cs.MM", "cs.NE", "cs.RO", "cs.SD",
    "cs.SE", "cs.SI", "eess.AS", "eess.IV", "eess.SP", "math.ST", "q-bio.NC", "q-bio.QM", "stat.ML", "stat.TH",
)  # fmt: skip
_SHARE_OF_CORPUS = 3  # every third row of the corpus is enough
_COMMON, _DIRECTIONS = 0.4, 200
_FUNCTION_WORDS = frozenset({
    "a", "also", "an", "and", "are", "as", "at", "be", "between", "both", "but", "by", "can", "for", "from", "has",
    "have", "in", "into", "is", "it", "its", "more", "not", "of", "on", "or", "our", "such", "than", "that", "the",
    "their", "these", "they", "this", "to", "we", "which", "with",
})  # fmt: skip
Array: TypeAlias = Any  # of numpy, which is not installed where types are checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One paper: the grams of its title and of its abstract, the points of each domain's signs in both, categories."""

    title: frozenset[str]
    text: frozenset[str]
    points: tuple[tuple[float, ...], tuple[float, ...]]
    categories: frozenset[str]

    @property
    def signed(self) -> frozenset[str]:
        """The domains that a sign speaks for."""
        return frozenset(name for name, *points in zip(NAMES, *self.points, strict=True) if any(points))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def at_large(folder: Path) -> tuple[list[Seen], list[Seen]]:
    """Papers whose domains nobody has told: near to SSL, those labelled for relevance; far, a part of the corpus."""
    near = [see(row) for row in rows(folder / "ssl_labels.dev.jsonl.gz")]
    corpus = enumerate(rows(folder / "corpus.jsonl.gz"))
    return near, [see(row) for index, row in corpus if index % _SHARE_OF_CORPUS == 0]


def see(row: dict[str, Any]) -> Seen:
    """Read one row."""
    title, text = phrases.read(row["title"] or ""), phrases.read(row["abstract"] or "")
    categories = row.get("categories") or ()
    return Seen(
        title=frozenset((*grams.every(title), *grams.within_names(title))),
        text=frozenset(grams.every(text)),
        points=(_points(signs.in_title(title)), _points(signs.in_words(text))),
        categories=frozenset(categories.split() if isinstance(categories, str) else categories),
    )


def _points(found: signs.Signs) -> tuple[float, ...]:
    return tuple(found.points.get(name, 0.0) for name in NAMES)


def logs(papers: Sequence[Seen], part: int) -> Array:
    """The signs of each domain in titles (0) or abstracts (1), tamed: the tenth says less than the first."""
    return np.log1p(np.array([paper.points[part] for paper in papers]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The grams that are told apart: how telling each is, its place among the others, and the areas it goes with."""

    grams: tuple[str, ...]
    telling: Array
    places: Array
    areas: Array

    def matrix(self, texts: Iterable[Iterable[str]]) -> csr_matrix:
        """Texts as rows of length one over the grams."""
        return _unit(_matrix(texts, {gram: index for index, gram in enumerate(self.grams)}) @ diags(self.telling))


def lexicon(near: Sequence[Seen], far: Sequence[Seen], *, size: int) -> Lexicon:
    """The `size` grams that go most unevenly with domains in papers near to SSL, and what all papers say of them."""
    papers = [*near, *far]
    counts = Counter(gram for paper in near for gram in paper.title | paper.text)
    names = sorted(gram for gram, count in counts.items() if count >= 4 and _is_telling(gram))
    held = _matrix((paper.title | paper.text for paper in papers), {gram: index for index, gram in enumerate(names)})
    often = np.asarray(held.sum(0)).ravel()
    weak = _weak(papers)
    uneven = _odds(held, weak).max(1) * np.sqrt(np.asarray(held[: len(near)].sum(0)).ravel())
    uneven[(often < 8) | (often > _COMMON * len(papers))] = -1
    kept = np.sort(np.argsort(-uneven, kind="stable")[:size])
    held, telling = held[:, kept].tocsr(), np.log(len(papers) / often[kept])
    told = [index for index, paper in enumerate(papers) if paper.categories]
    by_category = np.array([[name in papers[index].categories for name in _CATEGORIES] for index in told], float)
    areas = np.hstack([_odds(held, weak), _odds(held[told], by_category)])
    return Lexicon(
        grams=tuple(names[index] for index in kept),
        telling=telling,
        places=_directions(_unit(held @ diags(telling))),
        areas=areas,
    )


def _is_telling(gram: str) -> bool:
    """Neither a function word, nor a number, nor punctuation."""
    return all(word.isalnum() and not word.isdigit() and word not in _FUNCTION_WORDS for word in gram.split())


def _weak(papers: Sequence[Seen]) -> Array:
    """The domains that the signs alone are sure of."""
    points = np.array([3 * np.array(paper.points[0]) + np.array(paper.points[1]) for paper in papers])
    return ((points >= 3) & (points >= 0.5 * points.max(1, keepdims=True))).astype(float)


def _matrix(texts: Iterable[Iterable[str]], number: dict[str, int]) -> csr_matrix:
    places = [sorted(number[gram] for gram in text if gram in number) for text in texts]
    pointers = np.cumsum([0, *map(len, places)])
    flat = [place for row in places for place in row]
    return csr_matrix((np.ones(len(flat)), flat, pointers), (len(places), len(number)))


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return (diags(1 / np.maximum(lengths, 1e-9)) @ matrix).tocsr()


def _odds(held: csr_matrix, areas: Array, doubt: float = 30.0) -> Array:
    """How much likelier each gram is in papers of an area than in any, as a logarithm; few papers say little."""
    usual = (np.asarray(held.sum(0)).ravel() + 0.5) / held.shape[0]
    likely = (held.T @ areas + doubt * usual[:, None]) / (areas.sum(0) + doubt)
    return np.clip(np.log(likely / usual[:, None]), -2, 4)


def _directions(texts: csr_matrix) -> Array:
    """Where each gram stands among the others: the main directions of texts (randomised subspace iteration)."""
    found = np.random.default_rng(0).standard_normal((texts.shape[1], _DIRECTIONS + 10))
    for _ in range(5):
        found, _ = np.linalg.qr(texts.T @ (texts @ found))
    _, _, turned = np.linalg.svd(texts @ found, full_matrices=False)
    return (found @ turned.T)[:, :_DIRECTIONS]

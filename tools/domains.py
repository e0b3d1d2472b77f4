"""What domains are filed by: `python -m tools.domains FOLDER` writes ssl_watch/domains/weights.tsv.gz.

FOLDER holds domain_labels.dev.jsonl.gz (papers under curated headings), ssl_labels.dev.jsonl.gz and corpus.jsonl.gz
(papers at large). A heading's domain is learned from the papers under it; a domain that no heading names, from papers
whose title says it: what do their abstracts say? Two domains of one heading are told apart by their signs.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags

import ssl_watch.domains as package
from ssl_watch.domains import choose
from ssl_watch.domains.leaning import TITLE_SHARE
from ssl_watch.domains.learned import BIAS, SPOKEN_FOR, TABLE
from tools import tables
from tools.domains_features import NAMES, Array, Lexicon, Seen, at_large, lexicon, logs, rows, see

Row = dict[str, Any]
# Which domains the papers under a heading are of; other headings are called like their domain.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "speech_audio": ("speech", "audio"),
    "remote_sensing": ("remote",),
    "point_cloud_3d": ("point_cloud",),
    "theory_analysis": ("theory",),
}
_SIZE = 12_000  # grams with weights
_PLACE, _AREA, _SIGN = 2.0, 0.15, 1.0  # how far each kind of feature is trusted
_PENALTY, _BALANCE = 2.0, 0.6
FOLDS, DIVISIONS = 5, 5
_OWN_SIGNS = (1.0, 0.3)  # what a domain's own signs weigh in a title and in an abstract before anything is learned
_BY_TITLE = 1.2  # how far above zero a title that says its domain lifts a paper, where no label tells the domain
_LIFT = 0.75  # about what a first domain asks of a further one beyond zero (`choose`)
_AS_OFTEN = 0.15  # how often abstracts alone say such a domain, as a share of the titles that do
_PER_PAPER = 2.36  # domains with labels above zero, per labelled paper (of three at most)
_SMALLEST = 0.02  # weights below this are none


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is learned on: the lexicon, the labelled papers, and those near to SSL whose domains nobody has told."""

    words: Lexicon
    labelled: list[Row]
    papers: list[Seen]
    near: list[Seen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """For some domains: a weight for each gram (in a text of length one), for each sign by part, and a bias."""

    names: tuple[str, ...]
    grams: Array
    signs: Array
    bias: Array

    def scores(self, ground: Ground, papers: Sequence[Seen]) -> Array:
        """How far each paper leans to each domain."""
        said = np.hstack([logs(papers, 0), logs(papers, 1)]) @ self.signs
        return np.asarray(mixed(ground.words, papers) @ self.grams) + said + self.bias


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.domains FOLDER")
    ground = survey(Path(sys.argv[1]))
    told, untold = learn_told(ground, range(len(ground.papers))), learn_untold(ground)
    columns = [*told.names, *untold.names, "told"]
    tables.write(Path(package.__file__).parent / TABLE, columns, table(ground, told, untold))


def survey(folder: Path) -> Ground:
    """Read everything, and find the grams that tell domains apart. No label has a part in it."""
    labelled = list(rows(folder / "domain_labels.dev.jsonl.gz"))
    near, far = at_large(folder)
    return Ground(
        words=lexicon(near, far, size=_SIZE), labelled=labelled, papers=[see(row) for row in labelled], near=near
    )


def mixed(words: Lexicon, papers: Sequence[Seen]) -> csr_matrix:
    """Title and abstract as one row, as the judge mixes them; without an abstract the title is all."""
    title, text = words.matrix(paper.title for paper in papers), words.matrix(paper.text for paper in papers)
    share = np.where(np.asarray(text.sum(1)).ravel() > 0, TITLE_SHARE, 1.0)
    return (diags(share) @ title + diags(1 - share) @ text).tocsr()


def targets(labelled: Sequence[Row], papers: Sequence[Seen]) -> dict[str, Array]:
    """Which papers are of which domain, for every domain that a heading stands for."""
    told: dict[str, list[int]] = {}
    for index, (row, paper) in enumerate(zip(labelled, papers, strict=True)):
        for heading in row["domains"]:
            for name in _told_apart(HEADINGS.get(heading, (heading,)), paper):
                told.setdefault(name, []).append(index)
    return {name: np.isin(np.arange(len(papers)), told[name]).astype(float) for name in sorted(told)}


def _told_apart(names: tuple[str, ...], paper: Seen) -> list[str]:
    """Of several domains those whose signs are at least half as strong as the strongest."""
    points = {name: 3 * paper.points[0][NAMES.index(name)] + paper.points[1][NAMES.index(name)] for name in names}
    return [name for name in names if points[name] >= 0.5 * max(points.values())]


def learn_told(ground: Ground, among: Sequence[int]) -> Model:
    """The domains that headings stand for, from the labelled papers among these."""
    papers = [ground.papers[index] for index in among]
    wanted = targets([ground.labelled[index] for index in among], papers)
    texts, said = mixed(ground.words, papers), np.hstack([logs(papers, 0), logs(papers, 1)])
    model = _model(ground.words, tuple(wanted), texts, said, np.array(list(wanted.values())).T)
    scores = np.sort(model.scores(ground, papers), axis=1)[:, ::-1]
    least = np.sort(scores[:, 1:3].ravel())[::-1][round((_PER_PAPER - 1) * len(papers))]
    return replace(model, bias=model.bias - least)


def learn_untold(ground: Ground) -> Model:
    """The other domains: what abstracts say whose titles say the domain."""
    names = tuple(name for name in NAMES if name not in targets(ground.labelled, ground.papers) and name != "general")
    papers = [paper for paper in ground.near if paper.text]
    own = [NAMES.index(name) for name in names]
    titles, texts = logs(papers, 0), ground.words.matrix(paper.text for paper in papers)
    wanted = (titles[:, own] >= np.log(2)).astype(float)
    said = np.hstack([0 * titles, logs(papers, 1)])
    model = _model(ground.words, names, texts, said, wanted)
    scores = np.sort(np.asarray(texts @ model.grams) + said @ model.signs, axis=0)[::-1]
    least = np.array([scores[round(_AS_OFTEN * each.sum()), column] for column, each in enumerate(wanted.T)])
    model.signs[: len(NAMES)] = 0
    model.signs[own, range(len(own))] = (least + _BY_TITLE) / np.log(2)
    return replace(model, bias=_LIFT - least)


def _model(words: Lexicon, names: tuple[str, ...], texts: csr_matrix, said: Array, wanted: Array) -> Model:
    """One logistic regression for each domain on places, areas and signs, brought back to grams and signs."""
    places, areas = texts @ words.places, texts @ words.areas
    scale = _AREA / areas.std(0)
    features = np.hstack([places * _PLACE, areas * scale, said * _SIGN])
    start = np.zeros((len(names), features.shape[1] + 1))
    for row, name in zip(start, names, strict=True):
        row[-1 - 2 * len(NAMES) + NAMES.index(name)], row[-1 - len(NAMES) + NAMES.index(name)] = _OWN_SIGNS
    learned = np.array([logistic(features, *each) for each in zip(wanted.T, start, strict=True)]).T
    sizes = np.cumsum([places.shape[1], areas.shape[1]])
    by_place, by_area, by_sign, bias = np.split(learned, [*sizes, len(learned) - 1])
    return Model(
        names=names,
        grams=words.places @ by_place * _PLACE + (words.areas * scale) @ by_area,
        signs=by_sign * _SIGN,
        bias=bias[0],
    )


def logistic(features: Array, wanted: Array, start: Array) -> Array:
    """Weights and a bias by Newton's method, drawn to `start`; the rarer the wanted, the more each counts."""
    features = np.hstack([features, np.ones((len(features), 1))])
    balance = np.where(wanted > 0, ((len(wanted) - wanted.sum()) / max(wanted.sum(), 1)) ** _BALANCE, 1.0)
    balance *= len(wanted) / balance.sum()
    penalty = np.diag([_PENALTY] * (features.shape[1] - 1) + [1e-3])
    weights = start.copy()
    for _ in range(20):
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (balance * (wanted - chance)) - penalty @ (weights - start)
        bend = (features * (balance * chance * (1 - chance) + 1e-6)[:, None]).T @ features + penalty
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def table(ground: Ground, *models: Model) -> dict[str, list[float]]:
    """The rows of the table: grams times how telling they are, signs, bias."""
    words = ground.words
    weights = np.hstack([model.grams for model in models]) * words.telling[:, None]
    weights[np.abs(weights) < _SMALLEST] = 0
    written = {
        gram: [*row, telling**2]
        for gram, row, telling in zip(words.grams, weights.tolist(), words.telling.tolist(), strict=True)
    }
    signs = np.hstack([model.signs for model in models]).tolist()
    named = [SPOKEN_FOR[part].format(name) for part in ("title", "text") for name in NAMES]
    written |= {name: [*row, 0.0] for name, row in zip(named, signs, strict=True) if any(row)}
    return written | {BIAS: [*np.hstack([model.bias for model in models]).tolist(), 0.0]}


def cross_validated(folder: Path) -> list[tuple[Row, list[str]]]:
    """Every labelled paper and its domains, once for each division into fifths: how fifths fall moves the figures."""
    ground = survey(folder)
    untold = learn_untold(ground)
    return [judged for seed in range(DIVISIONS) for judged in _divided(ground, untold, seed)]


def _divided(ground: Ground, untold: Model, seed: int) -> list[tuple[Row, list[str]]]:
    """Every labelled paper and its domains, by what was learned without it and without the fifth that it is of."""
    order = np.random.default_rng(seed).permutation(len(ground.papers))
    judged: list[tuple[Row, list[str]]] = []
    for fold in range(FOLDS):
        told = learn_told(ground, [int(index) for place, index in enumerate(order) if place % FOLDS != fold])
        left_out = [int(index) for index in order[fold::FOLDS]]
        papers = [ground.papers[index] for index in left_out]
        scores = np.hstack([told.scores(ground, papers), untold.scores(ground, papers)])
        for index, row in zip(left_out, scores.tolist(), strict=True):
            named = dict(zip((*told.names, *untold.names), row, strict=True))
            chosen = choose(named, ground.papers[index].signed)
            judged.append((ground.labelled[index], [name for name, _ in chosen]))
    return judged


if __name__ == "__main__":
    main()

"""Linear models over named features, by L-BFGS: which of a few is best, and how likely a yes is. Deterministic."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Noticed = Mapping[str, float]


def choices(
    groups: Sequence[Sequence[tuple[Noticed, float]]],
    *,
    fewest: int,
    penalty: Callable[[str], float],
    believed: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Merits by which, in each group, the softly chosen one is worth most. Features seen `fewest` times count.

    `penalty` says of each feature how dearly it is paid for that its merit is far from what was `believed`.
    """
    names, features = _matrix([noticed for group in groups for noticed, _ in group], fewest, believed)
    worth = np.array([value for group in groups for _, value in group])
    starts = np.cumsum([0, *(len(group) for group in groups)])[:-1]
    member: np.ndarray = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    turned, penalties = features.T.tocsr(), np.array([penalty(name) for name in names])
    begun = np.array([believed.get(name, 0.0) for name in names])

    def loss(merits: np.ndarray) -> tuple[float, np.ndarray]:
        score = features @ merits
        chosen = np.exp(score - np.maximum.reduceat(score, starts)[member])
        chosen /= np.add.reduceat(chosen, starts)[member]
        expected = np.add.reduceat(chosen * worth, starts)
        slope = turned @ (chosen * (expected[member] - worth)) + penalties * (merits - begun)
        return penalties / 2 @ (merits - begun) ** 2 - expected.sum(), slope

    found = minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {**believed, **dict(zip(names, found.x.tolist(), strict=True))}


def chances(
    noticed: Sequence[Iterable[str]], told: np.ndarray, *, fewest: int, penalty: float, constant: str
) -> dict[str, float]:
    """Logistic regression; the name `constant` is noticed everywhere."""
    rows = [dict.fromkeys([constant, *names], 1.0) for names in noticed]
    names, features = _matrix(rows, fewest)
    turned = features.T.tocsr()

    def loss(merits: np.ndarray) -> tuple[float, np.ndarray]:
        score = features @ merits
        slope = turned @ (1 / (1 + np.exp(-score)) - told) + penalty * merits
        return float(np.logaddexp(0, score).sum() - score[told].sum() + penalty / 2 * (merits @ merits)), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(names, found.x.tolist(), strict=True))


def _matrix(
    rows: Sequence[Noticed], fewest: int, wanted: Collection[str] = frozenset()
) -> tuple[list[str], csr_matrix]:
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= fewest or name in wanted)
    number = {name: index for index, name in enumerate(names)}
    places = [[number[name] for name in row if name in number] for row in rows]
    values = [value for row in rows for name, value in row.items() if name in number]
    pointers = np.cumsum([0, *map(len, places)])
    return names, csr_matrix((values, [place for row in places for place in row], pointers), (len(rows), len(names)))

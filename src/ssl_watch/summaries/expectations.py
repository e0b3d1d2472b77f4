"""What is to be expected of a form that ends somewhere: its words' chances added up, and ROUGE's F from them."""

from collections.abc import Mapping, Sequence

_UNKNOWN_WORD = (0.3, 1)
_LONGEST = 60
FIGURES = ("f F14", "f F20", "f F28", "f density", "f head", "f tail", "f named", "f of the name")

Totals = tuple[float, int, int]


def totals(words: Sequence[str], likely: Mapping[str, tuple[float, int]], named: frozenset[str]) -> list[Totals]:
    """Up to each place: words expected in a summary, all words, different words of the title."""
    expected, parts, shared = 0.0, 0, set[str]()
    sums = [(expected, parts, 0)]
    for word in words:
        chance, count = likely.get(word, _UNKNOWN_WORD)
        expected += chance * count
        parts += count
        if (root := word[:6]) in named:
            shared.add(root)
        sums.append((expected, parts, len(shared)))
    return sums


def figures(sums: Sequence[Totals], end: int, named: int) -> tuple[float, ...]:
    """FIGURES: the F measure against summaries of several lengths, and how what is expected spreads."""
    expected, parts, shared = sums[end]
    head, tail = sums[min(4, end)], sums[max(0, end - 3)]
    return (
        20 * expected / (parts + 14),
        20 * expected / (parts + 20),
        20 * expected / (parts + 28),
        5 * expected / (parts or 1),
        head[0] / (head[1] or 1),
        (expected - tail[0]) / ((parts - tail[1]) or 1),
        shared / (named or 1),
        shared / (parts or 1),
    )


def names_of_length(parts: int) -> dict[str, float]:
    """What the merits of a form's length are kept under."""
    return {f"f over {step}": min(max(0, min(parts, _LONGEST) - step), 8) / 8 for step in (6, 10, 14, 18, 24, 32)}

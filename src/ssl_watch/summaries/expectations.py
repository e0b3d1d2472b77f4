"""What is to be expected of a form that ends somewhere: its words' chances added up, and ROUGE's F from them."""

from collections.abc import Iterable, Mapping, Sequence

_LONGEST = 60
_MOST_FRESH = 6  # words that say more than the title: beyond so many, more make no difference
FIGURES = ("f F14", "f F20", "f F28", "f density", "f head", "f tail", "f named", "f of the name")

# Of a word: how much of it is expected in a summary, of how many parts it is, which of them are the title's, and
# whether it says what neither the title nor every abstract says.
Chance = tuple[float, int, tuple[str, ...], bool]
Totals = tuple[float, int, int, int]


def totals(words: Iterable[str], likely: Mapping[str, Chance]) -> list[Totals]:
    """Up to each place: words expected in a summary, all words, different words of the title, and words beyond it."""
    expected, count, fresh, shared = 0.0, 0, 0, set[str]()
    sums = [(expected, count, 0, fresh)]
    for chance, parts, named, beyond in map(likely.__getitem__, words):
        expected += chance
        count += parts
        if named:
            shared.update(named)
        elif beyond:
            fresh += 1
        sums.append((expected, count, len(shared), fresh))
    return sums


def figures(sums: Sequence[Totals], end: int, named: int) -> tuple[float, ...]:
    """FIGURES: the F measure against summaries of several lengths, and how what is expected spreads."""
    expected, parts, shared, _ = sums[end]
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


def name_of_fresh(count: int) -> str:
    """What the merit of so many words is kept under that the title does not say."""
    return f"f fresh {min(count, _MOST_FRESH)}"

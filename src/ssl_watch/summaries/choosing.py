"""Which sentence of an abstract says best what the paper is about, and in which of its forms.

Three learned steps, each a sum of merits: how much a sentence is worth, of the best few how likely each word is to be
in a summary that a person would write, and which form keeps the likely ones (`observations` notices, `forms` shortens).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ssl_watch.summaries import forms, observations
from ssl_watch.summaries.merits import Merits, learned
from ssl_watch.summaries.observations import Abstract

_SENTENCES_READ = 2  # of how many sentences the forms are compared
_UNKNOWN_WORD = (0.3, 1)
_NO_NEWS = 2.0  # what a sentence without “we” or “this paper” and a verb of theirs must be better by


@dataclass(frozen=True, slots=True)
class Shortened:
    """A sentence in one of its forms, and what is noticed about it."""

    words: tuple[str, ...]
    noticed: dict[str, float]


def best(abstract: Abstract) -> str:
    """The best form of the best sentence; nothing of an empty abstract."""
    merits = learned()
    ranked = rank(abstract, merits)
    found = [shortened for index, worth in ranked for shortened in shorten(abstract, index, worth, merits)]
    if not found:
        return forms.cut(abstract.sentences[ranked[0][0]]) if ranked else ""
    return forms.finish(max(found, key=lambda shortened: merits.of(shortened.noticed)).words)


def rank(abstract: Abstract, merits: Merits) -> list[tuple[int, float]]:
    """The sentences worth most and how far each is behind the first; one that only tells of others comes after."""
    news = abstract.first_claim >= 0
    worth = [
        merits.of_sentence(abstract, index) - _NO_NEWS * (news and not claim)
        for index, claim in enumerate(abstract.claims)
    ]
    order = sorted(range(len(worth)), key=lambda index: (-worth[index], index))[:_SENTENCES_READ]
    return [(index, worth[index] - worth[order[0]]) for index in order]


def shorten(abstract: Abstract, index: int, worth: float, merits: Merits) -> Iterator[Shortened]:
    """Every form of one sentence with what is noticed about it."""
    likely = merits.of_words(abstract, index)
    for form in forms.of(abstract.sentences[index]):
        bare = [word.lower().strip(observations.EDGES) for word in form.words]
        sums = _sums(bare, likely, abstract.named)
        always = {
            f"f begins {form.begins}": 1.0,
            f"f spares {form.spares}": 1.0,
            f"f opens {bare[0]}": 1.0,
            "f worth": worth,
        }
        for end, kind in form.ends:
            yield Shortened(form.words[:end], always | {f"f ends {kind}": 1.0} | _expected(sums, end, abstract.named))


def _sums(
    words: list[str], likely: Mapping[str, tuple[float, int]], named: frozenset[str]
) -> list[tuple[float, int, int]]:
    """Running totals up to each place: words expected in a summary, all words, words of the title."""
    expected, parts, shared = 0.0, 0, set[str]()
    totals = [(expected, parts, 0)]
    for word in words:
        chance, count = likely.get(word, _UNKNOWN_WORD)
        expected += chance * count
        parts += count
        if word[:6] in named:
            shared.add(word[:6])
        totals.append((expected, parts, len(shared)))
    return totals


def _expected(sums: list[tuple[float, int, int]], end: int, named: frozenset[str]) -> dict[str, float]:
    """ROUGE's F measure as it is to be expected against summaries of several lengths, and how it spreads."""
    expected, parts, shared = sums[end]
    head, tail = sums[min(4, end)], sums[max(0, end - 3)]
    noticed = {
        "f F14": 20 * expected / (parts + 14),
        "f F20": 20 * expected / (parts + 20),
        "f F28": 20 * expected / (parts + 28),
        "f density": 5 * expected / max(1, parts),
        "f head": head[0] / max(1, head[1]),
        "f tail": (expected - tail[0]) / max(1, parts - tail[1]),
        "f named": shared / max(1, len(named)),
        "f of the name": shared / max(1, parts),
    }
    for step in (6, 10, 14, 18, 24, 32):
        if parts > step:
            noticed[f"f over {step}"] = min(parts - step, 8) / 8
    return noticed

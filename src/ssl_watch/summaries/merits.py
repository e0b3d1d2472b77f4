"""What is noticed, added up: the learned merits of sentences, of words, and of forms."""

import math
from collections.abc import Mapping
from functools import cache, cached_property

from ssl_watch import weights
from ssl_watch.summaries import observations
from ssl_watch.summaries.observations import Abstract, Noticed

_UNKNOWN_WORD = (0.3, 1)


class Merits:
    """Merits by name. What recurs (a word's surroundings) is added up once and kept: there are some thousands."""

    def __init__(self, named: Mapping[str, float]) -> None:
        self._named = named
        self._around: dict[tuple[str, str, int, str, str], float] = {}
        self._before: dict[tuple[str, int, int, str], float] = {}

    @cached_property
    def _words(self) -> dict[str, float]:
        return {name[2:]: merit for name, merit in self._named.items() if name.startswith("w ")}

    @cached_property
    def _roots(self) -> dict[str, float]:
        return {name[6:]: merit for name, merit in self._named.items() if name.startswith("s has ")}

    def of(self, noticed: Noticed) -> float:
        """The sum of the merits of what is noticed."""
        get = self._named.get
        return sum([value * get(name, 0.0) for name, value in noticed.items()])

    def of_sentence(self, abstract: Abstract, index: int) -> float:
        """What a sentence is worth as it stands."""
        get = self._roots.get
        roots = sum([get(root, 0.0) for root in sorted(observations.of_its_words(abstract, index))])
        return self.of(observations.of_sentence(abstract, index)) + roots

    def of_words(self, abstract: Abstract, index: int) -> dict[str, tuple[float, int]]:
        """How likely each word of a sentence is to be in a summary, and of how many parts it is."""
        always, get = self._named.get("word", 0.0), self._words.get
        around, before = self._around, self._before
        likely: dict[str, tuple[float, int]] = {}
        for seen in observations.of_each_word(abstract, index):
            if seen.around not in around:
                around[seen.around] = self._sum(observations.names_around(*seen.around))
            if seen.before not in before:
                before[seen.before] = self._sum(observations.names_before(*seen.before))
            merit = always + get(seen.word[:6], 0.0) + around[seen.around] + before[seen.before]
            likely[seen.word] = (1 / (1 + math.exp(-merit)), seen.parts)
        return likely

    def _sum(self, names: list[str]) -> float:
        return sum([self._named.get(name, 0.0) for name in names])


@cache
def learned() -> Merits:
    """The merits that ship with the package."""
    return Merits(weights.read_column(__package__, "merits.tsv.gz"))

"""What is noticed, added up: the learned merits of sentences, of words, and of forms."""

from collections.abc import Mapping
from functools import cache
from math import exp

from ssl_watch import weights
from ssl_watch.summaries import expectations, observations
from ssl_watch.summaries.observations import Abstract, Noticed


class Merits:
    """Merits by name. What recurs (a word's surroundings, a length) is added up once and kept: some thousand sums."""

    def __init__(self, named: Mapping[str, float]) -> None:
        self._named = named
        self._always = named.get("word", 0.0)
        self._words = {name[2:]: merit for name, merit in named.items() if name.startswith("w ")}
        self._roots = {name[6:]: merit for name, merit in named.items() if name.startswith("s has ")}
        self._sentence = tuple(named.get(name, 0.0) for name in observations.SENTENCE_FIGURES)
        self._ending = tuple(named.get(name, 0.0) for name in expectations.FIGURES)
        self._around: dict[observations.Around, float] = {}
        self._before: dict[observations.Before, float] = {}
        self._place: dict[tuple[int, int, int, str, str], float] = {}
        self._long: dict[int, float] = {}
        self._parts: dict[int, float] = {}

    def of(self, noticed: Noticed) -> float:
        """The sum of the merits of what is noticed."""
        get = self._named.get
        return sum([value * get(name, 0.0) for name, value in noticed.items()])

    def of_sentence(self, abstract: Abstract, index: int) -> float:
        """What a sentence is worth as it stands."""
        place, words = observations.place_of(abstract, index), abstract.roots[index]
        if place not in self._place:
            self._place[place] = self.of(observations.names_of_place(*place))
        length = min(len(words), 60)
        if length not in self._long:
            self._long[length] = self.of(observations.names_of_length(length))
        get = self._roots.get
        has = sum([get(root, 0.0) for root in observations.of_its_words(abstract, index)])
        opens = self._named.get(f"s opens {words[0]}", 0.0) if words else 0.0
        figures = _product(observations.figures_of(abstract, index), self._sentence)
        return self._place[place] + self._long[length] + has + opens + figures

    def of_words(self, abstract: Abstract, index: int) -> dict[str, tuple[float, int]]:
        """How likely each word of a sentence is to be in a summary, and of how many parts it is."""
        always, get = self._always, self._words.get
        arounds, befores = self._around, self._before
        likely: dict[str, tuple[float, int]] = {}
        for word, parts, around, before in observations.of_each_word(abstract, index):
            if around not in arounds:
                arounds[around] = self.of(dict.fromkeys(observations.names_around(*around), 1.0))
            if before not in befores:
                befores[before] = self.of(dict.fromkeys(observations.names_before(*before), 1.0))
            merit = always + get(word[:6], 0.0) + arounds[around] + befores[before]
            likely[word] = (1 / (1 + exp(-merit)), parts)
        return likely

    def of_ending(self, kind: str, parts: int, figures: tuple[float, ...]) -> float:
        """What a form is worth that stops there."""
        if parts not in self._parts:
            self._parts[parts] = self.of(expectations.names_of_length(parts))
        return self._parts[parts] + self._named.get(f"f ends {kind}", 0.0) + _product(figures, self._ending)


def _product(figures: tuple[float, ...], merits: tuple[float, ...]) -> float:
    return sum([figure * merit for figure, merit in zip(figures, merits, strict=True)])


@cache
def learned() -> Merits:
    """The merits that ship with the package."""
    return Merits(weights.read_column(__package__, "merits.tsv.gz"))

"""What is noticed, added up: the learned merits of sentences, of words, and of forms."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, inf
from operator import mul

from ssl_watch import weights
from ssl_watch.summaries import expectations, observations
from ssl_watch.summaries.expectations import Totals
from ssl_watch.summaries.forms import Ends
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
        self._head, self._tail, self._title = self._ending[4:7]
        self._ends = {name[7:]: merit for name, merit in named.items() if name.startswith("f ends ")}
        self._parts: dict[int, tuple[float, float, float]] = {}

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
        has = sum(filter(None, map(get, observations.of_its_words(abstract, index))))
        opens = self._named.get(f"s opens {words[0]}", 0.0) if words else 0.0
        figures: float = sum(map(mul, observations.figures_of(abstract, index), self._sentence))
        return self._place[place] + self._long[length] + has + opens + figures

    def of_words(self, abstract: Abstract, index: int) -> dict[str, tuple[float, int]]:
        """How likely each word of a sentence is to be in a summary, and of how many parts it is."""
        always, get = self._always, self._words.get
        arounds, befores = self._around, self._before
        likely: dict[str, tuple[float, int]] = {}
        for word, parts, around, before in observations.of_each_word(abstract, index):
            if (beside := arounds.get(around)) is None:
                beside = arounds[around] = self.of(dict.fromkeys(observations.names_around(*around), 1.0))
            if (within := befores.get(before)) is None:
                within = befores[before] = self.of(dict.fromkeys(observations.names_before(*before), 1.0))
            merit = always + get(word[:6], 0.0) + beside + within
            likely[word] = (1 / (1 + exp(-merit)), parts)
        return likely

    def of_best_ending(self, ends: Ends, sums: Sequence[Totals], named: int) -> tuple[float, int]:
        """The best place where a form may stop, and what the form is worth then; no place where there is none.

        The same as FIGURES times their merits, with all that depends on the length alone worked out once.
        """
        best, place = -inf, 0
        for end, kind in ends:
            expected, parts, shared = sums[end]
            if (long := self._parts.get(parts)) is None:
                long = self._parts[parts] = self._of_parts(parts)
            before = sums[max(0, end - 3)]
            tail = (expected - before[0]) / ((parts - before[1]) or 1)
            merit = long[0] + long[1] * expected + (long[2] + self._title / (named or 1)) * shared + self._tail * tail
            merit += self._ends.get(kind, 0.0)
            if merit > best:
                best, place = merit, end
        head = sums[min(4, place)]
        return best + self._head * head[0] / (head[1] or 1), place

    def _of_parts(self, parts: int) -> tuple[float, float, float]:
        """What a form's length is worth, each word expected in a summary, and each of the title."""
        f14, f20, f28, density, *_, of_the_name = self._ending
        expected = 20 * (f14 / (parts + 14) + f20 / (parts + 20) + f28 / (parts + 28)) + 5 * density / (parts or 1)
        return self.of(expectations.names_of_length(parts)), expected, of_the_name / (parts or 1)


@cache
def learned() -> Merits:
    """The merits that ship with the package."""
    return Merits(weights.read_column(__package__, "merits.tsv.gz"))

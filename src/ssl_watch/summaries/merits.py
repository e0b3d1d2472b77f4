"""What is noticed, added up: the learned merits of sentences, of words, and of forms."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, inf
from operator import mul

from ssl_watch import weights
from ssl_watch.summaries import expectations, observations
from ssl_watch.summaries.expectations import Chance, Totals
from ssl_watch.summaries.forms import MOST_WORDS, Form
from ssl_watch.summaries.observations import COMMON, Abstract, Noticed, Word

_ENOUGH = 4  # words that the title does not say
_EMPTY = 3.0  # what each one less must be made up for by


class Merits:
    """Merits by name. What recurs (a word's surroundings, a length) is added up once and kept: some thousand sums."""

    def __init__(self, named: Mapping[str, float]) -> None:
        self._named = named
        self._always = named.get("word", 0.0)
        self._words = {name[2:]: exp(-merit) for name, merit in named.items() if name.startswith("w ")}
        self._roots = {name[6:]: merit for name, merit in named.items() if name.startswith("s has ")}
        self._sentence = tuple(named.get(name, 0.0) for name in observations.SENTENCE_FIGURES)
        self._ending = tuple(named.get(name, 0.0) for name in expectations.FIGURES)
        self._around: dict[tuple[str, str, int], float] = {}
        self._common: dict[str, Mapping[str, Chance]] = {}
        self._place: dict[tuple[int, int, int, str, str], float] = {}
        self._long: dict[int, float] = {}
        self._head, self._tail, self._title = self._ending[4:7]
        self._fresh = tuple(named.get(expectations.name_of_fresh(count), 0.0) for count in range(MOST_WORDS + 1))
        self._pointing = named.get("f points", 0.0)
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

    def of_words(self, abstract: Abstract, index: int) -> Mapping[str, Chance]:
        """How likely each word of a sentence, as it is written, is to be in a summary; worked out when asked for."""
        role = observations.role_of(abstract, index)
        if role not in self._common:
            self._common[role] = {word: self.of_word(((word,), "C", 0, (), False), role) for word in COMMON}
        return _Chances(self, abstract, role, self._common[role])

    def of_word(self, word: Word, role: str) -> Chance:
        """The chance of one word in a sentence of this role."""
        parts, kind, spread, named, fresh = word
        if (beside := self._around.get((kind, role, spread))) is None:
            names = observations.names_around(kind, role, spread)
            beside = exp(-self._always - self.of(dict.fromkeys(names, 1.0)))
            self._around[kind, role, spread] = beside
        if not parts:
            return 0.0, 0, named, fresh
        return len(parts) / (1 + beside * self._words.get(parts[0], 1.0)), len(parts), named, fresh

    def of_best_ending(self, form: Form, sums: Sequence[Totals], named: int) -> tuple[float, int]:
        """The best place where a form may stop, and what the form is worth then; no place where there is none.

        The same as FIGURES times their merits, with all that depends on the length alone worked out once.
        """
        best, place, points, by_title = -inf, 0, form.points, self._title / (named or 1)
        for end, kind in form.ends:
            expected, parts, shared, fresh = sums[end]
            if (long := self._parts.get(parts)) is None:
                long = self._parts[parts] = self._of_parts(parts)
            before = sums[end - 3 if end > 3 else 0]
            tail = (expected - before[0]) / ((parts - before[1]) or 1)
            merit = long[0] + long[1] * expected + (long[2] + by_title) * shared + self._tail * tail
            merit += self._ends.get(kind, 0.0)
            merit += self._fresh[fresh]
            if fresh < _ENOUGH:
                merit -= _EMPTY * (_ENOUGH - fresh)
            if end > points:
                merit += self._pointing
            if merit > best:
                best, place = merit, end
        head = sums[min(4, place)]
        return best + self._head * head[0] / (head[1] or 1), place

    def _of_parts(self, parts: int) -> tuple[float, float, float]:
        """What a form's length is worth, each word expected in a summary, and each of the title."""
        f14, f20, f28, density, *_, of_the_name = self._ending
        expected = 20 * (f14 / (parts + 14) + f20 / (parts + 20) + f28 / (parts + 28)) + 5 * density / (parts or 1)
        return self.of(expectations.names_of_length(parts)), expected, of_the_name / (parts or 1)


class _Chances(dict[str, Chance]):
    """The chances of one sentence's words; those of common words are known beforehand."""

    def __init__(self, merits: Merits, abstract: Abstract, role: str, known: Mapping[str, Chance]) -> None:
        super().__init__(known)
        self._merits, self._abstract, self._role = merits, abstract, role

    def __missing__(self, word: str) -> Chance:
        chance = self[word] = self._merits.of_word(observations.of_word(self._abstract, word), self._role)
        return chance


@cache
def learned() -> Merits:
    """The merits that ship with the package."""
    return Merits(weights.read_column(__package__, "merits.tsv.gz"))

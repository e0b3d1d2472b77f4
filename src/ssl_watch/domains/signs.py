"""The signs of each domain: phrases of the vocabulary, counted and quoted, two media in a title, arXiv's categories."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ssl_watch.domains import media
from ssl_watch.domains.hints import CATEGORIES, WEAK
from ssl_watch.domains.vocabulary import STRONG
from ssl_watch.phrases import Phrasebook, Words, read

_STRONG, _WEAK, _AGAIN = 1.0, 0.5, 0.3
_SEVERAL_MEDIA = "multimodal"
_WHOLE = frozenset({"music information retrieval"})  # says nothing by its parts


@dataclass(slots=True)
class Signs:
    """What speaks for each domain in one text: points, and the phrases, each with the place where it stands first."""

    words: Words | None = None  # the text, where it is one
    points: dict[str, float] = field(default_factory=dict)
    places: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    def add(self, domain: str, phrase: str, place: tuple[int, int], points: float) -> None:
        """Count a sign; said again it adds a third."""
        places = self.places.setdefault(domain, {})
        self.points[domain] = self.points.get(domain, 0.0) + points * (_AGAIN if phrase in places else 1.0)
        places.setdefault(phrase, place)

    def quotes(self, domain: str) -> list[str]:
        """The very words that speak for a domain; of categories, their names."""
        places = self.places.get(domain, {})
        return list(places) if self.words is None else [self.words.quote(*place) for place in places.values()]


def _table() -> dict[str, dict[str, float]]:
    """Every phrase with the domains it speaks for and how strongly."""
    table: dict[str, dict[str, float]] = {}
    for vocabulary, strength in ((WEAK, _WEAK), (STRONG, _STRONG)):
        for name, listed in vocabulary.items():
            for phrase in listed.split("|"):
                table.setdefault(" ".join(read(phrase).words), {})[name] = strength
    return {phrase: _with_inner(phrase, table) for phrase in table}


def _with_inner(phrase: str, table: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """What the phrase speaks for, and what strong phrases within it do: “fruit anomaly” is of fruit, and an anomaly."""
    words = [] if phrase in _WHOLE else phrase.split()
    spans = ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    inner = [table.get(" ".join(words[start:end]), {}) for start, end in spans]
    strong = {name: strength for each in inner for name, strength in each.items() if strength == _STRONG}
    return {**table[phrase], **strong}


BOOK = Phrasebook(_table())


def in_words(words: Words) -> Signs:
    """The signs in an abstract."""
    signs = Signs(words)
    for found in BOOK.find(words):
        for name, strength in found.value.items():
            signs.add(name, found.phrase, (found.start, found.length), strength)
    return signs


def in_title(words: Words) -> Signs:
    """The signs in a title; where no phrase says “multimodal”, two media side by side do."""
    signs = in_words(words)
    place = media.side_by_side(words) if signs.points.get(_SEVERAL_MEDIA, 0.0) < _STRONG else None
    if place:
        signs.add(_SEVERAL_MEDIA, words.quote(*place), place, _STRONG)
    return signs


def in_categories(categories: Iterable[str]) -> Signs:
    """The signs in arXiv's categories: one point each, said once."""
    signs = Signs()
    for category in dict.fromkeys(categories):
        for name in CATEGORIES.get(category, ()):
            signs.add(name, category, (0, 0), 1.0)
    return signs

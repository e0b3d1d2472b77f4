"""A labelled paper with all that is counted in it, by the very functions that the judge uses."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ssl_watch.relevance import ngrams, signs, traits
from ssl_watch.relevance.ngrams import Lean
from tools.relevance_labels import Example


@dataclass(frozen=True, slots=True)
class Counted:
    """Counted once, since every model asks again."""

    example: Example
    in_title: Mapping[str, int]
    in_text: Mapping[str, int]
    signs: tuple[signs.Sign, ...]

    def grams(self, *, title: bool) -> Mapping[str, int]:
        """How often each n-gram stands in the title, or in title and abstract."""
        return self.in_title if title else self.in_text

    def evened(self, *, title: bool) -> float:
        """What a sum over the n-grams is multiplied with."""
        words = len(self.example.title.words) + (0 if title else len(self.example.abstract.words))
        return ngrams.evened(words, title=title)

    def traits(self, lean: Lean) -> dict[str, float]:
        """The numbers that the score is made of."""
        return traits.count(self.example.abstract, self.signs, lean)


def count(example: Example) -> Counted:
    """Count a paper's n-grams and find its signs."""
    found = signs.read(example.title, example.abstract)
    title, abstract = signs.spoken(example.title, example.abstract, found)
    in_title = Counter(ngrams.ngrams(title.words))
    return Counted(example, in_title, in_title + Counter(ngrams.ngrams(abstract.words)), found)
